//! The ledger of what the app leaves behind: each row names the test that holds it, or what it needs; and each test has a small
//! change that takes the protection away (`cargo xtask evidence traces` sees the test fail then).
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use almanac_core::content::{Content, Files};
use serde::Deserialize;

/// A protection taken away: in this file, this text becomes that one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Undo {
    id: String,
    file: String,
    from: String,
    to: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn undos() -> Vec<Undo> {
    serde_json::from_str(&fs::read_to_string(root().join("tests/traces.json")).unwrap()).unwrap()
}

/// Whether a test of this name is there: `rust FILE::TEST` or `android CLASS.TEST`.
fn is_there(proof: &str) -> bool {
    let (language, name) = proof.split_once(' ').unwrap_or_default();
    let (folders, file, function) = match language {
        "rust" => {
            let (file, test) = name.split_once("::").unwrap_or_default();
            (&["tests/tests", "bindings/tests"][..], format!("{file}.rs"), format!("fn {test}("))
        }
        "android" => {
            let (class, test) = name.split_once('.').unwrap_or_default();
            (&["android/app/src/test/kotlin/app/almanac"][..], format!("{class}.kt"), format!("fun {test}("))
        }
        _ => return false,
    };
    let code = folders.iter().filter_map(|folder| fs::read_to_string(root().join(folder).join(&file)).ok());
    code.into_iter().any(|code| code.contains(&function))
}

#[test]
fn every_row_names_a_test_that_is_there_or_what_it_needs() {
    let content = Content::load(&Files::built_in()).unwrap();
    let (mut tested, mut rows) = (0, BTreeSet::new());
    for trace in &content.traces {
        let needs = trace.proof.strip_prefix("needs ").is_some_and(|what| what.len() > 10);
        assert!(needs || is_there(&trace.proof), "{}: {:?}", trace.id, trace.proof);
        tested += usize::from(!needs);
        rows.insert(trace.row);
    }
    println!("{} rows, {tested} with a test", rows.len());
    assert_eq!(rows, (1..=45).collect());
    assert!(tested >= 30, "{tested}");
    for gone in ["rust notes::no_such_test", "android LeaveTest.no_such_test", "swift a.b", "rust notes", ""] {
        assert!(!is_there(gone), "{gone}");
    }
}

#[test]
fn every_tested_row_has_a_change_that_takes_its_protection_away() {
    let content = Content::load(&Files::built_in()).unwrap();
    let undos = undos();
    for undo in &undos {
        let code = fs::read_to_string(root().join(&undo.file)).unwrap();
        assert_eq!(code.matches(&undo.from).count(), 1, "{}: {}", undo.id, undo.file);
        assert_ne!(undo.from, undo.to, "{}", undo.id);
    }
    let ids: BTreeSet<&str> = undos.iter().map(|undo| undo.id.as_str()).collect();
    assert_eq!(ids.len(), undos.len());
    let tested = content.traces.iter().filter(|trace| !trace.proof.starts_with("needs "));
    for trace in tested {
        assert!(ids.contains(trace.id.as_str()), "{}", trace.id);
    }
}
