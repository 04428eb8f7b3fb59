//! The shapes of the content files. Unknown members are refused: a misspelt one would be silently without effect.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::review::{Call, CallResult};
use crate::route::Form;

/// Where a statement comes from: a source and, where it is known, the place in it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct SourceRef {
    /// An id of `sources.json`.
    pub id: String,
    /// Such as `8 CFR 214.202(c)(1)`; empty where none is known.
    pub locator: String,
}

impl From<String> for SourceRef {
    fn from(text: String) -> Self {
        match text.split_once(": ") {
            Some((id, locator)) => Self { id: id.to_owned(), locator: locator.to_owned() },
            None => Self { id: text, locator: String::new() },
        }
    }
}

/// A document that statements rest on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its address, where it may be shown.
    pub url: Option<String>,
    /// The day, month or year of publication, as far as it is known.
    pub published: Option<String>,
    /// The day on which it was last read, `YYYY-MM-DD`.
    pub checked: String,
    /// Whether a copy was read instead of the publisher's own page. Its address is never shown.
    pub copy: bool,
}

/// One thing that is said, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The last part of the key of its words.
    #[serde(alias = "key")]
    pub part: String,
    /// What it rests on; never empty.
    pub sources: Vec<SourceRef>,
    /// Whether it is our own advice that follows from the sources.
    #[serde(default)]
    pub own: bool,
}

/// What kind of help a contact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactKind {
    /// Police, fire, medical help now.
    Emergency,
    /// Somebody answers and listens.
    Hotline,
    /// Takes reports.
    TipLine,
    /// An office of a government.
    Agency,
    /// Lawyers, or lists of them.
    Legal,
    /// Other help.
    Support,
}

/// A text line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextLine {
    /// E.164 or a short code.
    pub number: String,
    /// The word that the number spells.
    pub spelled: Option<String>,
    /// A word that the operator names for the first message.
    pub keyword: Option<String>,
    /// The word for Spanish, where there is another.
    #[serde(default)]
    pub keyword_es: Option<String>,
}

/// A web address.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Web {
    /// An `https` address.
    pub url: String,
    /// The last part of the key of its label.
    pub key: String,
}

/// A line or organisation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Its id.
    pub id: String,
    /// What kind of help it is.
    pub kind: ContactKind,
    /// The number to call, E.164 or a short code.
    pub voice: Option<String>,
    /// The number as the operator spells it.
    pub voice_spelled: Option<String>,
    /// The number from outside the USA.
    pub voice_outside_us: Option<String>,
    /// What to dial inside its country, where E.164 will not do.
    pub dial_in_country: Option<String>,
    /// The number to text.
    pub text: Option<TextLine>,
    /// The relay service to dial first, for Deaf and hard-of-hearing people.
    pub relay: Option<String>,
    /// A number for a text telephone.
    pub tty: Option<String>,
    /// A number for a videophone.
    pub videophone: Option<String>,
    /// Web addresses.
    pub web: Vec<Web>,
    /// An e-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// How well the main number or address is confirmed: `C3` is three sources, `S` a single one.
    pub certainty: String,
    /// Whether nobody has yet called or opened it to see that it is right. Said beside the number. As it is loaded, an
    /// answer to a call test counts for more.
    pub unverified: bool,
    /// Call tests of its numbers, by their names in [`Contact::numbers`], each as `YYYY-MM-DD RESULT`.
    #[serde(default)]
    pub called: BTreeMap<String, String>,
    /// The day somebody saw it on the operator's own page, `YYYY-MM-DD`.
    pub seen_on: Option<String>,
    /// What the main number or address rests on.
    pub number_sources: Vec<SourceRef>,
    /// What is said about it, in the order in which it is shown.
    pub says: Vec<Statement>,
    /// Who has checked it: a role and a date; empty until somebody has.
    pub reviewed_by: String,
}

impl Contact {
    /// Whether it is 911, here or in Canada or Mexico.
    #[must_use]
    pub fn is_emergency(&self) -> bool {
        self.kind == ContactKind::Emergency
    }

    /// The numbers that can be called or texted to see whether they are right, the main one first, each with a name.
    pub fn numbers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let text = self.text.as_ref().map(|text| &text.number);
        let numbers = [
            ("voice", self.voice.as_ref()),
            ("text", text),
            ("outside", self.voice_outside_us.as_ref()),
            ("inside", self.dial_in_country.as_ref()),
            ("tty", self.tty.as_ref()),
            ("videophone", self.videophone.as_ref()),
        ];
        numbers.into_iter().filter_map(|(name, number)| number.map(|number| (name, number.as_str())))
    }

    /// The last call test of a number.
    #[must_use]
    pub fn call(&self, name: &str) -> Option<Call> {
        self.called.get(name).and_then(|text| Call::parse(text))
    }

    /// The last call test of the main number.
    #[must_use]
    pub fn main_call(&self) -> Option<Call> {
        let (main, _) = self.numbers().next()?;
        self.call(main)
    }

    /// An answer at the main number verifies it. A call that nobody answered says nothing against it, and a wrong number is
    /// refused by the check.
    pub(super) fn weigh_calls(&mut self) {
        self.unverified &= self.main_call().is_none_or(|call| call.result != CallResult::Answered);
    }
}

