//! Sign-offs and call tests: who has checked what, and whether it still is what they checked.
//!
//! A sign-off stands beside what was signed, as `ROLE, YYYY-MM-DD, FINGERPRINT`: a role, never a name. The fingerprint is of the
//! words, sources and structure that were read, so that a later change cannot pass for checked.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::Content;
use super::date::Date;
use super::files::Files;
use super::load::{LoadError, parse, words};
use super::model::SourceRef;
use super::words::{Words, all_languages};
use crate::triage::Raw;

/// Who can sign. A closed list: no name comes into the content, and the app can say each in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An immigration or criminal lawyer.
    Lawyer,
    /// A representative who is not a lawyer and is accredited by the US Department of Justice.
    Representative,
    /// Somebody who works with trafficked people.
    Advocate,
    /// Somebody who was trafficked and works on such content.
    Survivor,
    /// The line or organisation that is spoken of.
    Operator,
    /// A native speaker, of a language.
    Speaker,
}

impl Role {
    /// All roles, with their names in the content and in the keys of their words.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Lawyer, "lawyer"),
        (Self::Representative, "representative"),
        (Self::Advocate, "advocate"),
        (Self::Survivor, "survivor"),
        (Self::Operator, "operator"),
        (Self::Speaker, "speaker"),
    ];

    /// The name, as in the content.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(role, _)| *role == self).map_or("", |(_, name)| name)
    }

    /// The role of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, each)| *each == name).map(|(role, _)| *role)
    }
}

/// Somebody has read this and stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOff {
    /// Who.
    pub role: Role,
    /// When.
    pub on: Date,
    /// The fingerprint of what they read.
    pub of: String,
}

impl SignOff {
    /// Reads `ROLE, YYYY-MM-DD, FINGERPRINT`. Anything else is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(", ");
        let role = Role::named(parts.next()?)?;
        let on = Date::parse(parts.next()?)?;
        let of = parts.next()?.to_owned();
        let whole = of.len() == FINGERPRINT && of.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        (whole && parts.next().is_none()).then_some(Self { role, on, of })
    }
}

impl fmt::Display for SignOff {
    /// As [`Self::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}, {}", self.role.as_str(), self.on, self.of)
    }
}

/// How a call test went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallResult {
    /// The right organisation answered.
    Answered,
    /// Nobody did.
    NoAnswer,
    /// Somebody else did, or the number does not exist.
    Wrong,
}

impl CallResult {
    /// All results, as they are written.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Answered, "answered"), (Self::NoAnswer, "no answer"), (Self::Wrong, "wrong")];
}

/// A call test of one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// When.
    pub on: Date,
    /// How it went.
    pub result: CallResult,
}

impl Call {
    /// Reads `YYYY-MM-DD RESULT`. Anything else is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (on, result) = text.split_once(' ')?;
        let (result, _) = CallResult::ALL.into_iter().find(|(_, name)| *name == result)?;
        Some(Self { on: Date::parse(on)?, result })
    }
}

impl fmt::Display for Call {
    /// As [`Self::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let result = CallResult::ALL.iter().find(|(result, _)| *result == self.result).map_or("", |(_, name)| name);
        write!(f, "{} {result}", self.on)
    }
}

/// Something that is signed as a whole: a page, a contact, a piece of an outcome, a question, a rule, its reason, a card, the words to say, the
/// forms, or the words of a language.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its kind and id: `page/signs`, `rule/me/M1`, `language/es`.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// The key of its words, or the beginning of their keys up to a dot; empty where it has none.
    pub stem: String,
    /// What it says, and what that rests on.
    pub statements: Vec<Said>,
    /// Its sign-off as it is written; empty where there is none.
    pub reviewed_by: String,
}

/// Where something stands in the content files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The entry in it; none where it is the whole file.
    pub entry: Option<Entry>,
    /// The member that holds the sign-off.
    pub member: &'static str,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The member of the file that is the list; none where the file is.
    pub list: Option<&'static str>,
    /// The member that tells entries apart.
    pub by: &'static str,
    /// What stands there.
    pub id: String,
}

/// One statement.
#[derive(Debug, Clone)]
pub struct Said {
    /// The key of its words; that of a rule where it has none.
    pub key: String,
    /// What it rests on.
    pub sources: Vec<SourceRef>,
}

impl Subject {
    fn new(id: String, file: &str, entry: Option<Entry>, stem: String, reviewed_by: &str) -> Self {
        let place = Place { file: file.to_owned(), entry, member: "reviewed_by" };
        Self { id, place, stem, statements: Vec::new(), reviewed_by: reviewed_by.to_owned() }
    }

