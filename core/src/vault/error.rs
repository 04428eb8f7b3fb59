//! Why a call on the vault failed: cases that a person can be told apart, without a word of what was written.

use std::io;

/// What of the file is not as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The file is shorter than any that was finished.
    #[error("the file is too short")]
    Short,
    /// Cell 0 names a format version or a profile that this build does not accept.
    #[error("the header is of no known version or profile")]
    Header,
    /// A root opened, and neither root has its whole tree.
    #[error("a page of the notes does not fit its root")]
    Tree,
    /// The pages fit, but they are no notes.
    #[error("the pages are not a store of notes")]
    Image,
}

/// What the storage refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StorageFault {
    /// No space is left.
    #[error("no space is left")]
    NoSpace,
    /// The file or its folder cannot be written.
    #[error("the storage is read-only")]
    ReadOnly,
    /// Another process, or another object of this one, has the file open.
    #[error("the file is in use")]
    InUse,
    /// Anything else: the medium or the system failed.
    #[error("the storage failed")]
    Failed,
}

impl From<&io::Error> for StorageFault {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Self::NoSpace,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            io::ErrorKind::WouldBlock | io::ErrorKind::ResourceBusy => Self::InUse,
            _ => Self::Failed,
        }
    }
}

/// Why a call failed. No case carries text that a person wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// No notes are open.
    #[error("no notes are open")]
    Locked,
    /// The vault was locked, opened or erased since this challenge was made: make another.
    #[error("the challenge is of an earlier state")]
    Outdated,
    /// No note has this id.
    #[error("no such note")]
    NotFound,
    /// An argument breaks a rule. Nothing was changed.
    #[error("{field} breaks the rule {rule}")]
    Invalid {
        /// Which argument.
        field: &'static str,
        /// Which rule.
        rule: &'static str,
    },
    /// The file is damaged. It was left as it is; erasing is offered.
    #[error("damaged: {0}")]
    Damaged(Damage),
    /// The notes were written by a newer app. The file was left as it is.
    #[error("written by a newer app")]
    Unsupported,
    /// The notes have reached their limit, or the phone has no space to let them grow. Nothing was changed.
    #[error("full")]
    Full,
    /// The storage refused. After a failed save, what stands on the medium is the state before it or after it, whole.
    #[error("storage: {0}")]
    Storage(StorageFault),
    /// The operation has happened, but what it was to make unreadable can still be read with the old words or keys.
    /// The next save or lock finishes it.
    #[error("done, but what was there before can still be read until the next save or lock")]
    DoneButOldRemains,
    /// An erase was begun and must be finished first: `finish_erase`.
    #[error("an erase must be finished first")]
    Erasing,
    /// The file has lost the phone's key: its notes can never be read again. Offer import or a new start.
    #[error("the phone's key is lost")]
    KeyLost,
    /// No random bytes, or no memory for key stretching.
    #[error("the system refused randomness or memory")]
    System,
    /// An export does not open: another passphrase, or a damaged file. Nothing was changed.
    #[error("the export does not open")]
    NotAnExport,
    /// The engine of the notes refused something that it never should.
    #[error("the notes' engine failed")]
    Internal,
}

impl From<io::Error> for VaultError {
    fn from(error: io::Error) -> Self {
        Self::Storage(StorageFault::from(&error))
    }
}

impl From<Damage> for VaultError {
    fn from(damage: Damage) -> Self {
        Self::Damaged(damage)
    }
}
