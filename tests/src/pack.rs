//! Packs as tests make them: with a key that no app takes, well-formed or broken on purpose.

use std::sync::LazyLock;

use almanac_core::content::Files;
use almanac_core::content::check::check;
use almanac_core::content::date::Day;
use almanac_core::content::issue::Issue;
use almanac_core::content::pack::{Keys, Pack, PackError};
use almanac_publish::pack::{seal, sign};
use ed25519_dalek::SigningKey;
use miniz_oxide::deflate::compress_to_vec;
use serde_json::{Map, Value, json};

use crate::change::{changed, entry};
use crate::look::{TODAY, day};

/// The test key. It is no secret: `packs: the_app_as_it_is_built_refuses_the_test_key` holds that it opens nothing.
#[must_use]
pub fn key() -> SigningKey {
    SigningKey::from_bytes(b"for tests only: signs for no app")
}

/// Keys that trust the test key alone.
#[must_use]
pub fn keys() -> Keys {
    Keys::instead_of_built_in(&[key().verifying_key().to_bytes()])
}

/// An issue of the day of the tests.
#[must_use]
pub fn issue(number: u32) -> Issue {
    Issue { number, issued: day(TODAY) }
}

/// Content as a pack, sealed by the publisher's own code.
///
/// # Panics
/// When it is refused.
#[must_use]
pub fn sealed(files: &Files, number: u32) -> Vec<u8> {
    seal(files, issue(number), &key(), day(TODAY)).expect("a pack that is in order")
}

/// The whole content with another number for the trafficking hotline, as a pack.
#[must_use]
pub fn with_another_number() -> Vec<u8> {
    sealed(&changed("contacts.json", |contacts| entry(contacts, "nhth")["voice"] = json!("+18885550100")), 2)
}

