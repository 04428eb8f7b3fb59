//! Every crash of a recorded run: at each write, with nothing of it kept, a part, all but one write, one write alone, or
//! a sector of garbage.

use std::collections::BTreeMap;

use super::look::{Seen, Sight, look, sight};
use super::script::Script;
use super::sim::{Medium, Op, Seeded, SimDisk};
use super::world::{NEW, OLD, TODAY, World, draft};

const SECTOR: usize = 512;

/// How a write was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// Nothing since the last flush is there.
    Nothing,
    /// Everything before, and this many sectors of the write.
    Prefix(usize),
    /// Everything up to this write but one.
    Lost(usize),
    /// Some of what was not flushed, in another order than it was written.
    Reordered(usize),
    /// Everything up to this write, one sector of which is garbage.
    Garbage(usize),
}

/// How many crashes to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Every sector, torn and as garbage; every lost write, or 24 of them where one flush has more than 64.
    All,
    /// A spread of each, for runs of hundreds of writes.
    Spread,
    /// Three cuts a write: for the second of two crashes.
    Few,
}

/// Calls back with what each crash of this run leaves.
pub fn crashes(start: &Medium, log: &[Op], depth: Depth, mut each: impl FnMut(usize, Cut, &Op, &Medium)) {
    let mut durable = start.clone();
    let mut pending: Vec<&Op> = Vec::new();
    let mut random = Seeded(5);
    for (n, op) in log.iter().enumerate() {
        if matches!(op, Op::Flush) {
            for op in pending.drain(..) {
                durable.apply(op);
            }
            continue;
        }
        let mut before = durable.clone();
        for op in &pending {
            before.apply(op);
        }
        if pending.is_empty() {
            each(n, Cut::Nothing, op, &durable);
        }
        for sectors in prefixes(op, depth) {
            let mut medium = before.clone();
            apply_part(&mut medium, op, sectors);
            each(n, Cut::Prefix(sectors), op, &medium);
        }
        for garbage in garbage(op, depth) {
            let mut medium = before.clone();
            medium.apply(op);
            if let Op::Write(at, bytes) = op {
                let length = SECTOR.min(bytes.len());
                let noise: Vec<u8> = (0..length).map(|_| random.number().to_le_bytes()[0]).collect();
                medium.write(at + (garbage * SECTOR) as u64, &noise);
            }
            each(n, Cut::Garbage(garbage), op, &medium);
        }
        let most = [if pending.len() > 64 { 24 } else { 64 }, 3, 1][depth as usize];
        for lost in spread(pending.len(), most) {
            let mut medium = durable.clone();
            for (_, op) in pending.iter().enumerate().filter(|(n, _)| *n != lost) {
                medium.apply(op);
            }
            medium.apply(op);
            each(n, Cut::Lost(lost), op, &medium);
        }
        for order in 0..if pending.is_empty() { 0 } else { [3, 1, 0][depth as usize] } {
            let mut medium = durable.clone();
            // The newest alone, then random choices.
            let keep = |random: &mut Seeded| order > 0 && random.number().is_multiple_of(2);
            for op in pending.iter().rev() {
                if keep(&mut random) {
                    medium.apply(op);
                }
            }
            medium.apply(op);
            each(n, Cut::Reordered(order), op, &medium);
        }
        pending.push(op);
    }
}

fn sectors(op: &Op) -> usize {
    if let Op::Write(_, bytes) = op { bytes.len().div_ceil(SECTOR) } else { 1 }
}

fn prefixes(op: &Op, depth: Depth) -> Vec<usize> {
    match (sectors(op), depth) {
        (count, Depth::All) => (0..=count).collect(),
        (count, Depth::Spread) => spread(count + 1, 4),
        (1, Depth::Few) => vec![1],
        (count, Depth::Few) => vec![count / 2, count],
    }
}

fn garbage(op: &Op, depth: Depth) -> Vec<usize> {
    match (op, depth) {
        (Op::Write(..), Depth::All) => (0..sectors(op)).collect(),
        (Op::Write(..), Depth::Spread) => spread(sectors(op), 2),
        (Op::Write(..), Depth::Few) => vec![0],
        _ => Vec::new(),
    }
}

