//! A person's words: one normal form for what phone keyboards make of them, and five random ones to offer.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

use super::error::VaultError;
use super::random::{Random, array};

/// Fewer characters than this, counted in normal form, are refused when words are chosen. Never when they are tried: what
/// a rule says about a guess must not tell whether it could be right.
pub const SHORTEST: usize = 10;
/// More bytes than this are no words of anybody's.
const LONGEST: usize = 4096;
/// Five of 2,048: 55 bits, each guess of which costs a stretching and an answer of the phone.
const OFFERED: usize = 5;

/// Words in normal form. Wiped when dropped, never printed.
#[derive(Clone)]
pub struct Words(Zeroizing<Vec<u8>>);

impl Words {
    /// Words to try.
    ///
    /// # Errors
    /// `Invalid` for what is no UTF-8 or longer than 4,096 bytes.
    pub fn typed(bytes: &[u8]) -> Result<Self, VaultError> {
        let invalid = |rule| VaultError::Invalid { field: "words", rule };
        if bytes.len() > LONGEST {
            return Err(invalid("length"));
        }
        let text = str::from_utf8(bytes).map_err(|_| invalid("utf-8"))?;
        Ok(Self(normal_form(text)))
    }

    /// Words to keep notes under from now on.
    ///
    /// # Errors
    /// As [`Words::typed`], and `Invalid` for fewer than [`SHORTEST`] characters.
    pub fn chosen(bytes: &[u8]) -> Result<Self, VaultError> {
        let words = Self::typed(bytes)?;
        let characters = str::from_utf8(&words.0).map_or(0, |text| text.chars().count());
        if characters < SHORTEST {
            return Err(VaultError::Invalid { field: "words", rule: "short" });
        }
        Ok(words)
    }

    /// The normal form.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words[redacted]")
    }
}

/// Compatibility decomposition, lower case character by character, marks dropped, white space collapsed to single spaces.
///
/// Frozen: a file made under one normal form opens under no other. Decomposed twice, because lower case can compose; case
/// without context, because a final sigma must not depend on what follows.
fn normal_form(text: &str) -> Zeroizing<Vec<u8>> {
    // Room for the largest decomposition (18 characters of 4 bytes from 3), so that no growth leaves a copy behind.
    let mut out = Zeroizing::new(Vec::with_capacity(text.len().saturating_mul(24).saturating_add(8)));
    let mut gap = false;
    for c in text.nfkd().flat_map(char::to_lowercase).nfkd().filter(|c| !is_combining_mark(*c)) {
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push(b' ');
            gap = false;
        }
        let mut utf8 = [0; 4];
        out.extend_from_slice(c.encode_utf8(&mut utf8).as_bytes());
    }
    out
}

/// Five random words of the BIP-39 list of this language, with spaces between; English where there is no list.
///
/// # Errors
/// `System` without randomness.
pub fn offer(language: &str, random: &mut dyn Random) -> Result<Zeroizing<String>, VaultError> {
    let list = match language {
        "es" => bip39::Language::Spanish,
        _ => bip39::Language::English,
    }
    .word_list();
    let mut words = Zeroizing::new(String::with_capacity(128));
    for n in 0..OFFERED {
        let index = usize::from(u16::from_le_bytes(array(random)?)).rem_euclid(list.len());
        if n > 0 {
            words.push(' ');
        }
        words.push_str(list.get(index).ok_or(VaultError::Internal)?);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::super::random::SystemRandom;
    use super::*;

    fn normal(text: &str) -> String {
        String::from_utf8(Words::typed(text.as_bytes()).expect(text).bytes().to_vec()).expect("utf-8")
    }

    #[test]
    fn a_keyboards_capital_accent_or_double_space_locks_nobody_out() {
        for (typed, meant) in [
            ("River stone  lamp ", "river stone lamp"),
            ("\u{a0}rio\u{2003}\tpiedra\n", "rio piedra"),
            ("Río Niño Ñandú", "rio nino nandu"),
            ("Ri\u{301}o", "rio"),
            ("ＦＵＬＬ ﬁne", "full fine"),
            ("İstanbul ΣΑΣ", "istanbul σασ"),
            ("", ""),
        ] {
            assert_eq!(normal(typed), meant, "{typed}");
        }
    }

    #[test]
    fn the_normal_form_of_a_normal_form_is_itself() {
        proptest::proptest!(|(text in "\\PC{0,40}")| {
            let once = normal(&text);
            proptest::prop_assert_eq!(normal(&once), once);
        });
    }

    #[test]
    fn short_words_are_refused_when_chosen_only() {
        assert!(Words::typed(b"short").is_ok());
        assert_eq!(Words::chosen(b" nine      chars").map(|_| ()), Ok(()));
        let short = Err(VaultError::Invalid { field: "words", rule: "short" });
        assert_eq!(Words::chosen(b"a        b").map(|_| ()), short, "white space does not count");
        assert_eq!(
            Words::chosen("a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}".as_bytes()).map(|_| ()),
            short
        );
        assert!(Words::typed(&[0xff, 0xfe]).is_err());
        assert!(Words::typed(&vec![b'a'; LONGEST + 1]).is_err());
    }

    #[test]
    fn five_words_are_offered_in_both_languages_and_can_be_chosen() {
        for (language, list) in
            [("en", bip39::Language::English), ("es", bip39::Language::Spanish), ("xx", bip39::Language::English)]
        {
            let words = offer(language, &mut SystemRandom).expect("random");
            assert_eq!(words.split(' ').count(), OFFERED);
            assert!(words.split(' ').all(|word| list.word_list().contains(&word)), "{language}");
            assert!(Words::chosen(words.as_bytes()).is_ok(), "{language}");
        }
    }

    #[test]
    fn words_are_never_printed() {
        assert_eq!(format!("{:?}", Words::typed(b"river stone").expect("words")), "Words[redacted]");
    }
}
