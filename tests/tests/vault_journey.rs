//! The vault as a shell uses it: on the simulated disk, and once on a real file.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use almanac_core::vault::{
    Damage, Import, KeyPlan, Opened, Profile, State, StorageFault, SystemRandom, Vault, VaultError, key_plan,
};
use almanac_tests::vault::sim::{Medium, Seeded, SimDisk};
use almanac_tests::vault::world::{NEW, OLD, Phone, TODAY, World, draft};

const OPEN: Result<Opened, VaultError> = Ok(Opened::Notes { last_change_lost: false });

fn world(disk: &SimDisk) -> World {
    World::open(disk.clone(), SystemRandom).unwrap()
}

/// Two notes under the old words, locked.
fn kept() -> SimDisk {
    let disk = SimDisk::default();
    let mut world = world(&disk);
    world.start(OLD).unwrap();
    world.save("first", "the van was blue").unwrap();
    world.save("second", "El niño habló").unwrap();
    world.vault.lock().unwrap();
    disk
}

#[test]
fn notes_are_there_after_a_restart_for_the_right_words_on_this_phone_only() {
    let disk = kept();
    let mut world = world(&disk);
    assert_eq!(world.unlock("river stone lamb"), Ok(Opened::Nothing));
    assert_eq!(world.vault.list(), Err(VaultError::Locked));
    world.phone = Phone([8; 32]);
    assert_eq!(world.unlock(OLD), Ok(Opened::Nothing));
    world.phone = Phone([7; 32]);
    assert_eq!(world.unlock("  RÍVER  stone lamp"), OPEN);
    let titles: Vec<_> = world.vault.list().unwrap().iter().map(|note| note.title.to_string()).collect();
    assert_eq!(titles, ["second", "first"]);
    assert_eq!(world.vault.find("NINO").unwrap().len(), 1);
    assert_eq!(world.vault.find("").unwrap().len(), 2);
}

#[test]
fn a_note_is_changed_and_deleted() {
    let disk = kept();
    let mut world = world(&disk);
    world.unlock(OLD).unwrap();
    let id = world.vault.list().unwrap()[0].id;
    assert_eq!(world.vault.save_note(&draft(Some(id), "second", "changed"), TODAY + 1), Ok(id));
    let note = world.vault.note(id).unwrap();
    assert_eq!((note.body.as_str(), note.made, note.changed), ("changed", TODAY, TODAY + 1));
    world.vault.delete_note(id).unwrap();
    assert_eq!(world.vault.note(id), Err(VaultError::NotFound));
    assert_eq!(world.vault.delete_note(id), Err(VaultError::NotFound));
    assert_eq!(
        world.vault.save_note(&draft(Some(id), "again", ""), TODAY),
        Err(VaultError::NotFound),
        "an autosave after a delete"
    );
}

#[test]
fn saving_under_an_id_given_beforehand_twice_makes_one_note() {
    let disk = kept();
    let mut world = world(&disk);
    world.unlock(OLD).unwrap();
    let id = world.vault.new_note_id().unwrap();
    for body in ["a", "ab", "ab"] {
        assert_eq!(world.vault.save_note(&draft(Some(id), "", body), TODAY), Ok(id));
    }
    assert_eq!(world.vault.list().unwrap().len(), 3);
}

#[test]
fn an_autosave_that_changes_nothing_writes_nothing() {
    let disk = kept();
    let mut world = world(&disk);
    world.unlock(OLD).unwrap();
    let id = world.save("again", "text").unwrap();
    let before = disk.counts();
    world.vault.save_note(&draft(Some(id), "again", "text"), TODAY).unwrap();
    assert_eq!(disk.counts(), before);
}

#[test]
fn changed_words_open_and_the_old_ones_do_not() {
    let disk = kept();
    let mut world = world(&disk);
    world.unlock(OLD).unwrap();
    world.change_words(NEW).unwrap();
    world.save("third", "after").unwrap();
    world.vault.lock().unwrap();
    assert_eq!(world.unlock(OLD), Ok(Opened::Nothing));
    assert_eq!(world.unlock(NEW), OPEN);
    assert_eq!(world.notes().unwrap().len(), 3);
}

#[test]
fn starting_writes_nothing_before_the_first_note_and_then_replaces_what_was() {
    let disk = kept();
    let mut world = world(&disk);
    world.start(NEW).unwrap();
    assert_eq!(disk.durable(), disk.cached());
    let before = disk.cached();
    world.vault.lock().unwrap();
    assert_eq!(world.unlock(OLD), OPEN, "nothing was saved: the old notes stand");
    assert_ne!(before, disk.cached(), "locking rewrites a settings cell");
    world.start(NEW).unwrap();
    world.save("new", "").unwrap();
    world.vault.lock().unwrap();
    assert_eq!(world.unlock(OLD), Ok(Opened::Nothing));
    assert_eq!(world.unlock(NEW), OPEN);
    assert_eq!(world.notes().unwrap(), [("new".into(), String::new())]);
}