/// At most this many of the numbers below `count`, the first and the last among them.
fn spread(count: usize, most: usize) -> Vec<usize> {
    if count <= most { (0..count).collect() } else { (0..most).map(|n| n * (count - 1) / (most - 1).max(1)).collect() }
}

fn apply_part(medium: &mut Medium, op: &Op, sectors: usize) {
    match op {
        Op::Write(at, bytes) => medium.write(*at, &bytes[..bytes.len().min(sectors * SECTOR)]),
        other if sectors > 0 => medium.apply(other),
        _ => {}
    }
}

/// What a suite found.
#[derive(Debug, Default)]
pub struct Report {
    /// States looked at after one crash.
    pub one: usize,
    /// States looked at after two.
    pub two: usize,
    /// States by what was found: before, after, on the way, told as lost.
    pub found: BTreeMap<&'static str, usize>,
    /// What must not have been.
    pub violations: Vec<String>,
}

/// Runs a script, and looks at every crash of it. `every` is after how many states a second crash follows.
#[must_use]
pub fn suite(script: Script, flushes: bool, depth: Depth, every: usize) -> Report {
    let start = script.before();
    let disk = SimDisk::of(start.clone());
    if !flushes {
        disk.ignore_flush();
    }
    let before = look(&start);
    let mut world = World::open(disk.clone(), Seeded(3)).expect("a healthy disk");
    if script.needs_notes() {
        world.unlock(OLD).expect("a healthy disk");
    }
    script.run(&mut world).expect("a healthy disk");
    let acknowledged = disk.logged();
    let after = look(&disk.cached());
    world.vault.lock().expect("a healthy disk");
    let log = disk.take_log();
    let mut report = Report::default();
    let left = look(&disk.durable());
    if left.lost || !left.is_like(&after) {
        report.violations.push(format!("{script:?}: after the lock {left:?}"));
    }
    crashes(&start, &log, depth, |n, cut, op, medium| {
        report.one += 1;
        let seen = look(medium);
        let done = n >= acknowledged;
        let good = if done { seen.is_like(&after) } else { script.allows(&seen, &before, &after) };
        let torn_header = matches!((op, cut), (Op::Write(0, _), Cut::Garbage(0))) && seen.state.is_err();
        if !good && !torn_header {
            report.violations.push(format!("{script:?}: write {n}, {cut:?}, acknowledged {done}: {seen:?}"));
        }
        let kind = match () {
            () if seen.is_like(&after) => "after",
            () if seen.is_like(&before) => "before",
            () => "on the way",
        };
        *report.found.entry(kind).or_default() += 1;
        if seen.lost {
            *report.found.entry("said to be lost").or_default() += 1;
        }
        if report.one.is_multiple_of(every) && !torn_header {
            recover(script, medium, &seen, [&before, &after], done, &mut report);
        }
    });
    report
}

/// A change of words or new notes, acknowledged; then a session goes on, and is cut at every write. Returns how many states were
/// looked at, and in which the old words opened something.
///
/// # Panics
/// When a healthy disk fails.
#[must_use]
pub fn old_words_afterwards(script: Script) -> (usize, Vec<String>) {
    let disk = SimDisk::of(script.before());
    let mut world = World::open(disk.clone(), Seeded(3)).expect("a healthy disk");
    world.unlock(OLD).expect("a healthy disk");
    script.run(&mut world).expect("a healthy disk");
    let start = disk.durable();
    let _ = disk.take_log();
    let first = world.vault.list().expect("open")[0].id;
    world.save("more", "text").expect("a healthy disk");
    world.vault.save_note(&draft(Some(first), "edited", "text"), TODAY).expect("a healthy disk");
    world.vault.delete_note(first).expect("a healthy disk");
    world.vault.lock().expect("a healthy disk");
    world.unlock(NEW).expect("a healthy disk");
    world.save("again", "text").expect("a healthy disk");
    let (mut states, mut opened) = (0, Vec::new());
    crashes(&start, &disk.take_log(), Depth::All, |n, cut, _, medium| {
        states += 1;
        let seen = look(medium);
        if seen.old != Sight::Nothing || !matches!(seen.new, Sight::Notes(_)) {
            opened.push(format!("{script:?}: write {n}, {cut:?}: {seen:?}"));
        }
    });
    (states, opened)
}

