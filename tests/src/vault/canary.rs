//! Text that must never be found: in what was given to a disk, and in every byte of a file system on which somebody kept notes.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use memchr::memmem;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::loop_disk::LoopDisk;
use super::sim::Seeded;
use super::world::{NEW, OLD};

/// How many times a writer is killed in one session.
const KILLS: usize = 10;

/// Where the text is: in UTF-8, in UTF-16 of both orders, and as Base64 of each alignment.
#[must_use]
pub fn found(bytes: &[u8], text: &str) -> usize {
    shapes(text).iter().map(|shape| memmem::find_iter(bytes, shape).count()).sum()
}

fn shapes(text: &str) -> Vec<Vec<u8>> {
    let mut shapes = vec![text.as_bytes().to_vec()];
    shapes.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    shapes.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    for pad in 0..3 {
        let padded: Vec<u8> = std::iter::repeat_n(b' ', pad).chain(text.bytes()).collect();
        let whole = base64(&padded);
        // Without the ends, which depend on what stands beside it.
        shapes.push(whole[4..whole.len() - 4].to_vec());
    }
    shapes
}

/// The text as something may have kept it, one of each shape.
#[must_use]
pub fn planted(text: &str) -> [Vec<u8>; 3] {
    let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [text.as_bytes().to_vec(), utf16, base64(format!("ab{text}").as_bytes())]
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().chain([&0, &0]).take(3).fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
        out.extend((0..4).rev().map(|n| ALPHABET[word >> (6 * n) & 63]));
    }
    out
}

/// What a session left on its disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// What was done.
    pub operations: usize,
    /// How often the notes' text or the words were found. Must be none.
    pub found: usize,
    /// How many of three planted texts the same scan found. Must be all.
    pub planted: usize,
    /// What is found of 200 notes that plain `SQLite` wrote and deleted, `secure_delete` being on.
    pub baseline: usize,
}

/// Keeps notes on this file system, killed again and again, and scans all of it.
///
/// # Panics
/// When the writer, the file system or `SQLite` fails.
#[must_use]
pub fn session(writer: &Path, disk: &mut LoopDisk, seed: u64, operations: usize) -> Left {
    let text = format!("canary-{seed:x}-Río-Ñandú-is-kept");
    let mut random = Seeded(seed);
    let path = disk.folder().join("almanac");
    let mut done = 0;
    for kill in 0..KILLS {
        let mut child = Command::new(writer)
            .arg(&path)
            .args([random.number().to_string().as_str(), "save", text.as_str()])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the writer");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        // Most of the last line's operation is still to come when the writer dies.
        while done < operations * (kill + 1) / KILLS {
            let line = lines.next().expect("the writer goes on until it is killed").expect("a pipe");
            done += usize::from(line == "done");
        }
        child.kill().expect("killed");
        child.wait().expect("ended");
    }
    let raw = disk.raw().expect("the image");
    let found = found(&raw, &text) + found(&raw, OLD) + found(&raw, NEW);
    drop(raw);
    disk.mount().expect("mounted");
    let baseline_text = format!("plain-{seed:x}-Río-Ñandú-was-kept");
    let plant = format!("plant-{seed:x}-Río-Ñandú-is-there");
    for (n, bytes) in planted(&plant).into_iter().enumerate() {
        std::fs::write(disk.folder().join(format!("planted-{n}")), bytes).expect("planted");
    }
    plain_sqlite(&disk.folder().join("plain"), &baseline_text).expect("SQLite");
    let raw = disk.raw().expect("the image");
    let planted = planted(&plant).iter().filter(|bytes| memmem::find(&raw, bytes).is_some()).count();
    assert!(self::found(&raw, &plant) >= planted);
    Left { operations: done, found, planted, baseline: self::found(&raw, &baseline_text) }
}

/// What an app would do that keeps notes in a database file, with the setting that is meant for this.
fn plain_sqlite(path: &Path, text: &str) -> rusqlite::Result<()> {
    let database = Connection::open(path)?;
    database.execute_batch("PRAGMA secure_delete = ON; CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT);")?;
    for n in 0..200 {
        database.execute("INSERT INTO note (body) VALUES (?1)", [format!("{n} {text}")])?;
    }
    database.execute("DELETE FROM note", [])?;
    Ok(())
}
