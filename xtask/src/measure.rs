//! Measures: speed in Rust, size of the library, speed through the Kotlin and the Swift bindings.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::evidence::sheet;
use crate::project::Project;
use crate::setup::{self, Level};
use crate::sh::{self, Out};
use crate::swift::Swift;
use crate::{android, bindings, cargo, say};

/// The Kotlin side's own measurements.
const KOTLIN: &str = "app.almanac.BenchMain";

/// The screens that the Swift side measures: from the first one to the longest.
const SCREENS: [&str; 7] = [
    "home",
    "triage/me?now=danger",
    "triage/me?now=no&phone=seen&show=1",
    "report/saw",
    "page/helpers",
    "page/saw-something",
    "traces",
];

/// Runs all measurements.
pub(crate) fn bench(project: &Project) -> Result<ExitCode> {
    setup::ready(project, Level::Bench)?;
    say::step("speed of the core, release build");
    let built = cargo::build(project, "bench-build", &["--release", "-p", "almanac-tests", "--bin", "bench"])?;
    let figures = project.work_file("bench/core.json")?;
    if !sh::talk(Command::new(built.file("bench")?).arg(&figures).current_dir(&project.root), None)? {
        bail!("the measurements in Rust failed");
    }
    let mut rows = rows(&figures)?;
    beside_sqlcipher(project)?;
    let (release, stripped) = size(project)?;
    let (megabytes, limit) = (f64::from(stripped / 1_000) / 1_000.0, 2.5);
    rows.push(json!({"row": "the library, stripped", "unit": "MB", "value": megabytes, "limit": limit, "holds": megabytes <= limit}));
    sheet::write(project, "core", "The core: opening, screens, search, packs", &rows)?;
    through_swift(project, &release)?;
    let app = android::compile(project)?.with_library(release);
    if app.has(KOTLIN) {
        say::step("speed through the Kotlin bindings, release build");
        app.start(KOTLIN, &[], false)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The sealed file and `SQLCipher`, taking turns. The peer is a crate outside of the workspace: one build has room for one `SQLite`.
fn beside_sqlcipher(project: &Project) -> Result<()> {
    say::step("the sealed file beside SQLCipher, release build");
    let built = cargo::build(project, "bench-vault", &["--release", "-p", "almanac-tests", "--bin", "vault-bench"])?;
    let arguments = ["--release", "--manifest-path", "bench/Cargo.toml", "--target-dir", "target/bench"];
    let peer = cargo::build(project, "bench-peer", &arguments)?;
    let folder = project.work_file("bench/speed.json")?;
    let folder = folder.parent().unwrap_or(&project.work);
    let mut command = Command::new(built.file("vault-bench")?);
    command.arg(folder).arg(peer.file("almanac-peer")?).current_dir(&project.root);
    if !sh::talk(&mut command, None)? {
        bail!("the measurements beside SQLCipher failed");
    }
    sheet::write(project, "speed", "The sealed file beside SQLCipher", &rows(&folder.join("speed.json"))?)
}

/// What a measurement wrote.
fn rows(figures: &Path) -> Result<Vec<Value>> {
    let rows = fs::read_to_string(figures).context("the figures cannot be read")?;
    serde_json::from_str(&rows).context("the figures are no JSON")
}

/// What the Swift side measures, where there is a Swift.
fn through_swift(project: &Project, library: &Path) -> Result<()> {
    let swift = match Swift::ready(project) {
        Ok(swift) => swift,
        Err(error) => {
            say::step(format_args!("speed through the Swift bindings: skipped, {error:#}"));
            return Ok(());
        }
    };
    say::step("speed through the Swift bindings, release build");
    bindings::swift(project)?;
    let environment = [("ALMANAC_LIBRARY", library.as_os_str())];
    let build = ["build", "--configuration", "release", "--product", "Bench"];
    sh::must(project, "swift-bench", swift.command(project, "swift", &environment).args(build), Out::Logged)?;
    if !sh::talk(swift.command(project, ".build/release/Bench", &[]).args(SCREENS), None)? {
        bail!("the measurements in Swift failed");
    }
    Ok(())
}

/// The library as a phone would carry it, but for this machine. Returns its folder, and its bytes.
fn size(project: &Project) -> Result<(PathBuf, u32)> {
    say::step("size of the library, release build");
    let built = cargo::build(project, "bench-size", &["--release", "-p", "almanac-bindings", "--lib"])?;
    let library = project.work_file(&format!("release/{}", bindings::LIBRARY))?;
    fs::copy(built.file(bindings::LIBRARY)?, &library).context("the library cannot be copied")?;
    let whole = fs::metadata(&library)?.len();
    sh::must(project, "strip", Command::new("strip").arg(&library), Out::Logged)?;
    let stripped = fs::metadata(&library)?.len();
    say::line(format_args!("library: {stripped} bytes stripped ({}), {whole} with symbols", say::megabytes(stripped)));
    let bytes = u32::try_from(stripped).context("a library of 4 GB")?;
    Ok((library.parent().unwrap_or(&project.work).to_owned(), bytes))
}
