//! Measures: speed in Rust, size of the library, speed through the Kotlin bindings.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

use crate::project::Project;
use crate::setup::{self, Level};
use crate::sh::{self, Out};
use crate::{android, bindings, cargo, say};

/// The Kotlin side's own measurements.
const KOTLIN: &str = "app.almanac.BenchMain";

/// Runs all measurements.
pub(crate) fn bench(project: &Project) -> Result<ExitCode> {
    setup::ready(project, Level::Android)?;
    say::step("speed of the core, release build");
    let built = cargo::build(project, "bench-build", &["--release", "-p", "almanac-tests", "--bin", "bench"])?;
    if !sh::talk(Command::new(built.file("bench")?).current_dir(&project.root), None)? {
        bail!("the measurements in Rust failed");
    }
    let release = size(project)?;
    let app = android::compile(project)?.with_library(release);
    if app.has(KOTLIN) {
        say::step("speed through the Kotlin bindings, release build");
        app.start(KOTLIN, &[], false)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The library as a phone would carry it, but for this machine. Returns its folder.
fn size(project: &Project) -> Result<PathBuf> {
    say::step("size of the library, release build");
    let built = cargo::build(project, "bench-size", &["--release", "-p", "almanac-bindings", "--lib"])?;
    let library = project.work_file(&format!("release/{}", bindings::LIBRARY))?;
    fs::copy(built.file(bindings::LIBRARY)?, &library).context("the library cannot be copied")?;
    let whole = fs::metadata(&library)?.len();
    sh::must(project, "strip", Command::new("strip").arg(&library), Out::Logged)?;
    let stripped = fs::metadata(&library)?.len();
    say::line(format_args!("library: {stripped} bytes stripped ({}), {whole} with symbols", say::megabytes(stripped)));
    Ok(library.parent().unwrap_or(&project.work).to_owned())
}
