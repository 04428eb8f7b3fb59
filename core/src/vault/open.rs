//! Open notes: a change of the image, and its commit. What is not acknowledged stays owed until it is.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use super::error::{StorageFault, VaultError};
use super::image::Image;
use super::keys::Secret;
use super::notes::NoteId;
use super::session::Session;
use super::store::Store;

/// Open notes.
pub(super) struct Open {
    pub(super) session: Session,
    pub(super) image: Image,
    /// The image has changes that are not acknowledged.
    pub(super) dirty: bool,
    pub(super) next_id: NoteId,
    /// Ids given out and not used yet.
    pub(super) reserved: BTreeSet<NoteId>,
}

impl Open {
    pub(super) fn new(session: Session, image: Image, next_id: NoteId) -> Self {
        Self { session, image, dirty: false, next_id, reserved: BTreeSet::new() }
    }

    /// Changes the image and commits it. Where there is no room the image is as it was.
    pub(super) fn change<T>(
        &mut self,
        store: &mut Store,
        delete: bool,
        change: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        // Usually the acknowledged pages are what to go back to. Not after a save that failed: that one is still owed.
        let before = if self.dirty { Some(Zeroizing::new(self.image.bytes()?.to_vec())) } else { None };
        let out = self.image.change(change)?;
        let image = self.image.bytes()?;
        let plan = self.session.plan(&image);
        let room = self.session.make_room(store, &plan, delete);
        drop(image);
        if let Err(error) = room {
            self.image = match before {
                Some(before) => Image::of_bytes(&before)?,
                None if self.session.pages().is_empty() => Image::empty()?,
                None => Image::load(self.session.pages())?,
            };
            return Err(match error {
                VaultError::Storage(StorageFault::NoSpace) => VaultError::Full,
                other => other,
            });
        }
        self.dirty = self.dirty || !plan.is_empty();
        if delete {
            self.session.owe();
        }
        self.commit(store, delete)?;
        Ok(out)
    }

    /// Writes what is not acknowledged, then makes the other root forget what is owed.
    pub(super) fn commit(&mut self, store: &mut Store, delete: bool) -> Result<(), VaultError> {
        if self.dirty {
            let image = self.image.bytes()?;
            let plan = self.session.plan(&image);
            self.session.make_room(store, &plan, true)?;
            self.session.write(store, &plan, &image)?;
            drop(image);
            self.dirty = false;
        }
        if !self.session.owed() {
            return Ok(());
        }
        match self.session.forget_old(store) {
            // A save is kept whether or not an older delete's second root could be written: that one stays owed.
            Err(_) if !delete => Ok(()),
            Err(_) => Err(VaultError::DoneButOldRemains),
            Ok(()) => Ok(()),
        }
    }

    /// Keeps everything under another key. Nothing is written for notes of which nothing is on the medium.
    pub(super) fn rekey(&mut self, store: &mut Store, key: Secret) -> Result<(), VaultError> {
        if self.session.is_fresh() && !self.dirty {
            // Nothing is on the medium under the old words, and still nothing is written before the first note.
            self.session.replace_key(key);
            return Ok(());
        }
        let image = self.image.bytes()?;
        let plan = self.session.plan(&image);
        self.session.make_room(store, &plan, true)?;
        self.session.rekey(store, key, &plan, &image)?;
        drop(image);
        self.dirty = false;
        self.session.owe();
        self.session.forget_old(store).map_err(|_| VaultError::DoneButOldRemains)
    }
}
