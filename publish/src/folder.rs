//! Content as a folder of JSON files.

use std::fs;
use std::path::Path;

use almanac_core::content::Files;
use anyhow::{Context as _, Result};
use serde_json::Value;

/// Reads every JSON file below a folder, without the white space that is there for people.
///
/// # Errors
/// Names what cannot be read, or is no JSON.
pub fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::default();
    below(folder, "", &mut files)?;
    Ok(files)
}

fn below(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).context("a file without a plain name")?;
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            below(&path, &format!("{name}/"), files)?;
        } else if path.extension().is_some_and(|end| end == "json") {
            let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            let value: Value = serde_json::from_str(&text).with_context(|| format!("{name} is no JSON"))?;
            files.put(&name, value.to_string());
        }
    }
    Ok(())
}
