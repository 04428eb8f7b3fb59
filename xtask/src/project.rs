//! Where things are, and that only one run works on them at a time.

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::say;

/// The folders of the project.
#[derive(Debug)]
pub(crate) struct Project {
    /// The folder of the workspace.
    pub(crate) root: PathBuf,
    /// This tool's own part of `target/`: logs, the host library, stamps, tools. Whoever deletes it only loses time.
    pub(crate) work: PathBuf,
}

impl Project {
    /// From what Cargo says about this package, else upwards from the current folder.
    pub(crate) fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let start = manifest.map_or_else(env::current_dir, Ok).context("the current folder cannot be read")?;
        let Some(root) = start.ancestors().find(|folder| is_root(folder)) else {
            bail!("{} is not inside this project: call `cargo xtask` from there", start.display());
        };
        Ok(Self { root: root.to_owned(), work: root.join("target/xtask") })
    }

    /// Waits until no other run works here. The lock ends with the process, however it ends.
    pub(crate) fn lock(&self) -> Result<File> {
        let path = self.root.join("target/xtask.lock");
        make_parent(&path)?;
        let file = File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                say::step("another run holds target/xtask.lock: waiting until it is over");
                file.lock().context("target/xtask.lock cannot be locked")?;
            }
            Err(TryLockError::Error(error)) => {
                return Err(error).context("target/xtask.lock cannot be locked");
            }
        }
        Ok(file)
    }

    /// The Android side.
    pub(crate) fn android(&self) -> PathBuf {
        self.root.join("android")
    }

    /// The iOS side.
    pub(crate) fn ios(&self) -> PathBuf {
        self.root.join("ios")
    }

    /// A file of this tool's own, whose folder exists afterwards.
    pub(crate) fn work_file(&self, name: &str) -> Result<PathBuf> {
        let path = self.work.join(name);
        make_parent(&path)?;
        Ok(path)
    }

    /// As people name it: from the root of the project on, where it is inside.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}

fn is_root(folder: &Path) -> bool {
    folder.join("rust-toolchain.toml").is_file() && folder.join("xtask/Cargo.toml").is_file()
}

fn make_parent(path: &Path) -> Result<()> {
    let parent = path.parent().context("a file without a folder")?;
    fs::create_dir_all(parent).with_context(|| format!("{} cannot be made", parent.display()))
}

/// Writes a file only when that changes it, so that whatever depends on it stays fresh. Says whether it did.
pub(crate) fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    make_parent(path)?;
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(true)
}

/// Whether a file was written after all of these.
pub(crate) fn is_newer_than(path: &Path, sources: &[PathBuf]) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    time(path).is_some_and(|made| sources.iter().all(|source| time(source).is_some_and(|changed| changed < made)))
}

/// All files below a folder, sorted; what cannot be read is left out.
pub(crate) fn files_below(folder: &Path, keep: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && keep(&path) => folders.push(path),
                Ok(kind) if kind.is_file() && keep(&path) => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_only_when_that_changes_it() -> Result<()> {
        let folder = env::temp_dir().join(format!("xtask-{}", std::process::id()));
        let path = folder.join("a/b");
        assert!(write_if_changed(&path, b"one")?);
        assert!(!write_if_changed(&path, b"one")?);
        assert!(write_if_changed(&path, b"two")?);
        assert_eq!(files_below(&folder, &|_| true), [path]);
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
