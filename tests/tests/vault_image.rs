//! Images that the right words and phone open and that the app never wrote: each is refused at once, with bounded work and memory.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "tests")]

use almanac_core::vault::{Damage, VaultError};
use almanac_tests::vault::forge;
use almanac_tests::vault::sim::{Seeded, SimDisk};
use almanac_tests::vault::world::{OLD, World};
use rusqlite::{Connection, MAIN_DB};

const SCHEMA: &str = include_str!("../../core/src/vault/migrations/001.sql");
const NOTE: &str = "(id, uid, kind, event, made, changed, title, body)";

/// What unlocking a file around this image says.
fn unlock(image: &[u8]) -> Result<usize, VaultError> {
    let mut world = World::open(SimDisk::of(forge::around(image)), Seeded(1)).unwrap();
    world.unlock(OLD)?;
    Ok(world.notes()?.len())
}

/// An image that these statements made.
fn image(statements: &str) -> Vec<u8> {
    let mut database = Connection::open_in_memory().unwrap();
    database.execute_batch("PRAGMA page_size = 8192;").unwrap();
    database.execute_batch(statements).unwrap();
    database.execute_batch("PRAGMA user_version = 1;").unwrap();
    database.serialize(MAIN_DB).unwrap().to_vec()
}

fn is_damaged(image: &[u8]) -> bool {
    matches!(unlock(image), Err(VaultError::Damaged(Damage::Image)))
}

#[test]
fn the_schema_of_the_migrations_opens_however_it_is_written() {
    let plain = SCHEMA.lines().map(|line| line.split("--").next().unwrap_or_default().trim()).collect::<Vec<_>>();
    for schema in [SCHEMA.to_owned(), plain.join(" ")] {
        let insert = format!("INSERT INTO note {NOTE} VALUES (1, zeroblob(16), 0, NULL, 1, 1, 'a', 'b');");
        assert_eq!(unlock(&image(&(schema + &insert))), Ok(1));
    }
}

#[test]
fn anything_beside_the_table_of_notes_is_refused() {
    let row = format!("INSERT INTO note {NOTE} VALUES (1, zeroblob(16), 0, NULL, 1, 1, 'a', 'b');");
    let beside = [
        "CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM note; END;",
        "CREATE INDEX i ON note (title);",
        "CREATE TABLE other (a);",
        "CREATE VIEW v AS SELECT 1;",
        "ALTER TABLE note ADD COLUMN more TEXT;",
        "ALTER TABLE note ADD COLUMN long TEXT AS (hex(zeroblob(400000000))) VIRTUAL;",
        "ALTER TABLE note DROP COLUMN event;",
    ];
    for statement in beside {
        assert!(is_damaged(&image(&format!("{SCHEMA}{row}{statement}"))), "{statement}");
    }
    let instead = [
        // Counts for ever.
        "CREATE VIEW note AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
         SELECT id, zeroblob(16) uid, 0 kind, NULL event, 1 made, 1 changed, 'a' title, 'b' body FROM n;",
        &SCHEMA.replace(") STRICT", ") STRICT, WITHOUT ROWID"),
        &SCHEMA.replace(") STRICT", ")"),
        &format!("PRAGMA encoding = 'UTF-16le';{SCHEMA}"),
        "CREATE TABLE other (a);",
        "",
    ];
    for schema in instead {
        assert!(is_damaged(&image(schema)), "{schema}");
    }
}

#[test]
fn a_value_longer_than_any_note_is_refused() {
    let long =
        format!("{SCHEMA}INSERT INTO note {NOTE} VALUES (1, zeroblob(16), 0, NULL, 1, 1, '', hex(zeroblob(600000)));");
    assert!(is_damaged(&image(&long)));
    let last = format!("{SCHEMA}INSERT INTO note {NOTE} VALUES ({}, zeroblob(16), 0, NULL, 1, 1, '', 'b');", i64::MAX);
    assert!(is_damaged(&image(&last)), "no note could be added");
}

#[test]
fn a_page_that_stands_in_a_tree_twice_is_refused() {
    let many = format!(
        "{SCHEMA}INSERT INTO note {NOTE} WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
         SELECT i, zeroblob(16), 0, NULL, 1, 1, 'a', hex(zeroblob(1000)) FROM n;"
    );
    let mut image = image(&many);
    assert_eq!(unlock(&image), Ok(200));
    // The table's root is page 2: an interior page (5) whose cells are of a child page and a key.
    let root = 8192..16384;
    assert_eq!(image[root.start], 5);
    let cell = |image: &[u8], n: usize| {
        let at = root.start + 12 + 2 * n;
        root.start + usize::from(u16::from_be_bytes([image[at], image[at + 1]]))
    };
    let (first, second) = (cell(&image, 0), cell(&image, 1));
    image.copy_within(first..first + 4, second);
    assert!(is_damaged(&image));
}
