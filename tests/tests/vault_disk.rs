//! On file systems of 64 MiB that are really there: next to nothing free, and every byte scanned for what was written.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that panics has failed; its figures are for reading"
)]

use std::path::Path;

use almanac_tests::vault::canary::session;
use almanac_tests::vault::full_disk::round;
use almanac_tests::vault::loop_disk::{KINDS, LoopDisk};

/// Calls this with each file system that can be had here.
fn on_each(act: impl Fn(LoopDisk)) {
    for kind in KINDS {
        let folder = tempfile::tempdir().unwrap();
        match LoopDisk::make(kind, folder.path()) {
            Ok(disk) => act(disk),
            Err(why) => println!("skipped: {kind:?}: {why}"),
        }
    }
}

#[test]
fn a_disk_with_next_to_nothing_free_loses_nothing_and_can_be_erased() {
    on_each(|disk| {
        for n in 0..10 {
            println!("{}", round(&disk, n));
        }
    });
}

#[test]
fn no_byte_of_a_disk_tells_what_was_kept_on_it() {
    on_each(|mut disk| {
        let left = session(Path::new(env!("CARGO_BIN_EXE_vault-writer")), &mut disk, 1, 1_000);
        println!("{left:?}");
        assert!(left.operations >= 1_000);
        assert_eq!((left.found, left.planted), (0, 3), "found, and found of what was planted");
    });
}