/// One thing after the other at random, and a spread of every crash of it. Returns how many states were looked at, and which of them
/// must not have been.
///
/// # Panics
/// When a healthy disk fails.
#[must_use]
pub fn random_session(seed: u64) -> (u64, Vec<String>) {
    let start = Script::Save.before();
    let disk = SimDisk::of(start.clone());
    let mut world = World::open(disk.clone(), Seeded(seed)).expect("a healthy disk");
    world.unlock(OLD).expect("a healthy disk");
    let mut random = Seeded(seed ^ 0x5eed);
    let mut words = OLD;
    // What was done, when it was acknowledged, what stood then.
    let mut steps: Vec<(Option<Script>, usize, Seen)> = vec![(None, 0, look(&start))];
    for _ in 0..2 + random.below(5) {
        let script = match random.below(8) {
            0 => Some(Script::SetLanguage),
            1 if !world.vault.list().expect("open").is_empty() => Some(Script::Delete),
            2 if !world.vault.list().expect("open").is_empty() => Some(Script::Edit),
            3 if words == OLD => Some(Script::ChangeWords),
            4 if words == OLD => Some(Script::StartOver),
            5 => Some(Script::Import),
            6 => None,
            _ => Some(Script::Save),
        };
        if let Some(script) = script {
            script.run(&mut world).expect("a healthy disk");
            if matches!(script, Script::ChangeWords | Script::StartOver) {
                words = NEW;
            }
        } else {
            world.vault.lock().expect("a healthy disk");
            world.unlock(words).expect("a healthy disk");
        }
        steps.push((script, disk.logged(), look(&disk.cached())));
    }
    let (mut states, mut violations) = (0, Vec::new());
    crashes(&start, &disk.take_log(), Depth::Spread, |n, cut, _, medium| {
        states += 1;
        let found = look(medium);
        let step = steps.iter().position(|(_, acknowledged, _)| n < *acknowledged).unwrap_or(steps.len() - 1);
        let (before, (script, _, after)) = (&steps[step - 1].2, &steps[step]);
        let good = match script {
            Some(script) => script.allows(&found, before, after),
            None => found.is_like(after),
        };
        if !good {
            violations.push(format!("seed {seed}, write {n}, {cut:?}, in {script:?}: {found:?}"));
        }
    });
    (states, violations)
}

/// Starts again after a crash, crashes again at each write of that, and once more after a save.
fn recover(
    script: Script,
    medium: &Medium,
    first: &Seen,
    [before, after]: [&Seen; 2],
    done: bool,
    report: &mut Report,
) {
    let disk = SimDisk::of(medium.clone());
    let mut world = World::open(disk.clone(), Seeded(4)).expect("a healthy disk");
    let words = if first.old == Sight::Nothing { NEW } else { OLD };
    if first.state == Ok(false) {
        world.vault.finish_erase().expect("a healthy disk");
    }
    let (opened, _) = sight(&mut world, words);
    let log = disk.take_log();
    crashes(medium, &log, Depth::Few, |n, cut, op, medium| {
        report.two += 1;
        let seen = look(medium);
        let good = if done { seen.is_like(after) } else { script.allows(&seen, before, after) };
        let torn_header = matches!((op, cut), (Op::Write(0, _), Cut::Garbage(0))) && seen.state.is_err();
        if !good && !torn_header {
            report.violations.push(format!("{script:?}: second crash at write {n}, {cut:?}: {seen:?}"));
        }
    });
    let Sight::Notes(mut notes) = opened else { return };
    world.save("afterwards", "kept").expect("a healthy disk");
    notes.push(("afterwards".into(), "kept".into()));
    notes.sort();
    let seen = look(&disk.durable());
    let kept = if words == OLD { seen.old } else { seen.new };
    report.two += 1;
    if kept != Sight::Notes(notes) {
        report.violations.push(format!("{script:?}: a save after recovery: {kept:?}"));
    }
}
