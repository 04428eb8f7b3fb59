//! Languages: all the words that a language must have and no others, none left in English, none in letters of another script.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checker, Problem};
use crate::content::Words;
use crate::content::first::FirstWords;
use crate::content::plural::Form;
use crate::content::script::{Script, columns, script_of};
use crate::content::words::{Language, all_languages, placeholders};

const FILE: &str = "first.json";

impl Checker<'_> {
    /// What the screens of a language that is not whole are made of: known lines, sourced statements, keys that English has.
    pub(super) fn first_words(&mut self) {
        let first = self.content.first.clone();
        for id in &first.contacts {
            if !self.content.contacts.contains_key(id) {
                self.find(FILE, id, Problem::Unknown(format!("contact {id}")));
            }
        }
        let keys: BTreeSet<&String> = first.keys.iter().collect();
        if keys.len() < first.keys.len() {
            self.find(FILE, "keys", Problem::Twice);
        }
        for statement in &first.says {
            let key = format!("first.{}", statement.part);
            self.rests_on(FILE, &statement.part, &statement.sources);
            if !keys.contains(&key) {
                self.find(FILE, &key, Problem::Unknown(format!("key {key}")));
            }
            self.need(key, super::text::BULLET);
        }
        let unknown: Vec<&String> = keys.into_iter().filter(|key| self.words[0].find(key).is_none()).collect();
        for key in unknown {
            self.find(FILE, key, Problem::Unknown(format!("key {key}")));
        }
    }

    /// The languages that are not whole: exactly the keys of first words, and the words of each as those of any language.
    pub(super) fn first_languages(&mut self, needed: &BTreeMap<String, usize>) {
        let languages = std::mem::take(&mut self.first);
        let keys: BTreeMap<String, usize> = self
            .content
            .first
            .keys
            .iter()
            .map(|key| (key.clone(), needed.get(key).copied().unwrap_or(usize::MAX)))
            .collect();
        for words in &languages {
            let file = file_of(words.language);
            for key in keys.keys().filter(|key| words.find(key).is_none()) {
                self.find(&file, key, Problem::MissingWords);
            }
            for key in words.keys().filter(|key| *key != "_review" && !keys.contains_key(*key)) {
                self.find(&file, key, Problem::UnusedWords);
            }
            if words.find("_review").is_none() {
                self.find(&file, "_review", Problem::MissingWords);
            }
            // It asks for an interpreter by the name that the other end knows.
            let asks = words.get("first.interpreter");
            for name in words.language.english.iter().filter(|name| !asks.contains(**name)) {
                self.find(&file, "first.interpreter", Problem::NotNamed((*name).to_owned()));
            }
        }
        self.first = languages;
    }

    /// The forms of a counted noun: those of the language, all of them and no others.
    pub(super) fn plurals(&mut self, words: &Words) {
        let file = file_of(words.language);
        let forms = words.language.counting.forms();
        let counted: BTreeSet<&str> =
            self.words[0].keys().filter_map(|key| stem(key, &self.words[0])).map(|(stem, _)| stem).collect();
        let first: BTreeSet<&str> = self.content.first.keys.iter().map(String::as_str).collect();
        let begins = |stem: &str| first.range(stem..).next().is_some_and(|key| key.starts_with(stem));
        let has = |stem: &str| words.language.whole || begins(stem);
        let mut found = Vec::new();
        for stem in counted.into_iter().filter(|stem| has(stem)) {
            for form in Form::ALL {
                let key = format!("{stem}{}", form.suffix());
                if words.find(&key).is_some() != forms.contains(&form) {
                    found.push(key);
                }
            }
        }
        for key in found {
            self.find(&file, &key, Problem::Plural);
        }
    }

    /// The columns that a label has where its place is narrower than that of any text: of its key, or of the longest beginning of it
    /// that has an entry.
    fn place(&self, key: &str) -> Option<usize> {
        let beginnings = key.rmatch_indices(['.', '_']).map(|(at, _)| &key[..=at]);
        [key].into_iter().chain(beginnings).find_map(|start| self.places.get(start).copied())
    }

    /// Words left in English, and letters of another script.
    pub(super) fn own_words(&mut self, words: &Words, key: &str, known: &Known) {
        let text = words.get(key);
        let language = words.language;
        let plain = without_holes(text);
        let own = words_of(&plain);
        // The name of an organisation is the same in every language, and often English.
        let organisation = || {
            language.whole
                && key
                    .strip_prefix("contact.")
                    .and_then(|rest| rest.split_once('.'))
                    .is_some_and(|(_, part)| part == "name")
        };
        let is_own = |word: &&str| !known.names.contains(*word);
        let same = || self.words[0].find(key) == Some(text) && own.iter().any(is_own) && !organisation();
        let left = || !language.whole && own.iter().any(|word| known.is_english(word) && is_own(word));
        let left = language.tag != "en" && (same() || left());
        let foreign = |word: &str| {
            let script = word.chars().next().and_then(script_of);
            script != Some(language.script) && !(script == Some(Script::Latin) && text.contains("https://"))
        };
        let mixed = own.iter().find(|word| foreign(word) && is_own(word)).map(|word| (*word).to_owned());
        if left {
            self.find(&file_of(language), key, Problem::English);
        }
        if let Some(word) = mixed {
            self.find(&file_of(language), key, Problem::MixedScript(word));
        }
        if let Some(most) = self.place(key).filter(|most| columns(text) > *most) {
            self.find(&file_of(language), key, Problem::TooLong(columns(text), most));
        }
    }
}

/// Words that stay as they are, and those that are English beyond doubt.
pub(super) struct Known {
    names: BTreeSet<String>,
    /// In small letters.
    english: BTreeSet<String>,
}

impl Known {
    pub(super) fn of(first: &FirstWords) -> Self {
        let languages = all_languages().flat_map(|l| l.english).flat_map(|name| name.split(' ')).map(str::to_owned);
        Self {
            names: first.names.iter().cloned().chain(languages).collect(),
            english: first.english.iter().map(|word| word.to_ascii_lowercase()).collect(),
        }
    }

    fn is_english(&self, word: &str) -> bool {
        self.english.contains(&word.to_ascii_lowercase())
    }
}

/// The file of a language's words.
pub(super) fn file_of(language: &Language) -> String {
    format!("text/{}.json", language.tag)
}

/// The key of a counted noun without its form, where English counts by it: its words for all else have a hole for the number.
pub(super) fn stem<'k>(key: &'k str, english: &Words) -> Option<(&'k str, Form)> {
    let (stem, form) = Form::ALL.into_iter().find_map(|form| Some((key.strip_suffix(form.suffix())?, form)))?;
    let other = english.find(&format!("{stem}{}", Form::Other.suffix()))?;
    placeholders(other).contains(&"n").then_some((stem, form))
}

/// The words of a text, where a change of script ends a word: `ICE를` is two.
fn words_of(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = None;
    let mut script = None;
    for (at, c) in text.char_indices() {
        // Marks above and below letters belong to the word that they stand in.
        let letter = c.is_alphabetic() || start.is_some() && script_of(c).is_some();
        if let Some(from) = start.filter(|_| !letter || script_of(c) != script) {
            words.push(&text[from..at]);
            start = None;
        }
        if letter && start.is_none() {
            (start, script) = (Some(at), script_of(c));
        }
    }
    words.extend(start.map(|from| &text[from..]));
    words
}

/// A text without its placeholders.
fn without_holes(text: &str) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        inside = (inside || c == '{') && c != '}';
        rest.push(if inside || c == '}' { ' ' } else { c });
    }
    rest
}
