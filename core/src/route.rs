//! Where a person is: a route, and its form as text.
//!
//! The route is all the state that a screen has. Triage keeps nothing else: the list of answers *is* the place.

use std::fmt;

use crate::vault::NoteId;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde::Serialize;

/// A screen that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Route {
    /// `home`
    Home,
    /// `topic/ID`
    Topic {
        /// A topic's id.
        id: String,
    },
    /// `page/ID`
    Page {
        /// A page's id.
        id: String,
    },
    /// `contact/ID`
    Contact {
        /// A contact's id.
        id: String,
    },
    /// `before/call/ID`: what a call leaves behind.
    BeforeCall {
        /// A contact's id.
        id: String,
    },
    /// `before/text/ID`: what a text leaves behind.
    BeforeText {
        /// A contact's id.
        id: String,
    },
    /// `before/web/ID/N`: what opening a web page leaves behind.
    BeforeWeb {
        /// A contact's id.
        id: String,
        /// Which of its addresses, from 0.
        index: u32,
    },
    /// `after`: what can be done when a call or a text is over. Names none.
    After,
    /// `triage/GRAPH?question=answer&…`, with `&more=1` and `&show=1`
    Triage {
        /// A question graph's id.
        graph: String,
        /// The answers, in the order of the questions.
        answers: Vec<Answer>,
        /// Whether the person went on past the emergency steps of the first question.
        more: bool,
        /// Whether the person wants to see now what there is to do.
        show: bool,
    },
    /// `search?q=…`
    Search {
        /// What was typed, as it was typed.
        query: String,
    },
    /// `languages`
    Languages,
    /// `safety`
    Safety,
    /// `traces`
    Traces,
    /// `about`
    About,
    /// `notes` or `notes?q=…`: open them, or the list.
    Notes {
        /// What is looked for in them.
        query: String,
    },
    /// `notes/PART`
    NotesPart {
        /// Which.
        part: NotesPart,
    },
    /// `note/ID`: one note, to read and to change.
    Note {
        /// A note's id.
        id: NoteId,
    },
    /// `note/ID/delete`: the one question before.
    NoteDelete {
        /// A note's id.
        id: NoteId,
    },
    /// `note/ID/export`: what plain text outside the app means.
    NoteExport {
        /// A note's id.
        id: NoteId,
    },
    /// `report/FORM`: a form to write down what happened.
    Report {
        /// Which form.
        form: Form,
    },
    /// `report/FORM/text`: what was written as one text.
    ReportText {
        /// Which form.
        form: Form,
    },
    /// `erase`: the one question before.
    Erase,
    /// `pack`: newer content from a file.
    Pack,
    /// `cards`: the cards that can be shown to somebody.
    Cards,
    /// `card/ID`: one of them, as large as the screen.
    Card {
        /// A card's id.
        id: String,
    },
    /// `say?question=answer&…`: words for a call or a text, from answers about what it is and how one can talk.
    Say {
        /// Those answers.
        answers: Vec<Answer>,
    },
    /// `plain`: the day and the moon, for whoever has turned this first page on.
    Plain,
    /// `icons`: other names and icons for the app.
    Icons,
    /// `volume`: trying whether pressing volume-down three times leaves, and turning that on.
    Volume,
    /// `no-app/ID`: the phone has no app for this; the number is shown large.
    NoApp {
        /// A contact's id.
        id: String,
    },
    /// `failed/KIND`
    Failed {
        /// What failed.
        kind: FailureKind,
    },
}

/// One answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// A question's id.
    pub question: String,
    /// An answer's id; `?` is "I would rather not say".
    pub answer: String,
}

/// What can be done with notes, each on a screen of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum NotesPart {
    /// `keeps`: what notes can do, and what they cannot.
    Keeps,
    /// `start`: new notes under new words.
    Start,
    /// `words`: other words for the open notes.
    Words,
    /// `export`: all notes into a sealed file.
    Export,
    /// `import`: notes of a sealed file into these.
    Import,
}

impl NotesPart {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Keeps, "keeps"),
        (Self::Start, "start"),
        (Self::Words, "words"),
        (Self::Export, "export"),
        (Self::Import, "import"),
    ];
}

/// A form to write down what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// `saw`: what somebody saw, in the order in which a line asks.
    Saw,
    /// `timeline`: what happened to oneself, for a lawyer.
    Timeline,
}

impl Form {
    /// All forms, with their names in routes, content and keys of words.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Saw, "saw"), (Self::Timeline, "timeline")];

