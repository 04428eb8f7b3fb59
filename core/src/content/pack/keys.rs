//! Whose signature counts.

use std::fmt;

use ed25519_dalek::{Signature, VerifyingKey};

/// The public keys that were built in, from `core/content-keys`. Two, so that one can be replaced while packs signed by the
/// other still open.
const BUILT_IN: [[u8; 32]; 2] = include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// The keys of one publisher.
#[derive(Clone)]
pub struct Keys(Vec<VerifyingKey>);

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} keys", self.0.len())
    }
}

impl Keys {
    /// The keys that this app trusts.
    #[must_use]
    pub fn built_in() -> Self {
        Self::instead_of_built_in(&BUILT_IN)
    }

    /// Other keys, for tests and for the publisher's own tools. No binding calls this: an app trusts what was built into it.
    /// What is no point of the curve is left out, and trusts nobody.
    #[must_use]
    pub fn instead_of_built_in(keys: &[[u8; 32]]) -> Self {
        Self(keys.iter().filter_map(|key| VerifyingKey::from_bytes(key).ok()).collect())
    }

    /// Whether one of the keys has signed this. Strictly: no weak key, no second form of a signature (RFC 8032, 5.1.7).
    pub(super) fn signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(signature);
        self.0.iter().any(|key| key.verify_strict(message, &signature).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_built_in_keys_are_keys_and_differ() {
        let keys = Keys::built_in();
        assert_eq!(keys.0.len(), 2);
        assert!(keys.0.iter().all(|key| !key.is_weak()));
        assert_ne!(keys.0[0], keys.0[1]);
    }
}
