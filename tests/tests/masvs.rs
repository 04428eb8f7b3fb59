//! The table of the 24 controls: whole, and naming nothing that does not exist.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The groups of MASVS 2.1 and how many controls each has.
const GROUPS: [(&str, usize); 8] = [
    ("STORAGE", 2),
    ("CRYPTO", 2),
    ("AUTH", 3),
    ("NETWORK", 2),
    ("PLATFORM", 3),
    ("CODE", 4),
    ("RESILIENCE", 4),
    ("PRIVACY", 4),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The rows: control, and the other cells.
fn rows(table: &str) -> Vec<(String, Vec<String>)> {
    table
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| control"))
        .map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
            (cells.next().unwrap(), cells.collect())
        })
        .collect()
}

/// What stands between backquotes.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// All sources of tests and code, by stem.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if !["target", ".git", ".build", "out"].iter().any(|skipped| name == *skipped) {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|end| ["rs", "kt", "swift"].iter().any(|one| end == *one)) {
            found.push(path);
        }
    }
}

/// Whether something that the table names exists: `stem: test`, or a file of the project.
fn exists(name: &str, sources: &[PathBuf]) -> bool {
    let Some((stem, test)) = name.split_once(": ") else { return root().join(name).is_file() };
    sources.iter().filter(|path| path.file_stem().is_some_and(|file| file == stem)).any(|path| {
        let code = fs::read_to_string(path).unwrap();
        ["fn", "fun", "func"].iter().any(|keyword| code.contains(&format!("{keyword} {test}(")))
    })
}

#[test]
fn every_control_has_its_row_and_something_to_show() {
    let table = fs::read_to_string(root().join("docs/masvs.md")).unwrap();
    let rows = rows(&table);
    let expected: BTreeSet<String> =
        GROUPS.iter().flat_map(|(group, count)| (1..=*count).map(move |number| format!("{group}-{number}"))).collect();
    assert_eq!(expected.len(), 24);
    assert_eq!(rows.len(), 24);
    assert_eq!(rows.iter().map(|(control, _)| control.clone()).collect::<BTreeSet<_>>(), expected);
    for (control, cells) in &rows {
        assert_eq!(cells.len(), 3, "{control}");
        assert!(named(&cells[0]).next().is_some(), "{control} shows nothing for Android");
        assert!(!cells[1].is_empty(), "{control} says nothing of iOS");
    }
}

#[test]
fn everything_that_is_named_exists() {
    let table = fs::read_to_string(root().join("docs/masvs.md")).unwrap();
    let mut found = Vec::new();
    sources(&root(), &mut found);
    let missing: Vec<_> = rows(&table)
        .into_iter()
        .flat_map(|(control, cells)| cells.into_iter().map(move |cell| (control.clone(), cell)))
        .flat_map(|(control, cell)| named(&cell).map(|name| format!("{control}: {name}")).collect::<Vec<_>>())
        .filter(|line| {
            line.split_once(": ").is_some_and(|(_, name)| name != "noBackupFilesDir" && !exists(name, &found))
        })
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn what_does_not_exist_is_found_out() {
    let mut found = Vec::new();
    sources(&root(), &mut found);
    assert!(exists("masvs: what_does_not_exist_is_found_out", &found));
    assert!(exists("docs/masvs.md", &found));
    assert!(!exists("masvs: what_does_not", &found));
    assert!(!exists("nowhere: what_does_not_exist_is_found_out", &found));
    assert!(!exists("docs/no.md", &found));
}
