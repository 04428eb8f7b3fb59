//! One language: keys and their words.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::date::{Date, Day};
use super::plural::Counting;
use super::script::Script;

/// A language that the content is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    /// What to call it in English when asking for an interpreter; Chinese is spoken as two languages.
    pub english: &'static [&'static str],
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// The script that it is written in.
    pub script: Script,
    /// How it counts.
    pub counting: Counting,
    /// Whether all words are there, or the first ones alone.
    pub whole: bool,
}

impl Language {
    /// Its name in itself, and behind it what to call it in English: for whoever reads English and must find an interpreter.
    #[must_use]
    pub fn name_and_english(&self) -> String {
        format!("{} ({})", self.name, self.english.join(" / "))
    }
}

/// The whole languages, the one to fall back on first.
pub const LANGUAGES: &[Language] = &[
    Language { whole: true, ..latin("en", "English", &["English"], Counting::One) },
    Language { whole: true, ..latin("es", "Español", &["Spanish"], Counting::OneAndMillions) },
];

/// The languages of which only the first words are there: danger, the hotline, the phone, cards, leaving.
pub const FIRST_WORDS: &[Language] = &[
    Language { right_to_left: true, ..first("ar", "العربية", &["Arabic"], Script::Arabic, Counting::Arabic) },
    first("zh-Hans", "简体中文", &["Mandarin", "Cantonese"], Script::Han, Counting::Same),
    first("zh-Hant", "繁體中文", &["Mandarin", "Cantonese"], Script::Han, Counting::Same),
    latin("fr", "Français", &["French"], Counting::ZeroOneAndMillions),
    latin("ht", "Kreyòl ayisyen", &["Haitian Creole"], Counting::Same),
    first("hi", "हिन्दी", &["Hindi"], Script::Devanagari, Counting::ZeroAndOne),
    first("ko", "한국어", &["Korean"], Script::Hangul, Counting::Same),
    latin("pt", "Português", &["Portuguese"], Counting::ZeroOneAndMillions),
    first("ru", "Русский", &["Russian"], Script::Cyrillic, Counting::Russian),
    latin("tl", "Tagalog", &["Tagalog"], Counting::Tagalog),
    first("th", "ไทย", &["Thai"], Script::Thai, Counting::Same),
    latin("vi", "Tiếng Việt", &["Vietnamese"], Counting::ZeroAndOne),
];

const fn first(
    tag: &'static str,
    name: &'static str,
    english: &'static [&'static str],
    script: Script,
    counting: Counting,
) -> Language {
    Language { tag, name, english, right_to_left: false, script, counting, whole: false }
}

const fn latin(
    tag: &'static str,
    name: &'static str,
    english: &'static [&'static str],
    counting: Counting,
) -> Language {
    first(tag, name, english, Script::Latin, counting)
}

/// The language of this tag, as phones write it: `es-MX` is `es`, `fil` is `tl`, `zh_TW` is `zh-Hant`. None for what is not shipped.
#[must_use]
pub fn language(tag: &str) -> Option<&'static Language> {
    let lower = tag.to_ascii_lowercase();
    let mut parts = lower.split(['-', '_', '#']).filter(|part| !part.is_empty());
    let primary = match parts.next()? {
        // Android has called Tagalog Filipino since 5.0.
        "fil" => "tl",
        chinese @ ("zh" | "cmn" | "yue") => {
            let rest: Vec<&str> = parts.collect();
            let has = |wanted: &[&str]| rest.iter().any(|part| wanted.contains(part));
            // Without a script the region tells it: Taiwan, Hong Kong and Macau write the traditional one.
            let traditional = has(&["hant"]) || !has(&["hans"]) && (has(&["tw", "hk", "mo"]) || chinese == "yue");
            if traditional { "zh-Hant" } else { "zh-Hans" }
        }
        other => other,
    };
    all_languages().find(|language| language.tag == primary)
}

/// All languages, the whole ones first.
pub fn all_languages() -> impl Iterator<Item = &'static Language> {
    LANGUAGES.iter().chain(FIRST_WORDS)
}

/// The first of the wanted languages that is shipped, or English.
///
/// Whole or not: a phone often lists English below the language of its reader, who may not read it.
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
    ///
    /// From right to left each value stands isolated (UAX 9): a telephone number would show its groups in the wrong order. It may be
    /// broken behind a dash, and is not broken elsewhere: no language but English has rules for its parts (UAX 14).
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        filled(self.get(key), values, self.language.right_to_left)
    }

    /// The words of a key for so many, in the form that the language has for that number, which stands for `{n}`.
    #[must_use]
    pub fn count(&self, key: &str, n: usize, values: &[(&str, &str)]) -> String {
        let form = self.language.counting.form(u64::try_from(n).unwrap_or(u64::MAX));
        let counted = n.to_string();
        let values: Vec<(&str, &str)> = [("n", counted.as_str())].into_iter().chain(values.iter().copied()).collect();
        self.fill(&format!("{key}{}", form.suffix()), &values)
    }

    /// A day as people of this language write it.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let month = self.get(&format!("ui.month.{}", date.month));
        let (day, year) = (date.day.to_string(), date.year.to_string());
        filled(self.get("ui.date"), &[("day", &day), ("month", month), ("year", &year)], false)
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

/// The text with each `{name}` replaced by its value, once: what a value holds stays as it is.
fn filled(text: &str, values: &[(&str, &str)], isolated: bool) -> String {
    let mut filled = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some((before, (name, after))) = rest.split_once('{').and_then(|(b, a)| Some((b, a.split_once('}')?))) {
        filled.push_str(before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) if isolated => filled.extend(["\u{2068}", &breakable(value), "\u{2069}"]),
            Some((_, value)) => filled.push_str(value),
            None => filled.extend(["{", name, "}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// A telephone number, with a place to break it behind each dash; anything else as it is.
fn breakable(value: &str) -> String {
    let number = value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if number { value.replace('-', "-\u{200B}") } else { value.to_owned() }
}

/// The names of the placeholders in a text, in order: `{day}` is `day`.
#[must_use]
pub fn placeholders(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hole_is_filled_once_and_what_is_no_hole_stays() {
        let values = [("a", "{b}"), ("b", "2")];
        assert_eq!(filled("{a} {b} {c} {", &values, false), "{b} 2 {c} {");
        assert_eq!(filled("{b}", &values, true), "\u{2068}2\u{2069}");
        assert_eq!(filled("", &values, false), "");
    }
}
