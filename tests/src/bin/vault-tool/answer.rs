//! What the tool says when it does not do what it was asked for: a sentence, and an exit code that scripts can rely on.

use std::fmt::Display;
use std::path::Path;

use almanac_core::vault::VaultError;

/// Why nothing came of it.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// For the person.
    pub(crate) text: String,
    /// For scripts; 0 is success and 2 a wrong command line.
    pub(crate) code: u8,
}

/// The arguments cannot be followed: a file that is not there or is in the way, notes that break a rule. Nothing was changed.
pub(crate) const ASKED_WRONGLY: u8 = 1;
/// Nothing opens.
pub(crate) const NOTHING: u8 = 3;
/// The file is damaged.
pub(crate) const DAMAGED: u8 = 4;
/// An erase, or the first start, is to be finished.
pub(crate) const ERASING: u8 = 5;
/// Written by a newer app.
pub(crate) const UNSUPPORTED: u8 = 6;
/// There is no file, or less of one than an app takes for one: the next start would make it.
pub(crate) const ABSENT: u8 = 7;
/// The storage refused.
pub(crate) const STORAGE: u8 = 8;
/// More notes than a file can hold.
pub(crate) const FULL: u8 = 9;
/// Anything else that the core refuses.
pub(crate) const REFUSED: u8 = 10;

impl Trouble {
    /// The arguments cannot be followed.
    pub(crate) fn asked(text: impl Display) -> Self {
        Self { text: format!("error: {text}"), code: ASKED_WRONGLY }
    }

    /// A file that cannot be used, as the system says.
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> Self {
        Self::asked(format_args!("{}: {error}", path.display()))
    }
}

impl From<VaultError> for Trouble {
    fn from(error: VaultError) -> Self {
        let text = match error {
            VaultError::Invalid { field: "words", rule: "short" } => {
                "error: words that are chosen have at least 10 characters, spaces at the ends not counted".to_owned()
            }
            other => format!("error: {other}"),
        };
        Self { text, code: name(error).1 }
    }
}

/// A refusal's name in JSON, and its exit code.
pub(crate) fn name(error: VaultError) -> (&'static str, u8) {
    match error {
        VaultError::Damaged(_) => ("damaged", DAMAGED),
        VaultError::Erasing => ("erasing", ERASING),
        VaultError::Unsupported => ("unsupported", UNSUPPORTED),
        VaultError::Storage(_) => ("storage", STORAGE),
        VaultError::Full => ("full", FULL),
        VaultError::Invalid { .. } => ("invalid", REFUSED),
        _ => ("refused", REFUSED),
    }
}
