//! The raw content: file names and their text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// File names and their text, deflated (RFC 1951) when the core was built.
const BUILT_IN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// Content files by their name below `core/content`, with `/` between folders.
#[derive(Debug, Clone, Default)]
pub struct Files(BTreeMap<String, Text>);

#[derive(Debug, Clone)]
enum Text {
    Deflated(&'static [u8]),
    /// Deflated too, as a part of a content pack.
    Packed(Arc<[u8]>, Range<usize>),
    Plain(String),
}

impl Files {
    /// The content that was built in. Each file is inflated when it is asked for: a language that is not shown never is.
    #[must_use]
    pub fn built_in() -> Self {
        Self(BUILT_IN.iter().map(|(name, bytes)| ((*name).to_owned(), Text::Deflated(bytes))).collect())
    }

    /// Adds or replaces a file.
    pub fn put(&mut self, name: &str, text: String) {
        self.0.insert(name.to_owned(), Text::Plain(text));
    }

    /// Adds a file that lies deflated in a content pack.
    pub(super) fn put_packed(&mut self, name: &str, pack: &Arc<[u8]>, place: Range<usize>) {
        self.0.insert(name.to_owned(), Text::Packed(Arc::clone(pack), place));
    }

    /// Takes a file away.
    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// The text of one file. None where there is no such file, or where it cannot be inflated.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        match self.0.get(name)? {
            Text::Plain(text) => Some(Cow::Borrowed(text)),
            Text::Deflated(bytes) => inflate(bytes).map(Cow::Owned),
            Text::Packed(pack, place) => inflate(pack.get(place.clone())?).map(Cow::Owned),
        }
    }

    /// The names of all files, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The names of the files of one folder, without those of folders below it.
    pub fn folder(&self, folder: &str) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str).filter(move |name| {
            name.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).is_some_and(|rest| !rest.contains('/'))
        })
    }
}

/// A deflated text. What a pack holds was inflated once within limits before it came here.
fn inflate(bytes: &[u8]) -> Option<String> {
    String::from_utf8(miniz_oxide::inflate::decompress_to_vec(bytes).ok()?).ok()
}
