//! Sealing and opening in place, by RFC 8439 and its form with a long nonce.
//!
//! A crate of its own because generic code is compiled as the crate that calls it, and the core is compiled small: called from there the
//! same cipher takes three times as long, which is most of a save (`cargo xtask bench`).
#![forbid(unsafe_code)]

use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, XChaCha20Poly1305};

/// Bytes of a key.
pub const KEY: usize = 32;
/// Bytes of a long nonce, which may be drawn at random.
pub const NONCE: usize = 24;
/// Bytes of a tag.
pub const TAG: usize = 16;

/// Seals under a key that is used this once, so that the nonce can be zero. None for what is longer than the cipher allows
/// (256 GiB).
#[must_use]
pub fn seal_once(key: &[u8; KEY], content: &mut [u8]) -> Option<[u8; TAG]> {
    let cipher = ChaCha20Poly1305::new(key.into());
    cipher.encrypt_inout_detached(&[0; 12].into(), &[], InOutBuf::from(content)).ok().map(Into::into)
}

/// Opens what [`seal_once`] sealed. False, and the content worthless, when it is something else.
#[must_use]
pub fn open_once(key: &[u8; KEY], content: &mut [u8], tag: &[u8; TAG]) -> bool {
    let cipher = ChaCha20Poly1305::new(key.into());
    cipher.decrypt_inout_detached(&[0; 12].into(), &[], InOutBuf::from(content), tag.into()).is_ok()
}

/// Seals under a key that is used again, with a nonce that is not. None as for [`seal_once`].
#[must_use]
pub fn seal(key: &[u8; KEY], nonce: &[u8; NONCE], associated: &[u8], content: &mut [u8]) -> Option<[u8; TAG]> {
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher.encrypt_inout_detached(nonce.into(), associated, InOutBuf::from(content)).ok().map(Into::into)
}

/// Opens what [`seal`] sealed. False, and the content worthless, when it is something else.
#[must_use]
pub fn open(key: &[u8; KEY], nonce: &[u8; NONCE], associated: &[u8], content: &mut [u8], tag: &[u8; TAG]) -> bool {
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher.decrypt_inout_detached(nonce.into(), associated, InOutBuf::from(content), tag.into()).is_ok()
}
