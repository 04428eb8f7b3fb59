//! Hostile input for each target of `fuzz/`, briefly; `cargo xtask evidence` goes on for hours.

use std::time::Duration;

use anyhow::Result;

use super::Outcome;
use crate::fuzz::{self, Answer};
use crate::project::Project;
use crate::say;

/// For each target, the building not counted.
const TIME: Duration = Duration::from_secs(20);

/// One check a target.
pub(super) fn briefly(project: &Project) -> Result<Outcome> {
    say::step("fuzzing, 20 s each");
    let mut outcome = Outcome::default();
    for target in fuzz::VAULT.into_iter().chain([fuzz::PACK]) {
        match fuzz::target(project, target, TIME)? {
            Answer::Skipped(why) => {
                outcome.skipped.push(why);
                break;
            }
            Answer::Ran { crash: Some(crash), .. } => outcome.fail(format!("{}: {crash}", target.name)),
            Answer::Ran { crash: None, executions } => {
                outcome.counts.passed += 1;
                outcome.notes.push(format!("{}: {executions} inputs", target.name));
            }
        }
    }
    Ok(outcome)
}
