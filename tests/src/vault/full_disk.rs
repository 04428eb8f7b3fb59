//! A file system with next to nothing free: typed errors, old or new whole, and an erase that needs no space.

use std::path::Path;

use almanac_core::vault::{FileDisk, SystemRandom, VaultError};

use super::look::{Sight, sight};
use super::loop_disk::LoopDisk;
use super::script::Script;
use super::sim::Seeded;
use super::world::{NEW, OLD, World};

/// What is done on a full disk, in turn.
const SCRIPTS: [Script; 10] = [
    Script::Save,
    Script::Grow,
    Script::Edit,
    Script::Import,
    Script::Delete,
    Script::ChangeWords,
    Script::GrowByImport,
    Script::StartOver,
    Script::SetLanguage,
    Script::FirstStart,
];
/// The most blocks that are left free.
const MOST_FREE: usize = 200;

/// What old and new words open.
type Opens = (Sight, Sight);

/// One round: a file with notes, a disk that is filled, one operation, a new start, an erase. Says what it did and what came of it.
///
/// # Panics
/// When what must hold does not.
#[must_use]
pub fn round(disk: &LoopDisk, n: u64) -> String {
    disk.clear().expect("an empty disk");
    let mut random = Seeded(n);
    let script = SCRIPTS[usize::try_from(n).unwrap_or(0) % SCRIPTS.len()];
    // Nothing at all in every other round.
    let free = if n.is_multiple_of(2) { 0 } else { 1 + random.below(MOST_FREE) };
    let path = disk.folder().join("almanac");
    let told =
        if script == Script::FirstStart { first_start(disk, &path, free) } else { use_it(disk, &path, script, free) };
    format!("{script:?} with {free} blocks free: {told}")
}

fn open(path: &Path) -> Result<World, VaultError> {
    World::open(FileDisk::open(path)?, SystemRandom)
}

/// No room for a file: an error, and the next start with room makes it.
fn first_start(disk: &LoopDisk, path: &Path, free: usize) -> String {
    disk.fill(free).expect("filled");
    let answer = open(path).map(|_| ());
    assert!(matches!(answer, Err(VaultError::Storage(_))), "{answer:?}");
    std::fs::remove_file(disk.folder().join("filler")).expect("room again");
    let mut world = open(path).expect("made");
    if *world.vault.state() != almanac_core::vault::State::Ready {
        world.vault.finish_erase().expect("made");
    }
    world.start(OLD).expect("started");
    world.save("works", "").expect("kept");
    format!("{answer:?}")
}

fn use_it(disk: &LoopDisk, path: &Path, script: Script, free: usize) -> String {
    let mut world = open(path).expect("made");
    world.start(OLD).expect("started");
    // With one more the file must grow.
    let large = if script == Script::Grow { 8 } else { 0 };
    for n in 0..3 + large {
        world.save(&format!("note {n}"), &"\u{1f512}".repeat(if n < 3 { 300 } else { 99_000 })).expect("kept");
    }
    world.vault.lock().expect("locked");
    drop(world);
    disk.fill(free).expect("filled");
    let before = opens(path);
    let mut world = open(path).expect("opened");
    world.unlock(OLD).expect("opened");
    let result = script.run(&mut world);
    let now = world.notes().map(Sight::Notes);
    let saved = world.save("afterwards", "small");
    drop(world);
    let after = opens(path);
    let stands = |sight: &Sight| *sight == before.0 || now.as_ref() == Ok(sight);
    match (&result, &saved) {
        (Ok(()) | Err(VaultError::Full | VaultError::Storage(_)), Ok(_)) => {
            let newest = if script == Script::ChangeWords || script == Script::StartOver { &after.1 } else { &after.0 };
            let kept = |notes: &[(String, String)]| notes.iter().any(|(title, _)| title == "afterwards");
            assert!(matches!(newest, Sight::Notes(notes) if kept(notes)), "{result:?}, then a save: {after:?}");
        }
        (Ok(()) | Err(VaultError::Full | VaultError::Storage(_)), Err(VaultError::Full | VaultError::Storage(_))) => {
            assert!(stands(&after.0) || stands(&after.1), "{result:?}, {saved:?}: {after:?}");
        }
        other => panic!("{other:?}"),
    }
    if matches!(script, Script::Grow | Script::GrowByImport) {
        assert_eq!(result, Err(VaultError::Full), "a growth takes 1,024 blocks");
    }
    if result == Err(VaultError::Full) {
        assert_eq!(now.as_ref(), Ok(&before.0), "full, and nothing changed");
    }
    // Nothing free, whatever was: an erase needs no space.
    disk.fill(0).expect("filled");
    let mut world = open(path).expect("opened");
    world.vault.erase().and_then(|()| world.vault.finish_erase()).expect("erased on a full disk");
    drop(world);
    assert_eq!(opens(path), (Sight::Nothing, Sight::Nothing));
    format!("{result:?}, the next save {:?}, erased", saved.map(|_| ()))
}

fn opens(path: &Path) -> Opens {
    let look = |words| sight(&mut open(path).expect("opened"), words).0;
    (look(OLD), look(NEW))
}