    fn says(mut self, key: String, sources: &[SourceRef]) -> Self {
        self.statements.push(Said { key, sources: sources.to_vec() });
        self
    }

    /// Its sign-off. None where there is none, or none that can be read, which the check refuses.
    #[must_use]
    pub fn signed(&self) -> Option<SignOff> {
        SignOff::parse(&self.reviewed_by)
    }

    /// Its words, in order of their keys.
    pub fn words<'w>(&'w self, words: &'w Words) -> impl Iterator<Item = (&'w str, &'w str)> {
        let stem = self.stem.as_str();
        let whole = self.id.starts_with("language/");
        let inside = move |key: &str| {
            !stem.is_empty() && key.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        words.below(stem).filter(move |(key, _)| if whole { !key.starts_with('_') } else { inside(key) })
    }
}

/// Everything that can be signed, but for languages, in the order of a book.
#[must_use]
pub fn subjects(content: &Content, (blocks, _, protocols): &Raw) -> Vec<Subject> {
    let in_list = |list, id: &str| Some(Entry { list, by: "id", id: id.to_owned() });
    let pages = content.pages.values().map(|page| {
        let stem = format!("page.{}", page.id);
        let file = format!("guide/{}.json", page.id);
        let subject = Subject::new(format!("page/{}", page.id), &file, None, stem.clone(), &page.reviewed_by);
        page.statements().fold(subject, |subject, (key, sources)| subject.says(format!("{stem}.{key}"), sources))
    });
    let contacts = content.contacts.values().map(|contact| {
        let stem = format!("contact.{}", contact.id);
        let id = format!("contact/{}", contact.id);
        let subject = Subject::new(id, "contacts.json", in_list(None, &contact.id), stem.clone(), &contact.reviewed_by)
            .says(format!("{stem}.name"), &contact.number_sources);
        contact.says.iter().fold(subject, |subject, s| subject.says(format!("{stem}.{}", s.part), &s.sources))
    });
    let pieces = blocks.values().map(|block| {
        let stem = format!("block.{}", block.id);
        let entry = in_list(None, &block.id);
        let id = format!("block/{}", block.id);
        let subject = Subject::new(id, "triage/blocks.json", entry, stem.clone(), &block.reviewed_by);
        block.says.iter().fold(subject, |subject, s| subject.says(format!("{stem}.{}", s.part), &s.sources))
    });
    let questions = protocols.iter().flat_map(|graph| {
        graph.questions.iter().map(move |question| {
            let (file, id) = (format!("triage/{}.json", graph.id), format!("question/{}/{}", graph.id, question.id));
            let stem = format!("triage.{}.{}", graph.id, question.id);
            Subject::new(id, &file, in_list(Some("questions"), &question.id), stem.clone(), &question.reviewed_by)
                .says(format!("{stem}.why"), &question.sources)
        })
    });
    let rules = protocols.iter().flat_map(|graph| {
        graph.rules.iter().map(move |rule| {
            let (file, id) = (format!("triage/{}.json", graph.id), format!("rule/{}/{}", graph.id, rule.id));
            let entry = in_list(Some("rules"), &rule.id);
            Subject::new(id, &file, entry, String::new(), &rule.reviewed_by).says(rule.id.clone(), &rule.sources)
        })
    });
    let reasons = protocols.iter().flat_map(|graph| {
        graph.reasons.iter().map(move |reason| {
            let (file, id) = (format!("triage/{}.json", graph.id), format!("reason/{}/{}", graph.id, reason.block));
            let entry = Entry { list: Some("reasons"), by: "block", id: reason.block.clone() };
            let stem = format!("reason.{}.{}", graph.id, reason.block);
            let subject = Subject::new(id, &file, Some(entry), stem.clone(), &reason.reviewed_by);
            reason.says.iter().fold(subject, |subject, s| subject.says(format!("{stem}.{}", s.part), &s.sources))
        })
    });
    let cards = content.cards.iter().map(|card| {
        let stem = format!("card.{}", card.id);
        let id = format!("card/{}", card.id);
        Subject::new(id, "cards.json", in_list(None, &card.id), stem.clone(), &card.reviewed_by)
            .says(stem, &card.sources)
    });
    let say = Subject::new("say".to_owned(), "say.json", None, "say".to_owned(), &content.say.reviewed_by);
    let say = content.say.lines.iter().fold(say, |say, line| say.says(format!("say.{}", line.part), &line.sources));
    let writing = &content.writing;
    let forms = Subject::new("forms".to_owned(), "forms.json", None, "form".to_owned(), &writing.reviewed_by);
    let forms = writing.notices.iter().fold(forms, |forms, s| forms.says(format!("form.{}", s.part), &s.sources));
    let forms = writing.forms.iter().fold(forms, |forms, spec| {
        let stem = format!("form.{}", spec.id.as_str());
        let forms = forms.says(format!("{stem}.title"), &spec.sources);
        spec.notes.iter().fold(forms, |forms, s| forms.says(format!("{stem}.{}", s.part), &s.sources))
    });
    let first = Subject::new("first".to_owned(), "first.json", None, "first".to_owned(), &content.first.reviewed_by);
    let says = content.first.says.iter();
    let first = says.fold(first, |first, s| first.says(format!("first.{}", s.part), &s.sources));
    pages
        .chain(contacts)
        .chain(pieces)
        .chain(questions)
        .chain(rules)
        .chain(reasons)
        .chain(cards)
        .chain([say, forms, first])
        .collect()
}

