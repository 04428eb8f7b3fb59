//! Used and unused look alike, an attempt is the same work whatever it finds, and nothing readable is ever in the file.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that panics has failed; its figures are for reading"
)]

use almanac_core::vault::{Opened, Profile, Vault};
use almanac_tests::vault::sim::{Counts, Medium, Seeded, SimDisk};
use almanac_tests::vault::world::{NEW, OLD, Phone, TODAY, World, draft};

/// The same start, the same number of locks; used or not.
fn session(used: bool, seed: u64) -> Medium {
    let disk = SimDisk::default();
    let mut world = World::open(disk.clone(), Seeded(seed)).unwrap();
    for round in 0..4 {
        if used {
            if round == 0 {
                world.start(OLD).unwrap();
            } else {
                world.unlock(OLD).unwrap();
            }
            let id = world.save(&format!("note {round}"), &"something. ".repeat(200)).unwrap();
            world.vault.save_note(&draft(Some(id), "edited", "once"), TODAY).unwrap();
            if round == 2 {
                world.vault.delete_note(id).unwrap();
            }
        }
        world.vault.lock().unwrap();
    }
    disk.durable()
}

/// How far the bytes are from evenly spread: 255 on average for random ones, with a deviation of 22.6.
fn chi_square(bytes: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let expected = f64::from(u32::try_from(bytes.len()).unwrap()) / 256.0;
    counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum()
}

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

/// Where the canary is: in UTF-8, in UTF-16 of both orders, and as Base64 of each alignment.
fn found(bytes: &[u8], text: &str) -> usize {
    let mut shapes = vec![text.as_bytes().to_vec()];
    shapes.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    shapes.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    for pad in 0..3 {
        let padded: Vec<u8> = std::iter::repeat_n(b' ', pad).chain(text.bytes()).collect();
        let whole = base64(&padded);
        // Without the ends, which depend on what stands beside it.
        shapes.push(whole[4..whole.len() - 4].to_vec());
    }
    shapes.iter().map(|shape| bytes.windows(shape.len()).filter(|window| window == shape).count()).sum()
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().chain([&0, &0]).take(3).fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
        out.extend((0..4).rev().map(|n| ALPHABET[word >> (6 * n) & 63]));
    }
    out
}

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
    for planted in [
        CANARY.as_bytes().to_vec(),
        CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        base64(format!("ab{CANARY}").as_bytes()),
    ] {
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
