//! A root put back to what it was, or forgotten by a medium after its flush: the same notes, or earlier ones and said so.

use std::collections::{BTreeMap, BTreeSet};

use almanac_core::vault::{CELL, Opened};

use super::damage::{SLOTS, Tally, cell};
use super::look::{Sight, sight};
use super::script::Script;
use super::sim::{FAULTS, Medium, Op, Seeded, SimDisk};
use super::world::{NEW, OLD, World};

/// Things done at random, with calls of the disk that fail or none: after each of them each root is put back to everything that it
/// has been.
///
/// # Panics
/// When one goes back and does not say so, or opens anything else.
#[must_use]
pub fn session(seed: u64, failing: bool) -> Tally {
    let disk = SimDisk::of(Script::Save.before());
    let mut world = World::open(disk.clone(), Seeded(5)).expect("opened");
    world.unlock(OLD).expect("opened");
    let mut been = BTreeMap::from(SLOTS.map(|slot| (slot, BTreeSet::from([cell(&disk.durable(), slot)]))));
    let mut known: Vec<Sight> = sights(&disk.durable()).map(|(seen, _)| seen).into();
    let mut tally = Tally::default();
    let mut random = Seeded(seed);
    for _ in 0..24 {
        // None is leaving the app and coming back.
        let step = match random.below(14) {
            0 => Some(Script::Edit),
            1 | 2 => Some(Script::Delete),
            3 | 4 => Some(Script::ChangeWords),
            5 => Some(Script::StartOver),
            6 => Some(Script::SetLanguage),
            7 => Some(Script::Import),
            8..11 => None,
            _ => Some(Script::Save),
        };
        if failing {
            disk.fail(random.below(16), FAULTS[random.below(FAULTS.len())], random.below(4) == 0);
        }
        // One that failed was told; what stands then is what the medium holds.
        if let Some(step) = step {
            let _ = step.run(&mut world);
        } else {
            let _ = world.vault.lock();
        }
        disk.heal();
        let opens = |answer| matches!(answer, Ok(Opened::Notes { .. }));
        if !world.vault.is_open() && !opens(world.unlock(OLD)) && !opens(world.unlock(NEW)) {
            world.start(OLD).expect("started");
        }
        let medium = disk.durable();
        let now = sights(&medium).map(|(seen, _)| seen);
        // What could not be kept yet may be, by the next step.
        known.extend(now.iter().cloned().chain(world.notes().map(Sight::Notes)));
        for (slot, been) in &mut been {
            been.insert(cell(&medium, *slot));
        }
        for op in disk.take_log() {
            // Where nothing fails, all that was written was there at some time.
            if let Op::Write(at, bytes) = op
                && !failing
                && let Some(been) = been.get_mut(&(at / CELL as u64))
                && let Ok(written) = <[u8; CELL]>::try_from(&*bytes)
            {
                been.insert(written);
            }
        }
        for (slot, older) in been.iter().flat_map(|(slot, cells)| cells.iter().map(move |cell| (slot, cell))) {
            let mut replaced = medium.clone();
            replaced.write(slot * CELL as u64, older);
            let earlier = earlier(&sights(&replaced), &now, &known, || format!("seed {seed}, {step:?}, slot {slot}"));
            *tally.0.entry(if earlier { "earlier, said" } else { "not earlier" }).or_default() += 1;
        }
    }
    tally
}

/// What the old words open and the new ones, and whether that may not be all.
fn sights(medium: &Medium) -> [(Sight, bool); 2] {
    [OLD, NEW].map(|words| sight(&mut World::open(SimDisk::of(medium.clone()), Seeded(9)).expect("opened"), words))
}

/// Whether either words open something else than now. It must be known, and be said to be perhaps not all.
fn earlier(seen: &[(Sight, bool); 2], now: &[Sight; 2], known: &[Sight], told: impl Fn() -> String) -> bool {
    let mut earlier = false;
    for ((seen, lost), now) in seen.iter().zip(now) {
        if seen == now || !matches!(seen, Sight::Notes(_)) {
            continue;
        }
        assert!(known.contains(seen), "{}: {seen:?}", told());
        assert!(lost, "{}: went back, and it was not said", told());
        earlier = true;
    }
    earlier
}
