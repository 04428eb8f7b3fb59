//! How hard an English text is to read.

/// The Flesch–Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and others, *Derivation of New
/// Readability Formulas*, 1975). Each text given counts as at least one sentence.
#[must_use]
pub fn grade<'a>(texts: impl IntoIterator<Item = &'a str>) -> f64 {
    let (mut sentences, mut words, mut syllables) = (0_u32, 0_u32, 0_u32);
    for text in texts {
        let mut in_text = 0;
        let mut ended = true;
        for word in text.split_whitespace() {
            let Some(count) = syllables_of(word) else { continue };
            in_text += u32::from(ended);
            ended = word.ends_with(['.', '!', '?']);
            words += 1;
            syllables += count;
        }
        sentences += in_text;
    }
    if sentences == 0 {
        return 0.0;
    }
    let (sentences, words, syllables) = (f64::from(sentences), f64::from(words), f64::from(syllables));
    0.39 * words / sentences + 11.8 * syllables / words - 15.59
}

/// Groups of vowels, less a silent final e; at least one. None for what holds no letter.
fn syllables_of(word: &str) -> Option<u32> {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).map(|c| c.to_ascii_lowercase()).collect();
    if letters.is_empty() {
        return None;
    }
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let groups = letters.iter().enumerate().filter(|(i, c)| vowel(c) && (*i == 0 || !vowel(&letters[i - 1]))).count();
    let n = letters.len();
    let silent = n > 2 && letters[n - 1] == 'e' && !vowel(&letters[n - 2]) && letters[n - 2] != 'l';
    Some(u32::try_from(groups.saturating_sub(usize::from(silent)).max(1)).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_the_rule_says() {
        for (word, n) in
            [("call", 1), ("police", 2), ("help", 1), ("trafficking", 3), ("people", 2), ("the", 1), ("911", 0)]
        {
            assert_eq!(syllables_of(word).unwrap_or(0), n, "{word}");
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
}
