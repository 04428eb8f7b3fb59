//! The form of the code: each tool counts as one check.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::Outcome;
use crate::project::{self, Project};
use crate::sh::{self, Out};
use crate::{android, cargo, maven, say};

/// The version of ktlint.
const KTLINT: &str = "1.8.0";

/// `cargo fmt --check`
pub(super) fn format(project: &Project) -> Result<Outcome> {
    say::step("rustfmt");
    let mut command = cargo::command(project, &["fmt", "--all", "--check", "--", "--files-with-diff"]);
    Ok(finish(project, &sh::run(project, "rustfmt", &mut command, Out::Logged, None)?))
}

/// `cargo clippy`, all targets, warnings are errors.
pub(super) fn clippy(project: &Project) -> Result<Outcome> {
    say::step("clippy");
    let arguments =
        ["clippy", "--workspace", "--all-targets", "--all-features", "--keep-going", "--", "--deny", "warnings"];
    Ok(finish(project, &sh::run(project, "clippy", &mut cargo::command(project, &arguments), Out::Logged, None)?))
}

/// Kotlin's own style, by ktlint.
pub(super) fn ktlint(project: &Project) -> Result<Outcome> {
    say::step("ktlint");
    let module = project.android().join("app");
    let is_kotlin = |path: &Path| path.is_dir() || path.extension().is_some_and(|end| end == "kt");
    if project::files_below(&module.join("src"), &is_kotlin).is_empty() {
        let mut outcome = Outcome::default();
        outcome.fail("android/app/src holds no Kotlin");
        return Ok(outcome);
    }
    let jdk = android::jdk()?;
    let jar = format!("ktlint-cli-{KTLINT}-all.jar");
    let jar = maven::tool(
        project,
        &jdk,
        &format!("com.pinterest.ktlint:ktlint-cli:{KTLINT}:jar:all"),
        &jar,
        "ktlint, about 75 MB",
    )?;
    let mut command = Command::new(jdk.java());
    command.arg("-jar").arg(jar).args(["--relative", "src/**/*.kt"]).current_dir(module);
    Ok(finish(project, &sh::run(project, "ktlint", &mut command, Out::Logged, None)?))
}

fn finish(project: &Project, finished: &sh::Finished) -> Outcome {
    if !finished.ok {
        sh::show_tail(project, &finished.log);
    }
    Outcome::one(finished.ok)
}
