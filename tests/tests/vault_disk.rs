//! On file systems of 64 MiB that are really there: next to nothing free, and every byte scanned for what was written.
#![allow(clippy::print_stdout, reason = "its figures are for reading")]

use std::path::Path;

use almanac_tests::vault::loop_disk::Kind;
use almanac_tests::vault::on_disk::{Outcome, Trial, What};
use almanac_tests::vault::own_kernel;

/// Does this where it can be done, and says what came of it.
fn try_on(kind: Kind, what: What) {
    match (Trial { kind, what }).run(Path::new(env!("CARGO_BIN_EXE_vault-writer"))) {
        Ok(Outcome::Full(rounds)) => println!("{}", rounds.join("\n")),
        Ok(Outcome::Scan(left)) => println!("{left:?}"),
        Err(why) => println!("skipped: {kind:?}: {why}"),
    }
}

#[test]
fn an_ext4_with_next_to_nothing_free_loses_nothing_and_can_be_erased() {
    try_on(Kind::Ext4, What::Full(0..10));
}

#[test]
fn an_f2fs_with_next_to_nothing_free_loses_nothing_and_can_be_erased() {
    try_on(Kind::F2fs, What::Full(0..10));
}

#[test]
fn no_byte_of_an_ext4_tells_what_was_kept_on_it() {
    try_on(Kind::Ext4, What::Scan { seed: 1, operations: 1_000 });
}

#[test]
fn no_byte_of_an_f2fs_tells_what_was_kept_on_it() {
    try_on(Kind::F2fs, What::Scan { seed: 1, operations: 1_000 });
}

#[test]
fn what_goes_wrong_under_a_kernel_of_its_own_is_no_skip() {
    let shell = |script: &str| own_kernel::run(Path::new("/bin/sh"), &["-c", script]);
    match shell("echo 'it'\\''s said'; echo aside >&2; exit 3") {
        Ok(ended) => assert_eq!((ended.code, &*ended.out, &*ended.err), (3, "it's said\n", "aside\n")),
        Err(why) => return println!("skipped: {why}"),
    }
    assert!(std::panic::catch_unwind(|| shell("echo c >/proc/sysrq-trigger")).is_err(), "the kernel itself dies");
}
