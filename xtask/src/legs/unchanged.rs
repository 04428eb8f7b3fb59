//! A leg that passed is not run again before something that it is made of changes.

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::Outcome;
use crate::fingerprint::Fingerprint;
use crate::project::Project;
use crate::report::Counts;
use crate::{jdk, sh};

/// Part of every leg: what is built with what, and this tool, which runs it.
const ALWAYS: [&str; 5] = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo", "xtask"];

/// What a leg is made of, as a number; none where git cannot list its files, and the leg then always runs.
pub(super) fn state(project: &Project, parts: &[&str]) -> Result<Option<String>> {
    let root = project.root.to_string_lossy();
    let list = ["-C", &root, "ls-files", "--cached", "--others", "--exclude-standard", "--"];
    let Some(listed) = sh::ask("git", &[list.as_slice(), &ALWAYS, parts].concat()) else { return Ok(None) };
    let mut names: Vec<&str> = listed.lines().collect();
    names.sort_unstable();
    let mut state = Fingerprint::new();
    for name in names {
        let path = project.root.join(name);
        state.add(name.as_bytes());
        // One that git knows and that is gone is a change too.
        if path.is_file() {
            state.add(&fs::read(&path).with_context(|| format!("{name} cannot be read"))?);
        }
    }
    state.add(sh::ask("rustc", &["--version"]).unwrap_or_default().as_bytes());
    for jdk in jdk::all() {
        state.add(jdk.version.to_string().as_bytes());
    }
    Ok(Some(state.text()))
}

/// What the leg did when it passed in this state, if it did.
pub(super) fn recall(project: &Project, name: &str, state: &str) -> Result<Option<Outcome>> {
    let Ok(text) = fs::read_to_string(project.work_file(&file(name))?) else { return Ok(None) };
    let Ok(kept) = serde_json::from_str::<Value>(&text) else { return Ok(None) };
    let Some(passed) = kept["passed"].as_u64().and_then(|count| usize::try_from(count).ok()) else { return Ok(None) };
    if kept["of"] != state {
        return Ok(None);
    }
    let words = |field: &str| -> Vec<String> {
        kept[field].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let mut notes = vec!["passed before, and nothing that it is made of has changed: not run again".to_owned()];
    notes.extend(words("notes"));
    Ok(Some(Outcome { counts: Counts { passed, ..Counts::default() }, notes, skipped: words("skipped") }))
}

/// Keeps what a leg did, when all of it passed; else forgets what was kept.
pub(super) fn keep(project: &Project, name: &str, state: &str, outcome: &Outcome) -> Result<()> {
    let path = project.work_file(&file(name))?;
    let Counts { passed, failed, .. } = outcome.counts;
    if failed > 0 || passed == 0 {
        let _ = fs::remove_file(&path);
        return Ok(());
    }
    let kept = json!({"of": state, "passed": passed, "notes": outcome.notes, "skipped": outcome.skipped});
    fs::write(&path, kept.to_string()).with_context(|| format!("{} cannot be written", project.shown(&path)))
}

fn file(name: &str) -> String {
    format!("passed/{}.json", name.replace(' ', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(name: &str) -> Project {
        let root = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        Project { work: root.join("target/xtask"), root }
    }

    #[test]
    fn what_passed_is_recalled_in_the_same_state_alone() -> Result<()> {
        let project = project("recall");
        keep(&project, "a leg", "1", &Outcome::one(true))?;
        assert_eq!(recall(&project, "a leg", "1")?.map(|outcome| outcome.counts.passed), Some(1));
        assert!(recall(&project, "a leg", "2")?.is_none(), "something changed");
        assert!(recall(&project, "another", "1")?.is_none());
        keep(&project, "a leg", "1", &Outcome::one(false))?;
        assert!(recall(&project, "a leg", "1")?.is_none(), "it failed since");
        Ok(fs::remove_dir_all(&project.root)?)
    }

    #[test]
    fn a_changed_new_or_lost_file_is_another_state() -> Result<()> {
        let project = project("state");
        let root = project.root.to_string_lossy().into_owned();
        fs::create_dir_all(project.root.join("part"))?;
        fs::write(project.root.join("part/a"), "1")?;
        let git = |arguments: &[&str]| sh::ask("git", &[&["-C", &root], arguments].concat()).context("git");
        git(&["init"])?;
        git(&["add", "part/a"])?;
        let now = || state(&project, &["part"]);
        let first = now()?;
        assert!(first.is_some());
        fs::write(project.root.join("elsewhere"), "1")?;
        assert_eq!(now()?, first, "not a part of it");
        fs::write(project.root.join("part/b"), "1")?;
        let second = now()?;
        assert_ne!(second, first);
        fs::write(project.root.join("part/b"), "2")?;
        assert_ne!(now()?, second);
        fs::remove_file(project.root.join("part/b"))?;
        assert_eq!(now()?, first);
        fs::remove_file(project.root.join("part/a"))?;
        assert_ne!(now()?, first);
        Ok(fs::remove_dir_all(&project.root)?)
    }
}
