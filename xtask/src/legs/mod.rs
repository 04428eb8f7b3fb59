//! What `test` consists of: legs that run one after the other, each to its end, and the closing summary.

mod content;
mod deny;
mod fuzz;
mod kotlin;
mod lint;
mod one;
mod rust;
mod scenario;
mod screens;
mod shrunk;
mod swift;
mod unchanged;
mod upstream;

pub(crate) use one::{Fate, one_kotlin_test, one_rust_test};

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use crate::project::Project;
use crate::report::Counts;
use crate::say;
use crate::setup::{self, Level};

/// One part of the test run.
struct Leg<'a> {
    name: &'static str,
    run: &'a dyn Fn(&Project) -> Result<Outcome>,
    /// The files and folders that it is made of; none for a leg that always runs.
    of: &'a [&'a str],
}

/// Said where tests should be there and are not.
const NOT_RUN: &str = "no test was run";

/// What a leg did.
#[derive(Debug, Default)]
struct Outcome {
    counts: Counts,
    /// One line each: what ran, what failed.
    notes: Vec<String>,
    /// What was left out, and why.
    skipped: Vec<String>,
}

impl Outcome {
    /// One check that stands for itself.
    fn one(passed: bool) -> Self {
        Self {
            counts: Counts { passed: usize::from(passed), failed: usize::from(!passed), skipped: 0 },
            ..Self::default()
        }
    }

    /// What another check did, as a part of this one.
    fn add(&mut self, other: Self) {
        self.counts += other.counts;
        self.notes.extend(other.notes);
        self.skipped.extend(other.skipped);
    }

    /// Counts a failure that no test has counted.
    fn fail(&mut self, why: impl Into<String>) {
        self.counts.failed += 1;
        self.notes.push(why.into());
    }

    /// Tests that should be there and are not, are a failure; so is a program that failed without a failed test.
    fn judge(&mut self, program_is_well: bool) {
        let Counts { passed, failed, .. } = self.counts;
        match (passed + failed, program_is_well) {
            (0, true) => self.fail(NOT_RUN),
            (0, false) => self.fail(format!("failed: {NOT_RUN}")),
            (_, false) if failed == 0 => self.fail("failed, although none of the tests did"),
            _ => {}
        }
    }
}

const FORMAT: Leg = Leg { name: "rustfmt", run: &lint::format, of: &[] };
const CLIPPY: Leg = Leg { name: "clippy", run: &lint::clippy, of: &[] };
const KTLINT: Leg = Leg { name: "ktlint", run: &lint::ktlint, of: &[] };
const SWIFT_FORMAT: Leg = Leg { name: "swift-format", run: &swift::format, of: &[] };
const DENY: Leg = Leg { name: "deny", run: &deny::check, of: &[] };
const RUST: Leg = Leg { name: "Rust", run: &rust::tests, of: &["."] };
/// The words of core/content reach nothing of it.
const VAULT: Leg =
    Leg { name: "sealed file", run: &rust::vault, of: &["core/src", "core/Cargo.toml", "seal", "bindings", "tests"] };
const CONTENT: Leg = Leg { name: "content", run: &content::check, of: &[] };
const FUZZ: Leg = Leg { name: "fuzz", run: &fuzz::briefly, of: &["core", "seal", "tests/src", "fuzz"] };
const SHRUNK: Leg = Leg { name: "shrunk", run: &shrunk::alike, of: &["core", "seal", "bindings", "android", "tests"] };
const SWIFT: Leg = Leg { name: "Swift", run: &swift::tests, of: &["core", "seal", "bindings", "ios", "tests"] };

/// `test`
pub(crate) fn test(project: &Project, fast: bool, again: bool) -> Result<ExitCode> {
    let kotlin = |project: &Project| kotlin::tests(project, fast);
    setup::invite_witnesses(project);
    let name = if fast { "Kotlin fast" } else { "Kotlin" };
    let kotlin = Leg { name, run: &kotlin, of: &["core", "seal", "bindings", "android", "tests"] };
    let mut legs = [FORMAT, CLIPPY, KTLINT, SWIFT_FORMAT, DENY, RUST, VAULT, FUZZ, CONTENT, kotlin, SHRUNK, SWIFT];
    if again {
        for leg in &mut legs {
            leg.of = &[];
        }
    }
    run(project, Level::Android, &legs)
}

/// `lint`
pub(crate) fn lint_only(project: &Project) -> Result<ExitCode> {
    run(project, Level::Android, &[FORMAT, CLIPPY, KTLINT, SWIFT_FORMAT, DENY])
}

/// `deny`
pub(crate) fn deny_only(project: &Project) -> Result<ExitCode> {
    run(project, Level::Rust, &[DENY])
}

/// `content`
pub(crate) fn content_only(project: &Project) -> Result<ExitCode> {
    run(project, Level::Rust, &[CONTENT])
}

