//! A writer process is killed at random moments of each thing that it does. What it was told is kept is there; what it was doing is
//! there whole or not at all. (A kill cannot test flushing: the system keeps what was written. The simulated disk tests that.)

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use almanac_core::vault::{FileDisk, State, SystemRandom};

use super::look::{Sight, sight};
use super::sim::Seeded;
use super::world::{NEW, OLD, World};

/// What a writer can be killed in.
pub const PHASES: [&str; 8] = ["save", "edit", "delete", "words", "over", "import", "grow", "erase"];
/// After so many kills the file begins anew, or everything becomes growing.
const ANEW: u64 = 40;

/// A process that is being started holds for a moment what its parent had open, and with it the lock on a file that another thread
/// looks at: nothing is started while a file is open here.
static OPEN_HERE: RwLock<()> = RwLock::new(());

type Notes = BTreeMap<String, String>;

/// What the words open; none for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Model {
    words: String,
    notes: Option<Notes>,
}

impl Model {
    fn empty() -> Self {
        Self { words: OLD.into(), notes: None }
    }

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
    let _open = OPEN_HERE.read().unwrap_or_else(PoisonError::into_inner);
    let mut world = World::open(FileDisk::open(path).expect("the file"), SystemRandom).expect("the vault");
    match world.vault.state() {
        State::Ready => {}
        State::Erasing => world.vault.finish_erase().expect("erased"),
        State::Damaged(damage) => panic!("{damage:?}"),
    }
    for words in [OLD, NEW] {
        match sight(&mut world, words).0 {
            Sight::Nothing => {}
            Sight::Notes(notes) => return Model { words: words.into(), notes: Some(notes.into_iter().collect()) },
            Sight::Error(error) => panic!("{words}: {error:?}"),
        }
    }
    Model::empty()
}

fn same(found: &Model, model: &Model) -> bool {
    // No notes open under no words at all.
    found.notes == model.notes && (found.words == model.words || found.notes.is_none())
}

/// Kills so many writers, each in the phase in which the fewest were, and counts in which they were. `writer` is the program
/// `vault-writer`; `folder` is where its file goes.
///
/// # Panics
/// At the first file that is not what it must be.
#[must_use]
pub fn kills(writer: &Path, folder: &Path, seed: u64, count: u64) -> BTreeMap<&'static str, u64> {
    let path = folder.join("almanac");
    let mut random = Seeded(seed);
    let mut counted: BTreeMap<&'static str, u64> = PHASES.map(|phase| (phase, 0)).into();
    // How long each phase takes here, in microseconds: grows when a kill hit it, shrinks when it was over.
    let mut windows: BTreeMap<&'static str, u64> = PHASES.map(|phase| (phase, 4_000)).into();
    let mut model = Model::empty();
    for kill in 0..count {
        if kill % ANEW == 0 {
            let _ = std::fs::remove_file(&path);
            model = Model::empty();
        }
        let aim = PHASES.into_iter().min_by_key(|phase| counted[phase]).unwrap_or("save");
        let starting = OPEN_HERE.write().unwrap_or_else(PoisonError::into_inner);
        let mut child = Command::new(writer)
            .arg(&path)
            .args([random.number().to_string().as_str(), aim])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the writer");
        drop(starting);
        let window = windows[aim];
        let lines = kill_in(&mut child, aim, Duration::from_micros(random.number() % window));
        let mut going: Option<&str> = None;
        for line in &lines {
            if line == "done" {
                model = model.after(going.take().expect("announced"));
            } else {
                going = Some(line);
            }
        }
        let phase = going.and_then(|line| PHASES.into_iter().find(|phase| line.starts_with(phase)));
        let hit = phase == Some(aim);
        windows.insert(aim, if hit { window + window / 8 } else { (window - window / 4).max(50) });
        let now = found(&path);
        // Starting over makes the old roots random first: then nothing opens, until the new notes do.
        let replaced = phase == Some("over") && now.notes.is_none();
        let good = same(&now, &model) || going.is_some_and(|line| same(&now, &model.after(line))) || replaced;
        let titles = now.notes.as_ref().map(|notes| notes.keys().cloned().collect::<Vec<_>>());
        assert!(good, "seed {seed}, kill {kill} in {phase:?}: {titles:?}");
        if let Some(counted) = phase.and_then(|phase| counted.get_mut(phase)) {
            *counted += 1;
        }
        model = now;
    }
    counted
}

/// Waits until the writer says that it begins this, then a moment, and kills it. Returns all that it said.
fn kill_in(child: &mut Child, aim: &str, moment: Duration) -> Vec<String> {
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut lines = Vec::new();
    let mut line = String::new();
    while output.read_line(&mut line).expect("a pipe") > 0 {
        let begins = line.split('\t').next() == Some(aim);
        lines.push(std::mem::take(&mut line));
        if begins {
            break;
        }
    }
    std::thread::sleep(moment);
    child.kill().expect("killed");
    lines.extend(output.lines().map_while(Result::ok));
    child.wait().expect("ended");
    let mut complaint = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut complaint).expect("a pipe");
    assert_eq!(complaint, "", "the writer itself failed");
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}
