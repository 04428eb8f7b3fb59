//! What a publisher of the content does, on a computer of their own: sign content packs, send the content out for review, take
//! call tests and sign-offs in.
//!
//! [`keys`] are made and kept outside the project, [`folder`] reads content, [`pack`] seals it.
#![forbid(unsafe_code)]

pub mod folder;
pub mod keys;
pub mod pack;
