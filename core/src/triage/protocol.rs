//! A question graph as data: questions, answers, and the rules that turn answers into steps.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::content::Words;
use crate::content::model::{SourceRef, Statement};

/// The answer "I would rather not say". A question that was not reached counts as it.
pub const UNSAID: &str = "?";

/// A piece of an outcome: a step, a callout, a line or a warning.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Its id.
    pub id: String,
    /// What it is by itself. A step may also be shown as a line.
    pub kind: BlockKind,
    /// Contacts that get buttons.
    pub contacts: Vec<String>,
    /// Further contacts, in a line below.
    #[serde(default)]
    pub more_contacts: Vec<String>,
    /// Routes as text.
    #[serde(default)]
    pub doors: Vec<String>,
    /// What it says.
    pub says: Vec<Statement>,
    /// Nothing stands before it: danger to life comes first.
    #[serde(default)]
    pub first: bool,
    /// As a callout: it stands directly above the first step with one of these contacts.
    #[serde(default)]
    pub above: Vec<String>,
    /// As a line: it is left out where one of these is a step.
    #[serde(default)]
    pub unless_step: Vec<String>,
    /// Who has checked it: a role and a date; empty until somebody has.
    pub reviewed_by: String,
}

impl Block {
    /// The contacts that it offers, by id.
    pub fn offers(&self) -> impl Iterator<Item = &String> {
        self.contacts.iter().chain(&self.more_contacts)
    }

    /// Its title; a graph can have one of its own.
    #[must_use]
    pub fn title(&self, graph: &str, words: &Words) -> String {
        let key = format!("block.{}.title", self.id);
        words.find(&format!("{key}.{graph}")).unwrap_or_else(|| words.get(&key)).to_owned()
    }
}

/// What a block is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Numbered, with a button.
    Step,
    /// A headline above the steps that unfolds.
    Callout,
    /// Help without a number.
    Line,
    /// What to be careful about.
    Warning,
}

/// A question graph.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// Its id.
    pub id: String,
    /// Whether words stand before the first question.
    #[serde(default)]
    pub intro: bool,
    /// What the intro rests on.
    #[serde(default)]
    pub intro_sources: Vec<SourceRef>,
    /// The questions, in the order in which they are asked.
    pub questions: Vec<Question>,
    /// The rules, in the order in which they are read.
    pub rules: Vec<Rule>,
    /// How contacts are offered.
    pub ways: Vec<Offer>,
    /// Contacts that keep their text button whoever sees the phone.
    pub keep_text: Vec<String>,
    /// What the rules behind its blocks say, and where: folded under *Why these*.
    #[serde(default)]
    pub reasons: Vec<Reason>,
}

/// The rule that a block rests on. Shown where the block is, whatever was answered: it says what a rule says, and never that it fits.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The block.
    pub block: String,
    /// What the rule says; each with at least one place in a source.
    pub says: Vec<Statement>,
    /// Who has checked it: a role and a date; empty until somebody has.
    pub reviewed_by: String,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// When it is asked, given the answers before it; empty is always.
    #[serde(default)]
    pub asked: Vec<Clause>,
    /// Its answers; the last is `?`.
    pub answers: Vec<Choice>,
    /// Why it is asked.
    pub sources: Vec<SourceRef>,
    /// Who has checked it: a role and a date; empty until somebody has.
    pub reviewed_by: String,
}

/// One answer that can be given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// When it leads to the outcome without a further question; an empty clause is always.
    #[serde(default)]
    pub ends: Vec<Clause>,
    /// Where it means another answer, and has words of its own.
    #[serde(default)]
    pub counts_as: Vec<CountsAs>,
}

/// An answer that means another, given the answers before it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountsAs {
    /// When.
    pub when: Clause,
    /// The answer that it means.
    pub answer: String,
    /// The last part of the key of its words there, where they differ.
    #[serde(default)]
    pub words: Option<String>,
}

/// Conditions that must all hold. `"now": ["danger"]` holds for one of these answers, `"now!": ["danger"]` for none of them;
/// `"answered": ["now"]` and `"unanswered": ["now"]` look at whether a question was answered, also with `?`.
/// Elsewhere a question that was not reached counts as `?`. An empty clause always holds.
pub type Clause = BTreeMap<String, Vec<String>>;

/// What the key of a [`Clause`] says of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition<'c> {
    /// These questions were answered.
    Answered,
    /// None of these was.
    Unanswered,
    /// The answer to this question is one of these.
    Is(&'c str),
    /// It is none of these.
    Not(&'c str),
}

impl<'c> Condition<'c> {
    /// Reads a key.
    #[must_use]
    pub fn of(key: &'c str) -> Self {
        match key {
            "answered" => Self::Answered,
            "unanswered" => Self::Unanswered,
            _ => key.strip_suffix('!').map_or(Self::Is(key), Self::Not),
        }
    }
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its id, as in the reference.
    pub id: String,
    /// When it matches: one of these.
    pub when: Vec<Clause>,
    /// What it adds.
    pub then: Vec<Addition>,
    /// When a match ends the reading; an empty clause is always.
    #[serde(default)]
    pub stop: Vec<Clause>,
    /// What it rests on.
    pub sources: Vec<SourceRef>,
    /// Who has checked it: a role and a date; empty until somebody has.
    pub reviewed_by: String,
}

/// What a rule adds, all of it under one further condition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Addition {
    /// A further condition: one of these; empty is always.
    #[serde(rename = "if")]
    pub when: Vec<Clause>,
    /// Blocks as steps.
    pub steps: Vec<String>,
    /// Blocks as callouts.
    pub callouts: Vec<String>,
    /// Blocks as lines.
    pub lines: Vec<String>,
    /// Blocks as warnings.
    pub warnings: Vec<String>,
    /// Routes to read next.
    pub read: Vec<String>,
}

/// How contacts are offered, given the answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// When.
    pub when: Clause,
    /// Which ways come first.
    #[serde(default)]
    pub first: Vec<Way>,
    /// Whether numbers are shown large, for later.
    #[serde(default)]
    pub large: bool,
    /// Whether text buttons are left out.
    #[serde(default)]
    pub hide_text: bool,
}

/// A way to reach a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// By voice.
    Call,
    /// By text message.
    Text,
    /// By relay service.
    Relay,
}

impl Way {
    /// The way as the content names it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Text => "text",
            Self::Relay => "relay",
        }
    }
}

/// A warning that follows from what is shown, not from a rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// The block.
    pub block: String,
    /// The graphs that it belongs to; empty is all.
    #[serde(default)]
    pub graphs: Vec<String>,
    /// A condition on the answers: one of these; empty is always.
    #[serde(default)]
    pub when: Vec<Clause>,
    /// A condition on what is shown: one of these; empty is always.
    #[serde(default)]
    pub shown: Vec<Shown>,
    /// The step that it stands under, as one line, instead of among the others; `keep` is above the button that keeps the steps.
    #[serde(default)]
    pub under: Option<String>,
}

/// Something that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shown {
    /// This block, as a step or a line.
    Block(String),
    /// This block, as a step.
    Step(String),
    /// This contact.
    Contact(String),
    /// A contact other than 911 that can be reached this way.
    Way(Way),
    /// A contact whose number nobody has checked.
    Unverified(bool),
}
