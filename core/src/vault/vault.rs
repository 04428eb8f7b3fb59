//! The vault as a state machine: a file that is ready, damaged or being erased, and notes that are open or not.

use std::fmt;
use std::path::Path;

use super::disk::{Disk, FileDisk};
use super::error::{Damage, VaultError};
use super::export::{Export, Import, Imported};
use super::header::{Header, Start};
use super::image::Image;
use super::keys::{Challenge, Profile, Response, Stretcher};
use super::merge;
use super::notes::{self, Draft, Note, NoteId};
use super::open::Open;
use super::random::{Random, SystemRandom, array};
use super::session::{self, Found, Session};
use super::settings::Settings;
use super::space::{self, SETTINGS};
use super::store::Store;
use crate::content::date::Day;

/// What the file is fit for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Words can be tried and notes started.
    Ready,
    /// An erase, or the first start, was cut short: make a new device key, then call `finish_erase`.
    Erasing,
    /// Not to be read. It was left as it is; erasing is offered.
    Damaged(Damage),
}

/// What an attempt to open found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// The notes are open.
    Notes {
        /// The last change may not have been kept: say so.
        last_change_lost: bool,
    },
    /// Nothing opens with these words on this phone, whether or not there are notes.
    Nothing,
}

/// The one file, and the notes in it while they are open.
///
/// Nothing is ever written but ciphertext and random bytes. Whatever returns `Ok` is on the medium.
pub struct Vault {
    store: Store,
    profile: Profile,
    state: State,
    /// What stands in cell 0 of a file that is ready.
    header: Option<Header>,
    settings: Settings,
    /// Which of the two settings cells is the newest.
    newest: usize,
    /// Counts what makes a challenge too old: leaving while words are being stretched must not open anything later.
    epoch: u64,
    open: Option<Open>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("state", &self.state).field("open", &self.open.is_some()).finish_non_exhaustive()
    }
}

impl Vault {
    /// Opens the file at this path, or makes it.
    ///
    /// # Errors
    /// `Storage`: guidance goes on without notes, and a later call may succeed.
    pub fn open_file(path: &Path, profile: Profile) -> Result<Self, VaultError> {
        let disk = FileDisk::open(path)?;
        Self::open(Box::new(disk), Box::new(SystemRandom), profile)
    }

    /// Opens what this disk holds, or makes it. The profile counts only for a file that is made.
    ///
    /// # Errors
    /// `Storage`. Damage is a state, not an error: it can be erased.
    pub fn open(disk: Box<dyn Disk>, random: Box<dyn Random>, profile: Profile) -> Result<Self, VaultError> {
        if profile == Profile::WeakenedForTests {
            return Err(VaultError::Invalid { field: "profile", rule: "known" });
        }
        Self::open_with(disk, random, profile)
    }

    /// As [`Vault::open`], with keys that are stretched by next to nothing. Bindings never call it: a file made by it is
    /// `Damaged` for them.
    ///
    /// # Errors
    /// As [`Vault::open`].
    pub fn open_weakened_for_tests(disk: Box<dyn Disk>, random: Box<dyn Random>) -> Result<Self, VaultError> {
        Self::open_with(disk, random, Profile::WeakenedForTests)
    }

    fn open_with(disk: Box<dyn Disk>, random: Box<dyn Random>, profile: Profile) -> Result<Self, VaultError> {
        let store = Store { disk, random, cells: space::FIRST_CELLS };
        let state = State::Erasing;
        let mut vault = Self {
            store,
            profile,
            state,
            header: None,
            settings: Settings::default(),
            newest: 1,
            epoch: 0,
            open: None,
        };
        vault.load()?;
        Ok(vault)
    }

