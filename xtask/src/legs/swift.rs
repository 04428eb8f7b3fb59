//! The iOS side, as far as it goes without a Mac: the package's tests, and its form.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::{Outcome, screens};
use crate::project::Project;
use crate::report::swift_testing;
use crate::sh::{self, Out};
use crate::swift::{self, Swift};
use crate::{bindings, say};

/// All tests of the package, and the views type-checked.
pub(super) fn tests(project: &Project) -> Result<Outcome> {
    let swift = match Swift::ready(project) {
        Ok(swift) => swift,
        Err(error) => return Ok(left_out(&error)),
    };
    let seen = screens::file(project, "swift")?;
    let mut outcome = run(project, &swift, "swift-tests", &[("ALMANAC_SCREENS", seen.as_os_str())])?;
    outcome.add(screens::alike(project, "Swift", &seen)?);
    Ok(outcome)
}

/// One scenario through the shell.
pub(super) fn scenario(project: &Project, file: &Path) -> Result<Outcome> {
    let swift = match Swift::ready(project) {
        Ok(swift) => swift,
        Err(error) => return Ok(left_out(&error)),
    };
    // A copy, because nothing outside the project is seen where Swift runs.
    let copy = project.work_file("scenario.json")?;
    fs::copy(file, &copy).with_context(|| format!("{} cannot be copied", file.display()))?;
    run(project, &swift, "swift-scenario", &[("ALMANAC_SCENARIO", copy.as_os_str())])
}

/// Builds everything and runs tests. `environment` is what they see of ours.
fn run(project: &Project, swift: &Swift, log: &str, environment: &[(&str, &OsStr)]) -> Result<Outcome> {
    bindings::swift(project)?;
    say::step(format_args!("iOS views against stubs of Apple's frameworks, Swift {}", swift.version));
    // By themselves: no test needs them, and what is wrong with them must be seen all the same.
    let mut check = swift.command(project, "swift", &[]);
    let checked = sh::run(
        project,
        &format!("{log}-views"),
        check.args(["build", "--target", "AppTypeCheck"]),
        Out::Logged,
        None,
    )?;
    if !checked.ok {
        sh::show_tail(project, &checked.log);
    }
    say::step("Swift tests");
    let mut test = swift.command(project, "swift", environment);
    test.args(["test", "--disable-xctest"]);
    let finished = sh::run(project, log, &mut test, Out::Logged, None)?;
    if !finished.ok {
        sh::show_tail(project, &finished.log);
    }
    let report = swift_testing::read(&finished.out);
    let mut outcome = Outcome { counts: report.counts, skipped: report.skipped, ..Outcome::default() };
    outcome.notes.push(format!("{} Swift tests", report.counts.passed + report.counts.failed));
    outcome.notes.extend(report.failures.iter().map(|failure| format!("failed: {}", say::short(failure, 200))));
    outcome.judge(finished.ok);
    if checked.ok {
        outcome.counts.passed += 1;
        outcome.notes.push(
            "the views agree with stubs of Apple's frameworks; nothing was built against the real ones".to_owned(),
        );
    } else {
        outcome.fail("the views do not agree with the core, the shell, or the stubs");
    }
    if let Some(told) = swift_testing::told(&finished.out).filter(|told| *told != report.counts.sum()) {
        outcome.fail(format!("{told} tests were told of, {} were counted", report.counts.sum()));
    }
    Ok(outcome)
}

/// Swift's own style, by swift-format.
pub(super) fn format(project: &Project) -> Result<Outcome> {
    let swift = match Swift::ready(project) {
        Ok(swift) => swift,
        Err(error) => return Ok(left_out(&error)),
    };
    say::step("swift-format");
    let mut command: Command = swift.command(project, "swift-format", &[]);
    command.args(["lint", "--strict", "--recursive", "Package.swift"]).args(swift::FOLDERS);
    let finished = sh::run(project, "swift-format", &mut command, Out::Logged, None)?;
    if !finished.ok {
        sh::show_tail(project, &finished.log);
    }
    Ok(Outcome::one(finished.ok))
}

/// Told in the summary: a leg that was not run is never silent.
fn left_out(why: &anyhow::Error) -> Outcome {
    say::detail(format_args!("left out: {why:#}"));
    Outcome { skipped: vec![format!("{why:#}")], ..Outcome::default() }
}
