//! The tests of the Android app, on this machine: the old end, the target, and the newest Android where a Java runs it.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;

use anyhow::Result;

use super::{Outcome, screens};
use crate::jdk::{self, Jdk};
use crate::maven::{self, Call};
use crate::project::Project;
use crate::report::surefire;
use crate::sh::{self, Out};
use crate::{android, bindings, cargo, say};

/// What the first run downloads.
const DOWNLOADS: &str =
    "Kotlin, the Android framework, and one more of it for each Android version that is tested: about 1.2 GB";

/// All tests. `fast` takes one Android version alone.
pub(super) fn tests(project: &Project, fast: bool) -> Result<Outcome> {
    let all = jdk::all();
    let newest = jdk::for_sdk_36(&all).filter(|_| !fast);
    let (sdks, skipped) = plan(fast, newest.is_some());
    let seen = screens::file(project, "kotlin")?;
    let mut outcome = run(project, "android-tests", sdks, newest, &[maven::property("almanac.screens", &seen)])?;
    outcome.skipped.extend(skipped);
    outcome.add(screens::alike(project, "Kotlin", &seen)?);
    Ok(outcome)
}

/// The Android versions to test on, and what is said of those that are left out.
fn plan(fast: bool, runs_36: bool) -> (&'static [u32], Option<String>) {
    if fast {
        (&[35], Some("Android SDK 26 and 36: --fast".to_owned()))
    } else if runs_36 {
        (&[26, 35, 36], None)
    } else {
        let oldest = jdk::OLDEST_FOR_SDK_36;
        (&[26, 35], Some(format!("Android SDK 36: needs a Java development kit of {oldest} or newer")))
    }
}

/// Runs tests through Maven and reads its reports. `runner` is the Java that runs them, where not the one that builds.
pub(super) fn run(
    project: &Project,
    log: &str,
    sdks: &[u32],
    runner: Option<&Jdk>,
    more: &[OsString],
) -> Result<Outcome> {
    let library = bindings::kotlin(project)?;
    let versions: Vec<_> = sdks.iter().map(u32::to_string).collect();
    let jdk = android::jdk()?;
    let java = runner.unwrap_or(&jdk);
    say::step(format_args!("Kotlin tests on Android SDK {}, Java {}", versions.join(", "), java.version));
    let mut arguments: Vec<OsString> = vec!["test".into(), "--fail-at-end".into()];
    arguments.push(maven::property("almanac.library", library));
    arguments.push(maven::property("test.sdks", versions.join(",")));
    arguments.push(maven::property("almanac.offered", offered(project)?));
    // So that each test's name says the version that it ran on.
    arguments.push("-Drobolectric.alwaysIncludeVariantMarkersInTestName=true".into());
    arguments.push(maven::property("test.jvm", java.java()));
    arguments.push(maven::property("test.args", android::java_arguments(java).join(" ")));
    arguments.extend_from_slice(more);

    let start = SystemTime::now();
    let finished = Call { log, arguments, downloads: DOWNLOADS }.run(project, &jdk)?;
    if !finished.ok {
        sh::show_tail(project, &finished.log);
    }
    let report = surefire::read(&project.android(), start)?;
    let mut outcome = Outcome { counts: report.counts, ..Outcome::default() };
    outcome.notes.extend(report.by_sdk.iter().map(|(sdk, tests)| format!("Android SDK {sdk}: {tests} tests")));
    outcome.notes.extend(report.failures.iter().map(|failure| format!("failed: {}", say::short(failure, 200))));
    outcome.skipped.extend(report.skipped.iter().map(|test| say::short(test, 200)));
    outcome.judge(finished.ok);
    if report.counts.passed > 0 {
        for sdk in sdks.iter().filter(|sdk| !report.by_sdk.contains_key(sdk)) {
            outcome.fail(format!("no test was run on Android SDK {sdk}"));
        }
    }
    Ok(outcome)
}

/// Screens of packs that are signed by the tests' key, as they cross the bindings: the library of a phone takes none of them.
fn offered(project: &Project) -> Result<PathBuf> {
    let arguments = ["-p", "almanac-bindings", "--example", "offered"];
    let built = cargo::build(project, "offered", &arguments)?;
    let folder = project.work_file("offered/screens")?;
    let mut command = Command::new(built.file("offered")?);
    sh::must(project, "offered-screens", command.arg(&folder).current_dir(&project.root), Out::Logged)?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_that_is_left_out_is_said() {
        assert_eq!(plan(false, true), ([26, 35, 36].as_slice(), None));
        for (fast, runs_36) in [(false, false), (true, true), (true, false)] {
            let (sdks, skipped) = plan(fast, runs_36);
            assert!(!sdks.contains(&36));
            assert!(skipped.is_some_and(|words| words.contains("36")));
        }
    }
}
