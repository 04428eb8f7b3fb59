//! Whether the same sources give the same bytes, wherever they lie.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::unsigned;
use crate::android;
use crate::project::{self, Project};
use crate::sh::{self, Out};
use crate::{archive, bindings, cargo, say};

/// What is compared: the core's library for this machine, the code, the package before its signature.
const FILES: [&str; 3] = [bindings::LIBRARY, "classes.dex", "unsigned.apk"];

/// Builds what is compared, into a folder.
pub(crate) fn parts(project: &Project, out: &Path) -> Result<()> {
    fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
    say::step("the library for this machine, as for others");
    let arguments = ["--release", "-p", "almanac-bindings", "--lib"];
    let built = cargo::build_for_others(project, "library-for-others", &arguments, &[])?;
    fs::copy(built.file(bindings::LIBRARY)?, out.join(bindings::LIBRARY))?;
    let package = unsigned(project, &android::compile(project)?)?;
    fs::write(out.join("classes.dex"), archive::entry(&package, "classes.dex")?)?;
    fs::copy(&package, out.join("unsigned.apk"))?;
    Ok(())
}

/// Builds here and in a copy elsewhere. Returns each file, its size, and whether it is the same.
pub(crate) fn from_two_folders(project: &Project) -> Result<Vec<(&'static str, usize, bool)>> {
    let here = project.work.join("apk/here");
    parts(project, &here)?;
    let elsewhere = Elsewhere::new(project)?;
    let there = elsewhere.0.join("parts");
    say::step(format_args!("the same in a copy: {}", elsewhere.0.display()));
    let mut command = Command::new("cargo");
    command.args(["xtask", "parts"]).arg(&there).current_dir(&elsewhere.0);
    // What Cargo told this run about this folder must not reach the other.
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_of_this_folder(&name.to_string_lossy())) {
        command.env_remove(name);
    }
    sh::must(project, "elsewhere", &mut command, Out::Logged)?;
    FILES
        .into_iter()
        .map(|file| {
            let read = |folder: &Path| fs::read(folder.join(file)).with_context(|| format!("{file} was not built"));
            let (first, second) = (read(&here)?, read(&there)?);
            Ok((file, first.len(), first == second))
        })
        .collect()
}

fn is_of_this_folder(name: &str) -> bool {
    name.starts_with("CARGO_PKG")
        || name.starts_with("CARGO_MANIFEST")
        || name == "CARGO_TARGET_DIR"
        || name == "OUT_DIR"
}

/// A copy of the project in a folder whose name has another length. It goes when it is dropped.
struct Elsewhere(PathBuf);

impl Elsewhere {
    fn new(project: &Project) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("almanac-built-elsewhere-{}", std::process::id()));
        let copy = Self(folder);
        let listed = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(&project.root)
            .output()
            .context("git cannot list the project's files")?;
        if !listed.status.success() {
            bail!("git cannot list the project's files");
        }
        for name in String::from_utf8_lossy(&listed.stdout).split('\0').filter(|name| !name.is_empty()) {
            // One that git knows may have been removed.
            if let Ok(bytes) = fs::read(project.root.join(name)) {
                project::write_if_changed(&copy.0.join(name), &bytes)?;
            }
        }
        Ok(copy)
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
