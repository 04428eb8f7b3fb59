//! One cell: 8,192 bytes, sealed under a key of its own that only its parent knows.

use almanac_seal::{NONCE, TAG};
use zeroize::Zeroizing;

use super::error::VaultError;
use super::keys::Secret;
use super::random::{Random, array};

/// Bytes of a cell, and of a page of the notes' image: one page, one cell.
pub const CELL: usize = 8192;
/// The content of a cell before sealing or after opening. Wiped when dropped.
pub(super) type Plain = Zeroizing<Box<[u8]>>;

/// How much a root slot holds: the rest is its nonce and its tag.
pub(super) const SLOT_PLAIN: usize = CELL - NONCE - TAG;

/// A cell's worth of zeros to fill.
pub(super) fn blank() -> Plain {
    Zeroizing::new(vec![0; CELL].into_boxed_slice())
}

/// How a parent names a child: where it is, what opens it, what proves that it is this one and no older one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) cell: u32,
    key: Secret,
    tag: [u8; TAG],
}

impl Name {
    /// Bytes of a name: cell 4 · key 32 · tag 16.
    pub(super) const LEN: usize = 52;

    pub(super) fn write(&self, into: &mut [u8; Self::LEN]) {
        let parts = self.cell.to_le_bytes().into_iter().chain(*self.key.bytes()).chain(self.tag);
        for (byte, part) in into.iter_mut().zip(parts) {
            *byte = part;
        }
    }

    pub(super) fn read(bytes: &[u8; Self::LEN]) -> Option<Self> {
        let (cell, rest) = bytes.split_first_chunk::<4>()?;
        let (key, tag) = rest.split_first_chunk::<32>()?;
        Some(Self { cell: u32::from_le_bytes(*cell), key: Secret::new(*key), tag: *tag.first_chunk()? })
    }
}

/// Seals in place under a fresh key, used this once, so that the nonce can be zero.
pub(super) fn seal(cell: u32, content: &mut [u8], random: &mut dyn Random) -> Result<Name, VaultError> {
    let key = Secret::new(array(random)?);
    let tag = almanac_seal::seal_once(key.bytes(), content).ok_or(VaultError::Internal)?;
    Ok(Name { cell, key, tag })
}

/// Opens in place. False, and the content worthless, when it is not what the parent named.
pub(super) fn open(name: &Name, content: &mut [u8]) -> bool {
    almanac_seal::open_once(name.key.bytes(), content, &name.tag)
}

/// Seals a root into a slot: nonce 24 | ciphertext | tag 16.
pub(super) fn seal_slot(
    plain: &[u8; SLOT_PLAIN],
    key: &Secret,
    associated: &[u8],
    random: &mut dyn Random,
) -> Result<[u8; CELL], VaultError> {
    let mut slot = [0; CELL];
    let (nonce, rest) = slot.split_first_chunk_mut::<NONCE>().ok_or(VaultError::Internal)?;
    let (content, tag) = rest.split_last_chunk_mut::<TAG>().ok_or(VaultError::Internal)?;
    random.fill(nonce)?;
    content.copy_from_slice(plain);
    *tag = almanac_seal::seal(key.bytes(), nonce, associated, content).ok_or(VaultError::Internal)?;
    Ok(slot)
}

/// Opens a slot, or says that it does not open under this key.
pub(super) fn open_slot(slot: &[u8], key: &Secret, associated: &[u8]) -> Option<Plain> {
    let (nonce, rest) = slot.split_first_chunk::<NONCE>()?;
    let (content, tag) = rest.split_last_chunk::<TAG>()?;
    let mut plain = Zeroizing::new(content.to_vec().into_boxed_slice());
    almanac_seal::open(key.bytes(), nonce, associated, &mut plain, tag).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::super::random::SystemRandom;
    use super::*;

    #[test]
    fn a_cell_opens_under_its_name_only() {
        let mut content = blank();
        content.fill(7);
        let name = seal(9, &mut content, &mut SystemRandom).expect("sealed");
        let mut other = blank();
        other.fill(7);
        let second = seal(9, &mut other, &mut SystemRandom).expect("sealed");
        assert_ne!(content, other, "the same content never looks the same");
        let mut wrong = content.clone();
        assert!(!open(&second, &mut wrong));
        let mut flipped = content.clone();
        flipped[CELL - 1] ^= 1;
        assert!(!open(&name, &mut flipped));
        assert!(open(&name, &mut content));
        assert!(content.iter().all(|byte| *byte == 7));
    }

    #[test]
    fn a_name_reads_back() {
        let name = seal(0x0102_0304, &mut blank(), &mut SystemRandom).expect("sealed");
        let mut bytes = [0; Name::LEN];
        name.write(&mut bytes);
        assert_eq!(&bytes[..4], [4, 3, 2, 1]);
        assert_eq!(Name::read(&bytes), Some(name));
    }

    #[test]
    fn a_slot_opens_under_its_key_and_its_header_only() {
        let key = Secret::new([1; 32]);
        let slot = seal_slot(&[5; SLOT_PLAIN], &key, b"header", &mut SystemRandom).expect("sealed");
        assert!(open_slot(&slot, &key, b"header").is_some_and(|plain| plain.iter().all(|byte| *byte == 5)));
        assert!(open_slot(&slot, &Secret::new([2; 32]), b"header").is_none());
        assert!(open_slot(&slot, &key, b"another").is_none());
        for at in [0, 23, 24, 4000, CELL - 17, CELL - 16, CELL - 1] {
            let mut flipped = slot;
            flipped[at] ^= 0x80;
            assert!(open_slot(&flipped, &key, b"header").is_none(), "{at}");
        }
    }
}
