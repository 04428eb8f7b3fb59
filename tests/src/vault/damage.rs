//! A damaged file answers with a typed error, the same notes, or the generation before, and says so. Never other notes, never a panic.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use almanac_core::vault::{CELL, Opened};

use super::look::{Sight, sight};
use super::share::on_every_core;
use super::sim::{Medium, Seeded, SimDisk};
use super::world::{OLD, Phone, World};

/// The cells of the roots.
pub(super) const SLOTS: [u64; 2] = [3, 4];
/// Bits of a cell.
const BITS: u64 = CELL as u64 * 8;

/// A used file of ten pages, and what may be read in it.
#[derive(Debug, Clone)]
pub struct File {
    /// How it was left.
    pub name: &'static str,
    /// The file.
    pub medium: Medium,
    /// What it was after each save before, and before the first.
    older: Vec<Medium>,
    /// What opens, the newest first.
    states: Vec<Sight>,
    /// The cells that opening reads: header, settings, slots, then its table, then its pages.
    pub read: Vec<u64>,
}

/// As the power left it, with roots of two generations; and at rest, with twins.
///
/// # Panics
/// When a healthy disk fails.
#[must_use]
pub fn files() -> [File; 2] {
    let disk = SimDisk::default();
    let mut world = World::open(disk.clone(), Seeded(21)).expect("made");
    world.start(OLD).expect("started");
    let (mut states, mut older) = (Vec::new(), vec![disk.durable()]);
    for n in 0..6 {
        world.save(&format!("note {n}"), &"what was seen. ".repeat(700)).expect("kept");
        states.push(Sight::Notes(world.notes().expect("open")));
        older.push(disk.durable());
    }
    let cut = disk.durable();
    world.vault.lock().expect("locked");
    // The state, then the one before it.
    let newest = states.split_off(4).into_iter().rev().collect::<Vec<_>>();
    let rested = (disk.durable(), newest[..1].to_vec());
    [("roots of two generations", (cut, newest)), ("twins", rested)].map(|(name, (medium, states))| {
        let watched = SimDisk::of(medium.clone());
        let mut world = World::open(watched.clone(), Seeded(1)).expect("opened");
        assert!(matches!(world.unlock(OLD), Ok(Opened::Notes { .. })));
        let mut read = watched.take_read();
        read.dedup();
        File { name, medium, older: older.clone(), states, read }
    })
}

/// What was found, by kind.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally(pub BTreeMap<&'static str, u64>);

impl Tally {
    /// All of these together.
    #[must_use]
    pub fn sum(parts: Vec<Self>) -> Self {
        let mut all = Self::default();
        for (kind, count) in parts.into_iter().flat_map(|part| part.0) {
            *all.0.entry(kind).or_default() += count;
        }
        all
    }

    /// How many files were looked at.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// Opens a medium and checks the law.
    fn judge(&mut self, file: &File, medium: &Medium, told: impl Fn() -> String) {
        let answer = World::open(SimDisk::of(medium.clone()), Seeded(1)).map(|mut world| sight(&mut world, OLD));
        let kind = match answer {
            Err(_) => "refused to open",
            Ok((Sight::Error(_), _)) => "typed error",
            Ok((Sight::Nothing, _)) => "nothing opens",
            Ok((notes, lost)) if notes == file.states[0] => {
                if lost {
                    "same, said to be lost"
                } else {
                    "same"
                }
            }
            Ok((notes, lost)) => {
                assert_eq!(file.states.get(1), Some(&notes), "{}, {}: other notes", file.name, told());
                assert!(lost, "{}, {}: the generation before, and not said", file.name, told());
                "the generation before, said"
            }
        };
        *self.0.entry(kind).or_default() += 1;
    }
}

impl File {
    /// Whether these are the notes that it holds, or held one save before.
    #[must_use]
    pub fn is_known(&self, notes: &Sight) -> bool {
        self.states.contains(notes)
    }

    /// The cells whose every bit is turned: the five fixed ones, the tables and one page.
    #[must_use]
    pub fn decisive(&self) -> Vec<u64> {
        let mut cells = self.read.clone();
        cells.retain(|cell| *cell >= 5);
        // One table at this size, then the pages.
        (0..5).chain(cells.into_iter().take(2)).collect()
    }