/// Turns bits of a pack over, one at a time. Each must be refused for its signature, or for its first bytes.
///
/// # Errors
/// The first that is not.
pub fn flipped(pack: &[u8], bits: impl IntoIterator<Item = usize>) -> Result<u64, String> {
    let (mut bytes, keys, mut count) = (pack.to_vec(), keys(), 0);
    for bit in bits {
        bytes[bit / 8] ^= 1 << (bit % 8);
        match Pack::open(&bytes, &keys, issue(2), day(TODAY)) {
            Err(PackError::Signature | PackError::NotAPack) => count += 1,
            other => return Err(format!("bit {bit}: {:?}", other.map(|pack| pack.issue()))),
        }
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
    Ok(count)
}

/// Words to say, with these lines.
#[must_use]
pub fn say(lines: &str) -> String {
    let rest = "\"contact\":\"x\",\"text_languages\":{\"tags\":[],\"sources\":[]},\"reviewed_by\":\"\"";
    format!("{{{rest},\"lines\":{lines}}}")
}

/// Content that says nothing, so that all that fits goes into one file.
#[must_use]
pub fn nothing() -> Files {
    let mut files = Files::built_in();
    let names: Vec<String> = files.names().map(ToOwned::to_owned).collect();
    for name in names {
        let (folder, file) = name.split_once('/').unwrap_or(("", &name));
        match (folder, file) {
            (_, "issue.json") => {}
            ("guide", file) if file != "topics.json" => files.remove(&name),
            ("triage", "me.json" | "other.json" | "police.json") => {
                let id = file.trim_end_matches(".json");
                let graph = json!({"id": id, "questions": [], "rules": [], "ways": [], "keep_text": []});
                files.put(&name, graph.to_string());
            }
            ("", "say.json") => files.put(&name, say("[]")),
            ("", "forms.json") => files.put(&name, json!({"notices": [], "forms": [], "reviewed_by": ""}).to_string()),
            ("", "first.json") => {
                let lists = ["contacts", "says", "keys", "names", "english"].map(|list| (list.to_owned(), json!([])));
                let first: Map<_, _> = lists.into_iter().chain([("reviewed_by".to_owned(), json!(""))]).collect();
                files.put(&name, Value::Object(first).to_string());
            }
            _ => {
                let text = if files.get(&name).unwrap_or_default().starts_with('[') { "[]" } else { "{}" };
                files.put(&name, text.to_owned());
            }
        }
    }
    files
}

/// Throws bytes at packs, for fuzzing: as they are; under a good signature; and as one file of a signed content that says nothing
/// else, the first byte telling which: behind the form of a pack and before the checks of what it says.
///
/// # Panics
/// When content opens that a check has something against.
pub fn hostile(input: &[u8]) {
    static NOTHING: LazyLock<Raw> = LazyLock::new(|| {
        let mut files = nothing();
        let page = json!({"id": "signs", "summary": {"sources": []}, "blocks": [], "reviewed_by": ""});
        files.put("guide/signs.json", page.to_string());
        Raw::of_content(&files)
    });
    let mut packs = vec![input.to_vec(), sign(input.to_vec(), &key())];
    if let [which, text @ ..] = input {
        let mut raw = NOTHING.clone();
        let count = raw.files.len();
        let file = &mut raw.files[usize::from(*which) % count];
        *file = RawFile::of(&file.name, text);
        packs.push(raw.signed());
    }
    for bytes in packs {
        if let Ok(pack) = Pack::open(&bytes, &keys(), issue(1), day(TODAY)) {
            assert_eq!(check(pack.files()), []);
        }
    }
}

/// A pack put together by hand, so that every part of it can be wrong.
#[derive(Debug, Clone)]
pub struct Raw {
    /// The format.
    pub format: u16,
    /// The issue.
    pub issue: u32,
    /// Its day.
    pub issued: Day,
    /// How many files it says that there are; as many as there are where it says nothing.
    pub count: Option<u16>,
    /// Its files.
    pub files: Vec<RawFile>,
    /// What follows the last file.
    pub tail: Vec<u8>,
}

/// A file of such a pack.
#[derive(Debug, Clone)]
pub struct RawFile {
    /// Its name.
    pub name: Vec<u8>,
    /// How long it says that it is, inflated.
    pub size: u32,
    /// How long it says that it is, deflated; as long as it is where it says nothing.
    pub length: Option<u32>,
    /// Its bytes.
    pub deflated: Vec<u8>,
}

impl RawFile {
    /// A file in order.
    ///
    /// # Panics
    /// When it is larger than four gigabytes.
    #[must_use]
    pub fn of(name: &[u8], text: &[u8]) -> Self {
        let size = u32::try_from(text.len()).expect("a small file");
        Self { name: name.to_vec(), size, length: None, deflated: compress_to_vec(text, 6) }
    }
}

impl Raw {
    /// A pack of these files.
    #[must_use]
    pub fn of(files: Vec<RawFile>) -> Self {
        Self { format: 1, issue: 2, issued: day(TODAY), count: None, files, tail: Vec::new() }
    }

    /// A pack of content that no check has seen.
    #[must_use]
    pub fn of_content(files: &Files) -> Self {
        let names = files.names().filter(|name| *name != "issue.json");
        Self::of(
            names.map(|name| RawFile::of(name.as_bytes(), files.get(name).unwrap_or_default().as_bytes())).collect(),
        )
    }

    /// Its bytes, without a signature.
    ///
    /// # Panics
    /// When a name is longer than 255 bytes or there are too many files to be counted.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"almpages".to_vec();
        bytes.extend(self.format.to_le_bytes());
        bytes.extend(self.issue.to_le_bytes());
        bytes.extend(self.issued.to_le_bytes());
        let count = self.count.unwrap_or_else(|| u16::try_from(self.files.len()).expect("few files"));
        bytes.extend(count.to_le_bytes());
        for file in &self.files {
            bytes.push(u8::try_from(file.name.len()).expect("a short name"));
            bytes.extend(&file.name);
            bytes.extend(file.size.to_le_bytes());
            let length = file.length.unwrap_or_else(|| u32::try_from(file.deflated.len()).expect("a small file"));
            bytes.extend(length.to_le_bytes());
            bytes.extend(&file.deflated);
        }
        bytes.extend(&self.tail);
        bytes
    }

    /// Signed with the test key.
    #[must_use]
    pub fn signed(&self) -> Vec<u8> {
        sign(self.bytes(), &key())
    }
}
