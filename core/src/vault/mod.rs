//! The sealed file: notes that exist only for the right words on this phone.
//!
//! Start with [`Vault`]: open the file, take a [`Stretcher`], make a [`Challenge`] from words, let the phone answer it, unlock.
//! `docs/vault.md` is the format. In the order of the layers, each of which knows only those before it: `disk` and `random`
//! are handed in; `words`, `keys` and `header` come to the root key; `cell`, `tree` and `space` are the format of notes at rest;
//! `store` and `session` are the only places that write; `image`, `notes`, `find`, `export` and `merge` are the notes; `open`
//! commits what changes in them; `vault` is what may follow what.
#![deny(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
#![cfg_attr(
    test,
    allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "a test that panics has failed")
)]

mod cell;
mod device_key;
mod disk;
mod error;
mod export;
mod find;
mod header;
mod image;
mod keys;
mod merge;
mod notes;
mod open;
mod random;
mod session;
mod settings;
mod space;
mod store;
mod tree;
#[allow(clippy::module_inception, reason = "the state machine is the vault")]
mod vault;
mod words;

pub use cell::CELL;
pub use device_key::{KeyPlan, key_plan};
pub use disk::{Disk, FileDisk};
pub use error::{Damage, StorageFault, VaultError};
pub use export::{Export, Import, Imported, SHORTEST_PASSPHRASE};
pub use keys::{Challenge, Profile, Response, Stretcher};
pub use notes::{Draft, LONGEST_NOTE, LONGEST_TITLE, Note, NoteId, NoteKind};
pub use random::{Random, SystemRandom};
pub use settings::Settings;
pub use vault::{Opened, State, Vault};
pub use words::{SHORTEST, Words, offer};
