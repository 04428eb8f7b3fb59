//! The built-in content with one thing changed.

use almanac_core::content::Files;
use serde_json::Value;

/// The built-in files with one of them changed.
///
/// # Panics
/// When there is no such file.
#[must_use]
pub fn changed(file: &str, change: impl FnOnce(&mut Value)) -> Files {
    changed_in(Files::built_in(), file, change)
}

/// These files with one of them changed.
///
/// # Panics
/// When there is no such file.
#[must_use]
pub fn changed_in(mut files: Files, file: &str, change: impl FnOnce(&mut Value)) -> Files {
    let mut data: Value = serde_json::from_str(&files.get(file).expect("a content file")).expect("JSON");
    change(&mut data);
    files.put(file, data.to_string());
    files
}

/// The entry with this id in a file that is a list.
///
/// # Panics
/// When there is none.
pub fn entry<'v>(data: &'v mut Value, id: &str) -> &'v mut Value {
    data.as_array_mut().expect("a list").iter_mut().find(|e| e["id"] == id).expect("an entry of this id")
}

/// The entry with this id in a list of a file.
///
/// # Panics
/// When there is none.
pub fn within<'v>(data: &'v mut Value, list: &str, id: &str) -> &'v mut Value {
    entry(&mut data[list], id)
}