/// `shrunk`
pub(crate) fn shrunk_only(project: &Project) -> Result<ExitCode> {
    run(project, Level::Android, &[SHRUNK])
}

/// `swift`
pub(crate) fn swift_only(project: &Project) -> Result<ExitCode> {
    run(project, Level::Rust, &[SWIFT_FORMAT, SWIFT])
}

/// `scenario FILE`
pub(crate) fn scenario_only(project: &Project, file: &Path) -> Result<ExitCode> {
    let file = file.canonicalize().with_context(|| format!("{} cannot be found", file.display()))?;
    let rust = |project: &Project| scenario::rust(project, &file);
    let kotlin = |project: &Project| scenario::kotlin(project, &file);
    let swift = |project: &Project| swift::scenario(project, &file);
    let legs = [
        Leg { name: "Rust", run: &rust, of: &[] },
        Leg { name: "Android", run: &kotlin, of: &[] },
        Leg { name: "iOS", run: &swift, of: &[] },
    ];
    run(project, Level::Android, &legs)
}

/// Runs all legs, whatever becomes of each, and sums up.
fn run(project: &Project, level: Level, legs: &[Leg]) -> Result<ExitCode> {
    setup::ready(project, level)?;
    let mut results = Vec::new();
    for leg in legs {
        let begin = Instant::now();
        let outcome = run_if_changed(project, leg).unwrap_or_else(|error| {
            say::trouble(format_args!("{error:#}"));
            let mut outcome = Outcome::default();
            outcome.fail(format!("{error:#}"));
            outcome
        });
        results.push((leg.name, outcome, begin.elapsed()));
    }
    let total = total(&results);
    say::line("");
    for line in results.iter().flat_map(summary) {
        say::line(line);
    }
    say::line("");
    // The very last line is for machines too.
    say::line(format_args!("{} passed, {} failed", total.passed, total.failed));
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs a leg, but for one that passed when it was what it is now.
fn run_if_changed(project: &Project, leg: &Leg) -> Result<Outcome> {
    if leg.of.is_empty() {
        return (leg.run)(project);
    }
    let Some(state) = unchanged::state(project, leg.of)? else { return (leg.run)(project) };
    if let Some(outcome) = unchanged::recall(project, leg.name, &state)? {
        return Ok(outcome);
    }
    let outcome = (leg.run)(project)?;
    unchanged::keep(project, leg.name, &state, &outcome)?;
    Ok(outcome)
}

/// A leg that was run, and how long it took.
type Finished = (&'static str, Outcome, Duration);

/// All legs together.
fn total(results: &[Finished]) -> Counts {
    let mut total = Counts::default();
    for (_, outcome, _) in results {
        total += outcome.counts;
    }
    total
}

/// The lines about one leg.
fn summary((name, outcome, time): &Finished) -> Vec<String> {
    let Counts { passed, failed, skipped } = outcome.counts;
    let verdict = match failed {
        0 if passed == 0 && !outcome.skipped.is_empty() => "none  ",
        0 => "ok    ",
        _ => "FAILED",
    };
    let mut first = format!("{verdict} {name:<12} {passed:>5} passed, {failed} failed");
    if skipped > 0 {
        let _ = write!(first, ", {skipped} skipped");
    }
    let _ = write!(first, "  {}", say::clock(*time));
    let notes = outcome.notes.iter().map(|note| format!("         {note}"));
    let skipped = outcome.skipped.iter().map(|what| format!("         skipped: {what}"));
    std::iter::once(first).chain(notes).chain(skipped).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leg_without_tests_failed() {
        let mut outcome = Outcome::default();
        outcome.judge(true);
        assert_eq!(outcome.counts, Counts { passed: 0, failed: 1, skipped: 0 });
    }

    #[test]
    fn a_program_that_fails_without_a_failed_test_failed_once() {
        let mut outcome = Outcome::one(true);
        outcome.judge(false);
        assert_eq!(outcome.counts, Counts { passed: 1, failed: 1, skipped: 0 });
        outcome.judge(false);
        assert_eq!(outcome.counts.failed, 1);
    }

    #[test]
    fn legs_add_up_and_say_what_was_left_out() {
        let mut bad = Outcome::one(false);
        bad.skipped.push("b2: no time".to_owned());
        let results = [("a", Outcome::one(true), Duration::ZERO), ("b", bad, Duration::ZERO)];
        assert_eq!(total(&results), Counts { passed: 1, failed: 1, skipped: 0 });
        let lines = ["FAILED b                0 passed, 1 failed  0.0 s", "         skipped: b2: no time"];
        assert_eq!(summary(&results[1]), lines);
        let whole = Outcome { skipped: vec!["no Swift".to_owned()], ..Outcome::default() };
        let lines = ["none   c                0 passed, 0 failed  0.0 s", "         skipped: no Swift"];
        assert_eq!(summary(&("c", whole, Duration::ZERO)), lines);
    }
}
