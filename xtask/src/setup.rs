//! Makes the machine ready, by itself where it may: a C compiler, a Java development kit, Maven, and what a window or a package needs.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::jdk::{self, Jdk};
use crate::project::Project;
use crate::say;
use crate::sh::{self, Out};

/// What a command needs of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Rust and C.
    Rust,
    /// Also Java and Maven.
    Android,
    /// Also windows.
    Window,
    /// As for Android, and what finishes a package.
    Package,
    /// As for Android, and what `SQLCipher` is built with.
    Bench,
}

/// One thing that may be missing.
struct Need {
    name: &'static str,
    is_there: fn() -> bool,
    /// The Debian packages that bring it.
    packages: &'static [&'static str],
}

/// For `SQLite`, which is compiled from C.
const C: Need = Need {
    name: "a C compiler",
    is_there: || sh::ask("cc", &["--version"]).is_some() && has_any(&["/usr/include/stdio.h"]),
    packages: &["gcc", "libc6-dev"],
};
const JAVA: Need = Need {
    name: "a Java development kit, 17 or newer",
    is_there: || !jdk::all().is_empty(),
    packages: &["openjdk-17-jdk-headless"],
};
const MAVEN: Need = Need { name: "Maven", is_there: || sh::ask("mvn", &["--version"]).is_some(), packages: &["maven"] };
/// Debian's headless Java has no windows; `openjdk-17-jre` adds them and brings the X libraries.
const WINDOWS: Need = Need {
    name: "Java with windows",
    is_there: || jdk::all().iter().any(Jdk::has_windows),
    packages: &["openjdk-17-jdk-headless", "openjdk-17-jre"],
};
/// A kit from elsewhere than Debian brings none of these.
const X: Need = Need {
    name: "the libraries of a window",
    is_there: || {
        let known = sh::ask("/sbin/ldconfig", &["-p"]).unwrap_or_default();
        [
            "libX11.so.6",
            "libXext.so.6",
            "libXi.so.6",
            "libXrender.so.1",
            "libXtst.so.6",
            "libfreetype.so.6",
            "libfontconfig.so.1",
        ]
        .iter()
        .all(|library| known.contains(library))
    },
    packages: &["libx11-6", "libxext6", "libxi6", "libxrender1", "libxtst6", "libfreetype6", "libfontconfig1"],
};
const FONTS: Need = Need {
    name: "fonts",
    is_there: || has_any(&["/usr/share/fonts/truetype", "/usr/share/fonts/opentype", "/usr/local/share/fonts"]),
    packages: &["fonts-dejavu-core"],
};

/// Puts what is stored in a package where pages begin.
const ZIPALIGN: Need = Need { name: "zipalign", is_there: || on_path("zipalign"), packages: &["zipalign"] };
const APKSIGNER: Need =
    Need { name: "apksigner", is_there: || sh::ask("apksigner", &["--version"]).is_some(), packages: &["apksigner"] };

/// `SQLCipher` takes its cipher from there.
const OPENSSL: Need = Need {
    name: "OpenSSL's headers",
    is_there: || sh::ask("pkg-config", &["--exists", "openssl"]).is_some(),
    packages: &["libssl-dev", "pkg-config"],
};

/// What some tests look through from outside. Where it cannot be had they say that they were skipped.
const WITNESSES: [Need; 5] = [
    Need { name: "strace", is_there: || sh::ask("strace", &["--version"]).is_some(), packages: &["strace"] },
    Need { name: "age", is_there: || sh::ask("age", &["--version"]).is_some(), packages: &["age"] },
    Need {
        name: "Python with argon2-cffi and PyNaCl",
        is_there: || {
            let imports = ["-c", "import argon2, nacl.bindings"];
            ["python3", "/usr/bin/python3"].iter().any(|python| sh::ask(python, &imports).is_some())
        },
        packages: &["python3-argon2", "python3-nacl"],
    },
    Need {
        name: "tools that make file systems",
        is_there: || {
            has_any(&["/usr/sbin/mkfs.ext4", "/sbin/mkfs.ext4"]) && has_any(&["/usr/sbin/mkfs.f2fs", "/sbin/mkfs.f2fs"])
        },
        packages: &["e2fsprogs", "f2fs-tools"],
    },
    Need {
        // A kernel that runs as a program, for where this one does not know f2fs or lets only root mount it.
        name: "a kernel with f2fs",
        is_there: || has_any(&["/usr/bin/linux.uml"]) && has_any(&["/usr/sbin/insmod", "/sbin/insmod"]),
        packages: &["kmod", "user-mode-linux"],
    },
];

