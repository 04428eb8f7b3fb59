//! The phone's key, made at the first start and made anew when everything is erased.

use std::path::PathBuf;

use super::run::{Ran, With};
use super::work::{Task, Work};
use super::{Keeping, Waits};
use crate::command::Next;
use crate::route::Route;
use crate::vault::{KeyPlan, Profile, State, Vault};

/// A file that is to be made, or made anew.
pub(super) struct Making {
    vault: Option<Box<Vault>>,
    path: PathBuf,
    profile: Profile,
    pub(super) erased: bool,
}

impl Keeping {
    /// What is to be done before anything else: the phone's key, at the first start and after an erase that was cut short.
    pub(crate) fn wake(&mut self) -> Next {
        let erasing = self.vault.as_ref().is_some_and(|vault| *vault.state() == State::Erasing);
        if self.key == KeyPlan::Make && !self.key_unreachable || erasing {
            self.waits = Some(if self.vault.is_some() { Waits::NewKey } else { Waits::FirstKey });
            return Next::MakeKey;
        }
        Next::Stay { said: String::new() }
    }

    /// Destroys everything: the salt first, then the phone's key, then the rest.
    pub(super) fn erase(&mut self, with: With<'_>) -> Next {
        self.leave();
        match &mut self.vault {
            // Whatever it answers, the phone's key goes too, and the rest is tried.
            Some(vault) => drop(vault.erase()),
            None => match Vault::open_file(&self.path, self.profile) {
                Ok(mut vault) => {
                    let _ = vault.erase();
                    self.vault = Some(vault);
                }
                Err(_) => return with.refused("ui.notes.unavailable"),
            },
        }
        self.waits = Some(Waits::NewKey);
        Next::MakeKey
    }

    /// Hears whether the phone has a new key. Then the file is made, or made anew: slow, like all that writes megabytes.
    pub(crate) fn key_made(&mut self, done: bool, with: With<'_>) -> Ran {
        let erased = match self.waits.take() {
            Some(Waits::FirstKey) => false,
            Some(Waits::NewKey) => true,
            _ => return Next::Stay { said: String::new() }.into(),
        };
        if !done {
            self.key_unreachable = true;
            let failed = if erased { with.refused("ui.erase.not_done") } else { Next::Stay { said: String::new() } };
            return failed.into();
        }
        (self.key, self.key_unreachable) = (KeyPlan::Keep, false);
        let making =
            Making { vault: self.vault.take().map(Box::new), path: self.path.clone(), profile: self.profile, erased };
        Ran::Work(Work { turn: self.turn, task: Task::Make(making) })
    }

    /// Takes the file that was made, whether or not the person is still there.
    pub(super) fn made(&mut self, vault: Option<Box<Vault>>, done: bool, erased: bool, with: With<'_>) -> Next {
        self.vault = vault.map(|vault| *vault);
        // Until now a chosen language had no place to be kept.
        if let Some(tag) = self.language_to_keep.take() {
            self.set_language(&tag);
        }
        match (erased, done) {
            (true, true) => with.show(Route::Home, "ui.erase.done"),
            (true, false) => with.refused("ui.erase.not_done"),
            // Nobody has asked for it; where it failed, the next start tries again.
            (false, _) => Next::Stay { said: String::new() },
        }
    }
}

impl Making {
    /// The file, and whether it is ready.
    pub(super) fn run(self) -> (Option<Box<Vault>>, bool) {
        let opened = self.vault.map_or_else(|| Vault::open_file(&self.path, self.profile).map(Box::new), Ok);
        let Ok(mut vault) = opened else { return (None, false) };
        // An erase, or a first start that was cut short.
        let done = *vault.state() == State::Ready || vault.finish_erase().is_ok();
        (Some(vault), done)
    }
}
