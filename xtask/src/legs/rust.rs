//! The tests in Rust: of the core, the bindings, the journeys, and of this tool.

use anyhow::Result;

use super::Outcome;
use crate::project::Project;
use crate::report::cargo_test;
use crate::sh::{self, Out};
use crate::{cargo, say};

/// `cargo test`, to its end.
pub(super) fn tests(project: &Project) -> Result<Outcome> {
    say::step("Rust tests");
    let mut command = cargo::command(project, &["test", "--workspace", "--no-fail-fast", "--", "--show-output"]);
    let finished = sh::run(project, "rust-tests", &mut command, Out::Logged, None)?;
    if !finished.ok {
        sh::show_tail(project, &finished.log);
    }
    let mut outcome = Outcome { counts: cargo_test::counts(&finished.out), ..Outcome::default() };
    outcome.notes.extend(cargo_test::failures(&finished.out).into_iter().map(|name| format!("failed: {name}")));
    outcome.skipped.extend(cargo_test::ignored(&finished.out));
    outcome.skipped.extend(cargo_test::skipped(&finished.out));
    outcome.judge(finished.ok);
    Ok(outcome)
}
