//! Which content is in use: the built-in one, a pack until the person leaves, or one that they kept; and a pack that they look at.

use std::path::{Path, PathBuf};

use crate::content::issue::Issue;
use crate::content::load::LoadError;
use crate::content::pack::changes::{Changes, Edition};
use crate::content::pack::kept::{self, Aside, Kept};
use crate::content::pack::{Keys, Pack, PackError};
use crate::content::{Content, Files, Words, load};
use crate::triage;
use crate::vault::StorageFault;

/// The packs of one run of the app.
#[derive(Debug)]
pub struct Packs {
    folder: PathBuf,
    keys: Keys,
    /// What the app came with.
    own: Files,
    kept: Option<Pack>,
    aside: Option<Aside>,
    origin: Origin,
    offered: Option<Offered>,
    /// Whether a file that is picked now is a pack.
    pub(crate) waits: bool,
}

/// Where the content in use comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It came with the app.
    BuiltIn,
    /// From a file, until the person leaves.
    Session,
    /// From a file that the person kept.
    Kept,
}

/// What the person picked and has not decided on.
#[derive(Debug)]
pub enum Offered {
    /// A pack that may be used, and what it changes.
    Pack(Box<Pack>, Changes),
    /// Something that may not.
    Refused(PackError),
}

impl Packs {
    /// Reads what was kept in this folder. Where that is nothing, one look at a file's name is all that is done.
    ///
    /// # Errors
    /// When the built-in content has no issue, which its tests rule out.
    pub(crate) fn open(own: Files, folder: &Path, keys: Keys) -> Result<Self, LoadError> {
        let issue = load::parse(&own, load::ISSUE_FILE)?;
        let (kept, aside) = match kept::read(folder, &keys, issue) {
            Kept::Nothing => (None, None),
            Kept::Pack(pack) => (Some(*pack), None),
            Kept::SetAside(why) => (None, Some(why)),
        };
        let origin = if kept.is_some() { Origin::Kept } else { Origin::BuiltIn };
        Ok(Self { folder: folder.to_owned(), keys, own, kept, aside, origin, offered: None, waits: false })
    }

    /// The content that stays when the person leaves: what they kept, or what came with the app.
    pub(crate) fn lasting(&self) -> Files {
        self.kept.as_ref().map_or(&self.own, Pack::files).clone()
    }

    /// The app is being left: says whether the content in use goes with it.
    pub(crate) fn leave(&mut self) -> bool {
        (self.offered, self.waits) = (None, false);
        let goes = self.origin == Origin::Session;
        self.origin = if self.kept.is_some() { Origin::Kept } else { Origin::BuiltIn };
        goes
    }

    /// Where the content in use comes from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// Why something that was kept is not used.
    #[must_use]
    pub fn aside(&self) -> Option<&Aside> {
        self.aside.as_ref()
    }

    /// What was picked and waits for a word.
    #[must_use]
    pub fn offered(&self) -> Option<&Offered> {
        self.offered.as_ref()
    }

    /// What is to be done with a file that was picked, off the thread that draws.
    pub(crate) fn checking(&self, bytes: Vec<u8>, in_use: Issue, today: i32) -> Checking {
        Checking { bytes, keys: self.keys.clone(), in_use, today }
    }

    /// Offers what was picked, with what it changes in the words shown.
    pub(crate) fn offer(&mut self, picked: Result<Pack, PackError>, files: &Files, content: &Content, words: &Words) {
        self.offered = Some(match picked {
            Ok(pack) => match changes(&pack, files, content, words) {
                Ok(changes) => Offered::Pack(Box::new(pack), changes),
                // What every check has passed can be read.
                Err(_) => Offered::Refused(PackError::Truncated),
            },
            Err(error) => Offered::Refused(error),
        });
    }

    /// Says no to what is offered; whether there was something.
    pub(crate) fn decline(&mut self) -> bool {
        self.offered.take().is_some()
    }

    /// The content of the pack that is offered, to be used until the person leaves.
    pub(crate) fn take(&mut self) -> Option<Files> {
        let offered = self.offered.take_if(|offered| matches!(offered, Offered::Pack(..)));
        let Some(Offered::Pack(pack, _)) = offered else { return None };
        self.origin = Origin::Session;
        Some(pack.files().clone())
    }

    /// Keeps the pack that is offered, and gives its content to be used.
    ///
    /// # Errors
    /// What the storage refused. The pack stays offered; one that was kept before may be gone.
    pub(crate) fn keep(&mut self) -> Result<Option<Files>, StorageFault> {
        let Some(Offered::Pack(pack, _)) = &self.offered else { return Ok(None) };
        let written = kept::keep(&self.folder, pack);
        if let Err(error) = written {
            // What is in use now goes when the person leaves.
            self.kept = None;
            if self.origin == Origin::Kept {
                self.origin = Origin::Session;
            }
            return Err(error);
        }
        let Some(Offered::Pack(pack, _)) = self.offered.take() else { return Ok(None) };
        let files = pack.files().clone();
        (self.kept, self.aside, self.origin) = (Some(*pack), None, Origin::Kept);
        Ok(Some(files))
    }

    /// Takes away what was kept, and gives the built-in content to be used.
    ///
    /// # Errors
    /// What the storage refused. Then all stays as it is.
    pub(crate) fn drop_kept(&mut self) -> Result<Files, StorageFault> {
        kept::remove(&self.folder)?;
        (self.kept, self.aside, self.offered, self.origin) = (None, None, None, Origin::BuiltIn);
        Ok(self.own.clone())
    }
}

fn changes(pack: &Pack, files: &Files, content: &Content, words: &Words) -> Result<Changes, LoadError> {
    let old_triage = triage::read(files)?;
    let (new_content, new_triage) = (Content::load(pack.files())?, triage::read(pack.files())?);
    let new_words = load::words(pack.files(), words.language)?;
    Ok(Changes::between(
        Edition { content, triage: &old_triage, words },
        Edition { content: &new_content, triage: &new_triage, words: &new_words },
    ))
}

/// A picked file that is to be looked at: some tenths of a second on an old phone.
#[derive(Debug)]
pub(crate) struct Checking {
    bytes: Vec<u8>,
    keys: Keys,
    in_use: Issue,
    today: i32,
}

impl Checking {
    pub(crate) fn run(self) -> Result<Pack, PackError> {
        Pack::open(&self.bytes, &self.keys, self.in_use, self.today)
    }
}
