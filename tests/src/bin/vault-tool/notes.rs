//! Notes as JSON: what an export holds, or as little of it as a title. Read without mercy: of two fields of one name, one would
//! be lost without a word.

use std::fmt;
use std::marker::PhantomData;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use almanac_core::vault::{Import, LONGEST_NOTE, LONGEST_TITLE, NoteKind};
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Value, json};

use crate::answer::Trouble;
use crate::files;

/// The most that an import reads, too.
const MOST: u64 = Import::MOST_BYTES as u64;

/// One note as somebody writes it down; all but one of title and text may be left out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    uid: Option<String>,
    #[serde(default = "note")]
    kind: String,
    event: Option<i32>,
    made: Option<i32>,
    changed: Option<i32>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
}

fn note() -> String {
    NoteKind::Note.as_str().to_owned()
}

/// Which version an export says that it is, whatever else it holds.
#[derive(Deserialize)]
struct Head {
    almanac: u64,
}

/// An export.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Export {
    #[serde(rename = "almanac")]
    _version: u64,
    notes: Notes,
}

/// What is written as an object. serde takes a list for one as well, by the order of its fields.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Fields<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map))
            }
        }
        from.deserialize_map(Fields(PhantomData)).map(Object)
    }
}

/// The notes of a list. What is wrong with one of them says which.
struct Notes(Vec<Entry>);

impl<'de> Deserialize<'de> for Notes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Notes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of notes")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Notes, A::Error> {
                let mut notes = Vec::new();
                loop {
                    let next = list.next_element();
                    match next.map_err(|error| A::Error::custom(format_args!("note {}: {error}", notes.len() + 1)))? {
                        Some(Object(entry)) => notes.push(entry),
                        None => return Ok(Notes(notes)),
                    }
                }
            }
        }
        from.deserialize_seq(Each)
    }
}

/// A list of notes, or an export with one in it.
struct Either(Notes);

impl<'de> Deserialize<'de> for Either {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Both;
        impl<'de> Visitor<'de> for Both {
            type Value = Either;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of notes or an export")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Either, A::Error> {
                Notes::deserialize(SeqAccessDeserializer::new(list)).map(Either)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Either, A::Error> {
                Export::deserialize(MapAccessDeserializer::new(map)).map(|export| Either(export.notes))
            }
        }
        from.deserialize_any(Both)
    }
}

/// Notes ready to be kept, one import each, in the file's order.
pub(crate) fn of_file(path: &Path) -> Result<Vec<Value>, Trouble> {
    let bytes = files::read(path, MOST)?;
    of_json(&bytes).map_err(|why| Trouble::asked(format_args!("{}: {why}", path.display())))
}

fn of_json(bytes: &[u8]) -> Result<Vec<Value>, String> {
    if let Ok(Object(Head { almanac })) = serde_json::from_slice(bytes)
        && almanac != 1
    {
        return Err(format!("an export of version {almanac}; this tool knows version 1"));
    }
    let Either(Notes(notes)) = serde_json::from_slice(bytes).map_err(|error| {
        if error.is_data() {
            format!("neither a list of notes nor an export ({error}); docs/vault-tool.md has both")
        } else {
            format!("no JSON: {error}")
        }
    })?;
    let today = today();
    notes.into_iter().enumerate().map(|(n, note)| whole(n, note, today)).collect()
}

/// The day on which the tool is called, for notes that name none.
fn today() -> i32 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    i32::try_from(seconds / 86_400).unwrap_or(0)
}

/// A note with everything that an export has, once the core accepts it.
fn whole(n: usize, entry: Entry, today: i32) -> Result<Value, String> {
    let told = |why: String| format!("note {}: {why}", n + 1);
    let characters = entry.title.chars().count();
    if characters > LONGEST_TITLE {
        return Err(told(format!("a title of {characters} characters; at most {LONGEST_TITLE}")));
    }
    let characters = characters + entry.body.chars().count();
    if characters > LONGEST_NOTE {
        return Err(told(format!("{characters} characters; at most {LONGEST_NOTE} with the title")));
    }
    if entry.title.trim().is_empty() && entry.body.trim().is_empty() {
        return Err(told("neither title nor body".to_owned()));
    }
    if NoteKind::ALL.iter().all(|(_, name)| *name != entry.kind) {
        return Err(told(format!("kind is note, seen or timeline (here {:?})", entry.kind)));
    }
    let uid = entry.uid.unwrap_or_else(|| format!("{:032x}", n + 1));
    if !(1..=32).contains(&uid.len()) || !uid.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(told(format!("uid is 1 to 32 hexadecimal digits (here {uid:?})")));
    }
    let made = entry.made.unwrap_or(today);
    let mut whole = json!({
        "uid": format!("{:0>32}", uid.to_ascii_lowercase()), "kind": entry.kind, "made": made, "changed": entry.changed.unwrap_or(made),
        "title": entry.title, "body": entry.body,
    });
    if let Some(event) = entry.event {
        whole["event"] = event.into();
    }
    import(std::slice::from_ref(&whole)).map_err(|error| told(error.text))?;
    Ok(whole)
}

/// Notes as the core takes them.
pub(crate) fn import(notes: &[Value]) -> Result<Import, Trouble> {
    let json = json!({"almanac": 1, "notes": notes});
    Ok(Import::from_json(json.to_string().as_bytes())?)
}
