//! What the proofs of the vault share: a simulated disk, fixed randomness, a phone, ten scripts, and every crash of them.
#![allow(clippy::missing_panics_doc, reason = "a fixture that panics has failed its test")]

pub mod crash;
pub mod damage;
pub mod kill;
pub mod look;
pub mod script;
pub mod share;
pub mod sim;
pub mod vectors;
pub mod world;
