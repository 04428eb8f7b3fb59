//! What a phone records: each protection is taken away in a copy of the project, and the test that holds it must fail there.
//!
//! The rows are those of the ledger in `core/content/traces.json`, the changes those of `tests/traces.json`. A row whose file and
//! test are what they were when it was last seen is not done again.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use super::sheet;
use crate::legs::{self, Fate};
use crate::project::{self, Project};
use crate::{say, sh};

/// A row of the ledger.
struct Trace {
    id: String,
    row: Value,
    proof: String,
}

/// A protection taken away: in this file, this text becomes that one.
struct Undo {
    id: String,
    file: String,
    from: String,
    to: String,
}

/// Those that were not seen yet, as long as there is time.
pub(super) fn run(project: &Project, time: Duration) -> Result<Vec<Value>> {
    let begin = Instant::now();
    let traces: Vec<Trace> = read(project, "core/content/traces.json")?.iter().map(Trace::of).collect();
    let undos: Vec<Undo> = read(project, "tests/traces.json")?.iter().map(Undo::of).collect();
    let seen = sheet::read(project, "traces")?;
    let copy = copy(project)?;
    let mut rows = Vec::new();
    for trace in &traces {
        let Some(undo) = undos.iter().find(|undo| undo.id == trace.id) else {
            rows.push(
                json!({"row": trace.id, "number": trace.row, "must_hold": "", "why": trace.proof, "figures": {}}),
            );
            continue;
        };
        let hash = git(project, &["hash-object", &undo.file]).unwrap_or_default();
        let of = format!("{} {}", hash.trim(), trace.proof);
        let before = seen.iter().find(|row| row["row"] == trace.id.as_str() && row["of"] == of.as_str());
        let (done, holds) = match before.filter(|row| row["done"] == 1) {
            Some(row) => (1, row["holds"].clone()),
            None if begin.elapsed() > time => (0, Value::Bool(true)),
            None => (1, Value::Bool(taken_away(&copy, trace, undo)?)),
        };
        let mut row = json!({
            "row": trace.id, "number": trace.row, "must_hold": format!("without it, {} fails", trace.proof),
            "of": of, "done": done, "aim": 1, "unit": "", "holds": holds, "figures": {},
        });
        if done == 0 {
            row["why"] = "no time".into();
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Takes one protection away in the copy, runs its test, and puts it back. Whether the test failed.
fn taken_away(copy: &Project, trace: &Trace, undo: &Undo) -> Result<bool> {
    let path = copy.root.join(&undo.file);
    let whole = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", undo.file))?;
    if whole.matches(&undo.from).count() != 1 {
        bail!("{}: what is to be taken away stands there {} times", trace.id, whole.matches(&undo.from).count());
    }
    say::step(format_args!("{}: {}", trace.id, trace.proof));
    fs::write(&path, whole.replace(&undo.from, &undo.to))?;
    let fate = match trace.proof.split_once(' ') {
        Some(("rust", name)) => legs::one_rust_test(copy, name),
        Some(("android", name)) => legs::one_kotlin_test(copy, name),
        _ => bail!("{}: no such test: {}", trace.id, trace.proof),
    };
    fs::write(&path, whole)?;
    let fate = fate?;
    if fate == Fate::NotRun {
        say::trouble(format_args!("{}: does not compile, or has no such test", trace.id));
    }
    Ok(fate == Fate::Failed)
}

/// A copy of everything that git knows, with a build folder of its own.
fn copy(project: &Project) -> Result<Project> {
    let root = project.work.join("evidence/traces");
    let listed = git(project, &["ls-files"]).context("git does not list the files")?;
    for name in listed.lines().filter(|name| project.root.join(name).is_file()) {
        let bytes = fs::read(project.root.join(name))?;
        project::write_if_changed(&root.join(name), &bytes)?;
    }
    let work = root.join("target/xtask");
    Ok(Project { root, work })
}

fn git(project: &Project, arguments: &[&str]) -> Option<String> {
    sh::ask("git", &[&["-C", &project.root.to_string_lossy()], arguments].concat())
}

fn read(project: &Project, name: &str) -> Result<Vec<Value>> {
    let text = fs::read_to_string(project.root.join(name)).with_context(|| format!("{name} cannot be read"))?;
    let whole: Value = serde_json::from_str(&text).with_context(|| format!("{name} is no JSON"))?;
    whole.as_array().cloned().with_context(|| format!("{name} is no list"))
}

/// The text of a member; the tests hold that it is there.
fn text(value: &Value, member: &str) -> String {
    value[member].as_str().unwrap_or_default().to_owned()
}

impl Trace {
    fn of(value: &Value) -> Self {
        Self { id: text(value, "id"), row: value["row"].clone(), proof: text(value, "proof") }
    }
}

impl Undo {
    fn of(value: &Value) -> Self {
        let text = |member| text(value, member);
        Self { id: text("id"), file: text("file"), from: text("from"), to: text("to") }
    }
}
