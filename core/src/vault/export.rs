//! Notes outside the phone: one age file under a passphrase, which other tools open too; JSON inside.

use std::fmt;
use std::io::{Read, Write};

use age::secrecy::SecretString;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::error::VaultError;
use super::notes::{self, Note, NoteKind, Uid};
use crate::content::date::Day;

/// Work of an export: 2^17 is 128 MiB for a moment, which a phone of 2 GiB can give; age's own tool uses 2^18.
const WORK: u8 = 17;
/// The most work that an import is given: more would be a way to stop a phone.
const MOST_WORK: u8 = 18;
/// The format of the JSON.
const VERSION: u32 = 1;
/// Characters of a passphrase at least: a file can be guessed at without the phone.
pub const SHORTEST_PASSPHRASE: usize = 12;

/// All notes on their way out. Taken under the vault's lock, sealed outside of it: that takes half a second.
pub struct Export {
    json: Zeroizing<Vec<u8>>,
}

/// Notes on their way in, read and checked, not merged yet.
pub struct Import {
    pub(super) notes: Vec<(Uid, Note)>,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Notes added.
    pub added: usize,
    /// Notes that were there already, unchanged.
    pub there: usize,
}

impl fmt::Debug for Export {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Export[redacted]")
    }
}

impl fmt::Debug for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Import of {} notes", self.notes.len())
    }
}

/// Of a field that is not known something would be lost without a word: a version that adds one has another number.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    almanac: u32,
    notes: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    uid: String,
    kind: NoteKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    event: Option<Day>,
    made: Day,
    changed: Day,
    title: String,
    body: String,
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.title.zeroize();
        self.body.zeroize();
    }
}

impl Export {
    pub(super) fn of(notes: &[(Uid, Note)]) -> Result<Self, VaultError> {
        let entries = notes.iter().map(|(uid, note)| Entry {
            uid: format!("{:032x}", u128::from_be_bytes(*uid)),
            kind: note.kind,
            event: note.event,
            made: note.made,
            changed: note.changed,
            title: note.title.to_string(),
            body: note.body.to_string(),
        });
        let file = File { almanac: VERSION, notes: entries.collect() };
        // Sized first, so that growing leaves no copies behind.
        let mut count = Count(0);
        serde_json::to_writer_pretty(&mut count, &file).map_err(|_| VaultError::Internal)?;
        let mut json = Zeroizing::new(Vec::with_capacity(count.0));
        serde_json::to_writer_pretty(&mut *json, &file).map_err(|_| VaultError::Internal)?;
        Ok(Self { json })
    }

    /// Everything as JSON, unsealed: `{"almanac": 1, "notes": [{uid, kind, event?, made, changed, title, body}]}`.
    #[must_use]
    pub fn json(&self) -> &[u8] {
        &self.json
    }

    /// Seals everything into an age file.
    ///
    /// # Errors
    /// `Invalid` for a passphrase that is no UTF-8 or shorter than 12 characters.
    pub fn seal(&self, passphrase: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.seal_with_work(passphrase, WORK)
    }

    fn seal_with_work(&self, passphrase: &[u8], work: u8) -> Result<Vec<u8>, VaultError> {
        let passphrase = secret(passphrase)?;
        let mut recipient = age::scrypt::Recipient::new(passphrase);
        recipient.set_work_factor(work);
        let recipient: &dyn age::Recipient = &recipient;
        let encryptor =
            age::Encryptor::with_recipients(std::iter::once(recipient)).map_err(|_| VaultError::Internal)?;
        let mut sealed = Vec::with_capacity(self.json.len().saturating_add(4096));
        let mut writer = encryptor.wrap_output(&mut sealed).map_err(|_| VaultError::Internal)?;
        writer.write_all(&self.json).and_then(|()| writer.finish()).map_err(|_| VaultError::Internal)?;
        Ok(sealed)
    }
}

impl Import {
    /// The most bytes that an import reads, sealed or open: an image of 32 MiB as JSON, with room for its escapes.
    pub const MOST_BYTES: usize = 96 << 20;

    /// Opens an age file and checks every note in it.
    ///
    /// # Errors
    /// `NotAnExport` for another passphrase, a damaged file, more work than 2^18, or anything that is no export;
    /// `Unsupported` for one of a newer app; `Invalid` for a passphrase that is no UTF-8; `Full` for more bytes than notes can have.
    pub fn open(sealed: &[u8], passphrase: &[u8]) -> Result<Self, VaultError> {
        if sealed.len() > Self::MOST_BYTES {
            return Err(VaultError::Full);
        }
        let passphrase = str::from_utf8(passphrase).map_err(|_| UTF8)?;
        let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
        identity.set_max_work_factor(MOST_WORK);
        let decryptor = age::Decryptor::new(sealed).map_err(|_| VaultError::NotAnExport)?;
        let identity: &dyn age::Identity = &identity;
        let reader = decryptor.decrypt(std::iter::once(identity)).map_err(|_| VaultError::NotAnExport)?;
        // What is inside is never longer than what is outside.
        let mut json = Zeroizing::new(Vec::with_capacity(sealed.len()));
        reader.take(Self::MOST_BYTES as u64).read_to_end(&mut json).map_err(|_| VaultError::NotAnExport)?;
        Self::from_json(&json)
    }

    /// Reads the JSON of an export: what `age --decrypt` makes of it.
    ///
    /// # Errors
    /// `NotAnExport`, `Unsupported`.
    pub fn from_json(json: &[u8]) -> Result<Self, VaultError> {
        #[derive(Deserialize)]
        struct Head {
            almanac: u32,
        }
        let head: Head = serde_json::from_slice(json).map_err(|_| VaultError::NotAnExport)?;
        if head.almanac != VERSION {
            return Err(VaultError::Unsupported);
        }
        let file: File = serde_json::from_slice(json).map_err(|_| VaultError::NotAnExport)?;
        let notes = file.notes.into_iter().map(|mut entry| {
            notes::check(&entry.title, &entry.body).map_err(|_| VaultError::NotAnExport)?;
            let uid = uid(&entry.uid).ok_or(VaultError::NotAnExport)?;
            let note = Note {
                id: 0,
                kind: entry.kind,
                event: entry.event,
                made: entry.made,
                changed: entry.changed,
                title: Zeroizing::new(std::mem::take(&mut entry.title)),
                body: Zeroizing::new(std::mem::take(&mut entry.body)),
            };
            Ok((uid, note))
        });
        Ok(Self { notes: notes.collect::<Result<_, VaultError>>()? })
    }
}

/// Up to 32 hexadecimal digits and nothing else, as a number of 16 bytes.
fn uid(digits: &str) -> Option<Uid> {
    let good = digits.len() <= 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    good.then(|| u128::from_str_radix(digits, 16).ok()).flatten().map(u128::to_be_bytes)
}

const UTF8: VaultError = VaultError::Invalid { field: "passphrase", rule: "utf-8" };

fn secret(passphrase: &[u8]) -> Result<SecretString, VaultError> {
    let text = str::from_utf8(passphrase).map_err(|_| UTF8)?;
    if text.chars().count() < SHORTEST_PASSPHRASE {
        return Err(VaultError::Invalid { field: "passphrase", rule: "short" });
    }
    Ok(SecretString::from(text.to_owned()))
}

/// Counts what is written.
struct Count(usize);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.saturating_add(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
