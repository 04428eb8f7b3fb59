//! Reads the content files.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use super::cards::Card;
use super::date::{Date, Day};
use super::files::Files;
use super::first::FirstWords;
use super::issue::Issue;
use super::model::{Contact, Page, Source, SourceRef, Topic, Trace, Writing};
use super::review::SignOff;
use super::say::Say;
use super::search::Synonyms;
use super::words::{FIRST_WORDS, Language, Words};
use crate::triage::{Checked, GRAPHS, Triage};

/// A file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// It is not there.
    #[error("{0}: missing")]
    Missing(String),
    /// It is not JSON of the shape that it should have.
    #[error("{file}: {problem}")]
    Shape {
        /// Its name.
        file: String,
        /// What is wrong, with line and column.
        problem: String,
    },
}

/// The file that says which content this is. A pack has it in its head instead.
pub const ISSUE_FILE: &str = "issue.json";

/// The guidance, without words.
#[derive(Debug, Clone)]
pub struct Content {
    /// Which content this is.
    pub issue: Issue,
    /// Where statements come from, by id.
    pub sources: BTreeMap<String, Source>,
    /// Lines and organisations, by id.
    pub contacts: BTreeMap<String, Contact>,
    /// Pages, by id.
    pub pages: BTreeMap<String, Page>,
    /// Groups of pages, in the order in which Home shows them.
    pub topics: Vec<Topic>,
    /// What using the app leaves behind, in the order in which it is shown.
    pub traces: Vec<Trace>,
    /// What can be held up to somebody, in the order in which it is offered.
    pub cards: Vec<Card>,
    /// What can be said or written to a line.
    pub say: Say,
    /// Forms to write down what happened.
    pub writing: Writing,
    /// What people type, and what they mean by it.
    pub synonyms: Vec<Synonyms>,
    /// What a language has at least.
    pub first: FirstWords,
}

impl Content {
    /// Reads the content, without checking what it says.
    ///
    /// # Errors
    /// Names the file that cannot be read.
    pub fn load(files: &Files) -> Result<Self, LoadError> {
        let sources: Vec<Source> = parse(files, "sources.json")?;
        let mut contacts: Vec<Contact> = parse(files, "contacts.json")?;
        for contact in &mut contacts {
            contact.weigh_calls();
        }
        let topics = parse(files, "guide/topics.json")?;
        let pages = files
            .folder("guide")
            .filter(|name| *name != "guide/topics.json")
            .map(|name| parse::<Page>(files, name).map(|page| (page.id.clone(), page)))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            issue: parse(files, ISSUE_FILE)?,
            sources: sources.into_iter().map(|source| (source.id.clone(), source)).collect(),
            contacts: contacts.into_iter().map(|contact| (contact.id.clone(), contact)).collect(),
            pages,
            topics,
            traces: parse(files, "traces.json")?,
            cards: parse(files, "cards.json")?,
            say: parse(files, "say.json")?,
            writing: parse(files, "forms.json")?,
            synonyms: parse(files, "synonyms.json")?,
            first: parse(files, "first.json")?,
        })
    }

    /// How many pages, contacts, questions, rules and pieces of outcomes somebody has signed, and how many there are.
    #[must_use]
    pub fn signed(&self, triage: &Triage) -> (usize, usize) {
        let graphs = || GRAPHS.iter().filter_map(|id| triage.graph(id)).map(Checked::protocol);
        let all = (self.pages.values().map(|page| &page.reviewed_by))
            .chain(self.contacts.values().map(|contact| &contact.reviewed_by))
            .chain(triage.blocks().values().map(|block| &block.reviewed_by))
            .chain(graphs().flat_map(|graph| &graph.questions).map(|question| &question.reviewed_by))
            .chain(graphs().flat_map(|graph| &graph.rules).map(|rule| &rule.reviewed_by));
        let all: Vec<bool> = all.map(|by| SignOff::parse(by).is_some()).collect();
        (all.iter().filter(|signed| **signed).count(), all.len())
    }

    /// The oldest day on which one of these sources was checked.
    #[must_use]
    pub fn oldest<'a>(&self, sources: impl IntoIterator<Item = &'a SourceRef>) -> Option<Day> {
        let dates = sources.into_iter().filter_map(|r| self.sources.get(&r.id)).filter_map(|s| Date::parse(&s.checked));
        dates.min().map(Date::to_day)
    }
}

/// Reads the words of one language.
///
/// # Errors
/// Names the file that cannot be read.
pub fn words(files: &Files, language: &'static Language) -> Result<Words, LoadError> {
    Ok(Words::new(language, parse(files, &format!("text/{}.json", language.tag))?))
}

/// The languages whose words a person has read and signed, by tag.
#[must_use]
pub fn signed(files: &Files) -> BTreeSet<&'static str> {
    /// All but the signature is passed over.
    #[derive(serde::Deserialize)]
    struct Signature {
        #[serde(rename = "_review")]
        review: String,
    }
    let signed = |tag: &str| parse::<Signature>(files, &format!("text/{tag}.json")).is_ok_and(|s| !s.review.is_empty());
    FIRST_WORDS.iter().map(|language| language.tag).filter(|tag| signed(tag)).collect()
}

/// Reads one file.
///
/// # Errors
/// Names the file where it is missing or not of the shape wanted.
pub fn parse<T: DeserializeOwned>(files: &Files, name: &str) -> Result<T, LoadError> {
    let text = files.get(name).ok_or_else(|| LoadError::Missing(name.to_owned()))?;
    serde_json::from_str(&text).map_err(|e| LoadError::Shape { file: name.to_owned(), problem: e.to_string() })
}
