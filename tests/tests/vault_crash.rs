//! A power cut at every write of ten scripts, in every way a disk can cut, and once more while recovering.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that panics has failed; its figures are for reading"
)]

use almanac_tests::vault::crash::{Depth, Report, old_words_afterwards, suite};
use almanac_tests::vault::script::{SCRIPTS, Script};

fn run(script: Script, depth: Depth, every: usize) -> Report {
    let report = suite(script, true, depth, every);
    println!("{script:?}: {} states after one crash, {} after two: {:?}", report.one, report.two, report.found);
    let few: Vec<_> = report.violations.iter().take(5).map(|text| text.chars().take(600).collect::<String>()).collect();
    assert!(report.violations.is_empty(), "{} violations: {few:#?}", report.violations.len());
    report
}

#[test]
fn no_crash_of_a_small_script_loses_or_halves_anything() {
    for script in SCRIPTS {
        if !matches!(script, Script::Grow | Script::Import | Script::FirstStart | Script::Erase) {
            let report = run(script, Depth::All, 1);
            assert!(report.found["before"] > 0 && report.found["after"] > 0, "{script:?} {:?}", report.found);
        }
    }
}

// Of states in which random bytes are being written over random bytes, every one is looked at, and a second crash follows on
// every hundredth.

#[test]
fn no_crash_of_a_first_start_leaves_it_unfinished() {
    assert!(run(Script::FirstStart, Depth::All, 100).found["on the way"] > 0);
}

#[test]
fn no_crash_of_an_erase_leaves_it_unfinished() {
    assert!(run(Script::Erase, Depth::All, 20).found["on the way"] > 0);
}

#[test]
fn no_crash_of_an_import_keeps_a_part_of_it() {
    run(Script::Import, Depth::All, 1);
}

#[test]
fn no_crash_while_growing_loses_anything() {
    // Each look at a file that is nearly full takes long: of this script a spread; of the same growth of a small file everything.
    run(Script::Grow, Depth::Spread, 20);
    let report = run(Script::GrowByImport, Depth::All, 400);
    // Two tears and a garbage sector for each of 8,192 sectors that are new: it did grow.
    assert!(report.one > 16_000 + 24_000, "{}", report.one);
}

#[test]
fn old_words_open_nothing_once_a_change_was_acknowledged() {
    for script in [Script::ChangeWords, Script::StartOver] {
        let (states, opened) = old_words_afterwards(script);
        println!("{script:?}, acknowledged: {states} states");
        assert!(states > 300 && opened.is_empty(), "{} of {states}: {:?}", opened.len(), opened.first());
    }
}

/// The suite is worth something: a build that does not flush does not pass it.
#[test]
fn a_build_without_the_flush_fails_this_suite() {
    for script in
        [Script::SetLanguage, Script::Save, Script::Edit, Script::Delete, Script::ChangeWords, Script::StartOver]
    {
        let found = suite(script, false, Depth::All, usize::MAX).violations.len();
        println!("{script:?} without the flush: {found} violations");
        assert!(found > 0, "{script:?}");
    }
}
