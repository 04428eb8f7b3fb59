//! Content packs: the whole guidance as one signed file that is handed over by cable, Bluetooth or memory card.
//!
//! [`Pack::open`] is the one way in. `layout` is the format, `keys` whose signature counts, [`changes`] what a pack changes,
//! [`kept`] the one that a person chose to keep. `docs/packs.md` says how packs are made and handed out.
#![deny(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing, reason = "a test that panics has failed"))]

pub mod changes;
pub mod kept;
mod keys;
mod layout;

use std::sync::Arc;

use super::check::{Finding, check, missing_labels};
use super::date::Day;
use super::files::Files;
use super::issue::Issue;

pub use keys::Keys;
pub use layout::{LONGEST_TEXT, MOST_FILES, MOST_INFLATED, MOST_REPEATED, MOST_SEALED, MOST_VALUES, unsigned};

/// Why a pack is not used. Nothing of the content in use has changed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PackError {
    /// More bytes than any pack.
    #[error("more than {MOST_SEALED} bytes")]
    TooLarge,
    /// It does not begin as a pack does.
    #[error("not a content pack")]
    NotAPack,
    /// It ends too early.
    #[error("cut short")]
    Truncated,
    /// No key of the publisher has signed these bytes: somebody else's, or changed on the way.
    #[error("not signed by the publisher of this app, or changed since")]
    Signature,
    /// It was made for another version of the app.
    #[error("of format {0}, which this app does not read")]
    Format(u16),
    /// Its day lies ahead.
    #[error("issued on a day that has not come")]
    Future,
    /// The content in use is of a later issue.
    #[error("issue {pack}, older than issue {in_use}, which is in use")]
    Older {
        /// The pack's issue.
        pack: u32,
        /// That of the content in use.
        in_use: u32,
    },
    /// More files than any content has.
    #[error("more than {MOST_FILES} files")]
    TooManyFiles,
    /// A name that no content file has.
    #[error("{0:?} is no name of a content file")]
    Name(String),
    /// File names that do not go up, or one that is there twice.
    #[error("{0}: twice, or out of order")]
    OutOfOrder(String),
    /// Its files are too large, inflated.
    #[error("more than {MOST_INFLATED} bytes inflated")]
    TooMuchInside,
    /// A file that does not inflate to what it says.
    #[error("{0}: does not inflate to its length")]
    Inflate(String),
    /// A file that is no text.
    #[error("{0}: not UTF-8")]
    NotText(String),
    /// Its files hold more than any content does.
    #[error("more than {MOST_VALUES} values")]
    TooManyValues,
    /// A text longer than any is, or too long for how much stands beside it.
    #[error("{0}: too long a text")]
    LongText(String),
    /// Bytes behind the last file.
    #[error("bytes behind the last file")]
    Trailing,
    /// The content breaks a rule. The first finding, and how many there are.
    #[error("{0} ({1} findings)")]
    Content(Box<Finding>, usize),
}

/// A pack that may be used.
#[derive(Debug, Clone)]
pub struct Pack {
    issue: Issue,
    bytes: Arc<[u8]>,
    files: Files,
}

impl Pack {
    /// Opens what a person picked: signature first, over the bytes as they came; then format, day, issue and limits; then every
    /// check that the built-in content has passed.
    ///
    /// # Errors
    /// The first thing that is wrong. Of hostile bytes without a signature nothing is looked at but length and first bytes; signed
    /// ones hold to the limits of this module, so that reading them stays below 64 MiB of memory.
    pub fn open(bytes: &[u8], keys: &Keys, in_use: Issue, today: Day) -> Result<Self, PackError> {
        let issue = verified(bytes, keys)?;
        if issue.issued > today {
            return Err(PackError::Future);
        }
        Self::read(bytes, issue, in_use)
    }

    /// Opens what was kept. Its day is not held against the calendar again: a phone whose clock fell back must not lose what its
    /// owner kept.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_kept(bytes: &[u8], keys: &Keys, built_in: Issue) -> Result<Self, PackError> {
        let issue = verified(bytes, keys)?;
        Self::read(bytes, issue, built_in)
    }

    fn read(bytes: &[u8], issue: Issue, in_use: Issue) -> Result<Self, PackError> {
        if issue.number < in_use.number {
            return Err(PackError::Older { pack: issue.number, in_use: in_use.number });
        }
        let bytes: Arc<[u8]> = bytes.into();
        let files = contents(&bytes)?;
        Ok(Self { issue, bytes, files })
    }

    /// Which issue it is.
    #[must_use]
    pub fn issue(&self) -> Issue {
        self.issue
    }

    /// Its content, of which every check has found nothing.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The pack as it came.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The head of what one of the keys has signed.
fn verified(bytes: &[u8], keys: &Keys) -> Result<Issue, PackError> {
    let (signed, signature) = layout::parts(bytes)?;
    if !keys.signed(signed, signature) {
        return Err(PackError::Signature);
    }
    Ok(layout::head(signed)?.issue)
}

/// The content of a pack, whoever signed it: for what looks at packs, and for throwing any bytes at. An app asks [`Pack::open`].
///
/// # Errors
/// Everything but signature, day and issue.
pub fn contents(bytes: &Arc<[u8]>) -> Result<Files, PackError> {
    let files = layout::files(bytes)?;
    let mut findings = check(&files);
    findings.extend(missing_labels(&files));
    let count = findings.len();
    match findings.into_iter().next() {
        Some(first) => Err(PackError::Content(Box::new(first), count)),
        None => Ok(files),
    }
}

/// The issue of a pack, whoever signed it.
///
/// # Errors
/// When its head cannot be read.
pub fn issue_unverified(bytes: &[u8]) -> Result<Issue, PackError> {
    let (signed, _) = layout::parts(bytes)?;
    Ok(layout::head(signed)?.issue)
}
