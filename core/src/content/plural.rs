//! Which form of a counted noun a number takes: CLDR's cardinal rules for whole numbers, of the languages that are shipped.
//!
//! A test holds them against ICU4X; carrying ICU4X itself along would cost more than all of these words (docs/decisions.md).

/// A form of a counted noun, as CLDR names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// None of something, in Arabic.
    Zero,
    /// One, and what is counted like it.
    One,
    /// Two, in Arabic.
    Two,
    /// A few.
    Few,
    /// Many.
    Many,
    /// All else.
    Other,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// What the key of its words ends with.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Zero => "_zero",
            Self::One => "_one",
            Self::Two => "_two",
            Self::Few => "_few",
            Self::Many => "_many",
            Self::Other => "_other",
        }
    }
}

/// How a language counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// One form for all: Chinese, Haitian Creole, Korean, Thai.
    Same,
    /// 1 apart: English.
    One,
    /// 0 and 1 apart: Hindi, Vietnamese.
    ZeroAndOne,
    /// 1 apart, and whole millions: Spanish.
    OneAndMillions,
    /// 0 and 1 apart, and whole millions: French, Portuguese.
    ZeroOneAndMillions,
    /// Arabic.
    Arabic,
    /// Russian.
    Russian,
    /// Tagalog.
    Tagalog,
}

impl Counting {
    /// The form that a number takes.
    #[must_use]
    pub fn form(self, n: u64) -> Form {
        let millions = n != 0 && n.is_multiple_of(1_000_000);
        match (self, n) {
            (Self::One | Self::OneAndMillions | Self::Arabic, 1)
            | (Self::ZeroAndOne | Self::ZeroOneAndMillions, 0 | 1) => Form::One,
            (Self::OneAndMillions | Self::ZeroOneAndMillions, _) if millions => Form::Many,
            (Self::Arabic, 0) => Form::Zero,
            (Self::Arabic, 2) => Form::Two,
            (Self::Arabic, _) => match n % 100 {
                3..=10 => Form::Few,
                11..=99 => Form::Many,
                _ => Form::Other,
            },
            (Self::Russian, _) => match (n % 10, n % 100) {
                (1, rest) if rest != 11 => Form::One,
                (2..=4, rest) if !(12..=14).contains(&rest) => Form::Few,
                _ => Form::Many,
            },
            (Self::Tagalog, _) if n <= 3 && n > 0 || !matches!(n % 10, 4 | 6 | 9) => Form::One,
            _ => Form::Other,
        }
    }

    /// The forms that the language has, fractions included: a translator's tool asks for all of them.
    #[must_use]
    pub fn forms(self) -> &'static [Form] {
        match self {
            Self::Same => &[Form::Other],
            Self::One | Self::ZeroAndOne | Self::Tagalog => &[Form::One, Form::Other],
            Self::OneAndMillions | Self::ZeroOneAndMillions => &[Form::One, Form::Many, Form::Other],
            Self::Russian => &[Form::One, Form::Few, Form::Many, Form::Other],
            Self::Arabic => &Form::ALL,
        }
    }
}
