//! The library as Xcode takes it: for phones and for the simulator, with the header that Swift calls it by. On a Mac alone.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

use crate::project::Project;
use crate::sh::{self, Out};
use crate::{bindings, cargo, say};

/// Phones, and the simulator on a Mac of today.
const TARGETS: [&str; 2] = ["aarch64-apple-ios", "aarch64-apple-ios-sim"];
/// As in the project file.
const OLDEST_IOS: &str = "17.0";

/// Builds `ios/build/AlmanacFFI.xcframework`, or says what is missing.
pub(crate) fn build(project: &Project) -> Result<ExitCode> {
    let missing = missing();
    if !missing.is_empty() {
        bail!("an XCFramework cannot be built here; missing: {}", missing.join("; "));
    }
    bindings::swift(project)?;
    let headers = project.ios().join("Sources/AlmanacFFI");
    let framework = project.ios().join("build/AlmanacFFI.xcframework");
    let mut create = Command::new("xcodebuild");
    create.arg("-create-xcframework");
    for target in TARGETS {
        say::step(format_args!("library for {target}, release build"));
        create.arg("-library").arg(library(project, target)?).arg("-headers").arg(&headers);
    }
    if framework.exists() {
        std::fs::remove_dir_all(&framework).with_context(|| format!("{} cannot be removed", framework.display()))?;
    }
    say::step("XCFramework");
    sh::must(project, "xcframework", create.arg("-output").arg(&framework), Out::Logged)?;
    say::line(project.shown(&framework));
    Ok(ExitCode::SUCCESS)
}

/// The static library of one target.
fn library(project: &Project, target: &str) -> Result<PathBuf> {
    let arguments = ["build", "--release", "-p", "almanac-bindings", "--lib", "--target", target];
    let mut command = cargo::command(project, &arguments);
    command.env("IPHONEOS_DEPLOYMENT_TARGET", OLDEST_IOS);
    sh::must(project, &format!("library-{target}"), &mut command, Out::Logged)?;
    Ok(project.root.join(format!("target/{target}/release/libalmanac_bindings.a")))
}

/// What is needed and is not here, with how to get it.
fn missing() -> Vec<String> {
    let mut missing = Vec::new();
    if !cfg!(target_os = "macos") {
        missing.push("macOS".to_owned());
    }
    if sh::ask("xcodebuild", &["-version"]).is_none() {
        missing.push("xcodebuild, which comes with Xcode".to_owned());
    }
    let installed = sh::ask("rustup", &["target", "list", "--installed"]).unwrap_or_default();
    for target in TARGETS.iter().filter(|target| !installed.lines().any(|line| line == **target)) {
        missing.push(format!("Rust for {target}: rustup target add {target}"));
    }
    missing
}
