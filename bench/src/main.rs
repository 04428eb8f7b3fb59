//! SQLCipher at the other end of a pipe: one command a line, done and timed here, answered by nanoseconds and bytes written.
//!
//! The commands: `open PATH JOURNAL`, `fill COUNT`, `insert`, `edit`, `delete`, `find WORD`, `unlock`, `close`.
#![forbid(unsafe_code)]

use std::error::Error;
use std::io::{BufRead as _, Write as _};
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A raw key: stretching is not what is compared.
const KEY: &str = "PRAGMA key = \"x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'\";";
const SCHEMA: &str =
    "CREATE TABLE note (id INTEGER PRIMARY KEY, uid BLOB NOT NULL, kind INTEGER NOT NULL, event INTEGER,
    made INTEGER NOT NULL, changed INTEGER NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL) STRICT;";

fn main() -> Result<()> {
    let mut peer = Peer { path: String::new(), journal: String::new(), database: None, next: 1 };
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split(' ').collect();
        let (time, bytes) = peer.obey(&words)?;
        let mut out = std::io::stdout().lock();
        writeln!(out, "{} {bytes}", time.as_nanos())?;
        out.flush()?;
    }
    Ok(())
}

struct Peer {
    path: String,
    journal: String,
    database: Option<Connection>,
    /// The id of the next note.
    next: i64,
}

impl Peer {
    /// Does one command: how long it took, and what this process wrote meanwhile.
    fn obey(&mut self, words: &[&str]) -> Result<(Duration, u64)> {
        let before = written()?;
        let start = Instant::now();
        let mut time = None;
        match *words {
            ["open", path, journal] => {
                (self.path, self.journal) = (path.to_owned(), journal.to_owned());
                let database = self.connect()?;
                database.execute_batch(SCHEMA)?;
                self.database = Some(database);
            }
            ["fill", count] => {
                let count: i64 = count.parse()?;
                let database = self.database.as_mut().ok_or("not open")?;
                let transaction = database.transaction()?;
                for _ in 0..count {
                    insert(&transaction, self.next)?;
                    self.next += 1;
                }
                transaction.commit()?;
                // So that what is measured next does not begin with somebody else's checkpoint.
                database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            }
            ["insert"] => {
                insert(self.database.as_ref().ok_or("not open")?, self.next)?;
                self.next += 1;
            }
            ["edit"] => {
                let id = self.some();
                let sql = "UPDATE note SET changed = changed + 1, body = ?2 WHERE id = ?1";
                self.database.as_ref().ok_or("not open")?.prepare_cached(sql)?.execute(params![id, body(id + 7)])?;
            }
            ["delete"] => {
                self.next -= 1;
                let sql = "DELETE FROM note WHERE id = ?1";
                self.database.as_ref().ok_or("not open")?.prepare_cached(sql)?.execute([self.next])?;
            }
            ["find", word] => {
                let sql = "SELECT count(*) FROM note WHERE body LIKE '%' || ?1 || '%'";
                let found: i64 = self.database.as_ref().ok_or("not open")?.query_row(sql, [word], |row| row.get(0))?;
                if found != 0 {
                    return Err(format!("{found} notes with a word that none has").into());
                }
            }
            ["unlock"] => {
                self.database = None;
                let start = Instant::now();
                let database = self.connect()?;
                database.query_row("SELECT count(*) FROM note", [], |_| Ok(()))?;
                time = Some(start.elapsed());
                self.database = Some(database);
            }
            ["close"] => self.database = None,
            _ => return Err(format!("unknown: {words:?}").into()),
        }
        Ok((time.unwrap_or_else(|| start.elapsed()), written()? - before))
    }

    fn connect(&self) -> Result<Connection> {
        let database = Connection::open(&self.path)?;
        database.execute_batch(KEY)?;
        let version: String = database.query_row("PRAGMA cipher_version", [], |row| row.get(0))?;
        if version.is_empty() {
            return Err("this is not SQLCipher".into());
        }
        database.execute_batch(&format!(
            "PRAGMA journal_mode = {}; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;",
            self.journal
        ))?;
        Ok(database)
    }

    /// Another note each time, all over the file.
    fn some(&self) -> i64 {
        1 + (self.next * 7919) % (self.next - 1)
    }
}

fn insert(database: &Connection, id: i64) -> Result<()> {
    let sql = "INSERT INTO note VALUES (?1, ?2, 0, NULL, 20000, 20000, ?3, ?4)";
    database.prepare_cached(sql)?.execute(params![id, [7_u8; 16].as_slice(), format!("note {id}"), body(id)])?;
    Ok(())
}

/// Text of 2 KB.
fn body(id: i64) -> String {
    format!("{id} the house has a green door and she said. ").repeat(64).chars().take(2_000).collect()
}

/// What this process gave to `write` and its kin since it began, by the kernel's own count.
fn written() -> Result<u64> {
    let io = std::fs::read_to_string("/proc/self/io")?;
    let line = io.lines().find_map(|line| line.strip_prefix("wchar: ")).ok_or("no wchar")?;
    Ok(line.parse()?)
}