/// A group of pages, as Home shows it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// Its pages, in order.
    pub pages: Vec<String>,
    /// Further routes, after the pages.
    #[serde(default)]
    pub doors: Vec<String>,
    /// Contacts under headings.
    #[serde(default)]
    pub groups: Vec<Group>,
}

/// Contacts under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The last part of the key of its heading.
    pub key: String,
    /// Contacts by id.
    pub contacts: Vec<String>,
}

/// A page of the guide.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Its id.
    pub id: String,
    /// The first two lines.
    pub summary: Summary,
    /// What follows.
    pub blocks: Vec<PageBlock>,
    /// Who has checked it: a role and a date; empty until somebody has.
    pub reviewed_by: String,
}

/// What the first two lines of a page rest on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Never empty.
    pub sources: Vec<SourceRef>,
    /// Whether it is our own advice that follows from the sources.
    #[serde(default)]
    pub own: bool,
}

/// One piece of a page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum PageBlock {
    /// A heading.
    Heading {
        /// The last part of the key of its words.
        key: String,
    },
    /// A paragraph.
    Text {
        /// The last part of the key of its words.
        key: String,
        /// What it rests on.
        sources: Vec<SourceRef>,
        /// Whether it is our own advice that follows from the sources.
        #[serde(default)]
        own: bool,
    },
    /// Points in no order.
    Bullets {
        /// The points.
        items: Vec<Statement>,
    },
    /// Points in order.
    Steps {
        /// The points.
        items: Vec<Statement>,
    },
    /// A note in colour.
    Callout {
        /// What kind of note.
        tone: Tone,
        /// The last part of the key of its words.
        key: String,
        /// What it rests on.
        sources: Vec<SourceRef>,
        /// Whether it is our own advice that follows from the sources.
        #[serde(default)]
        own: bool,
    },
    /// Lines and organisations.
    Contacts {
        /// By id.
        ids: Vec<String>,
    },
    /// Ways on.
    Doors {
        /// Routes as text.
        routes: Vec<String>,
    },
}

/// What kind of note a callout of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// 911 and danger alone.
    Danger,
    /// Be careful.
    Careful,
    /// What the law gives the reader.
    Rights,
    /// Good to know.
    Note,
}

/// The forms to write down what happened, and what is said before anything is written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Writing {
    /// What is said where something is written: `legal`, `client`.
    pub notices: Vec<Statement>,
    /// The forms.
    pub forms: Vec<FormSpec>,
    /// Who has checked it: a role and a date; empty until somebody has.
    pub reviewed_by: String,
}

/// One form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSpec {
    /// Which.
    pub id: Form,
    /// What is said above it.
    pub notes: Vec<Statement>,
    /// The fields, in the order in which they are asked; each is the last part of the key of its label.
    pub fields: Vec<String>,
    /// What the choice of the fields rests on.
    pub sources: Vec<SourceRef>,
}

impl Writing {
    /// The form of this name.
    #[must_use]
    pub fn form(&self, form: Form) -> Option<&FormSpec> {
        self.forms.iter().find(|spec| spec.id == form)
    }
}

/// One thing that using the app leaves behind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    /// Its id.
    pub id: String,
    /// Its row in the table that the project started from.
    pub row: u32,
    /// Who can see it: `phone`, `accounts` or `experts`.
    pub group: String,
    /// What is said about it: `what`, `does`, `remains`.
    pub parts: Vec<String>,
    /// The test that shows what the app does about it; empty where none does yet.
    pub proof: String,
}

impl Page {
    /// The keys of all words of the page behind `page.ID.`, but for the title, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once("summary").chain(self.blocks.iter().flat_map(|block| match block {
            PageBlock::Heading { key } | PageBlock::Text { key, .. } | PageBlock::Callout { key, .. } => {
                vec![key.as_str()]
            }
            PageBlock::Bullets { items } | PageBlock::Steps { items } => {
                items.iter().map(|s| s.part.as_str()).collect()
            }
            PageBlock::Contacts { .. } | PageBlock::Doors { .. } => Vec::new(),
        }))
    }

    /// Every statement of the page: the key of its words behind `page.ID.`, and what it rests on.
    pub fn statements(&self) -> impl Iterator<Item = (&str, &[SourceRef])> {
        let summary = std::iter::once(("summary", self.summary.sources.as_slice()));
        summary.chain(self.blocks.iter().flat_map(|block| -> Vec<(&str, &[SourceRef])> {
            match block {
                PageBlock::Text { key, sources, .. } | PageBlock::Callout { key, sources, .. } => {
                    vec![(key.as_str(), sources.as_slice())]
                }
                PageBlock::Bullets { items } | PageBlock::Steps { items } => {
                    items.iter().map(|s| (s.part.as_str(), s.sources.as_slice())).collect()
                }
                PageBlock::Heading { .. } | PageBlock::Contacts { .. } | PageBlock::Doors { .. } => Vec::new(),
            }
        }))
    }
}
