//! Every call to the disk fails once, in each way, and for ever: old or new, told by a typed error, and the next save holds.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that panics has failed; its figures are for reading"
)]

use almanac_core::vault::{Opened, State, VaultError};
use almanac_tests::vault::look::{Seen, Sight, look, sight};
use almanac_tests::vault::script::{SCRIPTS, Script};
use almanac_tests::vault::share::on_every_core;
use almanac_tests::vault::sim::{FAULTS, Fault, Medium, Seeded, SimDisk};
use almanac_tests::vault::world::{NEW, OLD, World};

/// A world in which the script can run.
fn ready(start: &Medium, script: Script) -> (SimDisk, World) {
    let disk = SimDisk::of(start.clone());
    let mut world = World::open(disk.clone(), Seeded(3)).unwrap();
    if script.needs_notes() {
        world.unlock(OLD).unwrap();
    }
    (disk, world)
}

/// How many calls of the disk the script makes, and what it leaves.
fn measure(start: &Medium, script: Script) -> (usize, Seen) {
    let (disk, mut world) = ready(start, script);
    let before = disk.calls();
    script.run(&mut world).unwrap();
    (disk.calls() - before, look(&disk.durable()))
}

fn typed(error: VaultError) -> bool {
    matches!(error, VaultError::Storage(_) | VaultError::Full | VaultError::DoneButOldRemains)
}

#[test]
fn every_call_fails_once_and_for_ever_and_nothing_is_lost_or_halved() {
    let mut runs = 0;
    for script in SCRIPTS.into_iter().filter(|script| *script != Script::FirstStart) {
        let start = script.before();
        let before = look(&start);
        let (calls, after) = measure(&start, script);
        let parts = on_every_core(&(0..calls as u64), |range| {
            for nth in range.clone() {
                fail_the_nth(script, usize::try_from(nth).unwrap(), calls, &start, &before, &after);
            }
            range.count()
        });
        assert_eq!(parts.iter().sum::<usize>(), calls);
        println!("{script:?}: {calls} calls");
        runs += calls * FAULTS.len() * 2;
    }
    println!("{runs} runs with a fault");
    assert!(runs > 5_000);
}

/// Each fault of this call, once and for ever.
fn fail_the_nth(script: Script, nth: usize, calls: usize, start: &Medium, before: &Seen, after: &Seen) {
    for (fault, for_ever) in FAULTS.into_iter().flat_map(|fault| [(fault, false), (fault, true)]) {
        let (disk, mut world) = ready(start, script);
        disk.fail(nth, fault, for_ever);
        let result = script.run(&mut world);
        disk.heal();
        let told = format!("{script:?}, call {nth} of {calls}, {fault:?}, for ever {for_ever}: {result:?}");
        check(&told, script, result, &disk, before, after);
        go_on(&told, script, world, &disk);
    }
}

/// What a power cut right after the answer leaves.
fn check(told: &str, script: Script, result: Result<(), VaultError>, disk: &SimDisk, before: &Seen, after: &Seen) {
    let seen = look(&disk.durable());
    match result {
        // A change of words that has happened, with the old ones not yet shut out.
        Err(VaultError::DoneButOldRemains) if script == Script::ChangeWords => {
            assert_eq!(seen.new, after.new, "{told}");
        }
        Ok(()) | Err(VaultError::DoneButOldRemains) => assert!(seen.is_like(after), "{told}: {seen:?}"),
        Err(error) => {
            assert!(typed(error), "{told}");
            assert!(script.allows(&seen, before, after), "{told}: {seen:?}");
        }
    }
}

/// The same process goes on: the next save is acknowledged and survives a cut, and so does all that it stands on.
fn go_on(told: &str, script: Script, mut world: World, disk: &SimDisk) {
    if script == Script::Erase {
        if *world.vault.state() != State::Ready || world.vault.is_open() {
            world.vault.finish_erase().unwrap();
            assert_eq!(look(&disk.durable()).old, Sight::Nothing, "{told}");
        }
        return;
    }
    if !world.vault.is_open() {
        let words = if look(&disk.durable()).old == Sight::Nothing { NEW } else { OLD };
        if world.unlock(words) == Ok(Opened::Nothing) {
            world.start(words).unwrap();
        }
    }
    world.save("afterwards", "kept").unwrap();
    let mut expected = world.notes().unwrap();
    expected.sort();
    let seen = look(&disk.durable());
    let kept = [&seen.old, &seen.new].into_iter().filter(|sight| **sight == Sight::Notes(expected.clone())).count();
    assert!(kept > 0, "{told}: {seen:?} is not {expected:?}");
    world.vault.lock().unwrap();
    let seen = look(&disk.durable());
    let shut = [&seen.old, &seen.new].into_iter().filter(|sight| **sight == Sight::Nothing).count();
    assert_eq!(shut, 1, "{told}: after a lock one key opens: {seen:?}");
    assert!(!seen.lost, "{told}");
}

