//! One scenario given from outside: by the Rust façade, and by the Android app.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::{Outcome, kotlin};
use crate::project::Project;
use crate::{cargo, maven, say, sh};

/// By the façade.
pub(super) fn rust(project: &Project, file: &Path) -> Result<Outcome> {
    say::step("the scenario in Rust");
    let built = cargo::build(project, "scenario-build", &["-p", "almanac-tests", "--bin", "scenario"])?;
    let mut command = Command::new(built.file("scenario")?);
    command.arg(file).current_dir(&project.root);
    Ok(Outcome::one(sh::talk(&mut command, None)?))
}

/// By the app, on one Android version.
pub(super) fn kotlin(project: &Project, file: &Path) -> Result<Outcome> {
    let more = ["-Dtest=ScenarioTest".into(), maven::property("almanac.scenario", file)];
    kotlin::run(project, "android-scenario", &[35], None, &more)
}
