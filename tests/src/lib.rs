//! Shared by the tests and by the tools that run beside them: screens as plain text, and scenarios.
#![forbid(unsafe_code)]

pub mod change;
pub mod desk;
pub mod figures;
pub mod look;
pub mod names;
pub mod pack;
pub mod plain;
pub mod reach;
pub mod scenario;
pub mod vault;
