//! Used and unused look alike, an attempt is the same work whatever it finds, and nothing readable is ever in the file.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that panics has failed; its figures are for reading"
)]

use std::os::unix::fs::MetadataExt;

use almanac_core::vault::{FileDisk, Opened, Profile, SystemRandom, Vault};
use almanac_tests::vault::alike::{chi_square, session};
use almanac_tests::vault::canary::{found, planted};
use almanac_tests::vault::sim::{Counts, Medium, Seeded, SimDisk};
use almanac_tests::vault::world::{NEW, OLD, Phone, TODAY, World, draft};

#[test]
fn sizes_header_settings_and_bytes_do_not_tell_use() {
    for seed in 0..6 {
        let (used, unused) = (session(true, seed).bytes(), session(false, seed + 1_000).bytes());
        assert_eq!(used.len(), unused.len());
        assert_eq!(used[32..34], unused[32..34], "version and profile");
        for cell in [1, 2] {
            let fields = cell * 8192 + 32..cell * 8192 + 80;
            assert_eq!(used[fields.clone()], unused[fields], "counter, flags and language");
        }
        for bytes in [&used, &unused] {
            let spread = chi_square(&bytes[3 * 8192..]);
            assert!((255.0 - 6.0 * 22.6..255.0 + 6.0 * 22.6).contains(&spread), "{spread}");
            assert!(bytes.chunks(512).all(|sector| sector.iter().any(|byte| *byte != 0)), "no hole");
        }
    }
}

#[test]
fn an_attempt_is_the_same_work_whatever_it_finds() {
    let count = |medium: Medium, words: &str, phone: Phone| -> (Counts, Opened) {
        let disk = SimDisk::of(medium);
        let mut world = World::open(disk.clone(), Seeded(1)).unwrap();
        world.phone = phone;
        let before = disk.counts();
        let opened = world.unlock(words).unwrap();
        let after = disk.counts();
        let counts = Counts {
            reads: after.reads - before.reads,
            read_bytes: after.read_bytes - before.read_bytes,
            writes: after.writes - before.writes,
            flushes: after.flushes - before.flushes,
            truncations: after.truncations - before.truncations,
        };
        (counts, opened)
    };
    let (used, unused) = (session(true, 1), session(false, 2));
    let both_slots = Counts { reads: 2, read_bytes: 2 * 8192, ..Counts::default() };
    for (medium, words, phone) in [
        (&used, NEW, Phone([7; 32])),
        (&used, OLD, Phone([8; 32])),
        (&unused, OLD, Phone([7; 32])),
        (&unused, NEW, Phone([8; 32])),
        (&used, "", Phone([7; 32])),
    ] {
        assert_eq!(count(medium.clone(), words, phone), (both_slots, Opened::Nothing));
    }
    let (right, opened) = count(used, OLD, Phone([7; 32]));
    assert_eq!(opened, Opened::Notes { last_change_lost: false });
    assert!(right.reads > 2 && right.writes == 0 && right.flushes == 0, "a clean unlock writes nothing: {right:?}");
}

const CANARY: &str = "canary-7f3a-Río-Ñandú";

#[test]
fn nothing_written_is_ever_in_what_the_disk_was_given() {
    let disk = SimDisk::default();
    let mut world = World::open(disk.clone(), Seeded(5)).unwrap();
    world.start(CANARY).unwrap();
    let mut random = Seeded(6);
    let mut ids = Vec::new();
    let mut written = Vec::new();
    for _ in 0..150 {
        let body = CANARY.repeat(1 + random.below(60));
        match random.below(8) {
            0..=3 => ids.push(world.save(CANARY, &body).unwrap()),
            4..=5 if !ids.is_empty() => {
                let id = ids[random.below(ids.len())];
                world.vault.save_note(&draft(Some(id), CANARY, &body), TODAY).unwrap();
            }
            6 if !ids.is_empty() => world.vault.delete_note(ids.swap_remove(random.below(ids.len()))).unwrap(),
            _ => {
                world.vault.lock().unwrap();
                assert!(matches!(world.unlock(CANARY), Ok(Opened::Notes { .. } | Opened::Nothing)));
                if !world.vault.is_open() {
                    world.start(CANARY).unwrap();
                }
            }
        }
        for op in disk.take_log() {
            if let almanac_tests::vault::sim::Op::Write(_, bytes) = op {
                written.extend_from_slice(&bytes);
            }
        }
    }
    assert!(written.len() > 1 << 20);
    assert_eq!(found(&written, CANARY), 0);
    // The scan finds what is there.
    for planted in planted(CANARY) {
        let mut with = written[..1 << 20].to_vec();
        with[777..777 + planted.len()].copy_from_slice(&planted);
        assert!(found(&with, CANARY) > 0);
    }
}

