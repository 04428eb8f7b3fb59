//! What a screen is made of: plain data, drawn in order by a shell that does not know what a hotline is.
//!
//! It can be written as JSON, so that what the shells see can be held against it (docs/scenarios.md); nothing is shipped that does.

use serde::Serialize;

use crate::command::Command;
use crate::route::Route;

/// One screen, ready to draw from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Screen {
    /// The route that this screen shows.
    pub route: Route,
    /// The title in the bar.
    pub title: String,
    /// The language of the words, as a BCP 47 tag, for the screen reader and the voice.
    pub language: String,
    /// Whether the language is written from right to left.
    pub right_to_left: bool,
    /// The words of the bar.
    pub bar: Bar,
    /// The content.
    pub blocks: Vec<Block>,
    /// What to run with what stands in the fields: two seconds after the last letter and on every way out. A button that
    /// runs a command of its own is none.
    pub autosave: Option<Command>,
    /// Whether it shows what a person wrote: not for voices, the phone's other helpers, or apps that look at text.
    pub private: bool,
    /// What pressing volume-down three times within two seconds does here; none where it does nothing but turn the volume
    /// down. Never while a voice speaks.
    pub volume: Option<Action>,
}

impl Screen {
    /// As one that shows what a person wrote, or asks for words.
    #[must_use]
    pub(crate) fn private(self) -> Self {
        Self { private: true, ..self }
    }

    /// With the row marked that leads to this route, where a question is asked: the answer that was given.
    #[must_use]
    pub(crate) fn marking(mut self, went: &Route) -> Self {
        if !matches!(self.route, Route::Triage { .. }) {
            return self;
        }
        for block in &mut self.blocks {
            let Block::Doors { rows } = block else { continue };
            for row in rows {
                row.chosen = matches!(&row.action, Action::Go { route } if route == went);
            }
        }
        self
    }
}

/// The words of the bar that every screen has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bar {
    /// On the button that leaves.
    pub leave: String,
    /// What a screen reader says for it.
    pub leave_spoken: String,
    /// What a screen reader says for the way back.
    pub back_spoken: String,
    /// Said while a command takes its time.
    pub wait: String,
    /// On the cover that is left behind where an app cannot close itself.
    pub left: String,
    /// Said while the screen is recorded, or shown on another one.
    pub captured: String,
    /// Said when a button that works by being held was only tapped.
    pub hold: String,
}

