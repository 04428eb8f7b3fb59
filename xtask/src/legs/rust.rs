//! The tests in Rust: of the core, the bindings, the journeys, and of this tool.

use anyhow::Result;

use super::Outcome;
use crate::project::Project;
use crate::report::cargo_test;
use crate::sh::{self, Out};
use crate::{cargo, say};

/// All but the proofs of the sealed file.
pub(super) fn tests(project: &Project) -> Result<Outcome> {
    say::step("Rust tests");
    run(project, "rust-tests", &["--workspace", "--lib", "--bins", "--test", "[!v]*"])
}

/// The proofs of the sealed file: most of the time, and they change seldom.
pub(super) fn vault(project: &Project) -> Result<Outcome> {
    say::step("the proofs of the sealed file");
    run(project, "vault-tests", &["--workspace", "--test", "vault_*"])
}

/// `cargo test`, to its end.
fn run(project: &Project, log: &str, which: &[&str]) -> Result<Outcome> {
    let arguments = [&["test", "--no-fail-fast"], which, &["--", "--show-output"]].concat();
    let finished = sh::run(project, log, &mut cargo::command(project, &arguments), Out::Logged, None)?;
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
