//! What to say: a short script for a call and a text, from what it is about and how one can talk, and from nothing else.

use serde::Deserialize;

use super::model::SourceRef;
use crate::route::Answer;
use crate::triage::protocol::Clause;

/// The graph whose answers choose the words.
pub const GRAPH: &str = "me";

/// The questions of that graph that words may depend on. Never those about papers, age, children or danger: what is said may be
/// overheard, and what is sent stays on the phone.
pub const QUESTIONS: [&str; 2] = ["what", "talk"];

/// The scripts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Say {
    /// The contact that they were written for.
    pub contact: String,
    /// The languages that it takes texts in.
    pub text_languages: TextLanguages,
    /// What is said, in order.
    pub lines: Vec<Line>,
    /// Who has checked it: a role and a date; empty until somebody has.
    pub reviewed_by: String,
}

/// Languages by tag.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextLanguages {
    /// BCP 47 tags.
    pub tags: Vec<String>,
    /// What that rests on; never empty.
    pub sources: Vec<SourceRef>,
}

/// One sentence or two. Its words are `say.PART`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Whether it is spoken or written.
    pub way: Way,
    /// The last part of the key of its words.
    pub part: String,
    /// When it is said: one of these; empty is always. Only [`QUESTIONS`] are looked at. A question that was not asked fits
    /// nothing: whoever comes from a line may call for somebody else.
    #[serde(default)]
    pub when: Vec<Clause>,
    /// Whether it is of use only to a reader of another language than English, whose name stands for `{language}`.
    #[serde(default)]
    pub foreign: bool,
    /// What it rests on; never empty.
    pub sources: Vec<SourceRef>,
    /// Whether it is our own advice that follows from the sources.
    #[serde(default)]
    pub own: bool,
}

/// How words reach somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// Spoken.
    Call,
    /// Written.
    Text,
}

impl Say {
    /// What is said after these answers, for a reader of English or of another language.
    pub fn lines(&self, way: Way, answers: &[Answer], english: bool) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| {
            line.way == way && !(line.foreign && english) && (line.when.is_empty() || any(&line.when, answers))
        })
    }
}

fn any(clauses: &[Clause], answers: &[Answer]) -> bool {
    let fits = |question: &str, values: &[String]| {
        let given = answers.iter().find(|a| a.question == question);
        given.is_some_and(|a| values.contains(&a.answer))
    };
    clauses.iter().any(|clause| clause.iter().all(|(question, values)| fits(question, values)))
}