#[test]
fn a_delete_that_failed_is_written_by_the_next_save_or_lock() {
    let start = Script::Delete.before();
    for by_lock in [false, true] {
        for nth in 0..6 {
            let (disk, mut world) = ready(&start, Script::Delete);
            let id = world.vault.list().unwrap()[0].id;
            disk.fail(nth, Fault::Dropped, false);
            let result = world.vault.delete_note(id);
            disk.heal();
            if by_lock {
                world.vault.lock().unwrap();
            } else {
                world.save("next", "").unwrap();
            }
            // Both slots: whichever is lost, the deleted note is nowhere.
            for slot in [3_u64, 4] {
                let mut medium = disk.durable();
                medium.write(slot * 8192, &[0; 8192]);
                let mut again = World::open(SimDisk::of(medium), Seeded(1)).unwrap();
                let Sight::Notes(notes) = sight(&mut again, OLD).0 else { panic!("{nth} {result:?}") };
                assert!(
                    notes.iter().all(|(title, _)| title != "note 2"),
                    "call {nth}, slot {slot}, by lock {by_lock}: {result:?}"
                );
            }
        }
    }
}

#[test]
fn a_full_disk_lets_notes_be_read_deleted_and_erased() {
    let start = Script::Grow.before();
    let (disk, world) = ready(&start, Script::Grow);
    let before = world.notes().unwrap();
    drop(world);
    let full = SimDiskFull(disk.clone());
    let mut world = World::open(full, Seeded(3)).unwrap();
    world.unlock(OLD).unwrap();
    assert_eq!(Script::Grow.run(&mut world), Err(VaultError::Full));
    assert_eq!(world.notes().unwrap(), before, "nothing changed");
    let ids: Vec<_> = world.vault.list().unwrap().iter().map(|note| note.id).collect();
    for id in ids {
        world.vault.delete_note(id).unwrap();
    }
    world.save("fits", "again").unwrap();
    world.vault.erase().unwrap();
    world.vault.finish_erase().unwrap();
    assert_eq!(look(&disk.durable()).old, Sight::Nothing);
}

/// A disk on which nothing can be made longer.
struct SimDiskFull(SimDisk);

impl almanac_core::vault::Disk for SimDiskFull {
    fn len(&mut self) -> std::io::Result<u64> {
        self.0.len()
    }
    fn read(&mut self, at: u64, bytes: &mut [u8]) -> std::io::Result<()> {
        self.0.read(at, bytes)
    }
    fn write(&mut self, at: u64, bytes: &[u8]) -> std::io::Result<()> {
        if at + bytes.len() as u64 > self.0.len()? {
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        self.0.write(at, bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
    fn truncate(&mut self, len: u64) -> std::io::Result<()> {
        self.0.truncate(len)
    }
    fn forget(&mut self) -> std::io::Result<()> {
        self.0.forget()
    }
}

#[test]
fn an_app_restarted_after_a_failed_flush_reads_what_the_medium_holds() {
    let start = Script::Save.before();
    let (disk, mut world) = ready(&start, Script::Save);
    let before = look(&start);
    // The flush of the save, which is its last call, fails; the page cache keeps showing the save.
    let (calls, _) = measure(&start, Script::Save);
    disk.fail(calls - 1, Fault::Dropped, false);
    assert!(Script::Save.run(&mut world).is_err());
    disk.heal();
    drop(world);
    let mut again = World::open(disk.clone(), Seeded(4)).unwrap();
    let (found, _) = sight(&mut again, OLD);
    assert_eq!(found, before.old, "what is on the medium, not what the cache shows");
}

#[test]
fn a_first_start_that_fails_is_an_error_and_the_next_one_makes_it() {
    let disk = SimDisk::default();
    World::open(disk.clone(), Seeded(1)).unwrap();
    for nth in 0..disk.calls() {
        for (fault, for_ever) in FAULTS.into_iter().flat_map(|fault| [(fault, false), (fault, true)]) {
            let disk = SimDisk::default();
            disk.fail(nth, fault, for_ever);
            let first = World::open(disk.clone(), Seeded(1));
            disk.heal();
            let mut world = match first {
                Ok(world) => world,
                Err(error) => {
                    assert!(typed(error), "{error:?}");
                    World::open(SimDisk::of(disk.durable()), Seeded(1)).unwrap()
                }
            };
            if *world.vault.state() == State::Erasing {
                world.vault.finish_erase().unwrap();
            }
            assert_eq!(*world.vault.state(), State::Ready, "call {nth}, {fault:?}");
            world.start(OLD).unwrap();
            world.save("works", "").unwrap();
        }
    }
}
