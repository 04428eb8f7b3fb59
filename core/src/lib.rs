//! Almanac's core: what is said, what is asked, what is drawn. No platform, no clock, no network.
//!
//! Read it in this order: [`content`] is the guidance as checked data, [`triage`] the questions and what they lead to, [`route`]
//! where a person is, [`screen`] what they see there, [`command`] what they can have done, [`vault`] the sealed notes, [`keeping`]
//! what is done with them, [`packs`] which content is in use, [`app`] the façade that a shell calls.
#![forbid(unsafe_code)]

pub mod app;
pub mod command;
pub mod content;
pub mod keeping;
pub mod packs;
pub mod route;
pub mod screen;
pub mod triage;
pub mod vault;
