//! Words: in every language, of the right length, and nothing that must never be said.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::language::{Known, file_of, stem};
use super::{Checker, Finding, Problem};
use crate::content::Words;
use crate::content::files::Files;
use crate::content::load::{parse, words};
use crate::content::plural::Form;
use crate::content::script::is_hidden;
use crate::content::words::{LANGUAGES, placeholders};

/// The longest title or heading.
pub(super) const TITLE: usize = 60;
/// The longest headline of a callout: it must fit beside its icon at twice the text size.
pub(super) const CALLOUT_TITLE: usize = 40;
/// The longest line under a row's title.
pub(super) const HINT: usize = 70;
/// The longest question.
pub(super) const QUESTION: usize = 120;
/// The longest answer.
pub(super) const ANSWER: usize = 90;
/// The longest summary of a page.
pub(super) const SUMMARY: usize = 320;
/// The longest callout.
pub(super) const CALLOUT: usize = 320;
/// The longest paragraph, bullet or step.
pub(super) const BULLET: usize = 400;
/// Any other text.
pub(super) const TEXT: usize = 400;

/// What must never be said, by language; `any` holds in all.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Never(BTreeMap<String, Vec<String>>);

impl Checker<'_> {
    pub(super) fn text(&mut self) {
        let never = parse::<Never>(self.files, "never.json");
        if let Err(error) = &never {
            self.find("never.json", "", Problem::Load(error.clone()));
        }
        let never = never.map(|never| never.0).unwrap_or_default();
        let needed: BTreeMap<String, usize> = std::mem::take(&mut self.keys).into_iter().collect();
        let whole = self.words.clone();
        for words in &whole {
            self.whole_language(words, &needed);
        }
        self.first_languages(&needed);
        let known = Known::of(&self.content.first);
        let all: Vec<Words> = whole.into_iter().chain(std::mem::take(&mut self.first)).collect();
        for words in &all {
            let tag = words.language.tag;
            let list = never.get(tag).map_or(&[][..], Vec::as_slice);
            if list.is_empty() {
                self.find("never.json", tag, Problem::MissingWords);
            }
            let forbidden = never.get("any").into_iter().flatten().chain(list);
            let forbidden: Vec<(&String, String)> = forbidden.map(|phrase| (phrase, phrase.to_lowercase())).collect();
            self.plurals(words);
            for key in words.keys().filter(|key| *key != "_review") {
                self.one_text(words, key, &needed, &forbidden);
                self.own_words(words, key, &known);
            }
        }
    }

    /// A whole language has all keys, and no other labels than English has.
    fn whole_language(&mut self, words: &Words, needed: &BTreeMap<String, usize>) {
        let file = file_of(words.language);
        for key in needed.keys().filter(|key| words.find(key).is_none()) {
            self.find(&file, key, Problem::MissingWords);
        }
        let english = &self.words[0];
        let labels = english.keys().filter(|key| key.starts_with("ui.") && stem(key, english).is_none());
        let missing: Vec<String> = labels.filter(|key| words.find(key).is_none()).map(str::to_owned).collect();
        for key in &missing {
            self.find(&file, key, Problem::MissingWords);
        }
        for key in words.keys().filter(|key| *key != "_review") {
            // The core's own labels are known to it by name; a test holds them against the code.
            if !key.starts_with("ui.") && !needed.contains_key(key) {
                self.find(&file, key, Problem::UnusedWords);
            }
            if stem(key, &self.words[0]).is_none() && self.words[0].find(key).is_none() {
                self.find("text/en.json", key, Problem::MissingWords);
            }
        }
    }

    /// One text: of the right length, with the right holes, in plain characters, and nothing that must never be said.
    fn one_text(
        &mut self,
        words: &Words,
        key: &str,
        needed: &BTreeMap<String, usize>,
        forbidden: &[(&String, String)],
    ) {
        let file = file_of(words.language);
        let text = words.get(key);
        let longest = needed.get(key).copied().unwrap_or(TEXT);
        if text.chars().count() > longest {
            self.find(&file, key, Problem::TooLong(text.chars().count(), longest));
        }
        let stray = text.is_empty() || text.trim() != text || text.contains("  ");
        if stray || text.chars().any(|c| c.is_control() || is_hidden(c)) {
            self.find(&file, key, Problem::BadWords);
        }
        let small = text.to_lowercase();
        for (phrase, _) in forbidden.iter().filter(|(_, phrase)| small.contains(phrase)) {
            self.find(&file, key, Problem::Forbidden((*phrase).clone()));
        }
        let english = match stem(key, &self.words[0]) {
            Some((stem, _)) => self.words[0].find(&format!("{stem}{}", Form::Other.suffix())),
            None => self.words[0].find(key),
        };
        if english.is_some_and(|english| sorted_placeholders(english) != sorted_placeholders(text)) {
            self.find(&file, key, Problem::Placeholders);
        }
    }
}

fn sorted_placeholders(text: &str) -> Vec<&str> {
    let mut names = placeholders(text);
    names.sort_unstable();
    names
}

/// The labels that this app's code shows and that a content from elsewhere lacks, or has with other placeholders: it was made for
/// an older app. Its languages were held against each other already, so English speaks for all.
#[must_use]
pub fn missing_labels(files: &Files) -> Vec<Finding> {
    let english = &LANGUAGES[0];
    let (Ok(ours), Ok(theirs)) = (words(&Files::built_in(), english), words(files, english)) else { return Vec::new() };
    let labels = ours.keys().filter(|key| key.starts_with("ui."));
    let find =
        |key: &str, problem| Finding { file: format!("text/{}.json", english.tag), key: key.to_owned(), problem };
    labels
        .filter_map(|key| match theirs.find(key) {
            None => Some(find(key, Problem::MissingWords)),
            Some(text) if sorted_placeholders(text) != sorted_placeholders(ours.get(key)) => {
                Some(find(key, Problem::Placeholders))
            }
            Some(_) => None,
        })
        .collect()
}
