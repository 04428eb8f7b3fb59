//! Cards: words to show to somebody when speaking is not possible.

use serde::Deserialize;

use super::model::SourceRef;

/// One card. Its words are `card.ID`: shown large in English, for whoever it is held up to, and small in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// The group that it stands in: the last part of the key `card-group.GROUP`.
    pub group: String,
    /// What it rests on; never empty.
    pub sources: Vec<SourceRef>,
    /// Whether it is our own advice that follows from the sources.
    #[serde(default)]
    pub own: bool,
    /// The contact whose number stands for `{number}`.
    #[serde(default)]
    pub contact: Option<String>,
    /// Whether it is of use only to a reader of another language than English, whose name stands for `{language}`.
    #[serde(default)]
    pub foreign: bool,
    /// Who has checked it: a role and a date; empty until somebody has.
    pub reviewed_by: String,
}
