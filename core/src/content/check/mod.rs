//! What must hold before content is built in: each finding names the file and the key.
//!
//! [`check`] looks at everything. The files beside this one look at one kind of thing each.

mod cards;
mod contacts;
mod forms;
mod language;
mod pages;
mod questions;
mod reviews;
mod synonyms;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::date::Date;
use super::files::Files;
use super::load::{Content, LoadError, parse};
use super::model::{Source, SourceRef};
use super::words::{FIRST_WORDS, LANGUAGES, Words};
use crate::route::Route;
use crate::triage::{self, Raw};

pub use text::missing_labels;

/// Something that must not be built in.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The file, below `core/content`.
    pub file: String,
    /// The id or key in it; empty where it is the whole file.
    pub key: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Problem {
    /// The file cannot be read.
    #[error("{0}")]
    Load(LoadError),
    /// An id of something that does not exist.
    #[error("there is no {0}")]
    Unknown(String),
    /// One id, twice.
    #[error("there twice")]
    Twice,
    /// An id or key that breaks the grammar.
    #[error("not an id")]
    BadId,
    /// No words in this language.
    #[error("no words")]
    MissingWords,
    /// Empty words, or words with stray spaces, control characters or characters that cannot be seen.
    #[error("empty, or with stray spaces or characters that cannot be seen")]
    BadWords,
    /// Words that nothing shows.
    #[error("nothing shows these words")]
    UnusedWords,
    /// Placeholders that differ from those in English.
    #[error("placeholders differ from English")]
    Placeholders,
    /// A counted noun without a form that the language has, or with one that it has not.
    #[error("not the plural forms of the language")]
    Plural,
    /// Words left in English.
    #[error("left in English")]
    English,
    /// A word in letters that the language is not written in.
    #[error("letters of another script: {0}")]
    MixedScript(String),
    /// How to ask for an interpreter, without the name of the language as the other end knows it.
    #[error("does not name the language in English: {0}")]
    NotNamed(String),
    /// Words longer than their place.
    #[error("{0} characters, at most {1}")]
    TooLong(usize, usize),
    /// A condition on an answer that nothing said or sent may depend on.
    #[error("must not depend on {0}")]
    Private(String),
    /// Words that must never be said.
    #[error("must never be said: {0}")]
    Forbidden(String),
    /// A route that leads nowhere.
    #[error("a door to nowhere: {0}")]
    DeadLink(String),
    /// A statement without a source.
    #[error("no source")]
    NoSource,
    /// What a rule says, without the place where it says so.
    #[error("no place in any source")]
    NoPlace,
    /// A source that nothing rests on.
    #[error("nothing rests on this source")]
    UnusedSource,
    /// A source without a day on which it was checked, or with one that does not exist.
    #[error("no day on which it was checked")]
    NoDate,
    /// A number that breaks the grammar.
    #[error("not a number: {0}")]
    BadNumber(String),
    /// Letters that do not spell the number.
    #[error("{0} does not spell {1}")]
    Spelling(String, String),
    /// An address that is not a plain `https` one, or must not be shown.
    #[error("not an address to show: {0}")]
    BadAddress(String),
    /// A certainty that is too low to ship, or none.
    #[error("certainty {0} is not shipped")]
    Certainty(String),
    /// A page that is too hard to read in English, or all pages together.
    #[error("reading grade {0:.1}, at most {1:.1}")]
    TooHard(f64, f64),
    /// A page that is too hard to read in Spanish.
    #[error("reading ease {0:.1}, at least {1:.1}")]
    NotEasy(f64, f64),
    /// Something that nobody can get to.
    #[error("nothing leads here")]
    Unreachable,
    /// A page whose id is not its file's name.
    #[error("the id is not the file's name")]
    WrongFile,
    /// Not a sign-off, or not one of a call.
    #[error("not a role, a day and a fingerprint, or a day and a result: {0}")]
    NotSigned(String),
    /// A sign-off of something else than what is there now.
    #[error("changed since it was signed: renew the sign-off, or take it out; it would now be of {0}")]
    ChangedSince(String),
    /// A number that was called and is not what it should be.
    #[error("called, and wrong: {0}")]
    CalledWrong(String),
    /// A graph that cannot be walked.
    #[error("{0}")]
    Graph(triage::check::Fault),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.file, self.key, self.problem)
    }
}

/// The most findings that are told: more than anybody reads, and fewer than a hostile pack would like to be told of.
const MOST_FINDINGS: usize = 1_000;

/// Everything that is wrong with this content, up to a thousand findings; empty when it may be built in.
#[must_use]
pub fn check(files: &Files) -> Vec<Finding> {
    match Checker::load(files) {
        Ok(checker) => checker.run(),
        Err(error) => {
            let file = match &error {
                LoadError::Missing(file) | LoadError::Shape { file, .. } => file.clone(),
            };
            vec![Finding { file, key: String::new(), problem: Problem::Load(error) }]
        }
    }
}

