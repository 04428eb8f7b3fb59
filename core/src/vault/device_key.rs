//! What a shell does about the phone's key before it opens the vault.

use std::io::{ErrorKind, Read};
use std::path::Path;

use super::error::VaultError;
use super::header::MARKER;

/// What to do about the device key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlan {
    /// Make one, replacing any: there is no finished file that an older one could open.
    Make,
    /// It is there and belongs to the file.
    Keep,
    /// The file is there and its key is not: `KeyLost`. Offer import or a new start, which is an erase.
    Lost,
}

/// Decides by the file alone and whether the phone has the key. An error of the key store is never to be passed as `false`:
/// a key that could not be asked for is not a lost one.
///
/// # Errors
/// `Storage` when the file is there and cannot be read: then nothing may be replaced.
pub fn key_plan(path: &Path, key_is_there: bool) -> Result<KeyPlan, VaultError> {
    let mut salt = [0; 32];
    let made = match std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut salt)) {
        // A marker means that an erase goes on, and making a new key is a step of it.
        Ok(()) => salt != MARKER,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::UnexpectedEof) => false,
        Err(error) => return Err(error.into()),
    };
    Ok(match (made, key_is_there) {
        (false, _) => KeyPlan::Make,
        (true, true) => KeyPlan::Keep,
        (true, false) => KeyPlan::Lost,
    })
}
