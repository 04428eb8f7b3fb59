//! Looking for words in texts, accents and case ignored, without keeping an index that would double the image.

use memchr::memmem::Finder;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use zeroize::Zeroizing;

/// The words that are looked for, and a buffer that is used again for every text.
pub(super) struct Needle {
    words: Vec<Finder<'static>>,
    folded: Zeroizing<Vec<u8>>,
}

impl Needle {
    /// The words of a query, all of which must occur.
    pub(super) fn new(query: &str) -> Self {
        let mut folded = Zeroizing::new(Vec::new());
        fold(query, &mut folded);
        let words = folded.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let words = words.map(|word| Finder::new(word).into_owned()).collect();
        Self { words, folded: Zeroizing::new(Vec::new()) }
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word occurs in the title or the text.
    pub(super) fn is_in(&mut self, title: &str, body: &str) -> bool {
        self.folded.clear();
        fold(title, &mut self.folded);
        self.folded.push(b'\n');
        fold(body, &mut self.folded);
        self.words.iter().all(|word| word.find(&self.folded).is_some())
    }
}

/// Lower case without marks, appended.
fn fold(text: &str, out: &mut Vec<u8>) {
    out.reserve(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let (plain, tail) = rest.split_at(ascii);
        let from = out.len();
        out.extend_from_slice(plain.as_bytes());
        if let Some(new) = out.get_mut(from..) {
            new.make_ascii_lowercase();
        }
        let mut chars = tail.chars();
        if let Some(c) = chars.next() {
            decompose_compatible(c, |part| push(part, out));
        }
        rest = chars.as_str();
    }
}

fn push(part: char, out: &mut Vec<u8>) {
    for c in part.to_lowercase().filter(|c| !is_combining_mark(*c)) {
        let mut utf8 = [0; 4];
        out.extend_from_slice(c.encode_utf8(&mut utf8).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_are_ignored_and_every_word_must_occur() {
        for (query, text, found) in [
            ("nino", "El NIÑO habló", true),
            ("NIÑO hablo", "El niño habló", true),
            ("niño calló", "El niño habló", false),
            ("nin\u{303}o", "niño", true),
            ("plate 4", "Plate: ABC-4", true),
            ("istanbul", "İstanbul", true),
            ("blue van", "The van was\nblue", true),
            ("bluevan", "The van was\nblue", false),
        ] {
            assert_eq!(Needle::new(query).is_in("", text), found, "{query} in {text}");
            assert_eq!(Needle::new(query).is_in(text, ""), found, "{query} in {text}");
        }
        assert!(Needle::new(" \n\u{301}").is_empty());
        assert!(!Needle::new("ab").is_in("a", "b"), "title and text do not run together");
    }
}
