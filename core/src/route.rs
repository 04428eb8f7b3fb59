//! Where a person is: a route, and its form as text.
//!
//! The route is all the state that a screen has. Triage keeps nothing else: the list of answers *is* the place.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// A screen that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Answer {
    /// A question's id.
    pub question: String,
    /// An answer's id; `?` is "I would rather not say".
    pub answer: String,
}

/// What can fail, as far as a person can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FailureKind {
    /// There is no such screen.
    NotFound,
    /// What was asked for makes no sense.
    Invalid,
    /// The content or the file is not as it was written.
    Damaged,
    /// Something inside went wrong.
    Internal,
}

impl FailureKind {
    const ALL: [(Self, &'static str); 4] = [
        (Self::NotFound, "not-found"),
        (Self::Invalid, "invalid"),
        (Self::Damaged, "damaged"),
        (Self::Internal, "internal"),
    ];

    /// The kind as text, as in a route and in the keys of its words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("internal", |(_, text)| text)
    }
}

/// A text that is no route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a route")]
pub struct InvalidRoute;

impl Route {
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
        if let (["search"], Some(query)) = (&parts[..], query) {
            let typed = query.strip_prefix("q=").ok_or(InvalidRoute)?;
            let query = percent_decode_str(typed).decode_utf8().map_err(|_| InvalidRoute)?;
            return Ok(Self::Search { query: query.into_owned() });
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
            ["no-app", it] => Self::NoApp { id: id(it)? },
            ["failed", it] => Self::Failed {
                kind: FailureKind::ALL
                    .iter()
                    .find(|(_, text)| *text == it)
                    .map(|(kind, _)| *kind)
                    .ok_or(InvalidRoute)?,
            },
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

fn triage(graph: String, query: &str) -> Result<Route, InvalidRoute> {
    let (mut answers, mut more, mut show) = (Vec::new(), false, false);
    for pair in query.split('&').filter(|_| !query.is_empty()) {
        let (question, answer) = pair.split_once('=').ok_or(InvalidRoute)?;
        match (question, answer) {
            // Nothing follows `show`, and `more` stands right behind the first answer: one place, one form.
            _ if show => return Err(InvalidRoute),
            ("show", "1") => show = true,
            ("more", "1") if !more && answers.len() == 1 => more = true,
            ("show" | "more", _) => return Err(InvalidRoute),
            _ => answers.push(Answer {
                question: id(question)?,
                answer: if answer == "?" { answer.to_owned() } else { id(answer)? },
            }),
        }
    }
    Ok(Route::Triage { graph, answers, more, show })
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
                let answer = |a: &'_ Answer| (a.question.clone(), a.answer.clone());
                let flag = |name: &str, set: bool| set.then(|| (name.to_owned(), "1".to_owned()));
                let pairs = answers
                    .iter()
                    .take(1)
                    .map(answer)
                    .chain(flag("more", *more))
                    .chain(answers.iter().skip(1).map(answer))
                    .chain(flag("show", *show));
                for (i, (question, answer)) in pairs.enumerate() {
                    write!(f, "{}{question}={answer}", if i == 0 { '?' } else { '&' })?;
                }
                Ok(())
            }
            Self::Search { query } => write!(f, "search?q={}", utf8_percent_encode(query, ESCAPED)),
            Self::Languages => f.write_str("languages"),
            Self::Safety => f.write_str("safety"),
            Self::Traces => f.write_str("traces"),
            Self::About => f.write_str("about"),
            Self::NoApp { id } => write!(f, "no-app/{id}"),
            Self::Failed { kind } => write!(f, "failed/{}", kind.as_str()),
        }
    }
}
