#!/bin/bash
# Downloads Swift from Debian and unpacks it into a folder of its own; no package is installed. Prints nothing but trouble.
# unpack.sh CACHE RELEASE PACKAGE…: afterwards CACHE/RELEASE is a root folder with these packages.
#
# Built aside and renamed; `ready` is written last and names what is there. The host's apt is not touched: only its mirror is read.
set -euo pipefail
cache=$1 release=$2
shift 2
root=$cache/$release key="1 $release $*" apt=$cache/apt

mirror=${DEBIAN_MIRROR:-$({ grep -rhoE 'https?://[^ ]+/debian/?( |$)' \
    /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null || true; } | head -n 1 | tr -d ' ')}
[ -n "$mirror" ] || { echo "error: no Debian mirror in /etc/apt; name one in DEBIAN_MIRROR" >&2; exit 2; }
machine=$(dpkg --print-architecture)

mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9
[ "$(cat "$cache/ready" 2>/dev/null)" != "$key" ] || [ ! -x "$root/usr/bin/swiftc" ] || exit 0
rm -rf "$root" "$cache/ready" "$cache"/new.* "$apt"
new=$(mktemp -d "$cache/new.XXXXXX")
trap 'rm -rf "$new" "$apt"' EXIT

mkdir -p "$apt"/{lists/partial,archives/partial,etc,none}
: >"$apt/status"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main" >"$apt/etc/sources.list"
cat >"$apt/apt.conf" <<EOF
Dir::Etc "$apt/etc"; Dir::Etc::main "none"; Dir::Etc::parts "$apt/none";
Dir::Etc::sourceparts "$apt/none"; Dir::Etc::preferencesparts "$apt/none";
Dir::State "$apt"; Dir::State::status "$apt/status"; Dir::Cache "$apt";
APT::Architecture "$machine"; APT::Architectures { "$machine"; };
APT::Install-Recommends "false"; APT::Sandbox::User ""; Acquire::Languages "none"; Debug::NoLocking "true";
EOF
export APT_CONFIG=$apt/apt.conf
apt-get --quiet --quiet update >&2
apt-get --quiet --quiet --yes --download-only install "$@" >&2

for folder in bin sbin lib lib64; do
    mkdir -p "$new/usr/$folder"
    ln -s "usr/$folder" "$new/$folder"
done
mkdir -p "$new"/{proc,dev,tmp,root,etc}
for package in "$apt"/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar --extract --directory "$new" --no-same-owner --keep-directory-symlink \
        --exclude=./usr/share/doc --exclude=./usr/share/man --exclude=./usr/share/locale
done
ln -sfn bash "$new/usr/bin/sh"
echo root:x:0:0:root:/root:/bin/sh >"$new/etc/passwd"
echo root:x:0: >"$new/etc/group"
chmod 755 "$new"
mv "$new" "$root"
echo "$key" >"$cache/ready"
