//! Almanac's core: what is said, what is asked, what is kept. No platform, no clock, no network.
#![forbid(unsafe_code)]

pub mod app;
pub mod route;
pub mod screen;
