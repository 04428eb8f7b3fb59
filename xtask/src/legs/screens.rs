//! What was seen on the way through each scenario, by one language and by another: the same steps, the same screens, byte for byte.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::Outcome;
use crate::project::{self, Project};
use crate::{cargo, say, sh};

/// Where a language writes what it saw: `docs/scenarios.md` says in which form.
pub(super) fn file(project: &Project, language: &str) -> Result<PathBuf> {
    let path = project.work_file(&format!("screens/{language}.txt"))?;
    // One of an earlier run must not be taken for this one's.
    if path.exists() {
        fs::remove_file(&path).with_context(|| format!("{} cannot be removed", path.display()))?;
    }
    Ok(path)
}

/// Holds what was seen in one language against what the Rust façade sees: one check.
pub(super) fn alike(project: &Project, language: &str, seen: &Path) -> Result<Outcome> {
    say::step("the scenarios' screens, held against those of the façade");
    let built = cargo::build(project, "scenario-build", &["-p", "almanac-tests", "--bin", "scenario"])?;
    let rust = file(project, "rust")?;
    let mut command = Command::new(built.file("scenario")?);
    let scenarios = project.root.join("tests/scenarios");
    let all = project::files_below(&scenarios, &|path| path.extension().is_none_or(|end| end == "json"));
    sh::must(project, "scenario-screens", command.arg("--screens").arg(&rust).args(all), sh::Out::Logged)?;
    let (rust, other) = (sorted(&fs::read_to_string(&rust)?), sorted(&fs::read_to_string(seen).unwrap_or_default()));
    let mut outcome = Outcome::one(rust == other && !rust.is_empty());
    outcome.notes.push(match difference(&rust, &other) {
        None => format!(
            "{} screens of all scenarios are the same in Rust and {language}, byte for byte",
            rust.lines().count()
        ),
        Some(difference) => format!("Rust and {language} saw different screens: {difference}"),
    });
    Ok(outcome)
}

/// Each line says where it belongs: the order in which scenarios and languages were run is no one's to keep.
fn sorted(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.join("\n")
}

/// The first line that differs, as one has it and as the other has it.
fn difference(one: &str, other: &str) -> Option<String> {
    let (mut lines, mut others) = (one.lines(), other.lines());
    loop {
        match (lines.next(), others.next()) {
            (None, None) => return None,
            (line, other) if line == other => {}
            (line, other) => {
                let (line, other) = (line.unwrap_or("nothing"), other.unwrap_or("nothing"));
                let same = line.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
                let part = |text: &str| say::short(&text.chars().skip(same.saturating_sub(40)).collect::<String>(), 80);
                let step: Vec<&str> = line.splitn(4, ' ').take(3).collect();
                return Some(format!("{}: {} / {}", step.join(" "), part(line), part(other)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_told_with_its_step() {
        assert_eq!(difference("a en 1 left\n", "a en 1 left\n"), None);
        let told = difference("a en 1 left\na en 2 {\"x\":1}\n", "a en 1 left\na en 2 {\"x\":2}\n");
        assert_eq!(told.as_deref(), Some("a en 2: a en 2 {\"x\":1} / a en 2 {\"x\":2}"));
        assert_eq!(difference("a en 1 left\n", "").as_deref(), Some("a en 1: a en 1 left / nothing"));
    }
}
