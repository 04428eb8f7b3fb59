//! The phone's key, made at the first start and made anew when everything is erased.

use super::run::With;
use super::{Keeping, Waits};
use crate::command::Next;
use crate::route::Route;
use crate::vault::{KeyPlan, State, Vault};

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

    /// Hears whether the phone has a new key.
    pub(crate) fn key_made(&mut self, done: bool, with: With<'_>) -> Next {
        let waits = self.waits.take();
        match waits {
            Some(Waits::FirstKey | Waits::NewKey) if !done => {
                self.key_unreachable = true;
                match waits {
                    Some(Waits::NewKey) => with.refused("ui.erase.not_done"),
                    _ => Next::Stay { said: String::new() },
                }
            }
            Some(Waits::FirstKey) => {
                self.has_key();
                self.vault = Vault::open_file(&self.path, self.profile).ok();
                if let Some(vault) = self.vault.as_mut().filter(|vault| *vault.state() == State::Erasing) {
                    // An erase, or a first start, that was cut short. If the rest fails now, the next start tries again.
                    let _ = vault.finish_erase();
                }
                // Until now a chosen language had no place to be kept.
                if let Some(tag) = self.language_to_keep.take() {
                    self.set_language(&tag);
                }
                Next::Stay { said: String::new() }
            }
            Some(Waits::NewKey) => {
                self.has_key();
                match self.vault.as_mut().map(Vault::finish_erase) {
                    Some(Ok(())) => with.show(Route::Home, "ui.erase.done"),
                    _ => with.refused("ui.erase.not_done"),
                }
            }
            _ => Next::Stay { said: String::new() },
        }
    }

    pub(super) fn has_key(&mut self) {
        (self.key, self.key_unreachable) = (KeyPlan::Keep, false);
    }
}