    /// Reads what the file is, or makes it where there is nothing.
    fn load(&mut self) -> Result<(), VaultError> {
        let len = self.store.disk.len()?;
        if len < 32 {
            self.store.mark()?;
            return self.finish_erase();
        }
        let mut first = [0; 34];
        let there = usize::try_from(len).unwrap_or(usize::MAX).min(first.len());
        self.store.disk.read(0, first.get_mut(..there).unwrap_or_default())?;
        let start = Header::read(&first, self.profile == Profile::WeakenedForTests);
        self.state = match (start, space::cells_of(len)) {
            (Ok(Start::Erasing), _) => State::Erasing,
            (_, None) => State::Damaged(Damage::Short),
            (Err(damage), Some(_)) => State::Damaged(damage),
            (Ok(Start::Made(header)), Some(cells)) => {
                self.store.cells = cells;
                self.header = Some(header);
                State::Ready
            }
        };
        let cells = SETTINGS.map(|cell| self.store.read(cell).ok().and_then(|content| Settings::read(&content)));
        (self.settings, self.newest) = Settings::newest(cells);
        Ok(())
    }

    /// What the file is fit for.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The open settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Keeps a language and flags.
    ///
    /// # Errors
    /// `Invalid` for a language of more than 35 bytes; `Storage`: this run of the app has them all the same.
    pub fn set_settings(&mut self, language: Option<&str>, flags: u32) -> Result<(), VaultError> {
        if language.is_some_and(|language| language.len() > 35) {
            return Err(VaultError::Invalid { field: "language", rule: "length" });
        }
        self.settings.language = language.map(str::to_owned);
        self.settings.flags = flags;
        if self.state != State::Ready {
            return Ok(());
        }
        self.write_settings()?;
        self.store.flush()?;
        self.settings_written();
        Ok(())
    }

    /// Writes the settings to the older of their two cells, unflushed.
    fn write_settings(&mut self) -> Result<(), VaultError> {
        let older = usize::from(self.newest == 0);
        let settings = Settings { counter: self.settings.counter.saturating_add(1), ..self.settings.clone() };
        let cell = settings.cell(&mut *self.store.random)?;
        self.store.write(*SETTINGS.get(older).ok_or(VaultError::Internal)?, &cell)?;
        Ok(())
    }

    /// A flush after `write_settings` succeeded: the other cell is the older one now.
    fn settings_written(&mut self) {
        self.newest = usize::from(self.newest == 0);
        self.settings.counter = self.settings.counter.saturating_add(1);
    }

    /// What stretching words needs. Take it under the lock that guards this vault, use it outside.
    ///
    /// # Errors
    /// `Damaged` and `Erasing` where no words could open anything.
    pub fn stretcher(&self) -> Result<Stretcher, VaultError> {
        match (&self.state, &self.header) {
            (State::Ready, Some(header)) => Ok(Stretcher { header: header.clone(), epoch: self.epoch }),
            (State::Damaged(damage), _) => Err((*damage).into()),
            _ => Err(VaultError::Erasing),
        }
    }

    /// The root key of a challenge of now and the phone's answer to it.
    fn root_key(&self, challenge: &Challenge, response: &Response) -> Result<super::keys::Secret, VaultError> {
        let now = self.stretcher()?;
        if challenge.epoch != now.epoch || challenge.header != now.header {
            return Err(VaultError::Outdated);
        }
        Ok(challenge.root_key(response))
    }

    /// Opens the notes, if this answer to the challenge fits them. Notes that are open are locked first.
    ///
    /// # Errors
    /// `Damaged` when a root opened and none has its whole tree; `Unsupported` for notes of a newer app; `Outdated`; `Storage`.
    /// Words that fit nothing are not an error: [`Opened::Nothing`].
    pub fn unlock(&mut self, challenge: &Challenge, response: &Response) -> Result<Opened, VaultError> {
        let key = self.root_key(challenge, response)?;
        if self.open.is_some() {
            self.lock()?;
        }
        self.epoch = self.epoch.wrapping_add(1);
        let found = session::find(&mut self.store, key, challenge.header.clone())?;
        let Found::Notes { mut session, last_change_lost } = found else { return Ok(Opened::Nothing) };
        let image = Image::load(session.pages())?;
        let next_id = notes::next_id(image.connection())?;
        if session.lacks_twin() {
            // The older root names what was deleted, or opens by old words: it goes. No twins yet, so that somebody whose
            // phone dies before the screen is drawn is told at the next opening. Reading goes on where nothing can be written.
            let _ = session.begin(&mut self.store);
        }
        self.open = Some(Open::new(session, image, next_id));
        Ok(Opened::Notes { last_change_lost })
    }

