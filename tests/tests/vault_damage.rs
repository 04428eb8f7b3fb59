//! A damaged file answers with a typed error, the same notes, or the generation before, and says so. Never other notes, never a panic.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that panics has failed; its figures are for reading"
)]

use std::collections::BTreeMap;

use almanac_core::vault::{CELL, Opened};
use almanac_tests::vault::look::{Sight, sight};
use almanac_tests::vault::script::Script;
use almanac_tests::vault::sim::{Medium, Seeded, SimDisk};
use almanac_tests::vault::world::{OLD, Phone, World};

/// A used file as the power left it, with roots of two generations; and at rest, with twins.
fn files() -> Vec<(&'static str, Medium, Vec<Sight>)> {
    let disk = SimDisk::default();
    let mut world = World::open(disk.clone(), Seeded(21)).unwrap();
    world.start(OLD).unwrap();
    let mut states = Vec::new();
    for n in 0..6 {
        world.save(&format!("note {n}"), &"what was seen. ".repeat(700)).unwrap();
        states.push(Sight::Notes(world.notes().unwrap()));
    }
    let cut = disk.durable();
    world.vault.lock().unwrap();
    // The state, then the one before it.
    let newest = states.split_off(4).into_iter().rev().collect::<Vec<_>>();
    vec![("roots of two generations", cut, newest.clone()), ("twins", disk.durable(), newest[..1].to_vec())]
}

#[derive(Default)]
struct Tally(BTreeMap<&'static str, usize>);

impl Tally {
    /// Opens a medium and checks the law.
    fn judge(&mut self, medium: &Medium, states: &[Sight], told: &str) {
        let answer = World::open(SimDisk::of(medium.clone()), Seeded(1)).map(|mut world| sight(&mut world, OLD));
        let kind = match answer {
            Err(_) => "refused to open",
            Ok((Sight::Error(_), _)) => "typed error",
            Ok((Sight::Nothing, _)) => "nothing opens",
            Ok((notes, lost)) if notes == states[0] => {
                if lost {
                    "same, said to be lost"
                } else {
                    "same"
                }
            }
            Ok((notes, lost)) => {
                assert_eq!(states.get(1), Some(&notes), "{told}: other notes");
                assert!(lost, "{told}: the generation before, and not said");
                "the generation before, said"
            }
        };
        *self.0.entry(kind).or_default() += 1;
    }
}

fn flipped(medium: &Medium, bit: u64) -> Medium {
    let mut flipped = medium.clone();
    let mut byte = [0];
    medium.read(bit / 8, &mut byte).unwrap();
    flipped.write(bit / 8, &[byte[0] ^ (1 << (bit % 8))]);
    flipped
}

#[test]
fn bits_of_the_fixed_cells_and_of_the_tree() {
    for (name, medium, states) in files() {
        let mut tally = Tally::default();
        // Every bit of what is decided by bits; of sealed cells, where all bits are alike, every 97th.
        let header = 0..34 * 8;
        let settings = (0..80 * 8).map(|bit| CELL as u64 * 8 + bit);
        let sealed = (CELL as u64 * 8 * 3..CELL as u64 * 8 * 24).step_by(97);
        for bit in header.chain(settings).chain(sealed) {
            tally.judge(&flipped(&medium, bit), &states, &format!("{name}, bit {bit}"));
        }
        println!("{name}: {:?}", tally.0);
        assert!(tally.0["typed error"] > 0 && tally.0["same"] > 0 && tally.0["nothing opens"] > 0);
    }
}

#[test]
fn random_bits_anywhere() {
    let mut random = Seeded(8);
    for (name, medium, states) in files() {
        let mut tally = Tally::default();
        for _ in 0..1_500 {
            let bit = random.number() % (medium.len * 8);
            tally.judge(&flipped(&medium, bit), &states, &format!("{name}, bit {bit}"));
        }
        println!("{name}: {:?}", tally.0);
    }
}

#[test]
fn truncations() {
    for (name, medium, states) in files() {
        let mut tally = Tally::default();
        for len in (0..medium.len).step_by(512 * 7).chain(0..40).chain(medium.len - 3..medium.len) {
            let mut cut = medium.clone();
            cut.truncate(len);
            tally.judge(&cut, &states, &format!("{name}, cut to {len}"));
        }
        println!("{name}: {:?}", tally.0);
    }
}

#[test]
fn cells_swapped_or_replaced_by_their_older_selves() {
    let read = |medium: &Medium, cell: u64| {
        let mut content = [0; CELL];
        medium.read(cell * CELL as u64, &mut content).unwrap();
        content
    };
    for (name, medium, states) in files() {
        let mut tally = Tally::default();
        for first in 0..24 {
            for second in 0..first {
                let mut swapped = medium.clone();
                swapped.write(first * CELL as u64, &read(&medium, second));
                swapped.write(second * CELL as u64, &read(&medium, first));
                tally.judge(&swapped, &states, &format!("{name}, {first} and {second} swapped"));
            }
        }
        // An older self: what the same file held in this place some saves before.
        let older = Script::Save.before();
        for cell in 0..24 {
            let mut replaced = medium.clone();
            replaced.write(cell * CELL as u64, &read(&older, cell));
            tally.judge(&replaced, &states, &format!("{name}, {cell} older"));
        }
        println!("{name}: {:?}", tally.0);
    }
}

#[test]
fn wrong_words_and_wrong_phones_open_nothing() {
    let (_, medium, _) = files().pop().unwrap();
    let disk = SimDisk::of(medium);
    let mut world = World::open(disk, Seeded(1)).unwrap();
    let mut random = Seeded(77);
    for n in 0..1_000_u32 {
        let words = almanac_core::vault::offer(if n % 2 == 0 { "en" } else { "es" }, &mut random).unwrap();
        assert_eq!(world.unlock(&words), Ok(Opened::Nothing), "{n}");
    }
    for n in 0..1_000 {
        let mut key = [7; 32];
        // The right key but for one bit, in every place, then random ones.
        if n < 256 {
            key[n / 8] ^= 1 << (n % 8);
        } else {
            key.fill_with(|| random.number().to_le_bytes()[0]);
        }
        world.phone = Phone(key);
        assert_eq!(world.unlock(OLD), Ok(Opened::Nothing), "{n}");
    }
    world.phone = Phone([7; 32]);
    assert!(matches!(world.unlock(OLD), Ok(Opened::Notes { .. })));
}
