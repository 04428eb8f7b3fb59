//! The guidance itself: what it looks like as data, how it is read, and what must hold for it.
//!
//! [`files`] are the raw files, [`model`] their shapes, [`load`] reads them, [`check`] refuses what must not be built in,
//! [`cards`] and [`say`] are words to hand to somebody, [`words`] are one language, [`first`] what a language has at least, [`search`]
//! looks words up, [`issue`] says which content it is, [`pack`] brings a newer one, [`number`], [`date`], [`plural`] and [`script`] are
//! small grammars, [`reading`] how hard a text is, [`review`] who has signed what, [`moon`] the moon's phase.

pub mod cards;
pub mod check;
pub mod date;
pub mod files;
pub mod first;
pub mod issue;
pub mod load;
pub mod model;
pub mod moon;
pub mod number;
pub mod pack;
pub mod plural;
pub mod reading;
pub mod review;
pub mod say;
pub mod script;
pub mod search;
pub mod words;

pub use files::Files;
pub use load::{Content, LoadError};
pub use words::Words;
