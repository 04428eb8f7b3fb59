//! First words: what a language has at least, before all of the guidance is written in it.

use serde::Deserialize;

use super::model::Statement;

/// What the screens of a language that is not whole are made of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstWords {
    /// The lines that they offer, by id. The first one that somebody answers stands first.
    pub contacts: Vec<String>,
    /// What they alone say, and what it rests on.
    pub says: Vec<Statement>,
    /// The keys of all their words. A language that is not whole has exactly these.
    pub keys: Vec<String>,
    /// Words that stay as they are in every language.
    pub names: Vec<String>,
    /// Who has checked what they alone say: empty until somebody has.
    pub reviewed_by: String,
    /// English words that no shipped language has as its own: one of them is a sentence that was left in English.
    pub english: Vec<String>,
}
