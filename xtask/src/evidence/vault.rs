//! The sealed file: what `cargo xtask test` does in part, for as long as there is time.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use super::sheet;
use crate::fingerprint::Fingerprint;
use crate::project::Project;
use crate::report::cargo_test;
use crate::sh::{self, Out};
use crate::{cargo, fuzz, say};

/// What the rows are about. When one of these changes, what was counted before counts no more.
const SOURCES: [&str; 3] = ["core/src/vault", "seal/src", "tests/src/vault"];
/// Sessions of the memory test in one go: about five seconds.
const SESSIONS: u64 = 5;

/// What Miri interprets: it cannot follow `SQLite`, which is C.
const INTERPRETED: [&str; 3] = ["vault::cell", "vault::tree", "vault::keys"];
/// What the page is called.
pub(super) const TITLE: &str = "The sealed file";
const MIRI: &str = "cells, trees and keys, interpreted by Miri";

/// Half of the time for what the tests' own program does, the rest for memory and fuzzing.
pub(super) fn run(project: &Project, time: Duration) -> Result<Vec<Value>> {
    let of = Fingerprint::of_parts(project, &SOURCES)?;
    let mut rows = sheet::read(project, "vault")?;
    if rows.iter().any(|row| row["of"] != of.as_str()) {
        say::detail("the sources have changed since: counting begins anew");
        rows.clear();
    }
    let [memory, fuzzed] = ["heap after lock and after erase", "fuzz: "];
    let is_own =
        |row: &Value| !row["row"].as_str().is_some_and(|row| row == memory || row == MIRI || row.starts_with(fuzzed));
    let state = project.work_file("evidence/vault.json")?;
    let own: Vec<&Value> = rows.iter().filter(|row| is_own(row)).collect();
    fs::write(&state, json!(own).to_string()).context("the state cannot be written")?;
    let built = cargo::build(
        project,
        "evidence-build",
        &["-p", "almanac-tests", "--bin", "vault-evidence", "--bin", "vault-on-disk", "--bin", "vault-writer"],
    )?;
    let folder = project.work_file("evidence/here")?;
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let mut command = Command::new(built.file("vault-evidence")?);
    command.arg(&state).arg((time / 2).as_secs().to_string()).arg(&folder).current_dir(&project.root);
    if !sh::talk(&mut command, None)? {
        bail!("the long proof itself failed");
    }
    let text = fs::read_to_string(&state).context("the state cannot be read")?;
    let own: Vec<Value> = serde_json::from_str(&text).context("the state is no JSON")?;
    let before = |name: &str| rows.iter().find(|row| row["row"] == name).cloned();
    let mut all: Vec<Value> = rows.iter().filter(|row| !is_own(row)).cloned().collect();
    // Written after each step: whoever ends a long run loses nothing but the step that it is in.
    let mut keep = |rows: Vec<Value>| {
        for mut row in rows {
            row["of"] = of.as_str().into();
            match all.iter_mut().find(|other| other["row"] == row["row"]) {
                Some(other) => *other = row,
                None => all.push(row),
            }
        }
        sheet::write(project, "vault", TITLE, &all)
    };
    keep(own)?;
    keep(vec![heap(project, before(memory), memory, time / 4)?])?;
    let each = time / 4 / u32::try_from(fuzz::VAULT.len())?;
    for target in fuzz::VAULT {
        let name = format!("{fuzzed}{}", target.name);
        keep(vec![fuzzed_row(project, before(&name), &name, target, each)?])?;
    }
    keep(vec![interpreted(project, before(MIRI))?])?;
    Ok(all)
}

/// Sessions whose memory is searched afterwards, by the test of the bindings.
fn heap(project: &Project, before: Option<Value>, name: &str, time: Duration) -> Result<Value> {
    let mut row = before.unwrap_or_else(|| {
        json!({"row": name, "must_hold": "no key, word or text of a note is left", "unit": "sessions", "aim": 200,
            "done": 0, "holds": true, "figures": {}})
    });
    let begin = std::time::Instant::now();
    while row["holds"] == true && row["done"].as_u64() < row["aim"].as_u64() && begin.elapsed() < time {
        let mut command = cargo::command(project, &["test", "-p", "almanac-bindings", "--test", "memory"]);
        command.env("ALMANAC_SESSIONS", SESSIONS.to_string());
        let finished = sh::run(project, "evidence-memory", &mut command, Out::Logged, None)?;
        row["holds"] = finished.ok.into();
        if !finished.ok {
            sh::show_tail(project, &finished.log);
            row["why"] = "the test of the bindings' memory failed".into();
        }
        row["done"] = (row["done"].as_u64().unwrap_or_default() + SESSIONS).into();
    }
    say::line(format_args!("{name}: {} sessions", row["done"]));
    Ok(row)
}

/// The tests of what holds keys, once, in an interpreter that finds undefined behaviour.
fn interpreted(project: &Project, before: Option<Value>) -> Result<Value> {
    if let Some(row) = before.filter(|row| row["done"] != 0) {
        return Ok(row);
    }
    let mut row = json!({"row": MIRI, "must_hold": "no undefined behaviour", "unit": "tests", "aim": 1, "done": 0,
        "holds": true, "figures": {}});
    if sh::ask("cargo", &["+nightly", "miri", "--version"]).is_none() {
        row["why"] = "no Miri (rustup component add --toolchain nightly miri rust-src)".into();
        return Ok(row);
    }
    let arguments = ["miri", "test", "-p", "almanac-core", "--lib", "--target-dir", "target/miri", "--"];
    let mut command = cargo::on_nightly(project, "cargo");
    command.args(arguments).args(INTERPRETED).env("MIRIFLAGS", "-Zmiri-disable-isolation");
    let finished = sh::run(project, "evidence-miri", &mut command, Out::Logged, None)?;
    let counts = cargo_test::counts(&finished.out);
    if !finished.ok {
        sh::show_tail(project, &finished.log);
        row["why"] = "it found something, or did not build".into();
    }
    row["done"] = counts.passed.into();
    row["aim"] = (counts.passed + counts.failed).max(1).into();
    row["holds"] = (finished.ok && counts.passed > 0).into();
    say::line(format_args!("{MIRI}: {} tests", row["done"]));
    Ok(row)
}

/// One target for this long, in seconds and executions of all runs.
pub(super) fn fuzzed_row(
    project: &Project,
    before: Option<Value>,
    name: &str,
    target: fuzz::Target,
    time: Duration,
) -> Result<Value> {
    let mut row = before.unwrap_or_else(|| {
        json!({"row": name, "must_hold": "no crash", "unit": "seconds", "aim": 1_800, "done": 0, "holds": true,
            "figures": {"executions": 0}})
    });
    match fuzz::target(project, target, time)? {
        fuzz::Answer::Skipped(why) => row["why"] = why.into(),
        fuzz::Answer::Ran { crash, executions } => {
            row["done"] = (row["done"].as_u64().unwrap_or_default() + time.as_secs()).into();
            row["figures"]["executions"] =
                (row["figures"]["executions"].as_u64().unwrap_or_default() + executions).into();
            row["holds"] = crash.is_none().into();
            if let Some(object) = row.as_object_mut() {
                object.remove("why");
            }
            if let Some(crash) = crash {
                row["why"] = crash.into();
            }
        }
    }
    say::line(format_args!("{name}: {} seconds in all", row["done"]));
    Ok(row)
}
