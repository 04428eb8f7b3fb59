//! What a person would find who opens what a medium holds.

use almanac_core::vault::{Damage, Opened, State, VaultError};

use super::sim::{Medium, Seeded, SimDisk};
use super::world::{NEW, OLD, World};

/// What words open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// Nothing.
    Nothing,
    /// These notes, as title and text.
    Notes(Vec<(String, String)>),
    /// An error.
    Error(VaultError),
}

/// What a medium holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// None when an erase was to be finished, which was then done.
    pub state: Result<bool, Damage>,
    /// The language kept.
    pub language: Option<String>,
    /// What the old words open.
    pub old: Sight,
    /// What the new words open.
    pub new: Sight,
    /// Whether either said that the last change may not have been kept.
    pub lost: bool,
}

impl Seen {
    /// Whether two are the same but for `lost`.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self.state == other.state && self.language == other.language && self.old == other.old && self.new == other.new
    }
}

/// Looks at a medium. An erase that is to be finished is finished.
#[must_use]
pub fn look(medium: &Medium) -> Seen {
    let open = || World::open(SimDisk::of(medium.clone()), Seeded(99)).expect("a healthy disk opens");
    let mut world = open();
    let language = world.vault.settings().language.clone();
    let state = match world.vault.state() {
        State::Ready => Ok(true),
        State::Erasing => Ok(false),
        State::Damaged(damage) => {
            let old = Sight::Error((*damage).into());
            return Seen { state: Err(*damage), language, old: old.clone(), new: old, lost: false };
        }
    };
    if state == Ok(false) {
        world.vault.finish_erase().expect("a healthy disk is erased");
        let (old, new) = (sight(&mut world, OLD).0, sight(&mut world, NEW).0);
        return Seen { state, language, old, new, lost: false };
    }
    let (old, first) = sight(&mut world, OLD);
    // From the same medium again: opening makes twins, which is a change.
    let (new, second) = sight(&mut open(), NEW);
    Seen { state, language, old, new, lost: first || second }
}

/// What words open, and whether a change was lost.
pub fn sight(world: &mut World, words: &str) -> (Sight, bool) {
    match world.unlock(words) {
        Ok(Opened::Nothing) => (Sight::Nothing, false),
        Ok(Opened::Notes { last_change_lost }) => {
            (world.notes().map_or_else(Sight::Error, Sight::Notes), last_change_lost)
        }
        Err(error) => (Sight::Error(error), false),
    }
}
