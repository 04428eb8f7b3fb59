//! Sign-offs as a table: everything that can be signed, by whom and when.

use std::collections::BTreeSet;

use almanac_core::content::date::{Date, Day};
use almanac_core::content::review::{Role, SignOff, Subject};
use anyhow::{Context as _, Result, bail, ensure};
use csv::StringRecord;

use crate::edit::Edit;
use crate::folder::Guide;
use crate::table;

/// The columns. Only the last two are for filling in.
pub const COLUMNS: [&str; 5] = ["what", "fingerprint", "title", "role", "date"];

/// Everything that can be signed, as a table.
///
/// # Errors
/// When a content file cannot be read.
pub fn sheet(guide: &Guide) -> Result<Vec<u8>> {
    let rows: Vec<[String; 5]> = guide.subjects.iter().map(|subject| cells(guide, subject)).collect::<Result<_>>()?;
    table::write(COLUMNS, rows)
}

/// One row, as it stands.
pub(crate) fn cells(guide: &Guide, subject: &Subject) -> Result<[String; 5]> {
    let (role, date) = written(subject);
    Ok([subject.id.clone(), guide.fingerprint(subject)?, guide.title(subject), role, date])
}

fn written(subject: &Subject) -> (String, String) {
    subject.signed().map(|s| (s.role.as_str().to_owned(), s.on.to_string())).unwrap_or_default()
}

/// Whether somebody of this role can stand for this.
#[must_use]
pub fn can_sign(role: Role, subject: &Subject) -> bool {
    match role {
        Role::Speaker => subject.id.starts_with("language/"),
        Role::Operator => subject.id.starts_with("contact/"),
        _ => !subject.id.starts_with("language/"),
    }
}

/// What a filled-in row changes; none where it changes nothing.
///
/// # Errors
/// Why the row is refused.
pub fn row(guide: &Guide, row: &StringRecord, seen: &mut BTreeSet<String>, today: Day) -> Result<Option<Edit>> {
    let [id, fingerprint, title, role, date] = [0, 1, 2, 3, 4].map(|i| row.get(i).unwrap_or_default());
    let subject = guide.subjects.iter().find(|subject| subject.id == id);
    let subject = subject.with_context(|| format!("there is no {id:?}"))?;
    ensure!(seen.insert(id.to_owned()), "{id}: there twice");
    let [_, now, name, ..] = cells(guide, subject)?;
    ensure!(title == name, "the title is {name:?}, not {title:?}");
    if (role.to_owned(), date.to_owned()) == written(subject) {
        return Ok(None);
    }
    ensure!(fingerprint == now, "{id} has changed since this was printed: read it again");
    if role.is_empty() || date.is_empty() {
        bail!("a role and a date belong together, and stay once they are there");
    }
    let roles = Role::ALL.map(|(_, name)| name).join(", ");
    let role = Role::named(&role.to_lowercase()).with_context(|| format!("the role {role:?} is none of: {roles}"))?;
    let a = if role == Role::Operator || role == Role::Advocate { "an" } else { "a" };
    ensure!(can_sign(role, subject), "{a} {} cannot sign {id}", role.as_str());
    let on = day(date, today)?;
    if let Some(before) = subject.signed().filter(|before| before.on > on) {
        bail!("the sign-off of {} is newer than that of {on}", before.on);
    }
    let text = SignOff { role, on, of: now }.to_string();
    Ok(Some(Edit::SignOff { place: subject.place.clone(), text }))
}

/// A day that somebody wrote, not after today.
pub(crate) fn day(text: &str, today: Day) -> Result<Date> {
    let date = Date::parse(text).with_context(|| format!("{text:?} is no day; write it as 2026-12-31"))?;
    ensure!(date.to_day() <= today, "{date} has not come yet");
    Ok(date)
}
