//! The Rust library for this machine, and the Kotlin and Swift that call it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::project::{self, Project};
use crate::sh::Out;
use crate::{cargo, say, sh};

/// The library's file name on this machine.
pub(crate) const LIBRARY: &str =
    if cfg!(target_os = "macos") { "libalmanac_bindings.dylib" } else { "libalmanac_bindings.so" };

/// Builds the library, and brings the Kotlin bindings up to date where it changed. Returns the folder of the library.
pub(crate) fn kotlin(project: &Project) -> Result<PathBuf> {
    let host = Host::build(project)?;
    let target = project.android().join("bindings/src/main/kotlin");
    host.bring_up_to_date(project, "kotlin", &target, |fresh| {
        let files = project::files_below(fresh, &|_| true);
        for old in project::files_below(&target, &|_| true) {
            if !fresh.join(old.strip_prefix(&target)?).exists() {
                fs::remove_file(&old).with_context(|| format!("{} cannot be removed", old.display()))?;
            }
        }
        files.into_iter().map(|file| Ok((target.join(file.strip_prefix(fresh)?), file))).collect()
    })?;
    Ok(host.folder(project))
}

/// Builds the library, and brings the Swift bindings up to date where it changed. Returns the folder of the library.
pub(crate) fn swift(project: &Project) -> Result<PathBuf> {
    let host = Host::build(project)?;
    let sources = project.ios().join("Sources");
    let target = sources.join("AlmanacCore");
    host.bring_up_to_date(project, "swift", &target, |fresh| {
        let ffi = sources.join("AlmanacFFI");
        Ok(vec![
            (target.join("AlmanacCore.swift"), fresh.join("AlmanacCore.swift")),
            (ffi.join("AlmanacFFI.h"), fresh.join("AlmanacFFI.h")),
            // The one name under which Swift's package manager finds it.
            (ffi.join("module.modulemap"), fresh.join("AlmanacFFI.modulemap")),
        ])
    })?;
    Ok(host.folder(project))
}

/// The library and the generator of bindings, built for this machine.
struct Host {
    library: PathBuf,
    bindgen: PathBuf,
}

impl Host {
    fn build(project: &Project) -> Result<Self> {
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
        Ok(Self { library, bindgen: built.file("bindgen")? })
    }

    fn folder(&self, project: &Project) -> PathBuf {
        self.library.parent().unwrap_or(&project.work).to_owned()
    }

    /// Generates aside and copies what differs, so that what is compiled from it is compiled again only when it must. `copies` says
    /// which file goes where: each is (to, from).
    fn bring_up_to_date(
        &self,
        project: &Project,
        language: &str,
        target: &Path,
        copies: impl Fn(&Path) -> Result<Vec<(PathBuf, PathBuf)>>,
    ) -> Result<()> {
        let stamp = project.work_file(&format!("host/{language}-is-current"))?;
        let sources = [self.library.clone(), self.bindgen.clone(), project.root.join("bindings/uniffi.toml")];
        if target.exists() && project::is_newer_than(&stamp, &sources) {
            return Ok(());
        }
        let fresh = self.generate(project, language)?;
        let files = copies(&fresh)?;
        let mut written = 0_usize;
        for (to, from) in &files {
            let bytes = fs::read(from).with_context(|| format!("{} cannot be read", from.display()))?;
            written += usize::from(project::write_if_changed(to, &bytes)?);
        }
        say::detail(format_args!("bindings for {language}: {} files, {written} changed", files.len()));
        fs::write(&stamp, "").context("a stamp cannot be written")
    }

    /// Generates into a folder of its own, and returns it.
    fn generate(&self, project: &Project, language: &str) -> Result<PathBuf> {
        let fresh = project.work.join(language);
        let _ = fs::remove_dir_all(&fresh);
        let mut command = Command::new(&self.bindgen);
        // The generator asks Cargo for the crates' `uniffi.toml`; nothing of that may go to a network. Of this workspace alone: on a
        // fresh machine the crates of other platforms were never downloaded, and with them Cargo fails.
        let options = ["generate", "--language", language, "--no-format", "--metadata-no-deps", "--out-dir"];
        command.args(options).arg(&fresh).arg(&self.library);
        command.current_dir(&project.root).env("CARGO_NET_OFFLINE", "true");
        sh::must(project, &format!("bindgen-{language}"), &mut command, Out::Logged)?;
        Ok(fresh)
    }
}