    /// The name, as in a route and in the keys of its words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

/// The name of a value in its table.
pub(crate) fn name_of<T: Copy + PartialEq>(all: &[(T, &'static str)], value: T) -> &'static str {
    all.iter().find(|(each, _)| *each == value).map_or("", |(_, name)| name)
}

/// The value of a name in its table.
pub(crate) fn named<T: Copy>(all: &[(T, &'static str)], name: &str) -> Option<T> {
    all.iter().find(|(_, each)| *each == name).map(|(value, _)| *value)
}

/// What can fail, as far as a person can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FailureKind {
    /// There is no such screen.
    NotFound,
    /// What was asked for makes no sense.
    Invalid,
    /// The content or the file is not as it was written.
    Damaged,
    /// The notes are closed.
    Locked,
    /// There is no more room for notes.
    Full,
    /// The phone could not store something.
    Storage,
    /// Written by a newer app.
    Unsupported,
    /// Something inside went wrong.
    Internal,
}

impl FailureKind {
    /// All of them, with their names in routes and keys of words.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::NotFound, "not-found"),
        (Self::Invalid, "invalid"),
        (Self::Damaged, "damaged"),
        (Self::Locked, "locked"),
        (Self::Full, "full"),
        (Self::Storage, "storage"),
        (Self::Unsupported, "unsupported"),
        (Self::Internal, "internal"),
    ];

    /// The kind as text, as in a route and in the keys of its words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

/// A text that is no route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a route")]
pub struct InvalidRoute;

impl Route {
    /// Where typing into a screen's search field leads.
    #[must_use]
    pub fn typed(&self, text: &str) -> Self {
        let query = text.to_owned();
        if let Self::Notes { .. } = self { Self::Notes { query } } else { Self::Search { query } }
    }

    /// Reads the textual form of a route.
    ///
    /// # Errors
    /// [`InvalidRoute`] for any text that no route writes. Ids are not looked up here: an unknown one is found out by the
    /// screen that it asks for.
    pub fn parse(text: &str) -> Result<Self, InvalidRoute> {
        let (path, query) = match text.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (text, None),
        };
        let parts: Vec<&str> = path.split('/').collect();
        if let ["triage", graph] = parts[..] {
            return triage(id(graph)?, query.unwrap_or_default());
        }
        if let ["say"] = parts[..] {
            let pairs = query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
            return Ok(Self::Say { answers: pairs.map(pair_of).collect::<Result<_, _>>()? });
        }
        if let (["search" | "notes"], Some(query)) = (&parts[..], query) {
            let typed = query.strip_prefix("q=").ok_or(InvalidRoute)?;
            let query = percent_decode_str(typed).decode_utf8().map_err(|_| InvalidRoute)?.into_owned();
            return match parts[..] {
                ["search"] => Ok(Self::Search { query }),
                // Nothing looked for has one form.
                _ if query.is_empty() => Err(InvalidRoute),
                _ => Ok(Self::Notes { query }),
            };
        }
        if query.is_some() {
            return Err(InvalidRoute);
        }
        Ok(match parts[..] {
            ["home"] => Self::Home,
            ["topic", it] => Self::Topic { id: id(it)? },
            ["page", it] => Self::Page { id: id(it)? },
            ["contact", it] => Self::Contact { id: id(it)? },
            ["before", "call", it] => Self::BeforeCall { id: id(it)? },
            ["before", "text", it] => Self::BeforeText { id: id(it)? },
            ["before", "web", it, index] => Self::BeforeWeb { id: id(it)?, index: number(index)? },
            ["after"] => Self::After,
            ["languages"] => Self::Languages,
            ["safety"] => Self::Safety,
            ["traces"] => Self::Traces,
            ["about"] => Self::About,
            ["notes"] => Self::Notes { query: String::new() },
            ["notes", it] => Self::NotesPart { part: named(&NotesPart::ALL, it).ok_or(InvalidRoute)? },
            ["note", it] => Self::Note { id: note(it)? },
            ["note", it, "delete"] => Self::NoteDelete { id: note(it)? },
            ["note", it, "export"] => Self::NoteExport { id: note(it)? },
            ["report", it] => Self::Report { form: named(&Form::ALL, it).ok_or(InvalidRoute)? },
            ["report", it, "text"] => Self::ReportText { form: named(&Form::ALL, it).ok_or(InvalidRoute)? },
            ["erase"] => Self::Erase,
            ["pack"] => Self::Pack,
            ["cards"] => Self::Cards,
            ["card", it] => Self::Card { id: id(it)? },
            ["plain"] => Self::Plain,
            ["icons"] => Self::Icons,
            ["volume"] => Self::Volume,
            ["no-app", it] => Self::NoApp { id: id(it)? },
            ["failed", it] => Self::Failed { kind: named(&FailureKind::ALL, it).ok_or(InvalidRoute)? },
            _ => return Err(InvalidRoute),
        })
    }
}

/// What would end or change the text of a route.
const ESCAPED: &AsciiSet = &CONTROLS.add(b'%').add(b'&').add(b'?').add(b'#').add(b'+');

/// The longest id, so that a hostile route cannot make a long one.
const LONGEST_ID: usize = 64;

fn id(text: &str) -> Result<String, InvalidRoute> {
    let fits = !text.is_empty()
        && text.len() <= LONGEST_ID
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if fits { Ok(text.to_owned()) } else { Err(InvalidRoute) }
}

/// A number in the one form that it is written in: no sign, no leading zero.
fn number(text: &str) -> Result<u32, InvalidRoute> {
    text.parse::<u32>().ok().filter(|n| n.to_string() == text).ok_or(InvalidRoute)
}

/// A note's id in the one form that it is written in.
fn note(text: &str) -> Result<NoteId, InvalidRoute> {
    text.parse::<NoteId>().ok().filter(|n| *n > 0 && n.to_string() == text).ok_or(InvalidRoute)
}

fn triage(graph: String, query: &str) -> Result<Route, InvalidRoute> {
    let (mut answers, mut more, mut show) = (Vec::new(), false, false);
    for pair in query.split('&').filter(|_| !query.is_empty()) {
        match pair.split_once('=').ok_or(InvalidRoute)? {
            // Nothing follows `show`, and `more` stands right behind the first answer: one place, one form.
            _ if show => return Err(InvalidRoute),
            ("show", "1") => show = true,
            ("more", "1") if !more && answers.len() == 1 => more = true,
            ("show" | "more", _) => return Err(InvalidRoute),
            _ => answers.push(pair_of(pair)?),
        }
    }
    Ok(Route::Triage { graph, answers, more, show })
}

/// `question=answer`
fn pair_of(pair: &str) -> Result<Answer, InvalidRoute> {
    let (question, answer) = pair.split_once('=').ok_or(InvalidRoute)?;
    let answer = if answer == "?" { answer.to_owned() } else { id(answer)? };
    Ok(Answer { question: id(question)?, answer })
}

fn pair_text(answer: &Answer) -> (&str, &str) {
    (&answer.question, &answer.answer)
}

/// Writes pairs behind a path: `?a=1&b=2`.
fn write_pairs<'p>(f: &mut fmt::Formatter<'_>, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> fmt::Result {
    for (i, (name, value)) in pairs.into_iter().enumerate() {
        write!(f, "{}{name}={value}", if i == 0 { '?' } else { '&' })?;
    }
    Ok(())
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("home"),
            Self::Topic { id } => write!(f, "topic/{id}"),
            Self::Page { id } => write!(f, "page/{id}"),
            Self::Contact { id } => write!(f, "contact/{id}"),
            Self::BeforeCall { id } => write!(f, "before/call/{id}"),
            Self::BeforeText { id } => write!(f, "before/text/{id}"),
            Self::BeforeWeb { id, index } => write!(f, "before/web/{id}/{index}"),
            Self::After => f.write_str("after"),
            Self::Triage { graph, answers, more, show } => {
                write!(f, "triage/{graph}")?;
                let answer = pair_text;
                let flag = |name, set: bool| set.then_some((name, "1"));
                let (first, rest) = answers.split_at(answers.len().min(1));
                let pairs = first.iter().map(answer).chain(flag("more", *more)).chain(rest.iter().map(answer));
                write_pairs(f, pairs.chain(flag("show", *show)))
            }
            Self::Search { query } => write!(f, "search?q={}", utf8_percent_encode(query, ESCAPED)),
            Self::Languages => f.write_str("languages"),
            Self::Safety => f.write_str("safety"),
            Self::Traces => f.write_str("traces"),
            Self::About => f.write_str("about"),
            Self::Notes { query } if query.is_empty() => f.write_str("notes"),
            Self::Notes { query } => write!(f, "notes?q={}", utf8_percent_encode(query, ESCAPED)),
            Self::NotesPart { part } => write!(f, "notes/{}", name_of(&NotesPart::ALL, *part)),
            Self::Note { id } => write!(f, "note/{id}"),
            Self::NoteDelete { id } => write!(f, "note/{id}/delete"),
            Self::NoteExport { id } => write!(f, "note/{id}/export"),
            Self::Report { form } => write!(f, "report/{}", form.as_str()),
            Self::ReportText { form } => write!(f, "report/{}/text", form.as_str()),
            Self::Erase => f.write_str("erase"),
            Self::Pack => f.write_str("pack"),
            Self::Cards => f.write_str("cards"),
            Self::Card { id } => write!(f, "card/{id}"),
            Self::Say { answers } => {
                f.write_str("say")?;
                write_pairs(f, answers.iter().map(pair_text))
            }
            Self::Plain => f.write_str("plain"),
            Self::Icons => f.write_str("icons"),
            Self::Volume => f.write_str("volume"),
            Self::NoApp { id } => write!(f, "no-app/{id}"),
            Self::Failed { kind } => write!(f, "failed/{}", kind.as_str()),
        }
    }
}
