//! Screens: one builder a file, one model for all.

pub mod model;
