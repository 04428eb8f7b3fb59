//! How hard a text is to read: a school grade for English, an ease for Spanish.

/// The Flesch–Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and others, *Derivation of New
/// Readability Formulas*, 1975). Each text given counts as at least one sentence; nothing to read is grade 0.
#[must_use]
pub fn grade<'a>(texts: impl IntoIterator<Item = &'a str>) -> f64 {
    let Some(counts) = Counts::of(texts, english_syllables) else { return 0.0 };
    0.39 * counts.words_a_sentence() + 11.8 * counts.syllables_a_word() - 15.59
}

/// The Fernández-Huerta ease: 206.84 − 60 × syllables a word − 1.02 × words a sentence (J. Fernández Huerta, *Medidas sencillas de
/// lecturabilidad*, Consigna 214, 1959; many copies take F for sentences in a hundred words, which turns it round: it is words a
/// sentence). From 70 upwards is the sixth school year or below. Nothing to read is 100.
#[must_use]
pub fn ease<'a>(texts: impl IntoIterator<Item = &'a str>) -> f64 {
    let Some(counts) = Counts::of(texts, spanish_syllables) else { return 100.0 };
    206.84 - 60.0 * counts.syllables_a_word() - 1.02 * counts.words_a_sentence()
}

/// What both formulas count.
#[derive(Debug, Default)]
struct Counts {
    sentences: u32,
    words: u32,
    syllables: u32,
}

impl Counts {
    /// None where there is no word.
    fn of<'a>(
        texts: impl IntoIterator<Item = &'a str>,
        syllables_of: impl Fn(&[char]) -> Option<usize>,
    ) -> Option<Self> {
        let mut counts = Self::default();
        for text in texts {
            let mut ended = true;
            for word in text.split_whitespace() {
                let letters: Vec<char> =
                    word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
                // A number alone is no word, but it can end a sentence.
                let Some(count) = syllables_of(&letters) else {
                    ended |= ends_a_sentence(word);
                    continue;
                };
                counts.sentences += u32::from(ended);
                counts.words += 1;
                counts.syllables += u32::try_from(count.max(1)).unwrap_or(1);
                ended = ends_a_sentence(word);
            }
        }
        (counts.words > 0).then_some(counts)
    }

    fn words_a_sentence(&self) -> f64 {
        f64::from(self.words) / f64::from(self.sentences)
    }

    fn syllables_a_word(&self) -> f64 {
        f64::from(self.syllables) / f64::from(self.words)
    }
}

/// Points that belong to a word: taking them for ends of sentences would make a text look easier than it is.
const ABBREVIATIONS: [&str; 4] = ["a.m.", "p.m.", "EE.", "UU."];

fn ends_a_sentence(word: &str) -> bool {
    let bare = word.trim_matches(['"', '“', '”', '«', '»', '(', ')']);
    bare.ends_with(['.', '!', '?']) && !ABBREVIATIONS.contains(&bare)
}

/// Groups of vowels, less a silent final e. None for what holds no letter.
fn english_syllables(letters: &[char]) -> Option<usize> {
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let groups = letters.iter().enumerate().filter(|(i, c)| vowel(c) && (*i == 0 || !vowel(&letters[i - 1]))).count();
    let silent = match letters {
        [] => return None,
        [.., _, before, 'e'] => !vowel(before) && *before != 'l',
        _ => false,
    };
    Some(groups.saturating_sub(usize::from(silent)))
}

/// What stood before a letter of a Spanish word.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Consonant,
    Weak,
    Strong,
    /// The weak half after a strong one: the next vowel begins anew.
    Closed,
}

impl Before {
    /// Where a weak vowel follows: what there is then, and whether it sounds by itself.
    fn weak(self) -> (Self, usize) {
        match self {
            Self::Strong => (Self::Closed, 0),
            Self::Weak => (Self::Weak, 0),
            Self::Consonant | Self::Closed => (Self::Weak, 1),
        }
    }
}

/// Vowels, less those that sound as one: a weak one (i, u, ü) beside another, without an accent; the u of que, qui, gue, gui; and y is
/// one at the end alone. None for what holds no letter.
fn spanish_syllables(letters: &[char]) -> Option<usize> {
    let (mut count, mut before) = (0, Before::Consonant);
    for (i, c) in letters.iter().enumerate() {
        let last = i.checked_sub(1).map(|i| letters[i]);
        let next = letters.get(i + 1);
        let mute = *c == 'u' && matches!(last, Some('q' | 'g')) && matches!(next, Some('e' | 'i' | 'é' | 'í'));
        let (now, sounds) = match c {
            'a' | 'e' | 'o' | 'á' | 'é' | 'ó' | 'í' | 'ú' => (Before::Strong, usize::from(before != Before::Weak)),
            'i' | 'u' | 'ü' if !mute => before.weak(),
            'y' if next.is_none() => before.weak(),
            _ => (Before::Consonant, 0),
        };
        before = now;
        count += sounds;
    }
    (!letters.is_empty()).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(word: &str, syllables_of: impl Fn(&[char]) -> Option<usize>) -> usize {
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        syllables_of(&letters).map_or(0, |count| count.max(1))
    }

    #[test]
    fn syllables_are_counted_as_the_rules_say() {
        for (word, n) in
            [("call", 1), ("police", 2), ("help", 1), ("trafficking", 3), ("people", 2), ("the", 1), ("911", 0)]
        {
            assert_eq!(count(word, english_syllables), n, "{word}");
        }
        for (word, n) in [
            ("llame", 2),
            ("policía", 4),
            ("trata", 2),
            ("ciudad", 2),
            ("guía", 2),
            ("quien", 1),
            ("país", 2),
            ("leer", 2),
            ("oficina", 4),
            ("hoy", 1),
            ("y", 1),
            ("ayuda", 3),
            ("vergüenza", 3),
            ("abogado", 4),
            ("911", 0),
        ] {
            assert_eq!(count(word, spanish_syllables), n, "{word}");
        }
    }

    #[test]
    fn plain_text_grades_low_and_legal_text_high() {
        assert!(grade(["Call 911. Say where you are. Stay on the line."]) < 3.0);
        let legal =
            "Applicants are statutorily obligated to demonstrate compliance with reasonable requests for assistance.";
        assert!(grade([legal]) > 12.0);
        assert!(grade([""]) < f64::EPSILON);
    }

    #[test]
    fn plain_spanish_is_easy_and_legal_spanish_is_not() {
        // Seven words, eleven syllables, two sentences.
        let counted = ease(["Llame al 911. Diga en qué calle vive."]);
        assert!((counted - (206.84 - 60.0 * 11.0 / 7.0 - 1.02 * 7.0 / 2.0)).abs() < 1e-9, "{counted}");
        let legal = "Los solicitantes se encuentran obligados reglamentariamente a demostrar su colaboración ante las autoridades \
            administrativas competentes.";
        assert!(ease([legal]) < 40.0, "{}", ease([legal]));
        assert!((ease(["911"]) - 100.0).abs() < f64::EPSILON);
    }

    #[test]
    fn an_abbreviation_ends_no_sentence_and_a_quotation_may() {
        let joined = grade(["Open at 8 a.m. local time."]);
        assert!((joined - grade(["Open at 8 am local time."])).abs() < f64::EPSILON);
        assert!(ends_a_sentence("back.\"") && ends_a_sentence("(why?)") && !ends_a_sentence("UU."));
    }
}
