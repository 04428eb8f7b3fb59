//! The raw content: file names and their text.

use std::collections::BTreeMap;

const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// Content files by their name below `core/content`, with `/` between folders.
#[derive(Debug, Clone, Default)]
pub struct Files(BTreeMap<String, std::borrow::Cow<'static, str>>);

impl Files {
    /// The content that was built in.
    #[must_use]
    pub fn built_in() -> Self {
        Self(BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect())
    }

    /// Adds or replaces a file.
    pub fn put(&mut self, name: &str, text: String) {
        self.0.insert(name.to_owned(), text.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// The text of one file.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(AsRef::as_ref)
    }

    /// The files of one folder, by name, without those of folders below it.
    pub fn folder(&self, folder: &str) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(move |(name, text)| {
            let rest = name.strip_prefix(folder)?.strip_prefix('/')?;
            (!rest.contains('/')).then_some((name.as_str(), text.as_ref()))
        })
    }

    /// All files, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_ref()))
    }
}
