//! Telephone numbers: what is one, how it is shown, how it is said.

/// Whether this is a number that may be shipped: a short code, or E.164.
#[must_use]
pub fn is_number(text: &str) -> bool {
    match text.strip_prefix('+') {
        // E.164: a country code, 15 digits at most. A North American number has ten behind the 1, and neither its area nor
        // its exchange begins with 0 or 1.
        Some(digits) if digits.starts_with('1') => {
            digits.len() == 11
                && digits.bytes().all(|b| b.is_ascii_digit())
                && [1, 4].iter().all(|&i| digits.as_bytes().get(i).is_some_and(|&b| b >= b'2'))
        }
        Some(digits) => {
            (8..=15).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit())
        }
        None => is_short_code(text),
    }
}

/// Whether this is a number without a country: 911, 211, 988, 711 or a code for texts of five or six digits.
#[must_use]
pub fn is_short_code(text: &str) -> bool {
    matches!(text.len(), 3 | 5 | 6) && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')
}

/// The number as people read it: `1-888-373-7888`, `233733`.
#[must_use]
pub fn display(number: &str) -> String {
    let groups = match number.strip_prefix('+') {
        Some(d) if d.len() == 11 && d.starts_with('1') => vec![&d[..1], &d[1..4], &d[4..7], &d[7..]],
        // Mexico: a country code of two digits and ten more.
        Some(d) if d.len() == 12 && d.starts_with("52") => return format!("+52 {}", in_mexico(&d[2..])),
        Some(d) => return format!("+{d}"),
        // A number as it is dialled inside Mexico.
        None if number.len() == 10 => return in_mexico(number),
        None => vec![number],
    };
    groups.join("-")
}

/// Ten digits as people in Mexico read them: `800 911 2000`. The line against trafficking gives its own as `800 5533 000`.
fn in_mexico(number: &str) -> String {
    let end = if number.starts_with("8005533") { 7 } else { 6 };
    format!("{} {} {}", &number[..3], &number[3..end], &number[end..])
}

/// The number digit by digit, with a short rest between groups, for a screen reader.
#[must_use]
pub fn spoken(number: &str) -> String {
    display(number)
        .split(['-', ' '])
        .map(|group| group.chars().map(String::from).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Whether this word, on a telephone's keys, is the end of the number. Digits and dashes stand for themselves.
#[must_use]
pub fn spells(word: &str, number: &str) -> bool {
    let digits: Option<String> = word.chars().filter(|c| !matches!(c, '-' | ' ')).map(key).collect();
    digits.is_some_and(|digits| !digits.is_empty() && number.trim_start_matches('+').ends_with(&digits))
}

/// The key that a letter stands on (ITU-T E.161).
fn key(c: char) -> Option<char> {
    Some(match c.to_ascii_uppercase() {
        c @ '0'..='9' => c,
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        'W'..='Z' => '9',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_what_only_looks_like_one() {
        for good in ["911", "988", "233733", "64673", "+18883737888", "+528005533000"] {
            assert!(is_number(good), "{good}");
        }
        for bad in [
            "",
            "+",
            "91",
            "0911",
            "1-888-373-7888",
            "+1888373788",
            "+188837378888",
            "+10883737888",
            "+18881737888",
            "+0123456789",
            "９１１",
            "+1888373788a",
        ] {
            assert!(!is_number(bad), "{bad}");
        }
    }

    #[test]
    fn numbers_are_shown_in_groups_and_said_digit_by_digit() {
        assert_eq!(display("+18883737888"), "1-888-373-7888");
        assert_eq!(display("+528005533000"), "+52 800 5533 000");
        assert_eq!(display("8005533000"), "800 5533 000");
        assert_eq!(display("8009112000"), "800 911 2000");
        assert_eq!(display("+528009112000"), "+52 800 911 2000");
        assert_eq!(display("233733"), "233733");
        assert_eq!(spoken("+18883737888"), "1, 8 8 8, 3 7 3, 7 8 8 8");
        assert_eq!(spoken("911"), "9 1 1");
    }

    #[test]
    fn letters_match_the_digits_that_they_stand_on() {
        assert!(spells("BEFREE", "233733"));
        assert!(spells("1-800-THE-LOST", "+18008435678"));
        assert!(!spells("BEFREE", "233734"));
        assert!(!spells("", "233733"));
        assert!(!spells("BÉ", "23"));
    }
}