/// One piece of a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Block {
    /// A heading within the screen.
    Heading {
        /// The words.
        text: String,
    },
    /// A paragraph.
    Text {
        /// The words.
        text: String,
        /// How loud they are.
        tone: TextTone,
    },
    /// Points in no order.
    Bullets {
        /// One point each.
        items: Vec<String>,
    },
    /// Points in order, numbered from 1.
    Numbered {
        /// One point each.
        items: Vec<String>,
    },
    /// A coloured note with an icon and a word, so that colour never stands alone.
    Callout {
        /// What it is, for tests and scenarios: a block's id or a page's key.
        anchor: String,
        /// Which colour and icon.
        tone: CalloutTone,
        /// The word beside the icon: "Careful".
        word: String,
        /// The headline; empty where there is none.
        title: String,
        /// The words. Below a headline they are folded away until it is tapped when `folded`.
        text: String,
        /// Whether only the headline is shown at first.
        folded: bool,
        /// Buttons below the words.
        buttons: Vec<Button>,
    },
    /// Rows in one card, each leading somewhere.
    Doors {
        /// The rows.
        rows: Vec<Door>,
    },
    /// A card with buttons: 911, a line, an organisation.
    Card {
        /// What it is, for tests and scenarios: a contact's id.
        anchor: String,
        /// Which colour.
        tone: CardTone,
        /// The heading of the card.
        title: String,
        /// Lines below the heading.
        lines: Vec<String>,
        /// A caution beside the number, such as "not checked"; empty where there is none.
        caution: String,
        /// The buttons.
        buttons: Vec<Button>,
        /// Small lines below the buttons: what is risky about them.
        footnotes: Vec<String>,
    },
    /// One numbered step of an outcome.
    Step {
        /// The step's id, for tests and scenarios.
        anchor: String,
        /// Its number, from 1, in a circle.
        number: u32,
        /// What to do.
        title: String,
        /// A sentence or two below it; empty where there is none.
        text: String,
        /// Further points.
        points: Vec<String>,
        /// Lines and organisations of this step, each with its buttons.
        contacts: Vec<ContactRow>,
        /// Pages and questions that belong to it.
        doors: Vec<Door>,
    },
    /// A line of help without a number.
    Line {
        /// The line's id, for tests and scenarios.
        anchor: String,
        /// A short heading.
        title: String,
        /// The words.
        text: String,
        /// Lines and organisations, each with its buttons.
        contacts: Vec<ContactRow>,
        /// Pages and questions that belong to it.
        doors: Vec<Door>,
    },
    /// The next `count` blocks are hidden until this title is tapped.
    Fold {
        /// The words to tap.
        title: String,
        /// How many of the blocks that follow are hidden.
        count: u32,
    },
    /// One number or address, large, to read out or to remember.
    Number {
        /// What it is.
        label: String,
        /// The number as it is shown.
        number: String,
        /// The number digit by digit, for a screen reader.
        spoken: String,
        /// A caution beside it; empty where there is none.
        caution: String,
    },
    /// A row of buttons that stand alone.
    Buttons {
        /// The buttons, most wanted first.
        buttons: Vec<Button>,
    },
    /// A field for one line of text that is looked up as it is typed.
    SearchField {
        /// The label, also for a screen reader.
        label: String,
        /// What stands in the field.
        value: String,
    },
    /// A field to write into.
    Field {
        /// What it is: goes back with the command.
        anchor: String,
        /// The label, also for a screen reader.
        label: String,
        /// A line below the label; empty where there is none.
        hint: String,
        /// What stands in the field; always empty in a secret one.
        value: String,
        /// What is written into it.
        kind: FieldKind,
        /// The most characters that it takes.
        longest: u32,
        /// Words of the small button beside the field; empty where there is none. A secret field shows by it what was
        /// typed; any other takes these words over.
        beside: String,
    },
    /// A card to show to somebody: as large as the screen allows, in a language of its own.
    Sign {
        /// The words.
        text: String,
        /// Their language, as a BCP 47 tag.
        language: String,
        /// Whether it is written from right to left.
        right_to_left: bool,
    },
    /// A line in another language than the screen's: said by the voice of that language.
    Foreign {
        /// The words.
        text: String,
        /// Their language, as a BCP 47 tag.
        language: String,
        /// Whether it is written from right to left.
        right_to_left: bool,
    },
    /// Where the statements of this screen come from.
    Sources {
        /// The words to tap; the list is folded.
        title: String,
        /// One source each.
        items: Vec<SourceRow>,
    },
}

/// What is written into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FieldKind {
    /// One line.
    Line,
    /// As many lines as wanted.
    Long,
    /// A day.
    Date,
    /// Words that nobody may see or keep: handed over as bytes that are wiped, never as text.
    Secret,
}

/// How loud a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum TextTone {
    /// The words of a page.
    Plain,
    /// The first lines of a page.
    Lead,
    /// A hint or a date.
    Muted,
}

/// What kind of note a callout is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CalloutTone {
    /// 911 and danger alone.
    Danger,
    /// Be careful; what is left behind; what was not checked.
    Careful,
    /// What the law gives the reader.
    Rights,
    /// Good to know.
    Note,
}

/// Which colour a card has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CardTone {
    /// Paper.
    Plain,
    /// 911 alone.
    Danger,
}

/// A row that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Door {
    /// What is behind it.
    pub title: String,
    /// The language of the title, as a BCP 47 tag, where it is not the screen's; empty otherwise.
    pub language: String,
    /// One line more; empty where there is none.
    pub hint: String,
    /// Parts of the title that match what was searched for.
    pub title_marks: Vec<Mark>,
    /// Parts of the hint that match what was searched for.
    pub hint_marks: Vec<Mark>,
    /// Drawn before the title.
    pub icon: Icon,
    /// Whether this is the answer or setting in force.
    pub chosen: bool,
    /// What a tap does.
    pub action: Action,
}

/// Part of a text, in UTF-16 code units, as the text systems of both phones count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// The first unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
}

/// A line or organisation inside a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactRow {
    /// The contact's id, for tests and scenarios.
    pub anchor: String,
    /// Its name.
    pub name: String,
    /// One line about it, where several stand together; empty otherwise.
    pub hint: String,
    /// The number large, for later, when there can be no call now; empty otherwise.
    pub number: String,
    /// A caution beside the number; empty where there is none.
    pub caution: String,
    /// What can be done with it.
    pub buttons: Vec<Button>,
}

