//! The checks of the guidance: one of what it says, whatever it finds, and one of the numbers that we offer to others.

use anyhow::Result;

use super::{Outcome, upstream};
use crate::project::Project;
use crate::sh::{self, Out};
use crate::{cargo, say};

/// The core's own check, which prints what it found.
pub(super) fn check(project: &Project) -> Result<Outcome> {
    say::step("content check");
    let mut command = cargo::command(project, &["run", "--quiet", "-p", "almanac-core", "--bin", "content-check"]);
    let finished = sh::run(project, "content", &mut command, Out::Logged, None)?;
    let mut outcome = Outcome::one(finished.ok);
    if finished.ok {
        outcome
            .notes
            .extend(finished.out.lines().rfind(|line| !line.trim().is_empty()).map(|line| line.trim().to_owned()));
    } else {
        sh::show_tail(project, &finished.log);
    }
    let offered = upstream::check(project)?;
    outcome.counts += offered.counts;
    outcome.notes.extend(offered.notes);
    Ok(outcome)
}
