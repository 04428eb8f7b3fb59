//! What is done on file systems that are really there: here where that can be had, else under a kernel of its own.

use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::canary::{self, Left};
use super::full_disk;
use super::loop_disk::{Kind, LoopDisk};
use super::own_kernel;

/// The program that does a trial under a kernel of its own; it lies beside the others.
const PROGRAM: &str = "vault-on-disk";

/// What to do, and on which file system.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Trial {
    /// Which file system.
    pub kind: Kind,
    /// What to do on it.
    pub what: What,
}

/// What to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum What {
    /// These rounds with next to nothing free.
    Full(Range<u64>),
    /// A session with kills, and a scan of every byte.
    Scan {
        /// What is done, and what is looked for.
        seed: u64,
        /// At least so many, with kills between them.
        operations: usize,
    },
}

/// What came of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Outcome {
    /// A line a round.
    Full(Vec<String>),
    /// What the scan found.
    Scan(Left),
}

impl Trial {
    /// Does it. The writer is the program that is killed.
    ///
    /// # Errors
    /// In words, why neither this kernel nor one of its own can do it.
    ///
    /// # Panics
    /// When what must hold does not.
    pub fn run(&self, writer: &Path) -> Result<Outcome, String> {
        match self.here(writer) {
            Err(why) => self.elsewhere(writer).map_err(|other| format!("{why}; {other}")),
            done => done,
        }
    }

    /// Does it under this kernel.
    ///
    /// # Errors
    /// In words, why there is no such file system here.
    ///
    /// # Panics
    /// When what must hold does not.
    pub fn here(&self, writer: &Path) -> Result<Outcome, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let mut disk = LoopDisk::make(self.kind, folder.path())?;
        Ok(match &self.what {
            What::Full(rounds) => Outcome::Full(rounds.clone().map(|n| full_disk::round(&disk, n)).collect()),
            What::Scan { seed, operations } => {
                let left = canary::session(writer, &mut disk, *seed, *operations);
                assert!(left.operations >= *operations, "{left:?}");
                assert_eq!((left.found, left.planted), (0, 3), "found, and found of what was planted");
                Outcome::Scan(left)
            }
        })
    }

    fn elsewhere(&self, writer: &Path) -> Result<Outcome, String> {
        let trial = serde_json::to_string(self).map_err(|error| error.to_string())?;
        let ended = own_kernel::run(&writer.with_file_name(PROGRAM), &[&trial])?;
        assert_eq!(ended.code, 0, "{}", ended.err);
        // What it says is why there is no such file system there either.
        serde_json::from_str::<Result<Outcome, String>>(&ended.out).expect("its answer")
    }
}
