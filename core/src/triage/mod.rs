//! Questions that lead to the right next step. No state: the route is the list of answers.
//!
//! [`protocol`] are the graphs as data, [`Triage`] reads them, [`check`] turns one into [`Checked`], the only thing that can be
//! walked; [`path`] walks it, [`outcome`] is what there is to do. `plan`, `said` and `draft` put that together, for one screen and
//! for all paths alike.

pub mod check;
mod draft;
pub mod outcome;
pub mod path;
mod plan;
pub mod protocol;
mod said;

use std::collections::BTreeMap;

use crate::content::files::Files;
use crate::content::load::{LoadError, parse};

pub use check::Checked;
pub use outcome::Outcome;
pub use path::{InvalidPath, Place};
use protocol::{Block, Protocol, Warning};

/// The graphs, and the blocks that their outcomes are made of.
#[derive(Debug, Clone)]
pub struct Triage {
    blocks: BTreeMap<String, Block>,
    warnings: Vec<Warning>,
    protocols: BTreeMap<String, Checked<Protocol>>,
}

/// The question graphs, by id, in the order in which Home offers them.
pub const GRAPHS: [&str; 3] = ["me", "other", "police"];

impl Triage {
    /// Reads graphs of content that was checked as a whole. The built-in one was, path by path, when it was built in; that is
    /// not done again at each start.
    ///
    /// # Errors
    /// Names the file that cannot be read.
    pub(crate) fn of_checked(files: &Files) -> Result<Self, LoadError> {
        let (blocks, warnings, protocols) = read(files)?;
        let protocols = protocols.into_iter().map(|p| (p.id.clone(), Checked::with_its_content(p))).collect();
        Ok(Self { blocks, warnings, protocols })
    }

    /// Graphs that have been checked, with the blocks that they were checked against.
    #[must_use]
    pub fn new(blocks: BTreeMap<String, Block>, warnings: Vec<Warning>, protocols: Vec<Checked<Protocol>>) -> Self {
        Self { blocks, warnings, protocols: protocols.into_iter().map(|p| (p.protocol().id.clone(), p)).collect() }
    }

    /// A graph by its id.
    #[must_use]
    pub fn graph(&self, id: &str) -> Option<&Checked<Protocol>> {
        self.protocols.get(id)
    }

    /// A block by its id.
    #[must_use]
    pub fn block(&self, id: &str) -> Option<&Block> {
        self.blocks.get(id)
    }

    /// All blocks.
    #[must_use]
    pub fn blocks(&self) -> &BTreeMap<String, Block> {
        &self.blocks
    }

    /// The warnings that follow from what is shown.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}

/// What the files of the folder `triage` hold: blocks, warnings and graphs, not yet checked.
pub type Raw = (BTreeMap<String, Block>, Vec<Warning>, Vec<Protocol>);

/// Reads the files, without checking what they say.
///
/// # Errors
/// Names the file that cannot be read.
pub fn read(files: &Files) -> Result<Raw, LoadError> {
    let blocks: Vec<Block> = parse(files, "triage/blocks.json")?;
    let warnings = parse(files, "triage/warnings.json")?;
    let protocols = GRAPHS.iter().map(|id| parse(files, &format!("triage/{id}.json"))).collect::<Result<_, _>>()?;
    Ok((blocks.into_iter().map(|block| (block.id.clone(), block)).collect(), warnings, protocols))
}
