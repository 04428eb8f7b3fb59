//! Frozen files open for ever, a second implementation agrees on each, and the core opens what that one writes.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that panics has failed; what was skipped is for reading"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use almanac_core::vault::{Opened, Words};
use almanac_tests::vault::sim::{Medium, Seeded, SimDisk};
use almanac_tests::vault::vectors::{all, answer};
use almanac_tests::vault::world::{Phone, World};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

fn phone(hex: &str) -> Phone {
    let mut key = [0; 32];
    for (n, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).unwrap();
    }
    Phone(key)
}

#[test]
fn every_frozen_file_answers_as_it_did() {
    let vectors = all(&folder());
    assert!(vectors.len() >= 40, "{}", vectors.len());
    for kind in ["notes", "nothing", "damaged", "erasing", "unsupported"] {
        assert!(vectors.iter().any(|(vector, _)| vector.answer.opens == kind), "{kind}");
    }
    assert!(vectors.iter().any(|(vector, _)| vector.answer.last_change_lost == Some(true)));
    for (vector, medium) in vectors {
        assert_eq!(answer(&medium, &vector.words, phone(&vector.device_key)), vector.answer, "{}", vector.about);
    }
}

#[test]
fn the_page_of_the_format_has_the_schema_as_it_is() {
    let (page, schema) = (include_str!("../../docs/vault.md"), include_str!("../../core/src/vault/migrations/001.sql"));
    assert!(page.contains(&format!("```sql\n{schema}```")));
}

/// The blocks of 256 characters in which a character can stand, each with what comes of stretching its normal form.
fn normal_forms() -> Vec<String> {
    let vectors = all(&folder());
    let (_, medium) = vectors.into_iter().find(|(vector, _)| vector.file == "one.bin").unwrap();
    let stretcher = World::open(SimDisk::of(medium), Seeded(1)).unwrap().vault.stretcher().unwrap();
    let blocks = (0..0x40000).chain(0xe0000..0xf0000).step_by(256);
    let line = |block: u32| {
        let characters: Vec<char> = (block..block + 256).filter_map(char::from_u32).collect();
        // Between two letters, so that white space and marks are told apart from nothing.
        let words: String = characters.iter().flat_map(|c| ['x', *c]).chain(['x']).collect();
        let challenge = stretcher.challenge(&Words::typed(words.as_bytes()).unwrap()).unwrap().bytes();
        let begin = u64::from_be_bytes(*challenge.first_chunk().unwrap());
        (!characters.is_empty()).then(|| format!("{block:05x} {begin:016x}"))
    };
    blocks.filter_map(line).collect()
}

/// Words with a character whose normal form moved open nothing any more. Tables of a newer Unicode, with a new toolchain (lower
/// case, white space) or a new `unicode-normalization`, may only move characters that had not been assigned: look at each block
/// that is named here, and only then write it anew.
#[test]
fn the_normal_form_of_every_character_is_what_it_was() {
    let frozen = std::fs::read_to_string(folder().join("normal-form.txt")).unwrap();
    let (frozen, now): (Vec<&str>, Vec<String>) = (frozen.lines().collect(), normal_forms());
    assert_eq!(frozen.len(), now.len());
    let moved: Vec<_> = frozen.iter().zip(&now).filter(|(then, now)| then != now).collect();
    assert!(moved.is_empty(), "moved, as frozen and as it is: {moved:#?}");
}

/// The Python with the two libraries that the second implementation needs, where there is one.
fn python() -> Option<String> {
    let named = std::env::var("ALMANAC_PYTHON").unwrap_or_default();
    let candidates = [named, "python3".to_owned(), "/usr/bin/python3".to_owned()];
    candidates.into_iter().filter(|name| !name.is_empty()).find(|name| {
        let imports = Command::new(name).args(["-c", "import argon2, nacl.bindings"]).output();
        imports.is_ok_and(|output| output.status.success())
    })
}

#[test]
fn a_second_implementation_opens_every_frozen_file_and_the_core_opens_what_it_writes() {
    let Some(python) = python() else {
        println!("skipped: no Python with argon2-cffi and PyNaCl (ALMANAC_PYTHON names one)");
        return;
    };
    let script = folder().join("almanac_file.py");
    let checked = Command::new(&python).arg(&script).arg("check").arg(folder()).output().unwrap();
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(checked.status.success(), "{said}{}", String::from_utf8_lossy(&checked.stderr));
    println!("{said}");
    let written = tempfile::tempdir().unwrap();
    assert!(Command::new(&python).arg(&script).arg("write").arg(written.path()).status().unwrap().success());
    let mut opened = 0;
    for entry in std::fs::read_dir(written.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "almanac") {
            opens(&path);
            opened += 1;
        }
    }
    assert_eq!(opened, 5);
}

fn opens(path: &Path) {
    let told: serde_json::Value = serde_json::from_slice(&std::fs::read(path.with_extension("json")).unwrap()).unwrap();
    let medium = Medium::of(&std::fs::read(path).unwrap());
    let mut world = World::open(SimDisk::of(medium), Seeded(1)).unwrap();
    world.phone = phone(told["device_key"].as_str().unwrap());
    assert_eq!(world.vault.settings().language.as_deref(), Some("es"));
    let opened = world.unlock(told["words"].as_str().unwrap());
    assert_eq!(opened, Ok(Opened::Notes { last_change_lost: false }), "{}", path.display());
    let text = |note: &serde_json::Value, field: &str| note[field].as_str().unwrap().to_owned();
    let mut notes: Vec<_> =
        told["notes"].as_array().unwrap().iter().map(|note| (text(note, "title"), text(note, "body"))).collect();
    notes.sort();
    assert_eq!(world.notes().unwrap(), notes, "{}", path.display());
    world.save("one more", "kept").unwrap();
}
