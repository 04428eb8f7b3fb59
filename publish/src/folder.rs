//! Content as a folder of JSON files, as people write them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use almanac_core::content::load::words;
use almanac_core::content::review::{Subject, languages, subjects};
use almanac_core::content::words::{Words, all_languages};
use almanac_core::content::{Content, Files};
use almanac_core::triage::{self, Raw};
use anyhow::{Context as _, Result};
use serde_json::Value;

/// The texts of all JSON files below a folder, by their name in the content.
pub type Texts = BTreeMap<String, String>;

/// Reads the texts as they are.
///
/// # Errors
/// Names what cannot be read.
pub fn texts(folder: &Path) -> Result<Texts> {
    let mut texts = Texts::new();
    below(folder, "", &mut texts)?;
    Ok(texts)
}

fn below(folder: &Path, prefix: &str, texts: &mut Texts) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).context("a file without a plain name")?;
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            below(&path, &format!("{name}/"), texts)?;
        } else if path.extension().is_some_and(|end| end == "json") {
            let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            texts.insert(name, text);
        }
    }
    Ok(())
}

/// Texts as content, without the white space that is there for people.
///
/// # Errors
/// Names what is no JSON.
pub fn files(texts: &Texts) -> Result<Files> {
    let mut files = Files::default();
    for (name, text) in texts {
        let value: Value = serde_json::from_str(text).with_context(|| format!("{name} is no JSON"))?;
        files.put(name, value.to_string());
    }
    Ok(files)
}

/// Reads a folder as content.
///
/// # Errors
/// Names what cannot be read, or is no JSON.
pub fn read(folder: &Path) -> Result<Files> {
    files(&texts(folder)?)
}

/// Content with everything that can be looked at in it.
#[derive(Debug)]
pub struct Guide {
    /// The files.
    pub files: Files,
    /// Pages, contacts, sources.
    pub content: Content,
    /// Questions and what they lead to.
    pub triage: Raw,
    /// The words, English first.
    pub words: Vec<Words>,
    /// Everything that can be signed, the languages last.
    pub subjects: Vec<Subject>,
}

impl Guide {
    /// Reads content.
    ///
    /// # Errors
    /// Names the file that cannot be read.
    pub fn of(files: Files) -> Result<Self> {
        let content = Content::load(&files)?;
        let triage = triage::read(&files)?;
        let words = all_languages().map(|language| words(&files, language)).collect::<Result<_, _>>()?;
        let mut subjects = subjects(&content, &triage);
        subjects.extend(languages(&files)?);
        Ok(Self { files, content, triage, words, subjects })
    }

    /// The English words.
    #[must_use]
    pub fn english(&self) -> &Words {
        &self.words[0]
    }

    /// The words that a subject is signed in.
    #[must_use]
    pub fn words_of(&self, subject: &Subject) -> &Words {
        let tag = subject.id.strip_prefix("language/");
        tag.and_then(|tag| self.words.iter().find(|words| words.language.tag == tag)).unwrap_or(self.english())
    }

    /// What a subject is called, for people.
    #[must_use]
    pub fn title(&self, subject: &Subject) -> String {
        let say = |part: &str| self.english().get(&format!("{}{part}", subject.stem)).to_owned();
        let (kind, id) = subject.id.split_once('/').unwrap_or((&subject.id, ""));
        match kind {
            "page" | "block" => say(".title"),
            "contact" => say(".name"),
            "question" => say(".ask"),
            "card" => say(""),
            "language" => self.words_of(subject).language.name.to_owned(),
            "say" => "What to say".to_owned(),
            "first" => "First words: how to be understood".to_owned(),
            "forms" => "Forms to write down what happened".to_owned(),
            _ => format!("{} {}", if kind == "rule" { "Rule" } else { "Reason" }, id.replace('/', ", ")),
        }
    }

    /// The fingerprint of a subject as it stands.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn fingerprint(&self, subject: &Subject) -> Result<String> {
        Ok(almanac_core::content::review::fingerprint(&self.files, self.words_of(subject), subject)?)
    }
}
