//! A Linux of its own, run as an ordinary program (User Mode Linux): for a file system that this kernel does not know, or that only
//! root may mount. It sees this machine's files and changes none of them, and inside it the program is root.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The kernel, and the modules that belong to it, as Debian's package `user-mode-linux` puts them.
const KERNEL: &str = "/usr/bin/linux.uml";
const MODULES: &str = "/usr/lib/uml/modules";
/// What a file system in a file is mounted with. f2fs asks for the checksum by another name than its module has.
const NEEDED: [&str; 3] = ["crypto/crc32_generic", "drivers/block/loop", "fs/f2fs/f2fs"];
/// Its memory in MiB, which holds the file system too. What is not used is not taken.
const MEMORY: u64 = 1024;
/// Where it keeps that, if there is room: a folder that is itself memory.
const SHARED: &str = "/dev/shm";
/// How long it may take, in seconds, for `timeout`: one that hangs is an error, not a run without an end.
const LIMIT: &str = "1800";

/// What a program said, and how it ended.
#[derive(Debug)]
pub struct Ended {
    /// The code that a shell gives: above 128 for a signal.
    pub code: i32,
    /// All of its output.
    pub out: String,
    /// All that it complained of.
    pub err: String,
}

/// Runs a program there, its temporary files in the kernel's own memory.
///
/// # Errors
/// What stands in the way, in words: no such kernel, or one that did not come as far as the program.
///
/// # Panics
/// When the kernel ended, or was ended, before the program did: whatever the program does, that must not be.
pub fn run(program: &Path, arguments: &[&str]) -> Result<Ended, String> {
    let told = |error: std::io::Error| format!("a kernel of its own: {error}");
    if !Path::new(KERNEL).exists() {
        return Err("no kernel of its own (Debian's user-mode-linux)".to_owned());
    }
    // Beside this program: where the folder of the system for such things is under /dev, that kernel does not see it.
    let here = std::env::current_exe().map_err(told)?;
    let folder = here.parent().map_or_else(tempfile::tempdir, tempfile::tempdir_in).map_err(told)?;
    let place = |name: &str| folder.path().join(name);
    for name in ["work", "out"] {
        fs::create_dir(place(name)).map_err(told)?;
    }
    let init = place("init");
    fs::write(&init, script(folder.path(), &modules()?, program, arguments)).map_err(told)?;
    fs::set_permissions(&init, fs::Permissions::from_mode(0o700)).map_err(told)?;
    let mut kernel = Command::new("timeout");
    let room = rustix::fs::statvfs(SHARED).is_ok_and(|shared| {
        let closed = shared.f_flag.contains(rustix::fs::StatVfsMountFlags::NOEXEC);
        !closed && (shared.f_bavail * shared.f_frsize) >> 20 >= MEMORY
    });
    if !room {
        kernel.env("TMPDIR", folder.path());
    }
    let console = kernel
        .args(["--kill-after=10", LIMIT, KERNEL, "quiet", "con=null", "con0=fd:0,fd:1"])
        .args([&format!("mem={MEMORY}M"), "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro"])
        .args([format!("init=\"{}\"", init.display()), format!("uml_dir={}/", folder.path().display())])
        .stdin(Stdio::null())
        .output()
        .map_err(told)?;
    let read = |name: &str| fs::read_to_string(place("out").join(name)).unwrap_or_default();
    if let Ok(code) = read("code").trim().parse() {
        return Ok(Ended { code, out: read("out"), err: read("err") });
    }
    let console = String::from_utf8_lossy(&console.stdout).into_owned();
    let last: Vec<&str> = console.lines().filter(|line| !line.trim().is_empty()).collect();
    let last = last[last.len().saturating_sub(5)..].join("\n");
    assert!(!place("out").join("begun").exists(), "the kernel ended before the program: {last}\n{}", read("err"));
    Err(format!("a kernel of its own does not start: {}", last.lines().last().unwrap_or("nothing said")))
}

/// The folder of the one kernel's modules.
fn modules() -> Result<PathBuf, String> {
    let mut found = fs::read_dir(MODULES).map_err(|error| format!("{MODULES}: {error}"))?.flatten();
    found.next().map(|entry| entry.path().join("kernel")).ok_or_else(|| format!("{MODULES}: empty"))
}

/// What is run there first and last.
fn script(folder: &Path, modules: &Path, program: &Path, arguments: &[&str]) -> String {
    let (folder, modules) = (quoted(&folder.to_string_lossy()), quoted(&modules.to_string_lossy()));
    let words: Vec<String> =
        std::iter::once(&*program.to_string_lossy()).chain(arguments.iter().copied()).map(quoted).collect();
    let (needed, words) = (NEEDED.join(" "), words.join(" "));
    format!(
        "#!/bin/sh\n\
         export PATH=/usr/sbin:/usr/bin:/sbin:/bin TMPDIR={folder}/work\n\
         mount -t proc proc /proc\n\
         mount -t tmpfs tmpfs {folder}/work\n\
         mount -t hostfs -o {folder}/out none {folder}/out\n\
         for module in {needed}; do insmod {modules}/$module.ko*; done\n\
         echo >{folder}/out/begun\n\
         {words} >{folder}/out/out 2>{folder}/out/err\n\
         echo $? >{folder}/out/code\n\
         sync\n\
         echo o >/proc/sysrq-trigger\n\
         sleep 60\n"
    )
}

/// A word of a shell.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}
