//! Which script a letter belongs to, as far as a mix of scripts must be told from none; and how wide a text stands.

/// A script that a shipped language is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// English, Spanish and most others.
    Latin,
    /// Arabic.
    Arabic,
    /// Russian.
    Cyrillic,
    /// Hindi.
    Devanagari,
    /// Chinese, both ways of writing it.
    Han,
    /// Korean.
    Hangul,
    /// Thai.
    Thai,
}

/// The blocks of the Unicode Standard whose letters are needed; what stands in none of them is no letter of a shipped language.
const BLOCKS: &[(char, char, Script)] = &[
    ('A', 'Z', Script::Latin),
    ('a', 'z', Script::Latin),
    ('ª', 'ª', Script::Latin),
    ('º', 'º', Script::Latin),
    ('À', '\u{24F}', Script::Latin),
    ('\u{300}', '\u{36F}', Script::Latin),
    ('\u{400}', '\u{4FF}', Script::Cyrillic),
    ('\u{600}', '\u{6FF}', Script::Arabic),
    ('\u{900}', '\u{97F}', Script::Devanagari),
    ('\u{E00}', '\u{E7F}', Script::Thai),
    ('\u{1E00}', '\u{1EFF}', Script::Latin),
    ('\u{3400}', '\u{9FFF}', Script::Han),
    ('\u{AC00}', '\u{D7A3}', Script::Hangul),
];

/// The script of a letter; none for a letter of a script that no shipped language is written in, and for what is no letter.
#[must_use]
pub fn script_of(c: char) -> Option<Script> {
    BLOCKS.iter().find(|(first, last, _)| (*first..=*last).contains(&c)).map(|(_, _, script)| *script)
}

/// How many columns a text takes: letters that stand in a square count twice, marks above and below others not at all.
///
/// It tells a text that outgrows its place from one that does not, in any script; drawing measures for itself.
#[must_use]
pub fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| match c {
            '\u{300}'..='\u{36F}'
            | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}'
            | '\u{900}'..='\u{902}'
            | '\u{93C}'
            | '\u{941}'..='\u{948}'
            | '\u{94D}'
            | '\u{E31}'
            | '\u{E34}'..='\u{E3A}'
            | '\u{E47}'..='\u{E4E}'
            | '\u{2066}'..='\u{2069}' => 0,
            '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF00}'..='\u{FF60}' => 2,
            _ => 1,
        })
        .sum()
}

/// Whether a character cannot be seen, and so may do what no reader of the words file notices: marks of direction, spaces without
/// width. The two joiners are seen in what they do to Devanagari.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_by_script() {
        for (text, script) in [
            ("Aé", Script::Latin),
            ("ệơ", Script::Latin),
            ("خط", Script::Arabic),
            ("ёж", Script::Cyrillic),
            ("हिं", Script::Devanagari),
            ("電话", Script::Han),
            ("한국", Script::Hangul),
            ("ไทย", Script::Thai),
        ] {
            assert!(text.chars().all(|c| script_of(c) == Some(script)), "{text}");
        }
        for c in ['Ω', 'あ', 'א', '1', '。'] {
            assert_eq!(script_of(c), None, "{c}");
        }
    }

    #[test]
    fn columns_count_what_takes_room() {
        for (text, wide) in
            [("Leave", 5), ("离开", 4), ("나가기", 6), ("ออก", 3), ("ตำรวจที่", 6), ("हिन्दी", 5), ("é", 1)]
        {
            assert_eq!(columns(text), wide, "{text}");
        }
    }
}
