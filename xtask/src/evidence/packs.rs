//! Content packs: every bit of the whole content turned over, and hostile packs for as long as there is time.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::{sheet, vault};
use crate::fingerprint::Fingerprint;
use crate::project::{self, Project};
use crate::{cargo, fuzz, sh};

/// What the rows are about. When one of these changes, what was counted before counts no more.
const SOURCES: [&str; 3] = ["core/src/content", "core/src/triage", "tests/src/pack.rs"];
/// The name of the row of the fuzzer.
const FUZZED: &str = "fuzz: pack";

/// Two thirds of the time for the bits, the rest for hostile packs.
pub(super) fn run(project: &Project, time: Duration) -> Result<Vec<Value>> {
    let of = Fingerprint::of_parts(project, &SOURCES)?;
    let mut rows = sheet::read(project, "packs")?;
    rows.retain(|row| row["of"] == of.as_str());
    let state = project.work_file("evidence/packs.json")?;
    let before = rows.iter().find(|row| row["row"] != FUZZED).map(ToString::to_string);
    fs::write(&state, before.unwrap_or_default()).context("the state cannot be written")?;
    let built = cargo::build(project, "evidence-build", &["-p", "almanac-tests", "--bin", "pack-evidence"])?;
    let mut command = Command::new(built.file("pack-evidence")?);
    command.arg(&state).arg((time * 2 / 3).as_secs().to_string()).current_dir(&project.root);
    if !sh::talk(&mut command, None)? {
        bail!("the long proof itself failed");
    }
    let bits = fs::read_to_string(&state).context("the state cannot be read")?;
    seeds(project)?;
    let before = rows.iter().find(|row| row["row"] == FUZZED).cloned();
    let hostile = vault::fuzzed_row(project, before, FUZZED, fuzz::PACK, time / 3)?;
    let mut rows = vec![serde_json::from_str(&bits).context("the state is no JSON")?, hostile];
    for row in &mut rows {
        row["of"] = of.as_str().into();
    }
    Ok(rows)
}

/// What the fuzzer begins with: the files of the content, each behind the byte that says which of them it is.
fn seeds(project: &Project) -> Result<()> {
    let content = project.root.join("core/content");
    let mut names: Vec<String> = project::files_below(&content, &|_| true)
        .iter()
        .filter_map(|path| Some(path.strip_prefix(&content).ok()?.to_string_lossy().into_owned()))
        .filter(|name| !matches!(name.as_str(), "descriptions.json" | "issue.json"))
        .collect();
    names.sort();
    let folder = project.root.join("fuzz/corpus/pack");
    // As `almanac_tests::pack::hostile` has them: of the guide its topics and one page.
    names.retain(|name| {
        !name.starts_with("guide/") || matches!(name.as_str(), "guide/signs.json" | "guide/topics.json")
    });
    for (which, name) in names.iter().enumerate() {
        let which = u8::try_from(which).context("more files than a byte tells apart")?;
        let text = fs::read(content.join(name))?;
        project::write_if_changed(&folder.join(name.replace('/', "-")), &[&[which], text.as_slice()].concat())?;
    }
    Ok(())
}
