//! The form of the code: each tool counts as one check.

use anyhow::Result;

use super::Outcome;
use crate::maven::Call;
use crate::project::{self, Project};
use crate::sh::{self, Out};
use crate::{android, cargo, say};

/// `cargo fmt --check`
pub(super) fn format(project: &Project) -> Result<Outcome> {
    say::step("rustfmt");
    let mut command = cargo::command(project, &["fmt", "--all", "--check"]);
    Ok(finish(
        project,
        &sh::run(project, "rustfmt", &mut command, Out::Logged, None)?,
    ))
}

/// `cargo clippy`, all targets, warnings are errors.
pub(super) fn clippy(project: &Project) -> Result<Outcome> {
    say::step("clippy");
    let arguments = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--keep-going",
        "--",
        "--deny",
        "warnings",
    ];
    Ok(finish(
        project,
        &sh::run(
            project,
            "clippy",
            &mut cargo::command(project, &arguments),
            Out::Logged,
            None,
        )?,
    ))
}

/// Kotlin's own style, by ktlint.
pub(super) fn ktlint(project: &Project) -> Result<Outcome> {
    say::step("ktlint");
    let source = project.android().join("app/src");
    let is_kotlin =
        |path: &std::path::Path| path.is_dir() || path.extension().is_some_and(|end| end == "kt");
    if project::files_below(&source, &is_kotlin).is_empty() {
        let mut outcome = Outcome::default();
        outcome.fail("android/app/src holds no Kotlin");
        return Ok(outcome);
    }
    let arguments = ["-P", "lint", "-pl", "app", "initialize"]
        .map(Into::into)
        .to_vec();
    let call = Call {
        log: "ktlint",
        arguments,
        downloads: "ktlint, about 75 MB",
    };
    Ok(finish(project, &call.run(project, &android::jdk()?)?))
}

fn finish(project: &Project, finished: &sh::Finished) -> Outcome {
    if !finished.ok {
        sh::show_tail(project, &finished.log);
    }
    Outcome::one(finished.ok)
}