#[test]
fn a_file_of_the_real_profile_opens_on_a_real_disk_and_holds_no_canary() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("almanac");
    let vault = Vault::open_file(&path, Profile::Small).unwrap();
    let mut world = World { vault, phone: Phone([7; 32]) };
    world.start(CANARY).unwrap();
    let id = world.save(CANARY, &CANARY.repeat(50)).unwrap();
    world.save("second", CANARY).unwrap();
    world.vault.delete_note(id).unwrap();
    world.vault.lock().unwrap();
    drop(world);
    assert_eq!(found(&std::fs::read(&path).unwrap(), CANARY), 0);
    let vault = Vault::open_file(&path, Profile::Small).unwrap();
    let mut world = World { vault, phone: Phone([7; 32]) };
    assert_eq!(world.unlock(CANARY), Ok(Opened::Notes { last_change_lost: false }));
    assert_eq!(world.notes().unwrap(), [("second".to_owned(), CANARY.to_owned())]);
}

#[test]
fn what_was_deleted_is_in_no_cell_that_the_right_words_reach() {
    let disk = SimDisk::default();
    let mut world = World::open(disk.clone(), Seeded(5)).unwrap();
    world.start(OLD).unwrap();
    let id = world.save("gone", &CANARY.repeat(100)).unwrap();
    world.save("stays", "here").unwrap();
    world.vault.delete_note(id).unwrap();
    for slot in [3_u64, 4] {
        // Each root alone, as if the other had been lost.
        let mut medium = disk.durable();
        medium.write(slot * 8192, &[1; 8192]);
        let mut again = World::open(SimDisk::of(medium), Seeded(6)).unwrap();
        assert!(matches!(again.unlock(OLD), Ok(Opened::Notes { .. })));
        assert_eq!(again.notes().unwrap(), [("stays".to_owned(), "here".to_owned())], "slot {slot}");
        let export = again.vault.export().unwrap();
        assert_eq!(found(export.json(), CANARY), 0);
    }
}

#[test]
fn a_folder_shows_the_same_whether_notes_are_kept_or_not() {
    /// Names, lengths and modes of what is there.
    type Shown = Vec<(std::ffi::OsString, u64, u32)>;
    let shown = |used: bool| -> (Shown, bool) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("almanac");
        let mut world = World::open(FileDisk::open(&path).unwrap(), SystemRandom).unwrap();
        if used {
            world.start(OLD).unwrap();
            let id = world.save("kept", "then deleted").unwrap();
            world.save("kept", "and kept").unwrap();
            world.vault.delete_note(id).unwrap();
        }
        let before = std::fs::metadata(&path).unwrap().mtime_nsec();
        std::thread::sleep(std::time::Duration::from_millis(20));
        world.vault.lock().unwrap();
        let leaving_shows = std::fs::metadata(&path).unwrap().mtime_nsec() != before;
        let entries = std::fs::read_dir(folder.path()).unwrap().map(|entry| {
            let (entry, about) = entry.map(|entry| (entry.file_name(), entry.metadata().unwrap())).unwrap();
            (entry, about.len(), about.mode())
        });
        (entries.collect(), leaving_shows)
    };
    assert_eq!(shown(true), shown(false));
    assert!(shown(false).1, "the file's time says when the app was last left, used or not");
    assert_eq!(shown(false).0.len(), 1, "one file");
}
