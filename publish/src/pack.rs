//! Sealing packs, and looking into them.

use std::fmt::Write as _;
use std::sync::Arc;

use almanac_core::content::date::{Date, Day};
use almanac_core::content::issue::Issue;
use almanac_core::content::load::words;
use almanac_core::content::number;
use almanac_core::content::pack::changes::{Change, Changes, Edition};
use almanac_core::content::pack::{self, Keys, Pack, PackError};
use almanac_core::content::words::LANGUAGES;
use almanac_core::content::{Content, Files};
use almanac_core::triage;
use anyhow::Result;
use ed25519_dalek::{Signer as _, SigningKey};

/// Seals content into a pack, and opens it as an app would: nothing leaves here that an app refuses.
///
/// # Errors
/// What an app would say.
pub fn seal(files: &Files, issue: Issue, key: &SigningKey, today: Day) -> Result<Vec<u8>, PackError> {
    let bytes = sign(pack::unsigned(issue, files)?, key);
    let keys = Keys::instead_of_built_in(&[key.verifying_key().to_bytes()]);
    Pack::open(&bytes, &keys, Issue { number: 1, issued: issue.issued }, today)?;
    Ok(bytes)
}

/// Puts the signature behind bytes, whatever they are.
#[must_use]
pub fn sign(mut bytes: Vec<u8>, key: &SigningKey) -> Vec<u8> {
    let signature = key.sign(&bytes);
    bytes.extend(signature.to_bytes());
    bytes
}

/// What there is to know of a pack: who signed it, which issue it is, what it changes against the built-in content.
///
/// # Errors
/// When it is no pack, or its content breaks a rule.
pub fn describe(bytes: &[u8], other: Option<[u8; 32]>) -> Result<String> {
    let issue = pack::issue_unverified(bytes)?;
    let shared: Arc<[u8]> = bytes.into();
    let files = pack::contents(&shared)?;
    let mut text = String::new();
    writeln!(text, "issue {} of {}, {} bytes", issue.number, Date::from_day(issue.issued), bytes.len())?;
    let signed = |keys: &Keys| Pack::open(bytes, keys, issue, Day::MAX).is_ok();
    let by = match other {
        _ if signed(&Keys::built_in()) => "signed by a key of this app",
        Some(key) if signed(&Keys::instead_of_built_in(&[key])) => {
            "signed by the key given, which is none of this app's"
        }
        _ => "NOT signed by a key of this app: it refuses this pack",
    };
    writeln!(text, "{by}")?;
    let (ours, theirs) = (Files::built_in(), files);
    let built_in = Content::load(&ours)?.issue;
    if issue.number < built_in.number {
        writeln!(text, "older than issue {}, which this app comes with: it refuses this pack", built_in.number)?;
    }
    for line in lines(&changes(&ours, &theirs)?) {
        writeln!(text, "{line}")?;
    }
    Ok(text)
}

/// What differs between two contents, with names in English.
///
/// # Errors
/// When one of them cannot be read.
pub fn changes(old: &Files, new: &Files) -> Result<Changes> {
    let read = |files: &Files| -> Result<_> {
        Ok((Content::load(files)?, triage::read(files)?, words(files, &LANGUAGES[0])?))
    };
    let (old, new) = (read(old)?, read(new)?);
    let edition = |(content, triage, words)| Edition { content, triage, words };
    Ok(Changes::between(edition((&old.0, &old.1, &old.2)), edition((&new.0, &new.1, &new.2))))
}

fn lines(changes: &Changes) -> Vec<String> {
    if changes.is_empty() {
        return vec!["nothing differs from the built-in content".to_owned()];
    }
    let shown = |numbers: &[String]| numbers.iter().map(|n| number::display(n)).collect::<Vec<_>>().join(", ");
    let numbers = changes.numbers.iter().map(|n| {
        let (old, new) = (shown(&n.old), shown(&n.new));
        let change = match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("+ {new}"),
            (_, true) => format!("- {old}"),
            _ => format!("{old} -> {new}"),
        };
        format!("number: {} ({:?}): {change}", n.contact, n.way)
    });
    let listed = |kind: &'static str, list: &[Change<String>]| -> Vec<String> {
        list.iter()
            .map(|change| match change {
                Change::Added(name) => format!("{kind} added: {name}"),
                Change::Changed(name) => format!("{kind} changed: {name}"),
                Change::Removed(name) => format!("{kind} removed: {name}"),
            })
            .collect()
    };
    let questions = changes.questions.then(|| "questions or steps changed".to_owned());
    let say = changes.say.then(|| "words to say or forms changed".to_owned());
    let rest = changes.rest.then(|| "topics, what a phone records, or labels changed".to_owned());
    let listed = [("contact", &changes.contacts), ("page", &changes.pages), ("card", &changes.cards)]
        .map(|(kind, list)| listed(kind, list))
        .concat();
    numbers.chain(listed).chain(questions).chain(say).chain(rest).collect()
}