impl Level {
    fn needs(self) -> &'static [Need] {
        match self {
            Self::Rust => &[C],
            Self::Android => &[C, JAVA, MAVEN],
            Self::Window => &[C, JAVA, MAVEN, WINDOWS, X, FONTS],
            Self::Package => &[C, JAVA, MAVEN, ZIPALIGN, APKSIGNER],
            Self::Bench => &[C, JAVA, MAVEN, OPENSSL],
        }
    }
}

/// Checks what is there, and installs what is not.
pub(crate) fn ready(project: &Project, level: Level) -> Result<()> {
    let names: Vec<_> = level.needs().iter().map(|need| need.name).collect();
    say::step(format_args!("set-up: {}", names.join(", ")));
    let missing: Vec<&Need> = level.needs().iter().filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    install(project, &missing)?;
    match missing.iter().find(|need| !(need.is_there)()) {
        None => Ok(()),
        Some(need) => bail!("{} is still missing after {} was installed", need.name, need.packages.join(" ")),
    }
}

/// Installs what tests look through from outside, where that can be done; they go on without it.
pub(crate) fn invite_witnesses(project: &Project) {
    let missing: Vec<&Need> = WITNESSES.iter().filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return;
    }
    if install(project, &missing).is_ok() {
        return;
    }
    // One that this system does not have must not keep the others away.
    for need in missing {
        if let Err(error) = install(project, &[need]) {
            say::detail(format_args!("going on without: {error:#}"));
        }
    }
}

fn install(project: &Project, missing: &[&Need]) -> Result<()> {
    let names: Vec<_> = missing.iter().map(|need| need.name).collect();
    let mut packages: Vec<_> = missing.iter().flat_map(|need| need.packages).copied().collect();
    packages.sort_unstable();
    packages.dedup();
    let by_hand = format!("missing: {}. On Debian: apt-get install {}", names.join(", "), packages.join(" "));
    let Some(privilege) = privilege() else { bail!(by_hand) };

    say::detail(format_args!("missing: {}; installing {}", names.join(", "), packages.join(" ")));
    let update = apt(privilege, &["update"]);
    let install = apt(privilege, &[&["install", "--yes", "--no-install-recommends"], packages.as_slice()].concat());
    for (log, mut command) in [("apt-update", update), ("apt-install", install)] {
        sh::must(project, log, &mut command, Out::Logged).with_context(|| by_hand.clone())?;
    }
    Ok(())
}

/// How this run may install packages: the words before `apt-get`. `None` where it may not.
fn privilege() -> Option<&'static [&'static str]> {
    sh::ask("apt-get", &["--version"])?;
    if sh::ask("id", &["-u"])?.trim() == "0" {
        return Some(&["env"]);
    }
    sh::ask("sudo", &["--non-interactive", "true"]).map(|_| ["sudo", "--non-interactive", "env"].as_slice())
}

fn apt(privilege: &[&str], arguments: &[&str]) -> Command {
    let words = [
        privilege,
        &["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", "--quiet"],
        arguments,
    ]
    .concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

/// For a program that has no option to be asked by.
fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn has_any(paths: &[&str]) -> bool {
    paths.iter().any(|path| Path::new(path).exists())
}
