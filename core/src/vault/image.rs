//! The notes as a database image: in memory only, and such that reading it out is a borrow.

use std::io::{self, Read};

use rusqlite::limits::Limit;
use rusqlite::serialize::Data;
use rusqlite::{Connection, ErrorCode, MAIN_DB, Transaction};

use super::cell::{CELL, Plain};
use super::error::{Damage, VaultError};

/// One file a version; the n-th brings `user_version` from n to n + 1. Never edited once released.
const MIGRATIONS: &[&str] = &[include_str!("migrations/001.sql")];

/// Each is a law: `temp_store` keeps a large sort out of the system's temp folder (on an in-memory database too),
/// `secure_delete` keeps deleted text out of live pages, `max_page_count` is the limit of 32 MiB. The last two are for an
/// image that is not what the app wrote.
const PRAGMAS: &str = "PRAGMA page_size = 8192; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON; PRAGMA journal_mode = MEMORY; PRAGMA max_page_count = 4096;
    PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;";

/// The longest value that is read from an image, in bytes: far above the longest note of 100,000 characters.
const LONGEST_VALUE: i32 = 1 << 20;

/// An open image.
pub(super) struct Image {
    connection: Connection,
}

impl Image {
    /// An image without a note.
    pub(super) fn empty() -> Result<Self, VaultError> {
        // The engine deserializes no empty image, so that the first is made in a scratch database.
        let mut scratch = Connection::open_in_memory()?;
        scratch.execute_batch(PRAGMAS)?;
        migrate(&mut scratch)?;
        let bytes = scratch.serialize(MAIN_DB)?;
        Self::of(&mut &*bytes, bytes.len())
    }

    /// The image of these pages, brought to this app's schema in memory. Whoever has words and phone can seal any image: what is
    /// in it is looked at before anything is asked of it.
    ///
    /// # Errors
    /// `Damaged` for what is no image of notes, `Unsupported` for one of a newer app.
    pub(super) fn load(pages: &[Plain]) -> Result<Self, VaultError> {
        let length = pages.len().checked_mul(CELL).ok_or(VaultError::Full)?;
        let first = pages.first().ok_or(Damage::Image)?;
        check_head(first, pages.len())?;
        let mut image = Self::of(&mut Pages { pages, at: 0 }, length)?;
        migrate(&mut image.connection)?;
        check_whole(&image.connection)?;
        Ok(image)
    }

    /// The image of these bytes, which came from [`Image::bytes`].
    pub(super) fn of_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        Self::of(&mut &*bytes, bytes.len())
    }

    fn of(bytes: &mut impl Read, length: usize) -> Result<Self, VaultError> {
        let mut connection = Connection::open_in_memory()?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE)?;
        connection.deserialize_read_exact(MAIN_DB, bytes, length, false)?;
        connection.execute_batch(PRAGMAS)?;
        Ok(Self { connection })
    }

    /// The image's bytes: a borrow of what `SQLite` works on.
    pub(super) fn bytes(&mut self) -> Result<Data<'_>, VaultError> {
        Ok(self.connection.serialize(MAIN_DB)?)
    }

    /// For reading.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Changes all or nothing.
    pub(super) fn change<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let transaction = self.connection.transaction()?;
        let out = change(&transaction)?;
        transaction.commit()?;
        Ok(out)
    }
}

/// What `SQLite` would otherwise find out later, or take as a different kind of database: the magic, the page size, no
/// write-ahead log (which memory has not), and as many pages as there are.
fn check_head(first: &[u8], pages: usize) -> Result<(), Damage> {
    let field = |from: usize, to: usize| first.get(from..to).unwrap_or_default();
    let count = u32::try_from(pages).unwrap_or(u32::MAX).to_be_bytes();
    let good = field(0, 16) == b"SQLite format 3\0"
        && field(16, 18) == [0x20, 0]
        && field(18, 20) == [1, 1]
        && field(28, 32) == count;
    if good { Ok(()) } else { Err(Damage::Image) }
}

/// Refuses an image that holds anything but the tables of the migrations, or whose trees are not whole: a view could count for
/// ever, a trigger change a note that is only looked at, and a page that stands in a tree twice be read without an end.
fn check_whole(connection: &Connection) -> Result<(), VaultError> {
    let mut fresh = Connection::open_in_memory()?;
    migrate(&mut fresh)?;
    let good = shape(connection)? == shape(&fresh)?
        && connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))? == "ok";
    if good { Ok(()) } else { Err(Damage::Image.into()) }
}

/// What a database is made of, however its text was written: each table with its kind and its columns; anything else by name.
fn shape(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut select = connection.prepare(
        "SELECT format('%s %s %s %d %d', s.type, s.name, t.type, t.wr, t.strict)
         FROM sqlite_schema s LEFT JOIN pragma_table_list(s.name) t ON t.schema = 'main'
         UNION ALL
         SELECT format('%s.%s %s %d %s %d %d', s.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk, c.hidden)
         FROM sqlite_schema s JOIN pragma_table_xinfo(s.name) c
         UNION ALL
         SELECT encoding FROM pragma_encoding
         ORDER BY 1 LIMIT 100",
    )?;
    select.query_map([], |row| row.get(0))?.collect()
}

fn migrate(connection: &mut Connection) -> Result<(), VaultError> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(version).map_err(|_| VaultError::Unsupported)?;
    let missing = MIGRATIONS.get(done..).ok_or(VaultError::Unsupported)?;
    if missing.is_empty() {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for migration in missing {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", MIGRATIONS.len().to_string().as_str())?;
    Ok(transaction.commit()?)
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
            // The schema is STRICT: another type in a column is another image.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Self::Damaged(Damage::Image),
            other => match other.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => Self::Full,
                Some(ErrorCode::OutOfMemory) => Self::System,
                // An image that the app wrote has its tables: what does not prepare is another one.
                // And no value of it is longer than a note: what is written was measured before.
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::TooBig | ErrorCode::Unknown) => {
                    Self::Damaged(Damage::Image)
                }
                _ => Self::Internal,
            },
        }
    }
}

/// Reads pages one after the other, without putting them together in memory first.
struct Pages<'a> {
    pages: &'a [Plain],
    at: usize,
}

impl Read for Pages<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let rest = self.pages.get(self.at.div_euclid(CELL)).and_then(|page| page.get(self.at.rem_euclid(CELL)..));
        let read = rest.unwrap_or_default().read(into)?;
        self.at = self.at.saturating_add(read);
        Ok(read)
    }
}
