//! One test alone, and what became of it.

use anyhow::{Context as _, Result};

use super::{NOT_RUN, kotlin};
use crate::cargo;
use crate::project::Project;
use crate::report::cargo_test;
use crate::sh::{self, Out};

/// What became of one test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It passed.
    Passed,
    /// It failed.
    Failed,
    /// There is no such test, or it does not compile.
    NotRun,
}

/// Runs one Rust test: `FILE::TEST`.
pub(crate) fn one_rust_test(project: &Project, name: &str) -> Result<Fate> {
    let (file, test) = name.split_once("::").context("no such test")?;
    let package =
        if project.root.join("tests/tests").join(format!("{file}.rs")).exists() { "tests" } else { "bindings" };
    let package = format!("almanac-{package}");
    let mut command = cargo::command(project, &["test", "-p", &package, "--test", file, test, "--", "--exact"]);
    let finished = sh::run(project, "one-test", &mut command, Out::Apart, None)?;
    let counts = cargo_test::counts(&finished.out);
    Ok(if counts.failed > 0 {
        Fate::Failed
    } else if counts.passed > 0 {
        Fate::Passed
    } else {
        Fate::NotRun
    })
}

/// Runs one Kotlin test on one Android version: `CLASS.TEST`.
pub(crate) fn one_kotlin_test(project: &Project, name: &str) -> Result<Fate> {
    let (class, test) = name.split_once('.').context("no such test")?;
    let outcome = kotlin::run(project, "one-test", &[35], None, &[format!("-Dtest={class}#{test}*").into()])?;
    let ran = !outcome.notes.iter().any(|note| note.contains(NOT_RUN));
    Ok(match (ran, outcome.counts.failed) {
        (false, _) => Fate::NotRun,
        (true, 0) => Fate::Passed,
        (true, _) => Fate::Failed,
    })
}
