//! Takes filled-in sheets back: dates and roles go into the content, anything else is refused, and nothing is half-written.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use almanac_core::content::check::{Finding, Problem, check};
use almanac_core::content::date::Day;
use anyhow::{Context as _, Result, bail};

use crate::edit::Edit;
use crate::folder::{self, Guide, Texts};
use crate::{calls, signoffs, table};

/// What an import did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// How many sign-offs are new.
    pub sign_offs: usize,
    /// How many call tests are new.
    pub calls: usize,
    /// What the content check says now: numbers that were called and are wrong. They must be put right by hand.
    pub wrong: Vec<String>,
}

/// Reads sheets and puts them into a folder of content.
///
/// # Errors
/// Names every row that is refused, and why. Then nothing is written, also of the other rows and sheets.
pub fn import(folder: &Path, sheets: &[PathBuf], today: Day) -> Result<Done> {
    let mut texts = folder::texts(folder)?;
    let guide = Guide::of(folder::files(&texts)?)?;
    let (mut edits, mut refused, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for sheet in sheets {
        let bytes = fs::read(sheet).with_context(|| format!("{} cannot be read", sheet.display()))?;
        match rows(&guide, &bytes, &mut seen, today) {
            Ok((new, bad)) => {
                edits.extend(new);
                refused.extend(bad.into_iter().map(|reason| format!("{}: {reason}", sheet.display())));
            }
            Err(error) => refused.push(format!("{}: {error:#}", sheet.display())),
        }
    }
    if !refused.is_empty() {
        bail!("nothing was changed:\n{}", refused.join("\n"));
    }
    let before = texts.clone();
    for edit in &edits {
        edit.apply(&mut texts)?;
    }
    let wrong = new_findings(&guide, &texts)?;
    write(folder, &before, &texts)?;
    let sign_offs = edits.iter().filter(|edit| matches!(edit, Edit::SignOff { .. })).count();
    Ok(Done { sign_offs, calls: edits.len() - sign_offs, wrong })
}

/// The changes of one sheet, and what of it is refused.
fn rows(guide: &Guide, bytes: &[u8], seen: &mut BTreeSet<String>, today: Day) -> Result<(Vec<Edit>, Vec<String>)> {
    let table = table::read(bytes)?;
    let read = if table.columns == calls::COLUMNS {
        calls::row
    } else if table.columns == signoffs::COLUMNS {
        signoffs::row
    } else {
        bail!("its first row is that of neither sheet");
    };
    let (mut edits, mut refused) = (Vec::new(), Vec::new());
    for (number, row) in &table.rows {
        match read(guide, row, seen, today) {
            Ok(edit) => edits.extend(edit),
            Err(reason) => refused.push(format!("row {number}: {reason}")),
        }
    }
    Ok((edits, refused))
}

/// What the check finds that it did not find before. Only wrong numbers may come in: they are what a call test is for.
fn new_findings(guide: &Guide, texts: &Texts) -> Result<Vec<String>> {
    let before = check(&guide.files);
    let new: Vec<Finding> = check(&folder::files(texts)?).into_iter().filter(|f| !before.contains(f)).collect();
    if let Some(finding) = new.iter().find(|f| !matches!(f.problem, Problem::CalledWrong(_))) {
        bail!("nothing was changed: the content would break a rule: {finding}");
    }
    Ok(new.iter().map(ToString::to_string).collect())
}

/// Writes what has changed: first all of it beside the old files, then each in the place of its old one.
fn write(folder: &Path, before: &Texts, after: &Texts) -> Result<()> {
    let changed: Vec<(PathBuf, &String)> =
        after.iter().filter(|(name, text)| before.get(*name) != Some(text)).map(|(n, t)| (folder.join(n), t)).collect();
    let beside = |path: &Path| path.with_extension("json.new");
    for (path, text) in &changed {
        let written = fs::write(beside(path), text);
        if written.is_err() {
            for (path, _) in &changed {
                let _ = fs::remove_file(beside(path));
            }
        }
        written.with_context(|| format!("nothing was changed: {} cannot be written", beside(path).display()))?;
    }
    for (path, _) in &changed {
        fs::rename(beside(path), path).with_context(|| format!("{} cannot be replaced", path.display()))?;
    }
    Ok(())
}
