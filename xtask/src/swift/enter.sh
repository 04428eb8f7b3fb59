#!/bin/bash
# Runs a command inside an unpacked root folder, with the project at its own path.
# enter.sh ROOT PROJECT FOLDER [NAME=VALUE…] COMMAND…
#
# Called in a mount namespace of its own: the mounts vanish with the command.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
root=$1 project=$2 folder=$3
shift 3
mkdir -p "$root$project"
mount --rbind "$project" "$root$project"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc" 2>/dev/null || mount --rbind /proc "$root/proc"
exec chroot "$root" /usr/bin/env --ignore-environment HOME=/tmp LANG=C.UTF-8 PATH=/usr/bin:/usr/libexec/swift/bin \
    /bin/sh -c 'cd "$1"; shift; exec /usr/bin/env "$@"' sh "$folder" "$@"
