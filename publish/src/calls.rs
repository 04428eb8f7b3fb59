//! The call-test sheet: every number, what should answer there, when it was last called and how that went.

use std::collections::BTreeSet;

use almanac_core::content::date::Day;
use almanac_core::content::number;
use almanac_core::content::review::{Call, CallResult};
use anyhow::{Context as _, Result, bail, ensure};
use csv::StringRecord;

use crate::edit::Edit;
use crate::folder::Guide;
use crate::signoffs::day;
use crate::table;

/// The columns. Only the last two are for filling in.
pub const COLUMNS: [&str; 6] = ["contact", "kind", "number", "should answer", "last called", "result"];

/// The sheet as a table.
///
/// # Errors
/// None that a content which loads can cause.
pub fn sheet(guide: &Guide) -> Result<Vec<u8>> {
    let rows = guide.content.contacts.values().flat_map(|contact| {
        contact.numbers().map(|(kind, digits)| {
            let (on, result) = written(contact.call(kind));
            let name = guide.english().text(&format!("contact.{}.name", contact.id));
            [contact.id.clone(), kind.to_owned(), number::display(digits), name, on, result]
        })
    });
    table::write(COLUMNS, rows)
}

fn written(call: Option<Call>) -> (String, String) {
    let result = |result| CallResult::ALL.iter().find(|(each, _)| *each == result).map_or("", |(_, name)| name);
    call.map(|call| (call.on.to_string(), result(call.result).to_owned())).unwrap_or_default()
}

/// What a filled-in row changes; none where it changes nothing.
///
/// # Errors
/// Why the row is refused.
pub fn row(guide: &Guide, row: &StringRecord, seen: &mut BTreeSet<String>, today: Day) -> Result<Option<Edit>> {
    let [id, kind, digits, name, on, result] = [0, 1, 2, 3, 4, 5].map(|i| row.get(i).unwrap_or_default());
    let contact = guide.content.contacts.get(id).with_context(|| format!("there is no contact {id:?}"))?;
    let numbers = contact.numbers().find(|(each, _)| *each == kind);
    let (kind, number) = numbers.with_context(|| format!("{id} has no number of the kind {kind:?}"))?;
    ensure!(seen.insert(format!("{id} {kind}")), "{id}, {kind}: there twice");
    // Spreadsheets drop a plus sign and dashes; digits they keep.
    let plain = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    ensure!(plain(digits) == plain(number), "the number is {}, not {digits:?}", number::display(number));
    let should = guide.english().get(&format!("contact.{id}.name"));
    ensure!(name == should, "what should answer is {should:?}, not {name:?}");
    let before = contact.call(kind);
    if (on.to_owned(), result.to_owned()) == written(before) {
        return Ok(None);
    }
    if on.is_empty() || result.is_empty() {
        bail!("a day and a result belong together, and stay once they are there");
    }
    let on = day(on, today)?;
    let names = CallResult::ALL.map(|(_, name)| name).join(", ");
    let found = CallResult::ALL.into_iter().find(|(_, each)| each.eq_ignore_ascii_case(result));
    let (result, _) = found.with_context(|| format!("the result {result:?} is none of: {names}"))?;
    if let Some(before) = before.filter(|before| before.on > on) {
        bail!("the call of {} is newer than that of {on}", before.on);
    }
    let call = Call { on, result };
    Ok(Some(Edit::Call { contact: id.to_owned(), number: kind.to_owned(), text: call.to_string() }))
}
