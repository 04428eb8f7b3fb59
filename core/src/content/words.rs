//! One language: keys and their words.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::date::{Date, Day};

/// A language that the content is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
}

/// The whole languages, the one to fall back on first.
pub const LANGUAGES: &[Language] = &[
    Language { tag: "en", name: "English", right_to_left: false },
    Language { tag: "es", name: "Español", right_to_left: false },
];

/// The language of this tag: `es-MX` is `es`. None for what is not shipped.
#[must_use]
pub fn language(tag: &str) -> Option<&'static Language> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(primary))
}

/// The first of the wanted languages that is shipped, or English.
#[must_use]
pub fn best_language(wanted: &[String]) -> &'static Language {
    wanted.iter().find_map(|tag| language(tag)).unwrap_or(&LANGUAGES[0])
}

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Words {
    /// Which language.
    pub language: &'static Language,
    map: BTreeMap<String, String>,
}

impl Words {
    /// Words of this language by key.
    #[must_use]
    pub fn new(language: &'static Language, map: BTreeMap<String, String>) -> Self {
        Self { language, map }
    }

    /// The words of a key, where there are some.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.map.get(key).map(String::as_str)
    }

    /// The words of a key. A checked content has them all; without the check a missing key shows as nothing.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.find(key).unwrap_or_default()
    }

    /// The words of a key as a text of its own.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.get(key).to_owned()
    }

    /// The words of a key, with each `{name}` replaced by its value.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.text(key), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// A day as people of this language write it.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let month = self.get(&format!("ui.month.{}", date.month));
        self.fill("ui.date", &[("day", &date.day.to_string()), ("month", month), ("year", &date.year.to_string())])
    }

    /// The day of this number as people of this language write it.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        self.date(Date::from_day(day))
    }

    /// The keys that begin so, and their words, in order.
    pub fn below<'w>(&'w self, start: &'w str) -> impl Iterator<Item = (&'w str, &'w str)> {
        let from = self.map.range::<str, _>((Bound::Included(start), Bound::Unbounded));
        from.take_while(move |(key, _)| key.starts_with(start)).map(|(key, words)| (key.as_str(), words.as_str()))
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.map.keys().map(String::as_str)
    }
}

/// The names of the placeholders in a text, in order: `{day}` is `day`.
#[must_use]
pub fn placeholders(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}
