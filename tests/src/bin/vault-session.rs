//! One session on a real file, for `strace` to watch: ten thousand notes sorted, saved, found, deleted, locked, erased.
#![forbid(unsafe_code)]

use std::path::Path;

use almanac_core::vault::{FileDisk, Import, SystemRandom};
use almanac_tests::vault::world::{NEW, OLD, World};

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let disk = FileDisk::open(Path::new(&path)).expect("the file");
    let mut world = World::open(disk, SystemRandom).expect("the vault");
    world.vault.set_settings(Some("es"), 1).expect("kept");
    world.start(OLD).expect("started");
    let notes = (0..10_000).map(|n| {
        serde_json::json!({"uid": format!("{n:032x}"), "kind": "note", "event": n % 977, "made": 1, "changed": 1,
            "title": format!("note {n}"), "body": "the house has a green door. ".repeat(50)})
    });
    let export = serde_json::json!({"almanac": 1, "notes": notes.collect::<Vec<_>>()}).to_string();
    let import = Import::from_json(export.as_bytes()).expect("an export");
    world.vault.import(&import).expect("kept");
    assert_eq!(world.vault.list().expect("open").len(), 10_000);
    assert_eq!(world.vault.find("GREEN 9999").expect("open").len(), 1);
    for n in 0..5 {
        let id = world.save(&format!("new {n}"), "text").expect("kept");
        world.vault.delete_note(id).expect("deleted");
    }
    world.change_words(NEW).expect("changed");
    world.vault.lock().expect("locked");
    world.unlock(NEW).expect("opened");
    world.vault.lock().expect("locked");
    world.vault.erase().expect("erased");
    world.vault.finish_erase().expect("erased");
}
