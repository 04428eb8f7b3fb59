//! Results as one JSON and one Markdown file: the kind of machine and the day, never a path.

use std::fmt::Write as _;
use std::fs;
use std::thread;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::project::{self, Project};
use crate::{say, sh};

/// The columns that a page may have, and where each is found in a row.
const COLUMNS: [(&str, &str); 14] = [
    ("what", "row"),
    ("notes", "notes"),
    ("must hold", "must_hold"),
    ("done", "done"),
    ("of", "aim"),
    ("unit", "unit"),
    ("median ms", "median_ms"),
    ("p99 ms", "p99_ms"),
    ("processor ms", "processor_ms"),
    ("KiB written", "kib_written"),
    ("value", "value"),
    ("at most", "limit"),
    ("holds", "holds"),
    ("found", "figures"),
];

/// Writes `docs/evidence/NAME.json` and `NAME.md`.
pub(crate) fn write(project: &Project, name: &str, title: &str, rows: &[Value]) -> Result<()> {
    let (machine, date) = (machine(project), sh::ask("date", &["+%Y-%m-%d"]).unwrap_or_default().trim().to_owned());
    let folder = project.root.join("docs/evidence");
    let whole = json!({"part": name, "machine": machine, "date": date, "rows": rows});
    project::write_if_changed(&folder.join(format!("{name}.json")), format!("{whole:#}\n").as_bytes())?;
    let page = page(title, &machine, &date, rows);
    project::write_if_changed(&folder.join(format!("{name}.md")), page.as_bytes())?;
    say::step(format_args!("docs/evidence/{name}.json and {name}.md"));
    Ok(())
}

/// The rows that were written before.
pub(crate) fn read(project: &Project, name: &str) -> Result<Vec<Value>> {
    let path = project.root.join(format!("docs/evidence/{name}.json"));
    let Ok(text) = fs::read_to_string(&path) else { return Ok(Vec::new()) };
    let whole: Value = serde_json::from_str(&text).with_context(|| format!("{} is no JSON", project.shown(&path)))?;
    Ok(whole["rows"].as_array().cloned().unwrap_or_default())
}

fn page(title: &str, machine: &str, date: &str, rows: &[Value]) -> String {
    let mut page =
        format!("# {title}: what was measured\n\n{machine}. Last run on {date}. Made by `cargo xtask`; not edited.\n");
    // Rows of one shape make one table.
    let shape = |row: &Value| COLUMNS.map(|(_, field)| !row[field].is_null() && field != "why");
    let mut tables: Vec<([bool; COLUMNS.len()], Vec<&Value>)> = Vec::new();
    for row in rows {
        match tables.iter_mut().find(|(other, _)| *other == shape(row)) {
            Some((_, rows)) => rows.push(row),
            None => tables.push((shape(row), vec![row])),
        }
    }
    for (shape, rows) in tables {
        let columns: Vec<_> =
            COLUMNS.iter().zip(shape).filter(|(_, there)| *there).map(|(column, _)| *column).collect();
        let names: Vec<_> = columns.iter().map(|(name, _)| *name).collect();
        let _ = write!(page, "\n| {} |\n|{}\n", names.join(" | "), "---|".repeat(names.len()));
        for row in rows {
            let cells: Vec<_> = columns.iter().map(|(_, field)| shown(row, field)).collect();
            let _ = writeln!(page, "| {} |", cells.join(" | "));
        }
    }
    page
}

fn shown(row: &Value, field: &str) -> String {
    let why = row["why"].as_str();
    match (&row[field], field) {
        (Value::Bool(true), "holds") if row["done"] == 0 && why.is_some() => "not done".to_owned(),
        (Value::Bool(true), _) => "yes".to_owned(),
        (Value::Bool(false), _) => "**no**".to_owned(),
        (Value::Object(figures), _) => {
            let parts: Vec<_> = figures.iter().map(|(name, count)| format!("{name} {count}")).collect();
            let parts = why.map(str::to_owned).into_iter().chain(parts).collect::<Vec<_>>();
            parts.join(", ").replace('|', "/").replace('\n', " ")
        }
        (Value::String(text), _) => text.replace('|', "/"),
        (value, "value" | "limit") => format!("{value} {}", row["unit"].as_str().unwrap_or_default()),
        (value, _) => value.to_string(),
    }
}

/// What kind of machine this is, without a name that it has.
fn machine(project: &Project) -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let model = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = model.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let model = model.trim_start_matches([' ', '\t', ':']);
    let root = project.root.to_string_lossy();
    let files = sh::ask("stat", &["-f", "-c", "%T", &root]).unwrap_or_default();
    let system = sh::ask("uname", &["-sr"]).unwrap_or_default();
    let system = system.split(['-', '\n']).next().unwrap_or_default().to_owned();
    format!("{}, {cores} cores ({model}), {system}, {}", std::env::consts::ARCH, files.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_shape_make_one_table() {
        let rows = [
            json!({"row": "kills", "done": 5, "aim": 9, "unit": "kills", "holds": true, "figures": {"save": 2, "edit": 3}}),
            json!({"row": "f2fs", "done": 0, "aim": 9, "unit": "rounds", "holds": true, "figures": {}, "why": "no f2fs here"}),
            json!({"row": "insert", "notes": 100, "median_ms": 0.5}),
        ];
        let page = page("Title", "a machine", "2026-01-02", &rows);
        let expected = "# Title: what was measured\n\na machine. Last run on 2026-01-02. Made by `cargo xtask`; not edited.\n\
            \n| what | done | of | unit | holds | found |\n|---|---|---|---|---|---|\n\
            | kills | 5 | 9 | kills | yes | edit 3, save 2 |\n| f2fs | 0 | 9 | rounds | not done | no f2fs here |\n\
            \n| what | notes | median ms |\n|---|---|---|\n| insert | 100 | 0.5 |\n";
        assert_eq!(page, expected);
    }
}
