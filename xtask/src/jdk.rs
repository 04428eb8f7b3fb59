//! Finds the Java development kits of this machine.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::sh;

/// The oldest Java that builds the app.
pub(crate) const OLDEST: u32 = 17;
/// The oldest Java on which Android 16 (SDK 36) runs in tests.
pub(crate) const OLDEST_FOR_SDK_36: u32 = 21;

/// A Java development kit: it has a compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Jdk {
    /// 17, 21, 25, …
    pub(crate) version: u32,
    /// Its folder.
    pub(crate) home: PathBuf,
}

impl Jdk {
    /// Its `java` program.
    pub(crate) fn java(&self) -> PathBuf {
        self.home.join("bin/java")
    }

    /// Whether it can open windows.
    pub(crate) fn has_windows(&self) -> bool {
        self.home.join("lib/libawt_xawt.so").exists()
    }

    fn at(home: &Path) -> Option<Self> {
        if !home.join("bin/javac").is_file() {
            return None;
        }
        let release = fs::read_to_string(home.join("release")).ok();
        let version = release.as_deref().and_then(version_of_release);
        let version = version.or_else(|| version_of_java(&sh::ask(home.join("bin/java"), &["-version"])?))?;
        Some(Self { version, home: home.to_owned() })
    }
}

/// All that are new enough, the one to build with first: the person's own choice (`JAVA_HOME`, then the path), else the oldest.
pub(crate) fn all() -> Vec<Jdk> {
    let chosen = env::var_os("JAVA_HOME").map(PathBuf::from).into_iter().chain(on_path());
    let mut homes: Vec<PathBuf> = chosen.collect();
    let mut others: Vec<Jdk> = elsewhere().iter().filter_map(|home| Jdk::at(home)).collect();
    others.sort_by_key(|jdk| jdk.version);
    homes.extend(others.into_iter().map(|jdk| jdk.home));

    let mut found: Vec<Jdk> = Vec::new();
    for home in homes.iter().filter_map(|home| home.canonicalize().ok()) {
        if !found.iter().any(|jdk| jdk.home == home) {
            found.extend(Jdk::at(&home).filter(|jdk| jdk.version >= OLDEST));
        }
    }
    found
}

/// The newest, where it runs tests of SDK 36.
pub(crate) fn for_sdk_36(all: &[Jdk]) -> Option<&Jdk> {
    all.iter().max_by_key(|jdk| jdk.version).filter(|jdk| jdk.version >= OLDEST_FOR_SDK_36)
}

fn on_path() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let javac = env::split_paths(&path).map(|folder| folder.join("javac")).find(|file| file.is_file())?;
    Some(javac.canonicalize().ok()?.parent()?.parent()?.to_owned())
}

/// The usual places, and `JAVA_HOME_21_X64` and the like.
fn elsewhere() -> Vec<PathBuf> {
    let named = env::vars_os()
        .filter(|(name, _)| name.to_string_lossy().starts_with("JAVA_HOME_"))
        .map(|(_, home)| home.into());
    let mut homes: Vec<PathBuf> = named.collect();
    let mut folders = vec![PathBuf::from("/usr/lib/jvm"), PathBuf::from("/opt")];
    if let Some(home) = env::home_dir() {
        folders.extend([home.join(".sdkman/candidates/java"), home.join(".jdks")]);
    }
    for folder in folders {
        homes.extend(fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()));
    }
    homes.sort();
    homes
}

/// From the file `release` in a kit's folder.
fn version_of_release(text: &str) -> Option<u32> {
    major(text.lines().find_map(|line| line.strip_prefix("JAVA_VERSION="))?.trim_matches('"'))
}

/// From the output of `java -version`.
fn version_of_java(text: &str) -> Option<u32> {
    major(text.split_once(" version \"")?.1.split('"').next()?)
}

/// `17.0.15` is 17, `1.8.0_392` is 8, `25-ea` is 25.
fn major(version: &str) -> Option<u32> {
    let mut numbers = version.split(|c: char| !c.is_ascii_digit()).map(|number| number.parse().ok());
    match numbers.next()?? {
        1 => numbers.next()?,
        number => Some(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_java_says_of_its_version_is_read() {
        let debian =
            "openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime Environment (build 17.0.15+6-Debian-1deb12u1)\n";
        assert_eq!(version_of_java(debian), Some(17));
        assert_eq!(version_of_java("java version \"1.8.0_392\"\n"), Some(8));
        assert_eq!(version_of_java("openjdk version \"25-ea\" 2025-09-16\n"), Some(25));
        assert_eq!(version_of_java("openjdk version \"21\" 2023-09-19\n"), Some(21));
        assert_eq!(version_of_java("bash: java: command not found\n"), None);
    }

    #[test]
    fn the_release_file_is_read() {
        assert_eq!(version_of_release("IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"25.0.3\"\nOS_ARCH=\"x86_64\"\n"), Some(25));
        assert_eq!(version_of_release("IMPLEMENTOR=\"X\"\n"), None);
        assert_eq!(version_of_release("JAVA_VERSION=\"\"\n"), None);
    }

    #[test]
    fn the_newest_runs_sdk_36_if_it_is_new_enough() {
        let jdk = |version| Jdk { version, home: PathBuf::new() };
        assert_eq!(for_sdk_36(&[jdk(17)]), None);
        assert_eq!(for_sdk_36(&[jdk(17), jdk(25), jdk(21)]), Some(&jdk(25)));
    }
}
