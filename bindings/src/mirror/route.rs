//! Where a person is.

use almanac_core::route::{Answer, FailureKind, Form, NotesPart, Route};

/// A screen that can be asked for.
#[uniffi::remote(Enum)]
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
        id: i64,
    },
    /// `note/ID/delete`: the one question before.
    NoteDelete {
        /// A note's id.
        id: i64,
    },
    /// `note/ID/export`: what plain text outside the app means.
    NoteExport {
        /// A note's id.
        id: i64,
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
#[uniffi::remote(Record)]
pub struct Answer {
    /// A question's id.
    pub question: String,
    /// An answer's id; `?` is "I would rather not say".
    pub answer: String,
}

/// What can be done with notes, each on a screen of its own.
#[uniffi::remote(Enum)]
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

/// A form to write down what happened.
#[uniffi::remote(Enum)]
pub enum Form {
    /// `saw`: what somebody saw, in the order in which a line asks.
    Saw,
    /// `timeline`: what happened to oneself, for a lawyer.
    Timeline,
}

/// What can fail, as far as a person can tell.
#[uniffi::remote(Enum)]
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
