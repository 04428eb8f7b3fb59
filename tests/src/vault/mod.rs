//! What the proofs of the vault share: a simulated disk, fixed randomness, a phone, ten scripts, and every crash of them.
#![allow(clippy::missing_panics_doc, reason = "a fixture that panics has failed its test")]
#![allow(clippy::cast_precision_loss, reason = "counts below 2^53")]

pub mod alike;
pub mod canary;
pub mod crash;
pub mod damage;
pub mod forge;
pub mod full_disk;
pub mod hostile;
pub mod kill;
pub mod look;
pub mod loop_disk;
pub mod on_disk;
pub mod own_kernel;
pub mod put_back;
pub mod script;
pub mod share;
pub mod sim;
pub mod vectors;
pub mod world;
