//! What the proofs of the vault share: a simulated disk, fixed randomness, a phone, and a model of what must be kept.
#![allow(clippy::missing_panics_doc, reason = "a fixture that panics has failed its test")]

pub mod sim;
pub mod world;