    /// Opens new notes. Nothing is written until the first is saved; that save replaces whatever notes there were, for ever.
    /// Notes that are open are locked first.
    ///
    /// # Errors
    /// `Outdated`; `Storage` when locking what was open failed.
    pub fn start_notes(&mut self, challenge: &Challenge, response: &Response) -> Result<(), VaultError> {
        let key = self.root_key(challenge, response)?;
        if self.open.is_some() {
            self.lock()?;
        }
        self.epoch = self.epoch.wrapping_add(1);
        let session = Session::fresh(key, challenge.header.clone());
        self.open = Some(Open::new(session, Image::empty()?, 1));
        Ok(())
    }

    /// Whether notes are open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether something deleted, or the old words, could still open what was there: the next save or lock ends that.
    #[must_use]
    pub fn old_remains(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.session.owed())
    }

    fn opened(&self) -> Result<&Open, VaultError> {
        self.open.as_ref().ok_or(VaultError::Locked)
    }

    /// An id for a note that is being written: saving under it twice makes one note, also where the first try failed.
    ///
    /// # Errors
    /// `Locked`.
    pub fn new_note_id(&mut self) -> Result<NoteId, VaultError> {
        let open = self.open.as_mut().ok_or(VaultError::Locked)?;
        let id = open.next_id;
        open.next_id = id.saturating_add(1);
        open.reserved.insert(id);
        Ok(id)
    }

    /// Keeps a note: a new one, or a change of the one that the draft names. Kept for good when this returns `Ok`.
    ///
    /// # Errors
    /// `Locked`, `NotFound`, `Invalid`, `Full` (nothing changed), `Storage` (not known to be kept: save again).
    pub fn save_note(&mut self, draft: &Draft, today: Day) -> Result<NoteId, VaultError> {
        notes::check(&draft.title, &draft.body)?;
        self.opened()?;
        let uid = array(&mut *self.store.random)?;
        let id = match draft.id {
            Some(id) => id,
            None => self.new_note_id()?,
        };
        let open = self.open.as_mut().ok_or(VaultError::Locked)?;
        let reserved = open.reserved.contains(&id);
        let saved = open.change(&mut self.store, false, |transaction| {
            if notes::update(transaction, id, draft, today)? {
                return Ok(());
            }
            if !reserved {
                return Err(VaultError::NotFound);
            }
            let Draft { kind, event, title, body, .. } = draft.clone();
            notes::insert(transaction, &uid, &Note { id, kind, event, made: today, changed: today, title, body })
        });
        if saved.is_ok() {
            open.reserved.remove(&id);
        }
        saved.map(|()| id)
    }

    /// One note.
    ///
    /// # Errors
    /// `Locked`, `NotFound`.
    pub fn note(&self, id: NoteId) -> Result<Note, VaultError> {
        notes::one(self.opened()?.image.connection(), id)
    }

    /// All notes with the first 120 characters of their text, the latest day first.
    ///
    /// # Errors
    /// `Locked`.
    pub fn list(&self) -> Result<Vec<Note>, VaultError> {
        notes::list(self.opened()?.image.connection())
    }

    /// The notes in which every word of the query occurs, accents and case ignored; as [`Vault::list`].
    ///
    /// # Errors
    /// `Locked`.
    pub fn find(&self, query: &str) -> Result<Vec<Note>, VaultError> {
        notes::find(self.opened()?.image.connection(), query)
    }

    /// Deletes a note: from the moment this returns `Ok`, words and phone together do not bring it back from the file.
    ///
    /// # Errors
    /// `Locked`, `NotFound`; `Storage`: not known to be deleted, and the next save or lock tries again;
    /// `DoneButOldRemains`: deleted, but readable with words and phone until the next save or lock.
    pub fn delete_note(&mut self, id: NoteId) -> Result<(), VaultError> {
        let open = self.open.as_mut().ok_or(VaultError::Locked)?;
        open.change(&mut self.store, true, |transaction| {
            if notes::delete(transaction, id)? { Ok(()) } else { Err(VaultError::NotFound) }
        })?;
        open.reserved.remove(&id);
        Ok(())
    }

    /// Keeps the open notes under other words from now on.
    ///
    /// # Errors
    /// `Locked`, `Outdated`; `Storage`: the old words or the new ones open them, and this session goes on with the old;
    /// `DoneButOldRemains`: the new words open them, and the old ones do too until the next save or lock.
    pub fn change_words(&mut self, challenge: &Challenge, response: &Response) -> Result<(), VaultError> {
        let key = self.root_key(challenge, response)?;
        let open = self.open.as_mut().ok_or(VaultError::Locked)?;
        open.rekey(&mut self.store, key)
    }

    /// All notes, to be sealed for another place.
    ///
    /// # Errors
    /// `Locked`.
    pub fn export(&self) -> Result<Export, VaultError> {
        Export::of(&notes::all(self.opened()?.image.connection())?)
    }

    /// Adds what an export holds and this file does not. Nothing that is there is changed.
    ///
    /// # Errors
    /// `Locked`; `Full` (nothing changed); `Storage` (not known to be kept: import again).
    pub fn import(&mut self, import: &Import) -> Result<Imported, VaultError> {
        let fresh = array(&mut *self.store.random)?;
        let open = self.open.as_mut().ok_or(VaultError::Locked)?;
        let merged = merge::merge(&notes::all(open.image.connection())?, import, fresh);
        let from = open.next_id;
        let ids = from..;
        open.change(&mut self.store, false, |transaction| {
            let mut ids = ids;
            for (uid, note) in &merged.new {
                let id = ids.next().ok_or(VaultError::Full)?;
                notes::insert(transaction, uid, &Note { id, ..note.clone() })?;
            }
            Ok(())
        })?;
        open.next_id = notes::next_id(open.image.connection())?.max(from);
        Ok(Imported { added: merged.new.len(), there: merged.there })
    }

    /// Forgets every key and every note in memory, whatever the storage says, after writing what was still owed. Ends by
    /// rewriting a settings cell, notes or none, so that the file's time says only when the app was last left.
    ///
    /// # Errors
    /// `Storage`: locked all the same, but something unsaved, or the twin, was not written.
    pub fn lock(&mut self) -> Result<(), VaultError> {
        self.epoch = self.epoch.wrapping_add(1);
        let mut open = self.open.take();
        if self.state != State::Ready {
            return Ok(());
        }
        let mut done = Ok(());
        if let Some(open) = &mut open {
            if open.dirty {
                done = open.commit(&mut self.store, false);
            }
            if done.is_ok() && open.session.lacks_twin() {
                done = open.session.write_twin(&mut self.store);
            }
        }
        let written = self.write_settings();
        let flushed = self.store.flush();
        if written.is_ok() && flushed.is_ok() {
            self.settings_written();
        }
        done.and(written).and(flushed)
    }

    /// Destroys what the file holds: one write, one flush, no free space, no words. Then make a new device key, also after an
    /// error, and call [`Vault::finish_erase`].
    ///
    /// # Errors
    /// `Storage`: the notes are locked, and it is not known whether they are destroyed. The new device key destroys them too.
    pub fn erase(&mut self) -> Result<(), VaultError> {
        self.epoch = self.epoch.wrapping_add(1);
        self.open = None;
        let marked = self.store.mark();
        if marked.is_ok() || self.state != State::Ready {
            self.header = None;
        }
        if marked.is_ok() {
            self.state = State::Erasing;
        }
        marked
    }

    /// Makes the file new after an erase, with the language kept. Repeats the first step where that failed or is unknown.
    ///
    /// # Errors
    /// `Storage`: call it again, now or at the next start.
    pub fn finish_erase(&mut self) -> Result<(), VaultError> {
        if self.state != State::Erasing {
            self.erase()?;
        }
        let settings = Settings { language: self.settings.language.clone(), flags: 0, counter: 1 };
        let header = self.store.remake(self.profile, &settings)?;
        (self.settings, self.newest) = (settings, 0);
        self.header = Some(header);
        self.state = State::Ready;
        Ok(())
    }
}
