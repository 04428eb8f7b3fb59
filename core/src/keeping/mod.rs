//! What a person writes: the sealed file with the phone's key beside it, and what waits in memory until the app is left.
//!
//! [`run`] says what each command does; [`opening`], [`editing`], [`files`] and [`erasing`] do it; [`work`] is its slow part, done
//! while nobody waits for it; [`plain`] is notes as plain text.

mod editing;
mod erasing;
mod files;
mod opening;
mod plain;
mod run;
mod state;
mod work;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use plain::Steps;
pub use run::Ran;
pub(crate) use run::With;
pub use state::Notes;
pub use work::{Work, Worked};

use crate::command::{FieldValue, KeyState, Phone, Switch};
use crate::route::{Form, Route};
use crate::vault::{Challenge, Import, KeyPlan, Note, NoteId, NoteKind, Profile, Vault, key_plan};

/// The one file, in the app's private folder.
const FILE: &str = "almanac";
/// The most bytes of a sealed file that are read.
const MOST_BYTES: u64 = Import::MOST_BYTES as u64;
/// The sealed file's name and kind: nothing in them says what it is for.
const SEALED: (&str, &str) = ("almanac.age", "application/octet-stream");
/// A plain text's.
const PLAIN: (&str, &str) = ("almanac.txt", "text/plain");

/// The file, the notes in it, and what waits in memory.
pub struct Keeping {
    path: PathBuf,
    profile: Profile,
    key: KeyPlan,
    /// The phone's key store failed: what the file holds is not lost, and not to be had now.
    key_unreachable: bool,
    /// None while there is no file, and where the phone refuses to open it.
    vault: Option<Vault>,
    /// A language that was chosen before there was a file.
    language_to_keep: Option<String>,
    /// What was written into forms: in memory only, gone when the app is left.
    forms: BTreeMap<Form, Vec<FieldValue>>,
    /// A sealed file that the person picked.
    picked: Option<Zeroizing<Vec<u8>>>,
    /// Words that were thought up for new notes.
    offered: Option<Zeroizing<String>>,
    /// The note that is open in front.
    editing: Option<Editing>,
    /// What waits for the phone.
    waits: Option<Waits>,
    /// What the person wanted kept before notes were open.
    wanted: Option<Wanted>,
    /// Counts what makes slow work outdated: leaving while a file is sealed must not write it later.
    turn: u64,
}

/// The note in front.
struct Editing {
    id: NoteId,
    kind: NoteKind,
    /// What it was when it was opened; none for a new one.
    before: Option<Note>,
}

/// What an answer of the phone is for.
enum Waits {
    /// The answer to a challenge.
    Answer(Challenge, Purpose),
    /// A file is being written; where to go when it is, or none to stay.
    Written(Option<Route>),
    /// A file is being picked.
    Picked,
    /// The phone's first key.
    FirstKey,
    /// A new key, because everything is erased.
    NewKey,
}

/// What words are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Open,
    Start,
    Change,
}

/// A note that is to be made once notes are open.
struct Wanted {
    kind: NoteKind,
    title: String,
    body: Zeroizing<String>,
}

impl fmt::Debug for Keeping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keeping").field("vault", &self.vault).finish_non_exhaustive()
    }
}

impl Keeping {
    /// Opens the file of this folder, where there is one that is not made anew: that waits for the phone's key.
    #[must_use]
    pub fn open(dir: &Path, phone: Phone) -> Self {
        // A folder that is not named in full is none: nothing is ever written wherever the process happens to stand.
        let path = if dir.is_absolute() { dir.join(FILE) } else { PathBuf::new() };
        let profile = Profile::for_memory(phone.memory);
        // A file that cannot be read is not replaced, and its key neither.
        let plan = key_plan(&path, phone.key != KeyState::Absent).unwrap_or(KeyPlan::Keep);
        let vault = match plan {
            KeyPlan::Make => None,
            KeyPlan::Keep | KeyPlan::Lost => Vault::open_file(&path, profile).ok(),
        };
        Self {
            path,
            profile,
            key: plan,
            key_unreachable: phone.key == KeyState::Unreachable,
            vault,
            language_to_keep: None,
            forms: BTreeMap::new(),
            picked: None,
            offered: None,
            editing: None,
            waits: None,
            wanted: None,
            turn: 0,
        }
    }

    /// The language that was chosen.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.vault.as_ref()?.settings().language.as_deref()
    }

    /// Keeps a language. Where the phone refuses, this run of the app has it all the same.
    pub fn set_language(&mut self, tag: &str) {
        match &mut self.vault {
            Some(vault) => {
                let flags = vault.settings().flags;
                let _ = vault.set_settings(Some(tag), flags);
            }
            None => self.language_to_keep = Some(tag.to_owned()),
        }
    }

    /// Whether this is turned on.
    #[must_use]
    pub fn is_on(&self, switch: Switch) -> bool {
        self.vault.as_ref().is_some_and(|vault| vault.settings().flags & switch.flag() != 0)
    }

    /// Tells which screen is drawn: a note is what it was before it was opened only for as long as it stays in front.
    pub fn looks_at(&mut self, route: &Route) {
        let stays = |editing: &Editing| match route {
            Route::Note { id } => *id == editing.id,
            _ => false,
        };
        if !self.editing.as_ref().is_some_and(stays) {
            self.editing = None;
        }
        if !matches!(route, Route::NotesPart { .. }) {
            self.offered = None;
        }
    }

    /// Closes the notes and forgets what belongs to them. Forms stay, and a file that was picked.
    ///
    /// Where the storage fails they are closed all the same.
    pub fn lock(&mut self) -> Result<(), crate::vault::VaultError> {
        self.turn = self.turn.wrapping_add(1);
        (self.editing, self.offered, self.wanted) = (None, None, None);
        if let Some(Waits::Answer(..)) = self.waits {
            self.waits = None;
        }
        self.vault.as_mut().map_or(Ok(()), Vault::lock)
    }

    /// Closes the notes and forgets everything: the app is being left. There is nobody to tell whether the storage failed.
    pub fn leave(&mut self) {
        let _ = self.lock();
        self.forms.clear();
        (self.picked, self.waits) = (None, None);
    }

    /// What stands in a field of a form.
    #[must_use]
    pub fn held(&self, form: Form, field: &str) -> &str {
        let held = self.forms.get(&form).and_then(|held| held.iter().find(|value| value.anchor == field));
        held.map_or("", |value| &value.text)
    }

    /// Whether a sealed file waits to be opened.
    #[must_use]
    pub fn has_picked(&self) -> bool {
        self.picked.is_some()
    }

    /// Words thought up for new notes.
    #[must_use]
    pub fn offered(&self) -> &str {
        self.offered.as_ref().map_or("", |words| words.as_str())
    }

    /// The kind of a note: of what is kept of it, else of what was begun.
    #[must_use]
    pub fn kind(&self, id: NoteId, kept: Option<&Note>) -> NoteKind {
        kept.map_or_else(|| self.begun(id).unwrap_or(NoteKind::Note), |note| note.kind)
    }

    /// The kind of a note that was begun and is not kept yet.
    #[must_use]
    pub fn begun(&self, id: NoteId) -> Option<NoteKind> {
        self.editing.as_ref().filter(|editing| editing.id == id).map(|editing| editing.kind)
    }
}
