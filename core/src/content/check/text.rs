//! Words: in every language, of the right length, and nothing that must never be said.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Checker, Finding, Problem};
use crate::content::files::Files;
use crate::content::load::{parse, words};
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
        let words = std::mem::take(&mut self.words);
        for language in &words {
            let file = format!("text/{}.json", language.language.tag);
            for (key, longest) in &needed {
                match language.find(key) {
                    None => self.find(&file, key, Problem::MissingWords),
                    Some(text) if text.chars().count() > *longest => {
                        self.find(&file, key, Problem::TooLong(text.chars().count(), *longest));
                    }
                    Some(_) => {}
                }
            }
            let forbidden = ["any", language.language.tag].into_iter().filter_map(|l| never.get(l)).flatten();
            let forbidden: Vec<(&String, String)> = forbidden.map(|phrase| (phrase, phrase.to_lowercase())).collect();
            for key in language.keys().filter(|key| *key != "_review") {
                let text = language.get(key);
                // The core's own labels are known to it by name; a test holds them against the code.
                let label = key.starts_with("ui.");
                if label && text.chars().count() > TEXT {
                    self.find(&file, key, Problem::TooLong(text.chars().count(), TEXT));
                }
                if !label && !needed.contains_key(key) {
                    self.find(&file, key, Problem::UnusedWords);
                }
                if text.is_empty() || text.trim() != text || text.contains("  ") || text.chars().any(char::is_control) {
                    self.find(&file, key, Problem::BadWords);
                }
                let small = text.to_lowercase();
                for (phrase, _) in forbidden.iter().filter(|(_, phrase)| small.contains(phrase)) {
                    self.find(&file, key, Problem::Forbidden((*phrase).clone()));
                }
                match words[0].find(key) {
                    None => self.find("text/en.json", key, Problem::MissingWords),
                    Some(english) => {
                        if sorted_placeholders(english) != sorted_placeholders(text) {
                            self.find(&file, key, Problem::Placeholders);
                        }
                    }
                }
            }
            for key in words[0].keys().filter(|key| key.starts_with("ui.") && language.find(key).is_none()) {
                self.find(&file, key, Problem::MissingWords);
            }
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
