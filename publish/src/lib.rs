//! What a publisher of the content does, on a computer of their own: sign content packs, send the content out for review, take
//! call tests and sign-offs in.
//!
//! [`keys`] are made and kept outside the project, [`folder`] reads content, [`pack`] seals it. [`report`] says how well the content
//! is checked, [`calls`], [`signoffs`] and [`book`] are what goes out to people, [`import`] takes it back, and [`edit`] puts it
//! into the files.
#![forbid(unsafe_code)]

pub mod book;
pub mod calls;
pub mod edit;
pub mod folder;
pub mod import;
pub mod keys;
pub mod pack;
pub mod report;
pub mod signoffs;
pub mod table;
