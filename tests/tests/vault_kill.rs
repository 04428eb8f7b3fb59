//! Five hundred writers are killed, in everything that they do.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that panics has failed; its figures are for reading"
)]

use std::path::Path;

use almanac_tests::vault::kill::{PHASES, kills};

/// Half of the kills; two tests, so that both cores of a machine wait for the disk.
fn half(seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let counted = kills(Path::new(env!("CARGO_BIN_EXE_vault-writer")), folder.path(), seed, 250);
    println!("250 kills by phase: {counted:?}");
    for phase in PHASES {
        assert!(counted[phase] >= 10, "{phase}: {counted:?}");
    }
}

#[test]
fn a_killed_writer_loses_nothing_that_it_was_told_is_kept() {
    half(1);
}

#[test]
fn a_killed_writer_halves_nothing() {
    half(2);
}