/// The words of each language, as something to sign: English too, for how it reads.
///
/// # Errors
/// Names the file that cannot be read.
pub fn languages(files: &Files) -> Result<Vec<Subject>, LoadError> {
    all_languages().map(|language| Ok(language_subject(&words(files, language)?))).collect()
}

/// The words of one language, as something to sign.
pub(super) fn language_subject(words: &Words) -> Subject {
    let tag = words.language.tag;
    let (file, signed) = (format!("text/{tag}.json"), words.get("_review"));
    let mut subject = Subject::new(format!("language/{tag}"), &file, None, String::new(), signed);
    subject.place.member = "_review";
    subject
}

/// How long a fingerprint is, in hex digits: 48 bits tell an honest change, and no more is asked.
const FINGERPRINT: usize = 12;

/// Members that say how something was checked, not what it says.
const NOT_SIGNED: [&str; 4] = ["reviewed_by", "called", "seen_on", "unverified"];

/// The fingerprint of a subject as it stands: of its words (in English, but for a language), sources and structure.
///
/// # Errors
/// When its file cannot be read.
pub fn fingerprint(files: &Files, words: &Words, subject: &Subject) -> Result<String, LoadError> {
    Ok(fingerprint_in(&parse(files, &subject.place.file)?, words, subject))
}

/// The same, of a subject whose file was read before: many stand in one.
pub(super) fn fingerprint_in(file: &Value, words: &Words, subject: &Subject) -> String {
    let mut hash = Sha256::new();
    if !subject.id.starts_with("language/") {
        feed(find(file, subject.place.entry.as_ref()), &mut hash);
    }
    for (key, text) in subject.words(words) {
        for part in [key, text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    let hex = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    hex.chars().take(FINGERPRINT).collect()
}

fn find<'v>(file: &'v Value, entry: Option<&Entry>) -> &'v Value {
    let Some(entry) = entry else { return file };
    let list = entry.list.map_or(Some(file), |member| file.get(member)).and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .find(|each| each.get(entry.by).is_some_and(|id| *id == *entry.id))
        .unwrap_or(&Value::Null)
}

/// Members in order of their names, whatever their order in the file.
fn feed(value: &Value, hash: &mut Sha256) {
    match value {
        Value::Object(members) => {
            let members: BTreeMap<&String, &Value> =
                members.iter().filter(|(name, _)| !NOT_SIGNED.contains(&name.as_str())).collect();
            hash.update(b"{");
            for (name, value) in members {
                feed(&Value::String(name.clone()), hash);
                feed(value, hash);
            }
            hash.update(b"}");
        }
        Value::Array(values) => {
            hash.update(b"[");
            for value in values {
                feed(value, hash);
            }
            hash.update(b"]");
        }
        other => hash.update(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_offs_are_read_as_they_are_written_and_nothing_else_is() {
        let text = "lawyer, 2026-12-01, 0123456789ab";
        assert_eq!(SignOff::parse(text).map(|s| s.to_string()).as_deref(), Some(text));
        for bad in [
            "",
            "lawyer",
            "Jane Doe, 2026-12-01, 0123456789ab",
            "lawyer, 2026-12, 0123456789ab",
            "lawyer, 2026-12-01, 0123",
            "lawyer, 2026-12-01, 0123456789AB",
            "lawyer, 2026-12-01, 0123456789ab, x",
            "lawyer,2026-12-01,0123456789ab",
        ] {
            assert_eq!(SignOff::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn call_tests_are_read_as_they_are_written_and_nothing_else_is() {
        for text in ["2026-12-01 answered", "2026-12-01 no answer", "2026-12-01 wrong"] {
            assert_eq!(Call::parse(text).map(|c| c.to_string()).as_deref(), Some(text));
        }
        for bad in ["", "answered", "2026-12-01", "2026-12-01 yes", "2026-13-01 wrong", "2026-12-01  wrong"] {
            assert_eq!(Call::parse(bad), None, "{bad}");
        }
    }
}
