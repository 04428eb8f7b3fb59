//! Notes as JSON: what an export holds, or as little of it as a title.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use almanac_core::vault::{Import, LONGEST_NOTE, LONGEST_TITLE};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::answer::Trouble;

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
    "note".to_owned()
}

/// A list of notes, or an export with one in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Export {
    almanac: u64,
    notes: Vec<Value>,
}

/// Notes ready to be kept, one import each, in the file's order.
pub(crate) fn of_file(path: &Path) -> Result<Vec<Value>, Trouble> {
    let text = std::fs::read_to_string(path).map_err(|error| Trouble::file(path, &error))?;
    of_text(&text).map_err(|why| Trouble::asked(format_args!("{}: {why}", path.display())))
}

fn of_text(text: &str) -> Result<Vec<Value>, String> {
    let all: Value = serde_json::from_str(text).map_err(|error| format!("no JSON: {error}"))?;
    let notes = match all {
        Value::Array(notes) => notes,
        all => {
            let export: Export = serde_json::from_value(all).map_err(|error| {
                format!("neither a list of notes nor an export ({error}); docs/vault-tool.md has both")
            })?;
            if export.almanac != 1 {
                return Err(format!("an export of version {}; this tool knows version 1", export.almanac));
            }
            export.notes
        }
    };
    let today = today();
    notes.into_iter().enumerate().map(|(n, note)| whole(n, note, today)).collect()
}

/// The day on which the tool is called, for notes that name none.
fn today() -> i32 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    i32::try_from(seconds / 86_400).unwrap_or(0)
}

/// A note with everything that an export has, once the core accepts it.
fn whole(n: usize, note: Value, today: i32) -> Result<Value, String> {
    let told = |why: String| format!("note {}: {why}", n + 1);
    let entry: Entry = serde_json::from_value(note).map_err(|error| told(error.to_string()))?;
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
    let made = entry.made.unwrap_or(today);
    let uid = entry.uid.unwrap_or_else(|| format!("{:032x}", n + 1));
    let mut whole = json!({
        "uid": uid, "kind": entry.kind, "made": made, "changed": entry.changed.unwrap_or(made),
        "title": entry.title, "body": entry.body,
    });
    if let Some(event) = entry.event {
        whole["event"] = event.into();
    }
    import(std::slice::from_ref(&whole)).map_err(|_| {
        told(format!(
            "uid is up to 32 hexadecimal digits (here {uid:?}), kind is note, seen or timeline (here {:?})",
            entry.kind
        ))
    })?;
    Ok(whole)
}

/// Notes as the core takes them.
pub(crate) fn import(notes: &[Value]) -> Result<Import, Trouble> {
    let json = json!({"almanac": 1, "notes": notes});
    Ok(Import::from_json(json.to_string().as_bytes())?)
}
