//! What the notes are fit for, as a screen asks it.

use super::Keeping;
use crate::vault::{KeyPlan, Note, NoteId, State, Vault, VaultError};

/// What the notes are fit for.
#[derive(Debug)]
pub enum Notes<'k> {
    /// Words can be tried, whether or not there are notes.
    Closed,
    /// They are open.
    Open(&'k Vault),
    /// The file is damaged; it can be erased.
    Damaged,
    /// An erase was cut short.
    Erasing,
    /// The phone has lost its key.
    KeyLost,
    /// The phone's key store or its storage cannot be reached now.
    Unavailable,
}

impl Keeping {
    /// What the notes are fit for now.
    #[must_use]
    pub fn notes(&self) -> Notes<'_> {
        let Some(vault) = &self.vault else { return Notes::Unavailable };
        match vault.state() {
            State::Damaged(_) => Notes::Damaged,
            State::Erasing => Notes::Erasing,
            State::Ready if self.key == KeyPlan::Lost => Notes::KeyLost,
            State::Ready if self.key_unreachable => Notes::Unavailable,
            State::Ready if vault.is_open() => Notes::Open(vault),
            State::Ready => Notes::Closed,
        }
    }

    /// The open notes.
    ///
    /// # Errors
    /// `Locked`, in every state in which they are not open.
    pub fn vault(&self) -> Result<&Vault, VaultError> {
        match self.notes() {
            Notes::Open(vault) => Ok(vault),
            _ => Err(VaultError::Locked),
        }
    }

    pub(super) fn vault_mut(&mut self) -> Result<&mut Vault, VaultError> {
        self.vault()?;
        self.vault.as_mut().ok_or(VaultError::Locked)
    }

    /// One note; none where it was begun and never kept.
    ///
    /// # Errors
    /// `Locked`, `NotFound`.
    pub fn note(&self, id: NoteId) -> Result<Option<Note>, VaultError> {
        match self.vault()?.note(id) {
            Ok(note) => Ok(Some(note)),
            Err(VaultError::NotFound) if self.begun(id).is_some() => Ok(None),
            Err(error) => Err(error),
        }
    }
}