#[test]
fn erasing_leaves_a_new_file_with_the_language() {
    let disk = kept();
    let mut world = world(&disk);
    world.vault.set_settings(Some("es"), 3).unwrap();
    world.unlock(OLD).unwrap();
    world.vault.erase().unwrap();
    assert!(!world.vault.is_open());
    assert_eq!(*world.vault.state(), State::Erasing);
    assert_eq!(world.unlock(OLD), Err(VaultError::Erasing));
    let again = World::open(SimDisk::of(disk.durable()), SystemRandom).unwrap();
    assert_eq!(*again.vault.state(), State::Erasing, "told at the next start");
    world.vault.finish_erase().unwrap();
    assert_eq!(world.unlock(OLD), Ok(Opened::Nothing));
    assert_eq!((world.vault.settings().language.as_deref(), world.vault.settings().flags), (Some("es"), 0));
    let mut again = World::open(SimDisk::of(disk.durable()), SystemRandom).unwrap();
    assert_eq!(again.vault.settings().language.as_deref(), Some("es"));
    again.start(OLD).unwrap();
    again.save("works", "again").unwrap();
}

#[test]
fn an_export_opens_elsewhere_and_merging_never_overwrites() {
    let disk = kept();
    let mut here = world(&disk);
    here.unlock(OLD).unwrap();
    let sealed = here.vault.export().unwrap().seal(b"a long passphrase").unwrap();
    assert_eq!(Import::open(&sealed, b"another passphrase").map(|_| ()), Err(VaultError::NotAnExport));
    let import = Import::open(&sealed, b"a long passphrase").unwrap();
    let there = SimDisk::default();
    let mut there = world(&there);
    there.start(NEW).unwrap();
    there.save("mine", "stays").unwrap();
    let done = there.vault.import(&import).unwrap();
    assert_eq!((done.added, done.there), (2, 0));
    assert_eq!(there.notes().unwrap().len(), 3);
    let done = there.vault.import(&import).unwrap();
    assert_eq!((done.added, done.there), (0, 2), "twice is once");
    let id = there.vault.find("blue").unwrap()[0].id;
    there.vault.save_note(&draft(Some(id), "first", "the van was green"), TODAY).unwrap();
    let done = there.vault.import(&import).unwrap();
    assert_eq!((done.added, done.there), (1, 1), "both stay");
    assert_eq!(there.vault.find("van").unwrap().len(), 2);
    let done = there.vault.import(&import).unwrap();
    assert_eq!((done.added, done.there), (0, 2));
    assert_eq!(
        here.vault.export().unwrap().seal(b"short").map(|_| ()),
        Err(VaultError::Invalid { field: "passphrase", rule: "short" })
    );
}

#[test]
fn rules_of_a_note_are_kept_with_typed_errors() {
    let disk = SimDisk::default();
    let mut world = world(&disk);
    assert_eq!(world.save("", ""), Err(VaultError::Invalid { field: "body", rule: "empty" }));
    assert_eq!(world.save("locked", ""), Err(VaultError::Locked));
    assert_eq!(world.vault.new_note_id(), Err(VaultError::Locked));
    assert_eq!(world.vault.export().map(|_| ()), Err(VaultError::Locked));
    assert_eq!(world.change_words(NEW), Err(VaultError::Locked));
    world.start(OLD).unwrap();
    assert_eq!(world.start("short"), Err(VaultError::Invalid { field: "words", rule: "short" }));
    assert_eq!(world.save(&"ñ".repeat(201), ""), Err(VaultError::Invalid { field: "title", rule: "length" }));
    assert_eq!(world.save("t", &"ñ".repeat(100_000)), Err(VaultError::Invalid { field: "body", rule: "length" }));
    assert!(world.save("", &"ñ".repeat(100_000)).is_ok());
}

#[test]
fn a_challenge_from_before_leaving_opens_nothing_afterwards() {
    let disk = kept();
    let mut world = world(&disk);
    let words = almanac_core::vault::Words::typed(OLD.as_bytes()).unwrap();
    let challenge = world.vault.stretcher().unwrap().challenge(&words).unwrap();
    world.vault.lock().unwrap();
    let response = world.phone.answer(&challenge.bytes());
    assert_eq!(world.vault.unlock(&challenge, &response), Err(VaultError::Outdated));
    assert!(!world.vault.is_open());
}

