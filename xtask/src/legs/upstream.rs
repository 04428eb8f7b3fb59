//! Our numbers beside the list of those that some phones keep out of the call log: which are missing there, and what we offer.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::Outcome;
use crate::project::Project;

/// One check: docs/upstream.md names exactly the numbers that are missing there.
pub(super) fn check(project: &Project) -> Result<Outcome> {
    let read =
        |name: &str| fs::read_to_string(project.root.join(name)).with_context(|| format!("{name} cannot be read"));
    let contacts: Value = serde_json::from_str(&read("core/content/contacts.json")?)?;
    let list: Value = serde_json::from_str(&read("tests/data/call-log-list.json")?)?;
    let missing = missing(&contacts, &list);
    let written = written(&read("docs/upstream.md")?);
    let mut outcome = Outcome::one(missing == written);
    let names: Vec<&str> = missing.keys().map(String::as_str).collect();
    outcome.notes.push(format!("not among the numbers that LineageOS keeps out of the call log: {}", names.join(", ")));
    for (id, number) in missing.iter().filter(|(id, number)| written.get(*id) != Some(*number)) {
        outcome.notes.push(format!("docs/upstream.md does not say {id} {number}"));
    }
    for (id, number) in written.iter().filter(|(id, number)| missing.get(*id) != Some(*number)) {
        outcome.notes.push(format!("docs/upstream.md says {id} {number}, which is not missing"));
    }
    Ok(outcome)
}

/// The contacts with a number in the country code of the list that is in neither of its parts, as the list writes numbers.
fn missing(contacts: &Value, list: &Value) -> BTreeMap<String, String> {
    let numbers = |part: &str| -> Vec<String> {
        let numbers = list[part].as_array().into_iter().flatten();
        // Canada's part leaves the country code out.
        numbers
            .filter_map(Value::as_str)
            .map(|number| format!("1{}", number.strip_prefix('1').unwrap_or(number)))
            .collect()
    };
    let there = [numbers("us"), numbers("canada_includes")].concat();
    let contacts = contacts.as_array().into_iter().flatten();
    contacts
        .filter_map(|contact| Some((contact["id"].as_str()?, contact["voice"].as_str()?.strip_prefix('+')?)))
        .filter(|(_, number)| number.len() == 11 && number.starts_with('1') && !there.iter().any(|one| one == number))
        .map(|(id, number)| (id.to_owned(), number.to_owned()))
        .collect()
}

/// `| contact | number | …`
fn written(text: &str) -> BTreeMap<String, String> {
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
        Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
    });
    rows.filter(|(_, number)| number.chars().all(|c| c.is_ascii_digit()) && !number.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_list_has_is_not_missing() {
        let contact = |id: &str, voice: Value| json!({ "id": id, "voice": voice });
        let contacts = json!([
            contact("new", json!("+18880000001")),
            contact("there", json!("+18880000002")),
            contact("canada", json!("+18330000003")),
            contact("short", json!("911")),
            contact("mexico", json!("+528000000000")),
            contact("none", Value::Null),
        ]);
        let list = json!({ "us": ["18880000002"], "canada_includes": ["8330000003"] });
        let expected = BTreeMap::from([("new".to_owned(), "18880000001".to_owned())]);
        assert_eq!(missing(&contacts, &list), expected);
        assert_eq!(written("text\n| contact | number |\n|---|---|\n| new | 18880000001 | why |\n"), expected);
    }
}
