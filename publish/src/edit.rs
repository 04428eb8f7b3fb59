//! Changes one member of a content file in place: what people wrote around it stays as they wrote it.

use std::collections::BTreeMap;
use std::ops::Range;

use almanac_core::content::review::{Entry, Place};
use anyhow::{Context as _, Result};
use serde_json::value::RawValue;

use crate::folder::Texts;

/// One change that an import makes. There are no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A sign-off.
    SignOff {
        /// Where.
        place: Place,
        /// As it is written.
        text: String,
    },
    /// A call test.
    Call {
        /// The contact.
        contact: String,
        /// The name of its number.
        number: String,
        /// As it is written.
        text: String,
    },
}

const CONTACTS: &str = "contacts.json";

impl Edit {
    /// Makes the change.
    ///
    /// # Errors
    /// When the place is not there.
    pub fn apply(&self, texts: &mut Texts) -> Result<()> {
        let file = match self {
            Self::SignOff { place, .. } => place.file.as_str(),
            Self::Call { .. } => CONTACTS,
        };
        let text = texts.get(file).with_context(|| format!("{file} is missing"))?;
        let changed = match self {
            Self::SignOff { place, text: value } => set(text, place, value)?,
            Self::Call { contact, number, text: value } => call(text, contact, number, value)?,
        };
        texts.insert(file.to_owned(), changed);
        Ok(())
    }
}

fn set(text: &str, place: &Place, value: &str) -> Result<String> {
    let members = members(text, place.entry.as_ref())?;
    let old = members.get(place.member).with_context(|| format!("no member {}", place.member))?;
    Ok(replaced(text, span(text, old.get()), &serde_json::to_string(value)?))
}

fn call(text: &str, contact: &str, number: &str, value: &str) -> Result<String> {
    let members = members(text, Some(&Entry { list: None, by: "id", id: contact.to_owned() }))?;
    let old = members.get("called");
    let mut calls: BTreeMap<String, String> =
        old.map_or_else(|| Ok(BTreeMap::new()), |old| serde_json::from_str(old.get()))?;
    calls.insert(number.to_owned(), value.to_owned());
    let calls: Vec<String> = calls.iter().map(|(name, call)| format!("{name:?}: {call:?}")).collect();
    let calls = format!("{{ {} }}", calls.join(", "));
    if let Some(old) = old {
        return Ok(replaced(text, span(text, old.get()), &calls));
    }
    // The first call of a contact: behind the day on which its number was seen, in the same indentation.
    let before = members.get("seen_on").context("no member seen_on")?;
    let end = span(text, before.get()).end;
    let line = text[..end].rfind('\n').map_or("", |start| &text[start..]);
    let blank: String = line.chars().take_while(|c| c.is_whitespace()).collect();
    Ok(replaced(text, end..end, &format!(",{blank}\"called\": {calls}")))
}

/// The members of a file, or of an entry in it, as they are written there.
fn members<'t>(text: &'t str, entry: Option<&Entry>) -> Result<BTreeMap<String, &'t RawValue>> {
    let Some(entry) = entry else { return Ok(serde_json::from_str(text)?) };
    let list: &str = match entry.list {
        None => text,
        Some(member) => {
            let file: BTreeMap<String, &'t RawValue> = serde_json::from_str(text)?;
            file.get(member).with_context(|| format!("no member {member}"))?.get()
        }
    };
    let entries: Vec<&'t RawValue> = serde_json::from_str(list)?;
    for each in entries {
        let members: BTreeMap<String, &'t RawValue> = serde_json::from_str(each.get())?;
        let id = members.get(entry.by).map(|id| serde_json::from_str::<String>(id.get())).transpose()?;
        if id.as_ref() == Some(&entry.id) {
            return Ok(members);
        }
    }
    anyhow::bail!("no entry {}", entry.id)
}

/// Where a part of a text stands in it.
fn span(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr() - text.as_ptr().addr();
    start..start + part.len()
}

fn replaced(text: &str, place: Range<usize>, with: &str) -> String {
    [&text[..place.start], with, &text[place.end..]].concat()
}
