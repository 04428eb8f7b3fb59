//! From words and phone to the root key: stretched words, a challenge, the phone's answer.

use std::fmt;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use super::error::{Damage, VaultError};
use super::header::Header;
use super::words::Words;

/// What every derivation binds: another format can never come to the same keys.
const CHALLENGE: &[u8] = b"almanac 1 challenge";
const ROOT: &[u8] = b"almanac 1 root";

/// How much work a guess costs. Chosen once, by the phone's memory alone, when the file is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// 64 MiB, three passes: above the second recommendation of RFC 9106 in passes and equal in memory.
    Standard,
    /// 19 MiB, two passes (OWASP's minimum), for phones with under 2 GiB.
    Small,
    /// 8 KiB, one pass: no protection at all. Only [`super::Vault::open_weakened_for_tests`] accepts it.
    WeakenedForTests,
}

impl Profile {
    /// The profile for a phone with this much memory.
    #[must_use]
    pub fn for_memory(bytes: u64) -> Self {
        if bytes < 2 << 30 { Self::Small } else { Self::Standard }
    }

    /// How the file names it.
    pub(super) fn number(self) -> u8 {
        match self {
            Self::Standard => 1,
            Self::Small => 3,
            Self::WeakenedForTests => 255,
        }
    }

    /// The profile of this number; the one for tests only where it is accepted.
    pub(super) fn of_number(number: u8, weakened: bool) -> Result<Self, Damage> {
        match number {
            1 => Ok(Self::Standard),
            3 => Ok(Self::Small),
            255 if weakened => Ok(Self::WeakenedForTests),
            _ => Err(Damage::Header),
        }
    }

    fn params(self) -> Result<Params, VaultError> {
        let (memory_kib, passes) = match self {
            Self::Standard => (64 * 1024, 3),
            Self::Small => (19 * 1024, 2),
            Self::WeakenedForTests => (8, 1),
        };
        Params::new(memory_kib, passes, 1, Some(32)).map_err(|_| VaultError::Internal)
    }
}

/// A 32-byte secret. Wiped when dropped, never printed.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    pub(super) fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The phone's answer to a challenge: HMAC-SHA256 of it under the device key, which never leaves the phone's key store.
#[derive(Debug, Clone)]
pub struct Response(Secret);

impl Response {
    /// Takes an answer.
    ///
    /// # Errors
    /// `Invalid` for anything but 32 bytes.
    pub fn new(bytes: &[u8]) -> Result<Self, VaultError> {
        let bytes = bytes.try_into().map_err(|_| VaultError::Invalid { field: "response", rule: "length" })?;
        Ok(Self(Secret::new(bytes)))
    }
}

/// What stretching needs of the vault: taken under its lock, used outside of it, because leaving must never wait.
#[derive(Debug, Clone)]
pub struct Stretcher {
    pub(super) header: Header,
    pub(super) epoch: u64,
}

impl Stretcher {
    /// Stretches the words: the slow part, and the same for every guess.
    ///
    /// # Errors
    /// `System` when there is no memory for it.
    pub fn challenge(&self, words: &Words) -> Result<Challenge, VaultError> {
        let stretched = stretch(words, &self.header)?;
        Ok(Challenge { stretched, header: self.header.clone(), epoch: self.epoch })
    }
}

/// Stretched words, waiting for the phone's answer. Wiped when dropped, never printed.
#[derive(Debug)]
pub struct Challenge {
    stretched: Secret,
    pub(super) header: Header,
    pub(super) epoch: u64,
}

impl Challenge {
    /// What the phone answers.
    #[must_use]
    pub fn bytes(&self) -> [u8; 32] {
        *expand(self.stretched.bytes(), &self.header.salt, CHALLENGE).bytes()
    }

    /// The key of the roots, from both halves.
    pub(super) fn root_key(&self, response: &Response) -> Secret {
        let mut both = Zeroizing::new([0; 64]);
        let (words, phone) = both.split_at_mut(32);
        words.copy_from_slice(self.stretched.bytes());
        phone.copy_from_slice(response.0.bytes());
        expand(both.as_slice(), &self.header.salt, ROOT)
    }
}

/// HKDF-SHA256 to 32 bytes.
fn expand(secret: &[u8], salt: &[u8; 32], info: &[u8]) -> Secret {
    let mut out = [0; 32];
    let hkdf = Hkdf::<Sha256>::new(Some(salt), secret);
    hkdf.expand(info, &mut out).expect("32 bytes are below HKDF's limit of 8,160");
    let secret = Secret::new(out);
    out.zeroize();
    secret
}

/// Argon2id over memory that is ours, so that it can be wiped: the library frees its own as it is.
fn stretch(words: &Words, header: &Header) -> Result<Secret, VaultError> {
    let params = header.profile.params()?;
    let mut blocks: Vec<Block> = Vec::new();
    blocks.try_reserve_exact(params.block_count()).map_err(|_| VaultError::System)?;
    blocks.resize(params.block_count(), Block::default());
    let mut blocks = Zeroizing::new(blocks);
    let mut out = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(words.bytes(), &header.salt, out.as_mut_slice(), blocks.as_mut_slice())
        .map_err(|_| VaultError::Internal)?;
    Ok(Secret::new(*out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn challenge(words: &[u8], salt: u8) -> Challenge {
        let header = Header { salt: [salt; 32], profile: Profile::WeakenedForTests };
        Stretcher { header, epoch: 0 }.challenge(&Words::typed(words).expect("words")).expect("stretched")
    }

    #[test]
    fn words_salt_and_answer_each_change_the_key() {
        let answer = |n| Response::new(&[n; 32]).expect("32 bytes");
        let key = challenge(b"river stone lamp", 1).root_key(&answer(1));
        assert!(challenge(b"River stone lamp", 1).root_key(&answer(1)) == key);
        assert!(challenge(b"river stone lamb", 1).root_key(&answer(1)) != key);
        assert!(challenge(b"river stone lamp", 2).root_key(&answer(1)) != key);
        assert!(challenge(b"river stone lamp", 1).root_key(&answer(2)) != key);
        assert_ne!(challenge(b"river stone lamp", 1).bytes(), challenge(b"river stone lamb", 1).bytes());
    }

    #[test]
    fn the_profile_of_the_tests_is_refused_elsewhere() {
        assert_eq!(Profile::of_number(255, false), Err(Damage::Header));
        for number in 0..=255 {
            let known = Profile::of_number(number, true).ok().map(Profile::number);
            assert_eq!(known, [1, 3, 255].contains(&number).then_some(number));
        }
    }

    #[test]
    fn secrets_are_never_printed() {
        let challenge = challenge(b"river stone lamp", 7);
        let shown = format!("{challenge:?} {:?}", Response::new(&[7; 32]));
        assert!(shown.contains("stretched: [redacted]") && shown.contains("Response([redacted])"), "{shown}");
    }

    #[test]
    fn an_answer_of_another_length_is_refused() {
        for length in [0, 31, 33] {
            assert!(Response::new(&vec![0; length]).is_err());
        }
    }
}
