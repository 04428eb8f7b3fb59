//! Finds Swift: the one on the path where it is new enough, else Debian's, unpacked once into a cache outside the project.
//!
//! Debian 12 has no Swift and the next release has: its packages are only downloaded and unpacked, and run in a mount namespace
//! of their own. Nothing is installed, and no privilege is needed.

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::project::Project;
use crate::say;
use crate::sh::{self, Out};

/// The oldest Swift with the language mode that the package is written in.
const OLDEST: u32 = 6;
/// The first Debian with a Swift that is new enough.
const RELEASE: &str = "trixie";
/// What Swift needs to build and run tests of a package.
const PACKAGES: [&str; 7] = ["swiftlang", "libstdc++-14-dev", "libc6-dev", "bash", "coreutils", "tzdata", "git"];
/// What the download brings.
const DOWNLOADS: &str = "Swift, once: about 570 MB from Debian, 2.5 GB unpacked";

/// Where the Swift is that people wrote, from the folder of the package.
pub(crate) const FOLDERS: [&str; 6] =
    ["App", "Bench", "LinuxStubs", "Sources/AlmanacCore/Reading.swift", "Sources/AlmanacShell", "Tests"];

const UNPACK: &str = include_str!("unpack.sh");
const ENTER: &str = include_str!("enter.sh");

/// A Swift that can be called.
#[derive(Debug)]
pub(crate) struct Swift {
    /// The root folder that it was unpacked into; none for the one on the path.
    root: Option<PathBuf>,
    /// Which Swift it is.
    pub(crate) version: String,
}

impl Swift {
    /// The Swift of this machine, set up when it has none. An error says why there can be none.
    pub(crate) fn ready(project: &Project) -> Result<Self> {
        if let Some(version) = on_path() {
            return Ok(Self { root: None, version });
        }
        let cache = cache()?;
        for program in ["apt-get", "dpkg-deb", "flock", "unshare", "tar"] {
            if sh::ask(program, &["--version"]).is_none() {
                bail!("no Swift {OLDEST} or newer on the path, and without {program} none can be had from Debian");
            }
        }
        if !namespace().args(["true"]).status().is_ok_and(|status| status.success()) {
            bail!("no Swift {OLDEST} or newer on the path, and Debian's needs namespaces, which this machine forbids");
        }
        let root = cache.join(RELEASE);
        if !cache.join("ready").is_file() {
            say::step(format_args!("{DOWNLOADS} in {}", cache.display()));
        }
        let mut unpack = Command::new("bash");
        unpack.args(["-c", UNPACK, "unpack.sh"]).arg(&cache).arg(RELEASE).args(PACKAGES);
        let finished = sh::run(project, "swift-setup", &mut unpack, Out::Logged, Some(&cache.join("apt/archives")))?;
        if !finished.ok {
            sh::show_tail(project, &finished.log);
            bail!(
                "no Swift {OLDEST} or newer on the path, and Debian's could not be had: see {}",
                project.shown(&finished.log)
            );
        }
        let mut swift = Self { root: Some(root), version: String::new() };
        let asked = swift.command(project, "swiftc", &[]).arg("--version").output()?;
        match version(&String::from_utf8_lossy(&asked.stdout)) {
            Some(version) => swift.version = version,
            None => bail!("Debian's Swift does not run: {}", String::from_utf8_lossy(&asked.stderr).trim()),
        }
        Ok(swift)
    }

    /// A program of Swift's, in the folder of the package. `environment` is all of it that the program sees of ours.
    pub(crate) fn command(&self, project: &Project, program: &str, environment: &[(&str, &OsStr)]) -> Command {
        let folder = project.ios();
        let Some(root) = &self.root else {
            let mut command = Command::new(program);
            command.envs(environment.iter().copied()).current_dir(folder);
            return command;
        };
        let mut command = namespace();
        command.args(["bash", "-c", ENTER, "enter.sh"]).arg(root).arg(&project.root).arg(folder);
        for (name, value) in environment {
            let mut pair = OsStr::new(name).to_owned();
            pair.push("=");
            pair.push(value);
            command.arg(pair);
        }
        command.arg(program);
        command
    }
}

/// `unshare`, as whoever runs this may call it; what follows sees mounts of its own.
fn namespace() -> Command {
    let mut command = Command::new("unshare");
    if sh::ask("id", &["-u"]).is_none_or(|id| id.trim() != "0") {
        command.args(["--user", "--map-root-user"]);
    }
    command.args(["--mount", "--propagation", "private", "--pid", "--fork"]);
    command
}

fn on_path() -> Option<String> {
    let version = version(&sh::ask("swift", &["--version"])?)?;
    let major: u32 = version.split('.').next()?.parse().ok()?;
    (major >= OLDEST).then_some(version)
}

/// From `Swift version 6.0.3 (swift-6.0.3-RELEASE)` or `Apple Swift version 6.1 …`.
fn version(text: &str) -> Option<String> {
    let rest = text.split_once("Swift version ")?.1;
    let version: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    (!version.is_empty()).then_some(version)
}

/// Where the unpacked Swift is kept, for all copies of the project.
fn cache() -> Result<PathBuf> {
    let home = || env::home_dir().map(|home| home.join(".cache"));
    let caches = env::var_os("XDG_CACHE_HOME").filter(|path| !path.is_empty()).map(PathBuf::from).or_else(home);
    match env::var_os("ALMANAC_SWIFT").map(PathBuf::from).or_else(|| Some(caches?.join("almanac-swift"))) {
        Some(folder) if folder.is_absolute() => Ok(folder),
        _ => bail!("no home folder to keep Swift in; name one in ALMANAC_SWIFT"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_swift_says_of_its_version_is_read() {
        let debian = "Swift version 6.0.3 (swift-6.0.3-RELEASE)\nTarget: x86_64-unknown-linux-gnu\n";
        assert_eq!(version(debian).as_deref(), Some("6.0.3"));
        let apple = "swift-driver version: 1.120 Apple Swift version 6.1 (swiftlang-6.1.0)\n";
        assert_eq!(version(apple).as_deref(), Some("6.1"));
        assert_eq!(version("bash: swift: command not found\n"), None);
    }
}