/// The content, the keys and sources that were met so far, and what was found.
struct Checker<'f> {
    files: &'f Files,
    content: Content,
    triage: Raw,
    /// The whole languages, English first.
    words: Vec<Words>,
    /// The languages that have their first words alone.
    first: Vec<Words>,
    /// How many columns labels have, by key or by the beginning of keys.
    places: BTreeMap<String, usize>,
    /// Keys that something shows, and the longest that their words may be.
    keys: Vec<(String, usize)>,
    used_sources: BTreeSet<String>,
    findings: Vec<Finding>,
}

impl<'f> Checker<'f> {
    fn load(files: &'f Files) -> Result<Self, LoadError> {
        Ok(Self {
            files,
            content: Content::load(files)?,
            triage: triage::read(files)?,
            words: LANGUAGES.iter().map(|language| super::load::words(files, language)).collect::<Result<_, _>>()?,
            first: FIRST_WORDS.iter().map(|language| super::load::words(files, language)).collect::<Result<_, _>>()?,
            places: parse(files, "places.json")?,
            keys: Vec::new(),
            used_sources: BTreeSet::new(),
            findings: Vec::new(),
        })
    }

    fn run(mut self) -> Vec<Finding> {
        self.pages();
        self.topics();
        self.contacts();
        self.traces();
        self.cards();
        self.say();
        self.forms();
        self.questions();
        self.first_words();
        self.synonyms();
        self.sources();
        self.reviews();
        self.text();
        self.findings
    }

    fn find(&mut self, file: &str, key: &str, problem: Problem) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(Finding { file: file.to_owned(), key: key.to_owned(), problem });
        }
    }

    fn need(&mut self, key: String, longest: usize) {
        self.keys.push((key, longest));
    }

    /// A statement rests on something, and that exists.
    fn rests_on(&mut self, file: &str, key: &str, sources: &[SourceRef]) {
        if sources.is_empty() {
            self.find(file, key, Problem::NoSource);
        }
        for source in sources {
            if self.content.sources.contains_key(&source.id) {
                self.used_sources.insert(source.id.clone());
            } else {
                self.find(file, key, Problem::Unknown(format!("source {}", source.id)));
            }
        }
    }

    /// A route as text leads somewhere.
    fn leads(&mut self, file: &str, key: &str, text: &str) {
        let there = match Route::parse(text) {
            Ok(Route::Page { id }) => self.content.pages.contains_key(&id),
            Ok(Route::Topic { id }) => self.content.topics.iter().any(|t| t.id == id),
            Ok(Route::Contact { id }) => self.content.contacts.contains_key(&id),
            Ok(Route::Cards) => true,
            Ok(Route::Say { answers }) => answers.is_empty(),
            Ok(Route::Report { form }) => self.content.writing.form(form).is_some(),
            Ok(Route::Triage { graph, answers, .. }) => {
                answers.is_empty() && self.triage.2.iter().any(|p| p.id == graph)
            }
            _ => false,
        };
        if !there {
            self.find(file, key, Problem::DeadLink(text.to_owned()));
        }
    }

    fn sources(&mut self) {
        const FILE: &str = "sources.json";
        let sources: Vec<Source> = parse(self.files, FILE).unwrap_or_default();
        let mut seen = BTreeSet::new();
        for source in &sources {
            if !seen.insert(source.id.clone()) {
                self.find(FILE, &source.id, Problem::Twice);
            }
            if Date::parse(&source.checked).is_none() {
                self.find(FILE, &source.id, Problem::NoDate);
            }
            match &source.url {
                Some(url) if source.copy || !(url.starts_with("https://") || url.starts_with("http://")) => {
                    self.find(FILE, &source.id, Problem::BadAddress(url.clone()));
                }
                _ => {}
            }
            if !self.used_sources.contains(&source.id) {
                self.find(FILE, &source.id, Problem::UnusedSource);
            }
        }
    }

    fn traces(&mut self) {
        const FILE: &str = "traces.json";
        let traces = self.content.traces.clone();
        for group in ["phone", "accounts", "experts"] {
            self.need(format!("trace.group.{group}"), text::TITLE);
        }
        for part in ["intro", "store", "remove"] {
            self.need(format!("trace.{part}"), text::TEXT);
        }
        let mut seen = BTreeSet::new();
        for trace in &traces {
            if !seen.insert(trace.id.clone()) {
                self.find(FILE, &trace.id, Problem::Twice);
            }
            if !["phone", "accounts", "experts"].contains(&trace.group.as_str()) {
                self.find(FILE, &trace.id, Problem::Unknown(format!("group {}", trace.group)));
            }
            for part in &trace.parts {
                self.need(format!("trace.{}.{part}", trace.id), text::TEXT);
            }
        }
    }
}

/// Whether this is an id: small letters, digits and dashes.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
