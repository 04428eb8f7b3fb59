//! The one way in for the shells. One object, records and enums, one small error: nothing else crosses.
//!
//! [`app`] is the object, [`mirror`] the types that the core draws with, [`error`] the cases that a shell can act on.

mod app;
mod error;
pub mod memory;
mod mirror;

pub use app::Almanac;
pub use error::AlmanacError;

uniffi::setup_scaffolding!();
