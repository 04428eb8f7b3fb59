//! What of an import is new: merging never changes a note that is there.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::export::Import;
use super::notes::{Note, Uid};

/// An import beside what is there.
pub(super) struct Merged {
    /// To be added, in the import's order.
    pub(super) new: Vec<(Uid, Note)>,
    /// How many are there already.
    pub(super) there: usize,
}

/// A note of the same content is there, whatever its uid. One of the same uid and another content was changed on one of the
/// two phones: it is added under a uid of its own, so that both stay.
pub(super) fn merge(have: &[(Uid, Note)], import: &Import, fresh: Uid) -> Merged {
    let mut uids: BTreeSet<Uid> = have.iter().map(|(uid, _)| *uid).collect();
    let mut contents: BTreeSet<[u8; 32]> = have.iter().map(|(_, note)| digest(note)).collect();
    let mut fresh = u128::from_le_bytes(fresh);
    let mut merged = Merged { new: Vec::new(), there: 0 };
    for (uid, note) in &import.notes {
        if !contents.insert(digest(note)) {
            merged.there = merged.there.saturating_add(1);
            continue;
        }
        let mut uid = *uid;
        while !uids.insert(uid) {
            fresh = fresh.wrapping_add(1);
            uid = fresh.to_le_bytes();
        }
        merged.new.push((uid, note.clone()));
    }
    merged
}

fn digest(note: &Note) -> [u8; 32] {
    let title = u64::try_from(note.title.len()).unwrap_or(u64::MAX).to_le_bytes();
    let head = format!("{:?} {:?} ", note.kind, note.event);
    let hash = Sha256::new().chain_update(head).chain_update(title).chain_update(note.title.as_bytes());
    hash.chain_update(note.body.as_bytes()).finalize().into()
}