    /// Every bit of these cells, or every so manieth.
    #[must_use]
    pub fn bits_of(&self, cells: &[u64], step: usize) -> Tally {
        Tally::sum(on_every_core(&(0..cells.len() as u64 * BITS), |range| {
            let place = |n: u64| cells[usize::try_from(n / BITS).unwrap_or(0)] * BITS + n % BITS;
            self.bits(range.step_by(step).map(place))
        }))
    }

    /// Every bit of this range of the whole file.
    #[must_use]
    pub fn every_bit(&self, range: &Range<u64>) -> Tally {
        let end = range.end.min(self.medium.len * 8);
        Tally::sum(on_every_core(&(range.start..end), |range| self.bits(range)))
    }

    /// Bits anywhere: those of this range of an endless row of random ones.
    #[must_use]
    pub fn random_bits(&self, range: &Range<u64>) -> Tally {
        Tally::sum(on_every_core(range, |range| self.bits(range.map(|n| Seeded(n).number() % (self.medium.len * 8)))))
    }

    fn bits(&self, bits: impl Iterator<Item = u64>) -> Tally {
        let mut tally = Tally::default();
        for bit in bits {
            let mut flipped = self.medium.clone();
            let mut byte = [0];
            flipped.read(bit / 8, &mut byte).expect("inside");
            flipped.write(bit / 8, &[byte[0] ^ (1 << (bit % 8))]);
            tally.judge(self, &flipped, || format!("bit {bit}"));
        }
        tally
    }

    /// Every length at 512 bytes, and every length around the first and the last.
    #[must_use]
    pub fn truncations(&self) -> Tally {
        let mut tally = Tally::default();
        for len in (0..self.medium.len).step_by(512).chain(0..40).chain(self.medium.len - 3..self.medium.len) {
            let mut cut = self.medium.clone();
            cut.truncate(len);
            tally.judge(self, &cut, || format!("cut to {len}"));
        }
        tally
    }

    /// Every pair of the cells that mean something, exchanged.
    #[must_use]
    pub fn swaps(&self) -> Tally {
        let mut tally = Tally::default();
        for (n, first) in self.read.iter().enumerate() {
            for second in &self.read[..n] {
                let mut swapped = self.medium.clone();
                swapped.write(first * CELL as u64, &cell(&self.medium, *second));
                swapped.write(second * CELL as u64, &cell(&self.medium, *first));
                tally.judge(self, &swapped, || format!("{first} and {second} swapped"));
            }
        }
        tally
    }

    /// Each cell as it was at some time before, alone: everything else that it has been.
    #[must_use]
    pub fn older_selves(&self) -> Tally {
        let mut tally = Tally::default();
        for number in 0..self.medium.len / CELL as u64 {
            let older: BTreeSet<_> = self.older.iter().map(|older| cell(older, number)).collect();
            for older in older.iter().filter(|older| **older != cell(&self.medium, number)) {
                let mut replaced = self.medium.clone();
                replaced.write(number * CELL as u64, older);
                tally.judge(self, &replaced, || format!("{number} older"));
            }
        }
        tally
    }
}

pub(super) fn cell(medium: &Medium, number: u64) -> [u8; CELL] {
    let mut content = [0; CELL];
    medium.read(number * CELL as u64, &mut content).expect("inside");
    content
}

/// Tries words of this range of an endless row of random ones, and as many wrong phones. Returns how many opened.
///
/// # Panics
/// When a healthy disk fails.
#[must_use]
pub fn guesses(range: &Range<u64>) -> usize {
    let [_, File { medium, .. }] = files();
    let opened = on_every_core(range, |range| {
        let mut world = World::open(SimDisk::of(medium.clone()), Seeded(1)).expect("opened");
        let mut opened = 0;
        for n in range {
            let mut random = Seeded(n);
            let language = if n % 2 == 0 { "en" } else { "es" };
            let words = almanac_core::vault::offer(language, &mut random).expect("words");
            opened += usize::from(world.unlock(&words).expect("an answer") != Opened::Nothing);
            let mut key = [7; 32];
            // The right key but for one bit, in every place, then random ones.
            match usize::try_from(n) {
                Ok(n) if n < 256 => key[n / 8] ^= 1 << (n % 8),
                _ => key.fill_with(|| random.number().to_le_bytes()[0]),
            }
            world.phone = Phone(key);
            opened += usize::from(world.unlock(OLD).expect("an answer") != Opened::Nothing);
            world.phone = Phone([7; 32]);
        }
        assert!(matches!(world.unlock(OLD), Ok(Opened::Notes { .. })), "and the right ones do");
        opened
    });
    opened.into_iter().sum()
}
