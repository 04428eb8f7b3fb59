//! A writer process is killed at random moments; what it was told is kept is there, what it was doing is there whole or not.
//! (A kill cannot test flushing: the system keeps what was written. The simulated disk tests that.)
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that panics has failed; its figures are for reading"
)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use almanac_core::vault::{FileDisk, State, SystemRandom};
use almanac_tests::vault::look::{Sight, sight};
use almanac_tests::vault::sim::Seeded;
use almanac_tests::vault::world::{NEW, OLD, World};

type Notes = BTreeMap<String, String>;

/// What the words open; none for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Model {
    words: String,
    notes: Option<Notes>,
}

impl Model {
    /// What the announced call makes of it.
    fn after(&self, line: &str) -> Self {
        let fields: Vec<&str> = line.split('\t').collect();
        let mut notes = self.notes.clone().unwrap_or_default();
        let mut words = fields[1].to_owned();
        match fields[0] {
            "save" => drop(notes.insert(fields[2].into(), "new".into())),
            "grow" => drop(notes.insert(fields[2].into(), "\u{1f512}".repeat(99_000))),
            "edit" => drop(notes.insert(fields[2].into(), fields[3].into())),
            "delete" => drop(notes.remove(fields[2])),
            "words" => fields[2].clone_into(&mut words),
            "over" => {
                fields[2].clone_into(&mut words);
                notes = Notes::from([(fields[3].into(), "fresh".into())]);
            }
            "import" => {
                for n in 0..200 {
                    let body = "she said the house has a green door. ".repeat(8);
                    notes.entry(format!("imported {n}")).or_insert(body);
                }
            }
            "erase" => return Self { words, notes: None },
            other => panic!("{other}"),
        }
        Self { words, notes: Some(notes) }
    }
}

/// What is in the file.
fn found(path: &Path) -> Model {
    let mut world = World::open(FileDisk::open(path).unwrap(), SystemRandom).unwrap();
    match world.vault.state() {
        State::Ready => {}
        State::Erasing => world.vault.finish_erase().unwrap(),
        State::Damaged(damage) => panic!("{damage:?}"),
    }
    for words in [OLD, NEW] {
        match sight(&mut world, words).0 {
            Sight::Nothing => {}
            Sight::Notes(notes) => return Model { words: words.into(), notes: Some(notes.into_iter().collect()) },
            Sight::Error(error) => panic!("{words}: {error:?}"),
        }
    }
    Model { words: OLD.into(), notes: None }
}

fn same(found: &Model, model: &Model) -> bool {
    // No notes open under no words at all.
    found.notes == model.notes && (found.words == model.words || found.notes.is_none())
}

#[test]
fn a_killed_writer_loses_nothing_that_it_was_told_is_kept() {
    let kills: u64 = std::env::var("ALMANAC_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(500);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("almanac");
    let mut random = Seeded(std::env::var("ALMANAC_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1));
    let mut phases: BTreeMap<String, usize> = BTreeMap::new();
    let mut model = Model { words: OLD.into(), notes: None };
    for kill in 0..kills {
        if kill % 40 == 39 {
            // Small again, or everything becomes growing.
            std::fs::remove_file(&path).unwrap();
            model = Model { words: OLD.into(), notes: None };
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_vault-writer"))
            .arg(&path)
            .arg(kill.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(5_000 + random.number() % 120_000));
        child.kill().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut going: Option<String> = None;
        for line in output.lines().map_while(Result::ok) {
            if line == "done" {
                model = model.after(&going.take().expect("announced"));
            } else {
                going = Some(line);
            }
        }
        child.wait().unwrap();
        let mut complaint = String::new();
        std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut complaint).unwrap();
        assert_eq!(complaint, "", "kill {kill}");
        let phase = going.as_ref().map_or("between", |line| line.split('\t').next().unwrap()).to_owned();
        let now = found(&path);
        let next = going.as_ref().map(|line| model.after(line));
        // Starting over makes the old roots random first: then nothing opens, until the new notes do.
        let replaced = phase == "over" && now.notes.is_none();
        let good = same(&now, &model) || next.as_ref().is_some_and(|next| same(&now, next)) || replaced;
        assert!(good, "kill {kill} in {phase}: {:?}", now.notes.map(|notes| notes.keys().cloned().collect::<Vec<_>>()));
        *phases.entry(phase).or_default() += 1;
        model = now;
    }
    println!("{kills} kills by phase: {phases:?}");
    assert!(phases.len() >= 5, "{phases:?}");
}