#[test]
fn thirty_two_mebibytes_are_full_before_anything_is_lost() {
    let disk = SimDisk::default();
    let mut world = world(&disk);
    world.start(OLD).unwrap();
    // Four bytes a character: 400 KB a note.
    let body = "\u{1f512}".repeat(99_999);
    let mut kept = 0;
    let full = loop {
        match world.save("x", &body) {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(full, VaultError::Full);
    assert!((75..=84).contains(&kept), "{kept}");
    assert_eq!(world.vault.list().unwrap().len(), kept);
    let id = world.vault.list().unwrap()[0].id;
    world.vault.delete_note(id).unwrap();
    world.save("x", &body).unwrap();
    world.vault.lock().unwrap();
    let mut again = World::open(SimDisk::of(disk.durable()), SystemRandom).unwrap();
    assert_eq!(again.unlock(OLD), OPEN);
    assert_eq!(again.vault.list().unwrap().len(), kept);
    again.vault.erase().unwrap();
    again.vault.finish_erase().unwrap();
}

#[test]
fn a_file_made_for_tests_is_refused_by_what_bindings_call() {
    let disk = kept();
    let refused = Vault::open(Box::new(disk.clone()), Box::new(SystemRandom), Profile::Standard).unwrap();
    assert_eq!(*refused.state(), State::Damaged(Damage::Header));
    assert_eq!(disk.cached(), disk.durable());
    let never = Vault::open(Box::new(SimDisk::default()), Box::new(SystemRandom), Profile::WeakenedForTests);
    assert!(matches!(never, Err(VaultError::Invalid { .. })));
}

#[test]
fn a_short_file_and_an_unknown_header_are_damage_that_can_be_erased() {
    let good = kept().durable();
    let mut short = good.clone();
    short.truncate(good.len - 1);
    let mut unknown = good.clone();
    unknown.write(32, &[9]);
    for (medium, damage) in [(short, Damage::Short), (unknown, Damage::Header)] {
        let disk = SimDisk::of(medium.clone());
        let mut world = world(&disk);
        assert_eq!(*world.vault.state(), State::Damaged(damage));
        assert_eq!(world.unlock(OLD), Err(VaultError::Damaged(damage)));
        world.vault.lock().unwrap();
        assert_eq!(disk.cached(), medium, "left as it is");
        world.vault.finish_erase().unwrap();
        assert_eq!(world.unlock(OLD), Ok(Opened::Nothing));
        assert_eq!(disk.durable().len, 4 << 20);
    }
}

#[test]
fn a_real_file_is_made_in_place_locked_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("almanac");
    assert_eq!(key_plan(&path, true), Ok(KeyPlan::Make));
    let mut vault = Vault::open_file(&path, Profile::Small).unwrap();
    assert_eq!(*vault.state(), State::Ready);
    let second = Vault::open_file(&path, Profile::Small);
    assert_eq!(second.map(|_| ()), Err(VaultError::Storage(StorageFault::InUse)));
    vault.set_settings(Some("es"), 0).unwrap();
    drop(vault);
    assert_eq!((key_plan(&path, true), key_plan(&path, false)), (Ok(KeyPlan::Keep), Ok(KeyPlan::Lost)));
    let vault = Vault::open_file(&path, Profile::Standard).unwrap();
    assert_eq!(vault.settings().language.as_deref(), Some("es"));
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 4 << 20);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "one file");
    drop(vault);
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("/dev/null", &path).unwrap();
    assert!(Vault::open_file(&path, Profile::Small).is_err(), "a link is not followed");
}

#[test]
fn an_empty_or_nearly_empty_file_is_made_and_a_marked_one_finished() {
    for length in [0, 1, 31] {
        let disk = SimDisk::of(Medium::of(&vec![1; length]));
        assert_eq!(*world(&disk).vault.state(), State::Ready, "{length}");
        assert_eq!(disk.durable().len, 4 << 20);
        let bytes = disk.durable().bytes();
        assert!(bytes.chunks(512).all(|sector| sector.iter().any(|byte| *byte != 0)), "no hole");
    }
    let disk = SimDisk::of(Medium::of(&[1; 32]));
    let mut world = World::open(disk.clone(), Seeded(1)).unwrap();
    assert_eq!(*world.vault.state(), State::Damaged(Damage::Short));
    world.vault.finish_erase().unwrap();
    assert_eq!(*world.vault.state(), State::Ready);
}

#[test]
fn a_change_that_may_be_lost_is_said_at_each_opening_until_the_app_was_left() {
    const LOST: Result<Opened, VaultError> = Ok(Opened::Notes { last_change_lost: true });
    let disk = kept();
    let mut open = world(&disk);
    assert_eq!(open.unlock(OLD), OPEN);
    // Opening and reading change nothing: a phone that dies then has lost nothing.
    open = world(&disk);
    assert_eq!(open.unlock(OLD), OPEN);
    open.save("third", "text").unwrap();
    for _ in 0..2 {
        open = world(&disk);
        assert_eq!(open.unlock(OLD), LOST);
        assert_eq!(open.notes().unwrap().len(), 3);
    }
    open.vault.lock().unwrap();
    assert_eq!(open.unlock(OLD), OPEN);
}
