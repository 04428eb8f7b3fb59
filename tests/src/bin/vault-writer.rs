//! Works on a vault until it is killed, and says before and after each call what it does: what the kill test compares with.
//!
//! `vault-writer FILE SEED`: opens (or finishes), unlocks (or starts), then saves, edits, deletes, changes words, starts over,
//! imports, grows and erases at random. Each line is flushed to the pipe before the call that it announces.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

use std::io::Write;
use std::path::Path;

use almanac_core::vault::{FileDisk, Opened, State, SystemRandom};
use almanac_tests::vault::script::two_hundred;
use almanac_tests::vault::sim::Seeded;
use almanac_tests::vault::world::{NEW, OLD, TODAY, World, draft};

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).expect("the pipe");
    out.flush().expect("the pipe");
}

fn main() {
    let mut args = std::env::args().skip(1);
    let (path, seed) = (args.next().expect("a file"), args.next().expect("a seed"));
    let mut random = Seeded(seed.parse().expect("a number"));
    let disk = FileDisk::open(Path::new(&path)).expect("the file");
    let mut world = World::open(disk, SystemRandom).expect("the vault");
    if *world.vault.state() != State::Ready {
        world.vault.finish_erase().expect("erased");
    }
    let mut words = OLD;
    for candidate in [OLD, NEW] {
        if matches!(world.unlock(candidate), Ok(Opened::Notes { .. })) {
            words = candidate;
            break;
        }
    }
    if !world.vault.is_open() {
        world.start(words).expect("started");
    }
    for step in 0_u64.. {
        act(&mut world, &mut words, &mut random, &format!("{seed}-{step}"));
    }
}

/// One random operation: `phase words text` before it, `done` after it.
fn act(world: &mut World, words: &mut &'static str, random: &mut Seeded, name: &str) {
    let other = if *words == OLD { NEW } else { OLD };
    let notes = world.vault.list().expect("open");
    let some = notes.get(random.below(notes.len())).map(|note| (note.id, note.title.to_string()));
    match (random.below(20), some) {
        // An edited import would come back beside itself with the next one, under the same title.
        (2..=6, Some((id, title))) if !title.starts_with("imported") => {
            say(&format!("edit\t{words}\t{title}\t{name}"));
            world.vault.save_note(&draft(Some(id), &title, name), TODAY).expect("kept");
        }
        (7..=9, Some((id, title))) => {
            say(&format!("delete\t{words}\t{title}"));
            world.vault.delete_note(id).expect("deleted");
        }
        (10..=12, Some(_)) => {
            say(&format!("words\t{words}\t{other}"));
            world.change_words(other).expect("changed");
            *words = other;
        }
        (13, _) => {
            say(&format!("over\t{words}\t{other}\t{name}"));
            world.start(other).expect("started");
            world.save(name, "fresh").expect("kept");
            *words = other;
        }
        (14..=15, _) => {
            say(&format!("import\t{words}"));
            world.vault.import(&two_hundred()).expect("kept");
        }
        (16..=18, _) => {
            say(&format!("grow\t{words}\t{name}"));
            world.save(name, &"\u{1f512}".repeat(99_000)).expect("kept");
        }
        (19, _) => {
            say(&format!("erase\t{words}"));
            world.vault.erase().expect("erased");
            world.vault.finish_erase().expect("erased");
            say("done");
            // Nothing to compare before the first note of the new file.
            say(&format!("over\t{words}\t{words}\t{name}"));
            world.start(words).expect("started");
            world.save(name, "fresh").expect("kept");
        }
        _ => {
            say(&format!("save\t{words}\t{name}"));
            world.save(name, "new").expect("kept");
        }
    }
    say("done");
}
