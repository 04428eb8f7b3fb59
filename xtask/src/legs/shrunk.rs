//! The app as a phone would get it: what R8 made of its classes, tapped through beside the classes as they are.

use anyhow::Result;

use super::Outcome;
use crate::apk;
use crate::project::Project;

/// One check: both show and hand over the same.
pub(super) fn alike(project: &Project) -> Result<Outcome> {
    let lines = apk::prove_rules(project)?;
    let mut outcome = Outcome::one(true);
    outcome.notes.push(format!("{lines} lines of screens and intents are the same"));
    Ok(outcome)
}
