//! What the app keeps in the open: the language, flags, and a counter that tells the newer of two cells.

use sha2::{Digest, Sha256};

use super::cell::CELL;
use super::error::VaultError;
use super::random::Random;

const TAG: &[u8] = b"almanac 1 settings";
/// Bytes after the checksum that it covers: counter 8 · flags 4 · length of the language 1 · language 35.
const COVERED: usize = 48;
const LANGUAGE: usize = 35;

/// The open settings. Nothing in them tells whether notes exist.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The chosen language as a BCP 47 tag; none before one was chosen.
    pub language: Option<String>,
    /// Switches of the screens, 32 of them; erasing clears them.
    pub flags: u32,
    /// Counts the writings.
    pub(super) counter: u64,
}

impl Settings {
    /// A whole settings cell: checksum, fields, random bytes to the end.
    pub(super) fn cell(&self, random: &mut dyn Random) -> Result<[u8; CELL], VaultError> {
        let mut cell = [0; CELL];
        random.fill(&mut cell)?;
        let language = self.language.as_deref().unwrap_or_default().as_bytes();
        let length = u8::try_from(language.len()).ok().filter(|length| usize::from(*length) <= LANGUAGE);
        let length = length.ok_or(VaultError::Invalid { field: "language", rule: "length" })?;
        let fields = self.counter.to_le_bytes().into_iter().chain(self.flags.to_le_bytes()).chain([length]);
        let fields = fields.chain(language.iter().copied()).chain([0; LANGUAGE]);
        let mut covered = [0; COVERED];
        for (into, from) in covered.iter_mut().zip(fields) {
            *into = from;
        }
        for (into, from) in cell.iter_mut().zip(checksum(&covered).into_iter().chain(covered)) {
            *into = from;
        }
        Ok(cell)
    }

    /// Reads a cell; none where the checksum does not fit.
    pub(super) fn read(cell: &[u8]) -> Option<Self> {
        let (sum, rest) = cell.split_first_chunk::<32>()?;
        let covered = rest.first_chunk::<COVERED>()?;
        if *sum != checksum(covered) {
            return None;
        }
        let (counter, rest) = covered.split_first_chunk::<8>()?;
        let (flags, rest) = rest.split_first_chunk::<4>()?;
        let (length, language) = rest.split_first()?;
        let language = str::from_utf8(language.get(..usize::from(*length))?).ok()?;
        Some(Self {
            language: (!language.is_empty()).then(|| language.to_owned()),
            flags: u32::from_le_bytes(*flags),
            counter: u64::from_le_bytes(*counter),
        })
    }

    /// The newest of the two cells that is valid, and which of them it is. Damage here is never worth an error: guidance
    /// then starts in the phone's language.
    pub(super) fn newest(cells: [Option<Self>; 2]) -> (Self, usize) {
        match cells {
            [Some(first), Some(second)] if second.counter > first.counter => (second, 1),
            [None, Some(second)] => (second, 1),
            [Some(first), _] => (first, 0),
            [None, None] => (Self::default(), 1),
        }
    }
}

fn checksum(covered: &[u8; COVERED]) -> [u8; 32] {
    Sha256::new().chain_update(TAG).chain_update(covered).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::super::random::SystemRandom;
    use super::*;

    #[test]
    fn settings_read_back_and_a_flipped_bit_is_none() {
        for language in [None, Some("es"), Some("zh-Hant-HK"), Some("abcdefghijklmnopqrstuvwxyzabcdefghi")] {
            let settings = Settings { language: language.map(str::to_owned), flags: 5, counter: 9 };
            let mut cell = settings.cell(&mut SystemRandom).expect("a cell");
            assert_eq!(Settings::read(&cell), Some(settings));
            for at in [0, 31, 32, 40, 44, 45, 79] {
                cell[at] ^= 4;
                assert_eq!(Settings::read(&cell), None, "{at}");
                cell[at] ^= 4;
            }
        }
        let long = Settings { language: Some("a".repeat(36)), ..Settings::default() };
        assert!(long.cell(&mut SystemRandom).is_err());
    }

    #[test]
    fn the_newest_valid_cell_counts() {
        let of = |counter| Settings { counter, ..Settings::default() };
        assert_eq!(Settings::newest([Some(of(1)), Some(of(2))]), (of(2), 1));
        assert_eq!(Settings::newest([Some(of(3)), Some(of(2))]), (of(3), 0));
        assert_eq!(Settings::newest([None, Some(of(2))]), (of(2), 1));
        assert_eq!(Settings::newest([None, None]).0, of(0));
    }
}
