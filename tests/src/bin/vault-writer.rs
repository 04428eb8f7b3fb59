//! Works on a vault until it is killed, and says before and after each call what it does: what the kill test compares with.
//!
//! `vault-writer FILE SEED PHASE [TEXT]`: opens (or finishes), unlocks (or starts), then does this phase and others at random, until
//! it is killed: save, edit, delete, words, over, import, grow, erase. Each line is flushed to the pipe before the call that it
//! announces. A TEXT stands in every note.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

use std::io::Write;
use std::path::Path;

use almanac_core::vault::{FileDisk, Opened, State, SystemRandom};
use almanac_tests::vault::kill::PHASES;
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
    let mut next = |what| args.next().expect(what);
    let (path, seed, aim) = (next("a file"), next("a seed"), next("a phase"));
    let text = args.next().unwrap_or_default();
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
        // The phase that is wanted every third time, so that it meets all sorts of files.
        let phase = if random.below(3) == 0 { aim.as_str() } else { PHASES[random.below(PHASES.len())] };
        act(&mut world, &mut words, &mut random, phase, &format!("{seed}-{step}{text}"));
    }
}

/// One operation: `phase words text` before it, `done` after it.
fn act(world: &mut World, words: &mut &'static str, random: &mut Seeded, phase: &str, name: &str) {
    let other = if *words == OLD { NEW } else { OLD };
    let notes = world.vault.list().expect("open");
    let some = notes.get(random.below(notes.len())).map(|note| (note.id, note.title.to_string()));
    match (phase, some) {
        // An edited import would come back beside itself with the next one, under the same title.
        ("edit", Some((id, title))) if !title.starts_with("imported") => {
            say(&format!("edit\t{words}\t{title}\t{name}"));
            world.vault.save_note(&draft(Some(id), &title, name), TODAY).expect("kept");
        }
        ("delete", Some((id, title))) => {
            say(&format!("delete\t{words}\t{title}"));
            world.vault.delete_note(id).expect("deleted");
        }
        ("words", Some(_)) => {
            say(&format!("words\t{words}\t{other}"));
            world.change_words(other).expect("changed");
            *words = other;
        }
        ("over", _) => {
            say(&format!("over\t{words}\t{other}\t{name}"));
            world.start(other).expect("started");
            world.save(name, "fresh").expect("kept");
            *words = other;
        }
        ("import", _) => {
            say(&format!("import\t{words}"));
            world.vault.import(&two_hundred()).expect("kept");
        }
        ("grow", _) => {
            say(&format!("grow\t{words}\t{name}"));
            world.save(name, &"\u{1f512}".repeat(99_000)).expect("kept");
        }
        ("erase", _) => {
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
