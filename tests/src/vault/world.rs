//! A phone with a vault on it: the calls that a shell makes, each in one line.

use almanac_core::vault::{Disk, Draft, NoteId, NoteKind, Opened, Random, Response, Vault, VaultError, Words};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The day of every test.
pub const TODAY: i32 = 20_782;
/// The first words.
pub const OLD: &str = "river stone lamp";
/// The words that they are changed to.
pub const NEW: &str = "otter cloud seven";

/// A phone's key store.
#[derive(Debug, Clone, Copy)]
pub struct Phone(pub [u8; 32]);

impl Phone {
    /// The answer to a challenge.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    #[must_use]
    pub fn answer(&self, challenge: &[u8]) -> Response {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any length");
        mac.update(challenge);
        Response::new(&mac.finalize().into_bytes()).expect("32 bytes")
    }
}

/// A vault, and the phone that answers for it.
#[derive(Debug)]
pub struct World {
    /// The vault.
    pub vault: Vault,
    /// Its phone.
    pub phone: Phone,
}

/// A draft of these words.
#[must_use]
pub fn draft(id: Option<NoteId>, title: &str, body: &str) -> Draft {
    Draft { id, kind: NoteKind::Note, event: None, title: title.to_owned().into(), body: body.to_owned().into() }
}

impl World {
    /// Opens what this disk holds, with keys stretched by next to nothing.
    pub fn open(disk: impl Disk + 'static, random: impl Random + 'static) -> Result<Self, VaultError> {
        let vault = Vault::open_weakened_for_tests(Box::new(disk), Box::new(random))?;
        Ok(Self { vault, phone: Phone([7; 32]) })
    }

    /// Tries words.
    pub fn unlock(&mut self, words: &str) -> Result<Opened, VaultError> {
        let challenge = self.vault.stretcher()?.challenge(&Words::typed(words.as_bytes())?)?;
        let response = self.phone.answer(&challenge.bytes());
        self.vault.unlock(&challenge, &response)
    }

    /// Starts new notes.
    pub fn start(&mut self, words: &str) -> Result<(), VaultError> {
        let challenge = self.vault.stretcher()?.challenge(&Words::chosen(words.as_bytes())?)?;
        let response = self.phone.answer(&challenge.bytes());
        self.vault.start_notes(&challenge, &response)
    }

    /// Changes the words.
    pub fn change_words(&mut self, words: &str) -> Result<(), VaultError> {
        let challenge = self.vault.stretcher()?.challenge(&Words::chosen(words.as_bytes())?)?;
        let response = self.phone.answer(&challenge.bytes());
        self.vault.change_words(&challenge, &response)
    }

    /// Keeps a new note.
    pub fn save(&mut self, title: &str, body: &str) -> Result<NoteId, VaultError> {
        self.vault.save_note(&draft(None, title, body), TODAY)
    }

    /// Everything kept, as title and text.
    pub fn notes(&self) -> Result<Vec<(String, String)>, VaultError> {
        let mut notes = Vec::new();
        for heading in self.vault.list()? {
            let note = self.vault.note(heading.id)?;
            notes.push((note.title.to_string(), note.body.to_string()));
        }
        notes.sort();
        Ok(notes)
    }
}
