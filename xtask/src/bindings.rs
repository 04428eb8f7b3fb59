//! The Rust library for this machine, and the Kotlin that calls it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::project::{self, Project};
use crate::sh::Out;
use crate::{cargo, say, sh};

/// The library's file name on this machine.
pub(crate) const LIBRARY: &str = "libalmanac_bindings.so";

/// Builds the library, and brings the Kotlin bindings up to date where it changed. Returns the folder of the library.
pub(crate) fn kotlin(project: &Project) -> Result<PathBuf> {
    say::step("Rust library for this machine, and the binding generator");
    // One call: two would build UniFFI twice, with different features.
    let arguments =
        ["-p", "almanac-bindings", "-p", "xtask", "--features", "xtask/bindgen", "--lib", "--bin", "bindgen"];
    let built = cargo::build(project, "bindings", &arguments)?;

    // A copy, because tests build a library of the same name in Cargo's folder, with other features.
    let library = project.work_file(&format!("host/{LIBRARY}"))?;
    let fresh = built.file(LIBRARY)?;
    let bytes = fs::read(&fresh).with_context(|| format!("{} cannot be read", fresh.display()))?;
    project::write_if_changed(&library, &bytes)?;

    let bindgen = built.file("bindgen")?;
    let target = project.android().join("bindings/src/main/kotlin");
    let stamp = project.work_file("host/kotlin-is-current")?;
    let sources = [library.clone(), bindgen.clone(), project.root.join("bindings/uniffi.toml")];
    if !target.exists() || !project::is_newer_than(&stamp, &sources) {
        generate(project, &bindgen, &library, &target)?;
        fs::write(&stamp, "").context("a stamp cannot be written")?;
    }
    Ok(library.parent().unwrap_or(&project.work).to_owned())
}

/// Generates beside the target and copies what differs, so that Maven compiles again only when it must.
fn generate(project: &Project, bindgen: &Path, library: &Path, target: &Path) -> Result<()> {
    let fresh = project.work.join("kotlin");
    let _ = fs::remove_dir_all(&fresh);
    let mut command = Command::new(bindgen);
    // The generator asks Cargo for the crates' `uniffi.toml`; nothing of that may go to a network. Of this workspace alone: on a
    // fresh machine the crates of other platforms were never downloaded, and with them Cargo fails.
    let options = ["generate", "--language", "kotlin", "--no-format", "--metadata-no-deps", "--out-dir"];
    command.args(options).arg(&fresh).arg(library);
    command.current_dir(&project.root).env("CARGO_NET_OFFLINE", "true");
    sh::must(project, "bindgen", &mut command, Out::Logged)?;

    let files = project::files_below(&fresh, &|_| true);
    let mut written = 0_usize;
    for file in &files {
        let bytes = fs::read(file)?;
        written += usize::from(project::write_if_changed(&target.join(file.strip_prefix(&fresh)?), &bytes)?);
    }
    for old in project::files_below(target, &|_| true) {
        if !fresh.join(old.strip_prefix(target)?).exists() {
            fs::remove_file(&old).with_context(|| format!("{} cannot be removed", old.display()))?;
        }
    }
    say::detail(format_args!("Kotlin bindings: {} files, {written} changed", files.len()));
    Ok(())
}
