//! Frozen files: how one is kept in little space, and what opening it answers.
//!
//! A vector is a `.json` that says everything, and a `.bin` of the cells that say something. All other bytes are `0xA5`, which
//! stands for random ones.

use std::path::Path;

use almanac_core::vault::{CELL, Opened, State, VaultError};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::sim::{Medium, Seeded, SimDisk};
use super::world::{Phone, World};

const FILLER: u8 = 0xa5;

/// What is told about a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Vector {
    /// What it shows.
    pub about: String,
    /// The file of its cells.
    pub file: String,
    /// Its length in bytes.
    pub length: u64,
    /// Which cells are kept, in the file's order.
    pub cells: Vec<u64>,
    /// The words to try.
    pub words: String,
    /// The phone's key, in hexadecimal.
    pub device_key: String,
    /// What it answers.
    #[serde(flatten)]
    pub answer: Answer,
}

/// What opening a file answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// `notes`, `nothing`, `damaged`, `erasing`, `unsupported`.
    pub opens: String,
    /// Whether the last change may not have been kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_change_lost: Option<bool>,
    /// The notes, as an export has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Value>,
}

impl Answer {
    fn bare(opens: &str) -> Self {
        Self { opens: opens.to_owned(), last_change_lost: None, notes: None }
    }
}

/// What the core answers.
#[must_use]
pub fn answer(medium: &Medium, words: &str, phone: Phone) -> Answer {
    let mut world = World::open(SimDisk::of(medium.clone()), Seeded(9)).expect("a healthy disk");
    world.phone = phone;
    match world.vault.state() {
        State::Erasing => return Answer::bare("erasing"),
        State::Damaged(_) => return Answer::bare("damaged"),
        State::Ready => {}
    }
    match world.unlock(words) {
        Ok(Opened::Nothing) => Answer::bare("nothing"),
        Ok(Opened::Notes { last_change_lost }) => {
            let export = world.vault.export().expect("open");
            let json: Value = serde_json::from_slice(export.json()).expect("json");
            Answer {
                opens: "notes".into(),
                last_change_lost: Some(last_change_lost),
                notes: Some(json["notes"].clone()),
            }
        }
        Err(VaultError::Damaged(_)) => Answer::bare("damaged"),
        Err(VaultError::Unsupported) => Answer::bare("unsupported"),
        Err(error) => Answer::bare(&format!("error: {error}")),
    }
}

/// The medium of a vector.
#[must_use]
pub fn unpack(vector: &Vector, packed: &[u8]) -> Medium {
    let length = usize::try_from(vector.length).expect("a length in memory");
    let mut medium = Medium::of(&vec![FILLER; length]);
    for (number, piece) in vector.cells.iter().zip(packed.chunks(CELL)) {
        medium.write(number * CELL as u64, piece);
    }
    medium.truncate(vector.length);
    medium
}

/// The bytes of these cells of a medium.
#[must_use]
pub fn pack(medium: &Medium, used: &[u64]) -> Vec<u8> {
    let mut packed = Vec::new();
    for cell in used {
        let from = usize::try_from(cell * CELL as u64).expect("a position in memory");
        let bytes = medium.bytes();
        packed.extend_from_slice(&bytes[from.min(bytes.len())..(from + CELL).min(bytes.len())]);
    }
    packed
}

/// Reads every vector of a folder.
#[must_use]
pub fn all(folder: &Path) -> Vec<(Vector, Medium)> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the vectors").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let vector: Vector = serde_json::from_slice(&std::fs::read(path).expect("a vector")).expect("a vector's json");
        let packed = std::fs::read(folder.join(&vector.file)).expect("a vector's cells");
        let medium = unpack(&vector, &packed);
        (vector, medium)
    };
    paths.iter().map(read).collect()
}
