//! Cell 0: salt, version, profile; or the marker of an erase that must be finished.

use super::cell::CELL;
use super::error::{Damage, VaultError};
use super::keys::Profile;
use super::random::Random;

/// Stands in the salt's place from the first write of an erase, or of a first start, to the last.
pub(super) const MARKER: [u8; 32] = *b"almanac 1: to be made from here.";
/// The only version there is.
const VERSION: u8 = 1;
const SALT: usize = 32;

/// What cell 0 says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) salt: [u8; 32],
    pub(super) profile: Profile,
}

/// What the first bytes of a file say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Start {
    /// A finished file.
    Made(Header),
    /// The marker: an erase or a first start was cut short.
    Erasing,
}

impl Header {
    /// Reads the first 34 bytes.
    pub(super) fn read(bytes: &[u8; 34], weakened: bool) -> Result<Start, Damage> {
        let [salt @ .., version, profile] = bytes;
        if *salt == MARKER {
            return Ok(Start::Erasing);
        }
        if *version != VERSION {
            return Err(Damage::Header);
        }
        Ok(Start::Made(Self { salt: *salt, profile: Profile::of_number(*profile, weakened)? }))
    }

    /// A whole cell 0 with a fresh salt.
    pub(super) fn fresh(profile: Profile, random: &mut dyn Random) -> Result<(Self, [u8; CELL]), VaultError> {
        let mut cell = [0; CELL];
        random.fill(&mut cell)?;
        let mut salt = [0; SALT];
        for (into, from) in salt.iter_mut().zip(&cell) {
            *into = *from;
        }
        if let Some([version, number]) = cell.get_mut(SALT..).and_then(|rest| rest.first_chunk_mut::<2>()) {
            (*version, *number) = (VERSION, profile.number());
        }
        Ok((Self { salt, profile }, cell))
    }

    /// What a root is bound to beside its key.
    pub(super) fn associated_data(&self) -> [u8; 16] {
        let mut data = *b"almanac 1 root\0\0";
        let [.., version, profile] = &mut data;
        (*version, *profile) = (VERSION, self.profile.number());
        data
    }
}

#[cfg(test)]
mod tests {
    use super::super::random::SystemRandom;
    use super::*;

    fn first(cell: &[u8]) -> [u8; 34] {
        *cell.first_chunk().expect("34 bytes")
    }

    #[test]
    fn a_fresh_header_reads_back() {
        for profile in [Profile::Standard, Profile::Small, Profile::WeakenedForTests] {
            let (header, cell) = Header::fresh(profile, &mut SystemRandom).expect("random");
            assert_eq!(Header::read(&first(&cell), true), Ok(Start::Made(header.clone())));
            assert_ne!(header.salt, [0; 32]);
            assert_ne!(cell.get(8000..), Some([0; 192].as_slice()));
        }
    }

    #[test]
    fn an_unknown_version_or_profile_is_damage_and_the_marker_is_an_erase() {
        let (_, cell) = Header::fresh(Profile::Standard, &mut SystemRandom).expect("random");
        for (at, value) in [(32, 0), (32, 2), (33, 0), (33, 2), (33, 255)] {
            let mut bytes = first(&cell);
            bytes[at] = value;
            assert_eq!(Header::read(&bytes, false), Err(Damage::Header), "{at} {value}");
        }
        let mut bytes = [0xee; 34];
        bytes[..32].copy_from_slice(&MARKER);
        assert_eq!(Header::read(&bytes, false), Ok(Start::Erasing));
    }
}