/// Something to tap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Button {
    /// The words on it.
    pub label: String,
    /// What a screen reader says: the same words, numbers digit by digit.
    pub spoken: String,
    /// How it looks.
    pub look: ButtonLook,
    /// Drawn before the words.
    pub icon: Icon,
    /// What a tap does.
    pub action: Action,
}

/// How a button looks; one main button a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ButtonLook {
    /// Filled.
    Main,
    /// Outlined.
    Second,
    /// Words with a chevron.
    Third,
    /// Filled with the colour of danger: 911 alone.
    Danger,
    /// Outlined; works when it is held for a second, so that no slip of a finger does it.
    Hold,
}

/// One of the drawings that both shells have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Icon {
    /// No drawing.
    None,
    /// A telephone.
    Phone,
    /// A speech bubble.
    Message,
    /// A sheet of paper.
    Page,
    /// A pencil.
    Pencil,
    /// A lock.
    Lock,
    /// A cross.
    Leave,
    /// A magnifying glass.
    Search,
    /// A globe.
    Globe,
    /// A loudspeaker.
    Speaker,
    /// A card to show.
    Card,
    /// A triangle with a mark.
    Warning,
    /// A tick.
    Check,
}

/// What a tap does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Action {
    /// Show another screen.
    Go {
        /// Which one.
        route: Route,
    },
    /// Hand a number to the phone's dialler, and leave.
    Dial {
        /// E.164 or a short code.
        number: String,
        /// Whether it is 911, or calls 911 for somebody: a tap on it is always taken.
        urgent: bool,
        /// What to show where the phone has no dialler.
        otherwise: Route,
    },
    /// Hand a number to the phone's message app, and leave.
    Text {
        /// E.164 or a short code.
        number: String,
        /// The words of the message, chosen by the person; empty as a rule.
        body: String,
        /// Whether it is 911: a tap on it is always taken.
        urgent: bool,
        /// What to show where the phone has no message app.
        otherwise: Route,
    },
    /// Hand a web address to the phone's browser, and leave.
    Browse {
        /// An `https` address.
        url: String,
        /// What to show where the phone has no browser.
        otherwise: Route,
    },
    /// Put a text on the clipboard.
    Copy {
        /// The text.
        text: String,
        /// What to say when it is done.
        done: String,
    },
    /// Read aloud by the phone's own voice.
    Listen {
        /// One paragraph each.
        parts: Vec<String>,
        /// What to say where the phone has no voice for this language.
        unavailable: String,
    },
    /// Show everything in another language from now on.
    SetLanguage {
        /// A BCP 47 tag.
        tag: String,
    },
    /// Show the app under another name and icon.
    UseIcon {
        /// Which one.
        icon: AppIcon,
        /// What to say when it is done.
        done: String,
    },
    /// Run a command with what stands in the fields.
    Run {
        /// Which one.
        command: Command,
    },
    /// Go back to the screen before.
    Back,
    /// Leave the app at once.
    Leave,
}

/// The names and icons that the app can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum AppIcon {
    /// Its own.
    Almanac,
    /// *Reader*
    Reader,
    /// *Pages*
    Pages,
    /// *Field notes*
    FieldNotes,
}

impl AppIcon {
    /// All of them, with their names in keys of words and in scenarios.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Almanac, "almanac"),
        (Self::Reader, "reader"),
        (Self::Pages, "pages"),
        (Self::FieldNotes, "field-notes"),
    ];

    /// Its name in keys of words and in scenarios.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        crate::route::name_of(&Self::ALL, self)
    }
}

/// One source, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceRow {
    /// Who published it, and its title.
    pub title: String,
    /// The place in it, such as a section of a law, and the day it was last checked.
    pub detail: String,
    /// Its web address, as text; empty where there is none that may be shown.
    pub address: String,
}

/// The colours of one theme, as 0xRRGGBB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The screen.
    pub paper: u32,
    /// Cards and rows.
    pub card: u32,
    /// Text.
    pub ink: u32,
    /// Hints and dates.
    pub muted: u32,
    /// Hairlines.
    pub line: u32,
    /// The main action, links, the chosen answer.
    pub accent: u32,
    /// Text on the accent.
    pub on_accent: u32,
    /// The accent, softly.
    pub accent_soft: u32,
    /// 911 and danger alone.
    pub danger: u32,
    /// Text on the colour of danger.
    pub on_danger: u32,
    /// Danger, softly.
    pub danger_soft: u32,
    /// Be careful.
    pub caution: u32,
    /// Caution, softly.
    pub caution_soft: u32,
}
