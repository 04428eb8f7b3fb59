//! The slow parts: stretching words, sealing files, making the one file, looking at a pack. Taken under the lock that
//! guards the app, done outside of it, because leaving must never wait.

use std::fmt;

use zeroize::Zeroizing;

use super::erasing::Making;
use super::{Keeping, Purpose};
use crate::content::pack::{Pack, PackError};
use crate::packs::Checking;
use crate::vault::{Challenge, Export, Import, Stretcher, Vault, VaultError, Words};

/// Something slow that is to be done.
pub struct Work {
    pub(super) turn: u64,
    pub(super) task: Task,
}

pub(super) enum Task {
    Stretch(Stretcher, Words, Purpose),
    Seal(Export, Zeroizing<Vec<u8>>),
    Unseal(Zeroizing<Vec<u8>>, Zeroizing<Vec<u8>>),
    Make(Making),
    Check(Checking),
}

/// What came of it.
pub struct Worked {
    pub(super) turn: u64,
    pub(super) done: Done,
}

pub(super) enum Done {
    Stretched(Result<Challenge, VaultError>, Purpose),
    Sealed(Result<Vec<u8>, VaultError>),
    Unsealed(Result<Import, VaultError>),
    /// The file, whether it is ready, and whether everything was erased before.
    Made(Option<Box<Vault>>, bool, bool),
    Checked(Result<Pack, PackError>),
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Work")
    }
}

impl fmt::Debug for Worked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Worked")
    }
}

impl Work {
    /// Does it: up to a second or two on an old phone.
    #[must_use]
    pub fn run(self) -> Worked {
        let done = match self.task {
            Task::Stretch(stretcher, words, purpose) => Done::Stretched(stretcher.challenge(&words), purpose),
            Task::Seal(export, passphrase) => Done::Sealed(export.seal(&passphrase)),
            Task::Unseal(sealed, passphrase) => Done::Unsealed(Import::open(&sealed, &passphrase)),
            Task::Make(making) => {
                let erased = making.erased;
                let (vault, done) = making.run();
                Done::Made(vault, done, erased)
            }
            Task::Check(checking) => Done::Checked(checking.run()),
        };
        Worked { turn: self.turn, done }
    }
}

impl Keeping {
    /// A picked file that is to be looked at, unless the person leaves meanwhile.
    pub(crate) fn check(&self, checking: Checking) -> Work {
        Work { turn: self.turn, task: Task::Check(checking) }
    }
}

impl Worked {
    /// What came of looking at a picked file.
    pub(crate) fn pack(self, keeping: &Keeping) -> Result<Result<Pack, PackError>, Self> {
        match self.done {
            Done::Checked(pack) if self.turn == keeping.turn => Ok(pack),
            done => Err(Self { turn: self.turn, done }),
        }
    }
}
