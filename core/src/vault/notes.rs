//! Notes in the open image: what one is, which rules it keeps, and the SQL for it.

use std::fmt;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use zeroize::Zeroizing;

use super::error::{Damage, VaultError};
use super::find::Needle;
use crate::content::date::Day;

/// Characters of a note, title and text together.
pub const LONGEST_NOTE: usize = 100_000;
/// Characters of a title.
pub const LONGEST_TITLE: usize = 200;
/// Characters of the text that a list shows.
const GLIMPSE: usize = 120;

/// Which note, in this file.
pub type NoteId = i64;
/// Which note, on every phone that it was imported on.
pub(super) type Uid = [u8; 16];

/// What a note is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    /// Anything.
    Note,
    /// What somebody saw.
    Seen,
    /// One's own timeline.
    Timeline,
}

impl NoteKind {
    /// All kinds, with their names in routes and keys of words.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Note, "note"), (Self::Seen, "seen"), (Self::Timeline, "timeline")];

    /// The name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        crate::route::name_of(&Self::ALL, self)
    }

    fn number(self) -> i64 {
        match self {
            Self::Note => 0,
            Self::Seen => 1,
            Self::Timeline => 2,
        }
    }

    fn of_number(number: i64) -> Result<Self, VaultError> {
        match number {
            0 => Ok(Self::Note),
            1 => Ok(Self::Seen),
            2 => Ok(Self::Timeline),
            _ => Err(Damage::Image.into()),
        }
    }
}

/// A note to keep. Its text is wiped when dropped and never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// The note to change; none for a new one. An id of `Vault::new_note_id` makes trying again safe.
    pub id: Option<NoteId>,
    /// What it is for.
    pub kind: NoteKind,
    /// The day that it is about.
    pub event: Option<Day>,
    /// At most 200 characters.
    pub title: Zeroizing<String>,
    /// At most 100,000 characters with the title.
    pub body: Zeroizing<String>,
}

/// A note as kept. Its text is wiped when dropped and never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// Which.
    pub id: NoteId,
    /// What it is for.
    pub kind: NoteKind,
    /// The day that it is about.
    pub event: Option<Day>,
    /// The day it was made.
    pub made: Day,
    /// The day it was last changed.
    pub changed: Day,
    /// Its title, perhaps empty.
    pub title: Zeroizing<String>,
    /// Its text; in a list only the beginning of it.
    pub body: Zeroizing<String>,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Note").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Checks the rules of a note.
pub(super) fn check(title: &str, body: &str) -> Result<(), VaultError> {
    let characters = |text: &str| text.chars().count();
    let invalid = |field, rule| Err(VaultError::Invalid { field, rule });
    if title.trim().is_empty() && body.trim().is_empty() {
        return invalid("body", "empty");
    }
    if characters(title) > LONGEST_TITLE {
        return invalid("title", "length");
    }
    if characters(title).saturating_add(characters(body)) > LONGEST_NOTE {
        return invalid("body", "length");
    }
    Ok(())
}

const COLUMNS: &str = "id, kind, event, made, changed, title, body";

fn note(row: &Row<'_>) -> rusqlite::Result<(i64, Note)> {
    let note = Note {
        id: row.get(0)?,
        kind: NoteKind::Note,
        event: row.get(2)?,
        made: row.get(3)?,
        changed: row.get(4)?,
        title: Zeroizing::new(row.get(5)?),
        body: Zeroizing::new(row.get(6)?),
    };
    Ok((row.get(1)?, note))
}

fn with_kind((number, note): (i64, Note)) -> Result<Note, VaultError> {
    Ok(Note { kind: NoteKind::of_number(number)?, ..note })
}

/// One note.
pub(super) fn one(connection: &Connection, id: NoteId) -> Result<Note, VaultError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM note WHERE id = ?1"))?;
    let found = statement.query_row([id], note).optional()?;
    with_kind(found.ok_or(VaultError::NotFound)?)
}

/// All notes with the beginning of their text, the latest day first.
pub(super) fn list(connection: &Connection) -> Result<Vec<Note>, VaultError> {
    let sql = format!(
        "SELECT id, kind, event, made, changed, title, substr(body, 1, {GLIMPSE}) FROM note
         ORDER BY coalesce(event, made) DESC, id DESC"
    );
    connection.prepare_cached(&sql)?.query_and_then([], |row| with_kind(note(row)?))?.collect()
}

/// The notes in which every word of the query occurs, accents and case ignored: as `list`.
pub(super) fn find(connection: &Connection, query: &str) -> Result<Vec<Note>, VaultError> {
    let mut needle = Needle::new(query);
    if needle.is_empty() {
        return list(connection);
    }
    let mut statement =
        connection.prepare_cached("SELECT id, title, body FROM note ORDER BY coalesce(event, made) DESC, id DESC")?;
    let mut rows = statement.query([])?;
    let mut hits: Vec<NoteId> = Vec::new();
    while let Some(row) = rows.next()? {
        // Borrowed from SQLite's own memory: no copy of every note is made to look through them.
        let text = |column| row.get_ref(column).map_err(VaultError::from)?.as_str().map_err(|_| Damage::Image.into());
        let (title, body): (Result<&str, VaultError>, _) = (text(1), text(2));
        if needle.is_in(title?, body?) {
            hits.push(row.get(0)?);
        }
    }
    let sql =
        format!("SELECT id, kind, event, made, changed, title, substr(body, 1, {GLIMPSE}) FROM note WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    hits.into_iter().map(|id| with_kind(statement.query_row([id], note)?)).collect()
}

/// The id after the largest.
pub(super) fn next_id(connection: &Connection) -> Result<NoteId, VaultError> {
    let largest: NoteId = connection.query_row("SELECT coalesce(max(id), 0) FROM note", [], |row| row.get(0))?;
    largest.checked_add(1).ok_or_else(|| Damage::Image.into())
}

/// Changes a note; whether there is one.
pub(super) fn update(transaction: &Transaction<'_>, id: NoteId, draft: &Draft, today: Day) -> Result<bool, VaultError> {
    let changed = transaction
        .prepare_cached("UPDATE note SET kind = ?2, event = ?3, changed = ?4, title = ?5, body = ?6 WHERE id = ?1")?
        .execute(params![id, draft.kind.number(), draft.event, today, *draft.title, *draft.body])?;
    Ok(changed > 0)
}

/// Adds a note.
pub(super) fn insert(transaction: &Transaction<'_>, uid: &Uid, note: &Note) -> Result<(), VaultError> {
    transaction
        .prepare_cached("INSERT INTO note (id, uid, kind, event, made, changed, title, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute(params![note.id, uid.as_slice(), note.kind.number(), note.event, note.made, note.changed, *note.title, *note.body])?;
    Ok(())
}

/// Deletes a note; whether there was one.
pub(super) fn delete(transaction: &Transaction<'_>, id: NoteId) -> Result<bool, VaultError> {
    Ok(transaction.prepare_cached("DELETE FROM note WHERE id = ?1")?.execute([id])? > 0)
}

/// All notes in the order in which they were made, whole, with their uids.
pub(super) fn all(connection: &Connection) -> Result<Vec<(Uid, Note)>, VaultError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS}, uid FROM note ORDER BY id"))?;
    let rows = statement.query_and_then([], |row| {
        let uid: Uid = row.get_ref(7)?.as_blob().ok().and_then(|uid| uid.try_into().ok()).ok_or(Damage::Image)?;
        Ok((uid, with_kind(note(row)?)?))
    })?;
    rows.collect()
}
