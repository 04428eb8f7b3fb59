//! What a person can have done, beside looking: commands, and what a shell does next.
//!
//! A command stands on a button or behind a screen as data, so that the shells know one loop: run it with what stands in the
//! fields, then do what [`Next`] says. A shell knows no command by name.

use std::fmt;
use std::str::FromStr;

use crate::route::{Form, Route, name_of, named};
use crate::vault::{NoteId, NoteKind};

/// Something that is done with the notes, a form or the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `open-notes`: opens what these words open. Takes a secret.
    OpenNotes,
    /// `start-notes`: opens new notes under these words. Takes a secret.
    StartNotes,
    /// `offer-words`: thinks up other random words.
    OfferWords,
    /// `change-words`: keeps the open notes under other words. Takes a secret.
    ChangeWords,
    /// `close-notes`: locks them.
    CloseNotes,
    /// `new-note/KIND`: begins a note.
    NewNote {
        /// What it is for.
        kind: NoteKind,
    },
    /// `hold-note/ID`: keeps what stands in the fields, and stays.
    HoldNote {
        /// Which note.
        id: NoteId,
    },
    /// `keep-note/ID`: keeps what stands in the fields, and goes to the list.
    KeepNote {
        /// Which note.
        id: NoteId,
    },
    /// `drop-changes/ID`: makes the note what it was before it was opened.
    DropChanges {
        /// Which note.
        id: NoteId,
    },
    /// `delete-note/ID`: deletes it for good.
    DeleteNote {
        /// Which note.
        id: NoteId,
    },
    /// `export-note/ID`: one note as plain text into a file.
    ExportNote {
        /// Which note.
        id: NoteId,
    },
    /// `export-all`: all notes into a sealed file. Takes a secret.
    ExportAll,
    /// `pick-import`: asks which sealed file to read.
    PickImport,
    /// `import-all`: adds the notes of the file that was picked. Takes a secret.
    ImportAll,
    /// `hold-form/FORM`: remembers what stands in the fields, in memory only.
    HoldForm {
        /// Which form.
        form: Form,
    },
    /// `make-text/FORM`: goes to the text that the fields make.
    MakeText {
        /// Which form.
        form: Form,
    },
    /// `clear-form/FORM`: forgets what was written.
    ClearForm {
        /// Which form.
        form: Form,
    },
    /// `keep-form/FORM`: makes a note of it.
    KeepForm {
        /// Which form.
        form: Form,
    },
    /// `export-form/FORM`: its text into a file.
    ExportForm {
        /// Which form.
        form: Form,
    },
    /// `keep-steps/ROUTE`: makes a note of the steps of an outcome, never of the answers.
    KeepSteps {
        /// The outcome.
        route: Route,
    },
    /// `pick-pack`: asks which file to read newer content from.
    PickPack,
    /// `use-pack`: uses the pack that was picked until the person leaves.
    UsePack,
    /// `keep-pack`: keeps it, and uses it.
    KeepPack,
    /// `drop-pack`: not the one that was picked; else, takes away the one that was kept.
    DropPack,
    /// `erase`: destroys everything that the app keeps.
    Erase,
    /// `tried-volume`: volume-down was pressed three times where that is tried.
    TriedVolume,
    /// `turn-on/SWITCH` and `turn-off/SWITCH`.
    Turn {
        /// Which switch.
        switch: Switch,
        /// On, or off.
        on: bool,
    },
}

/// What a person can turn on; all are off at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// `volume-leaves`: volume-down three times leaves the app.
    VolumeLeaves,
    /// `plain-first`: the app opens with the day and the moon.
    PlainFirst,
}

impl Switch {
    const ALL: [(Self, &'static str); 2] = [(Self::VolumeLeaves, "volume-leaves"), (Self::PlainFirst, "plain-first")];

    /// Its bit in the flags of the settings. Frozen: the file holds it.
    #[must_use]
    pub fn flag(self) -> u32 {
        match self {
            Self::VolumeLeaves => 1,
            Self::PlainFirst => 2,
        }
    }
}

/// A text that is no command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a command")]
pub struct InvalidCommand;

impl FromStr for Command {
    type Err = InvalidCommand;

    /// Reads the textual form.
    fn from_str(text: &str) -> Result<Self, InvalidCommand> {
        let (name, of) = text.split_once('/').unwrap_or((text, ""));
        let note = || of.parse().ok().filter(|id: &NoteId| *id > 0 && id.to_string() == of).ok_or(InvalidCommand);
        let form = || named(&Form::ALL, of).ok_or(InvalidCommand);
        let switch = || named(&Switch::ALL, of).ok_or(InvalidCommand);
        let command = match name {
            "open-notes" => Self::OpenNotes,
            "start-notes" => Self::StartNotes,
            "offer-words" => Self::OfferWords,
            "change-words" => Self::ChangeWords,
            "close-notes" => Self::CloseNotes,
            "new-note" => Self::NewNote { kind: named(&NoteKind::ALL, of).ok_or(InvalidCommand)? },
            "hold-note" => Self::HoldNote { id: note()? },
            "keep-note" => Self::KeepNote { id: note()? },
            "drop-changes" => Self::DropChanges { id: note()? },
            "delete-note" => Self::DeleteNote { id: note()? },
            "export-note" => Self::ExportNote { id: note()? },
            "export-all" => Self::ExportAll,
            "pick-import" => Self::PickImport,
            "import-all" => Self::ImportAll,
            "hold-form" => Self::HoldForm { form: form()? },
            "make-text" => Self::MakeText { form: form()? },
            "clear-form" => Self::ClearForm { form: form()? },
            "keep-form" => Self::KeepForm { form: form()? },
            "export-form" => Self::ExportForm { form: form()? },
            "keep-steps" => Self::KeepSteps { route: Route::parse(of).map_err(|_| InvalidCommand)? },
            "pick-pack" => Self::PickPack,
            "use-pack" => Self::UsePack,
            "keep-pack" => Self::KeepPack,
            "drop-pack" => Self::DropPack,
            "erase" => Self::Erase,
            "tried-volume" => Self::TriedVolume,
            "turn-on" => Self::Turn { switch: switch()?, on: true },
            "turn-off" => Self::Turn { switch: switch()?, on: false },
            _ => return Err(InvalidCommand),
        };
        // What takes nothing is followed by nothing: one command, one form.
        if command.to_string() == text { Ok(command) } else { Err(InvalidCommand) }
    }
}

impl serde::Serialize for Command {
    /// As text, in the form in which it crosses to the shells.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Command {
    /// The textual form, as in scenarios.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OpenNotes => f.write_str("open-notes"),
            Self::StartNotes => f.write_str("start-notes"),
            Self::OfferWords => f.write_str("offer-words"),
            Self::ChangeWords => f.write_str("change-words"),
            Self::CloseNotes => f.write_str("close-notes"),
            Self::NewNote { kind } => write!(f, "new-note/{}", kind.as_str()),
            Self::HoldNote { id } => write!(f, "hold-note/{id}"),
            Self::KeepNote { id } => write!(f, "keep-note/{id}"),
            Self::DropChanges { id } => write!(f, "drop-changes/{id}"),
            Self::DeleteNote { id } => write!(f, "delete-note/{id}"),
            Self::ExportNote { id } => write!(f, "export-note/{id}"),
            Self::ExportAll => f.write_str("export-all"),
            Self::PickImport => f.write_str("pick-import"),
            Self::ImportAll => f.write_str("import-all"),
            Self::HoldForm { form } => write!(f, "hold-form/{}", form.as_str()),
            Self::MakeText { form } => write!(f, "make-text/{}", form.as_str()),
            Self::ClearForm { form } => write!(f, "clear-form/{}", form.as_str()),
            Self::KeepForm { form } => write!(f, "keep-form/{}", form.as_str()),
            Self::ExportForm { form } => write!(f, "export-form/{}", form.as_str()),
            Self::KeepSteps { route } => write!(f, "keep-steps/{route}"),
            Self::PickPack => f.write_str("pick-pack"),
            Self::UsePack => f.write_str("use-pack"),
            Self::KeepPack => f.write_str("keep-pack"),
            Self::DropPack => f.write_str("drop-pack"),
            Self::Erase => f.write_str("erase"),
            Self::TriedVolume => f.write_str("tried-volume"),
            Self::Turn { switch, on } => {
                write!(f, "turn-{}/{}", if *on { "on" } else { "off" }, name_of(&Switch::ALL, *switch))
            }
        }
    }
}

/// What stands in a field when a command is run.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldValue {
    /// The field's anchor.
    pub anchor: String,
    /// What stands in it.
    pub text: String,
}

/// Never prints what a person wrote.
impl fmt::Debug for FieldValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FieldValue({})", self.anchor)
    }
}

/// What a shell does when a command has run.
#[derive(Clone, PartialEq, Eq)]
pub enum Next {
    /// Shows another screen. One that is on the way back is gone back to.
    Show {
        /// Which one.
        route: Route,
        /// Whether it takes the place of the screen that the command was given on.
        replace: bool,
        /// What to say when it is there; empty for nothing.
        said: String,
    },
    /// Draws the same screen again.
    Stay {
        /// What to say; empty for nothing.
        said: String,
    },
    /// What stood in the fields is safe: goes on with what the person was about to do, or leaves the screen as it is.
    Kept {
        /// What to say where the person is on the way out; empty for nothing.
        said: String,
    },
    /// Nothing was done: stays on the screen as it is, whatever the person was about to do, but for leaving the app.
    Refused {
        /// Why.
        said: String,
    },
    /// Lets the phone's key answer this, and hands the answer to `answered`.
    Answer {
        /// 32 bytes. The answer is their HMAC-SHA256 under the phone's key.
        challenge: Vec<u8>,
    },
    /// Asks the person where to, writes the file there and nowhere else, and says to `wrote` how it went.
    WriteFile {
        /// A name to offer.
        name: String,
        /// Its media type.
        media_type: String,
        /// The whole file.
        bytes: Vec<u8>,
    },
    /// Asks the person for a file and hands its bytes to `picked`.
    PickFile {
        /// Files of a larger size are not read: hand over what was read up to one byte more.
        most_bytes: u64,
    },
    /// Deletes the phone's key, makes a new one, and says to `key_made` how it went.
    MakeKey,
}

/// Never prints a challenge, or what is in a file.
impl fmt::Debug for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Show { route, replace, said } => write!(f, "Show({route}, replace {replace}, {said:?})"),
            Self::Stay { said } => write!(f, "Stay({said:?})"),
            Self::Kept { said } => write!(f, "Kept({said:?})"),
            Self::Refused { said } => write!(f, "Refused({said:?})"),
            Self::Answer { .. } => f.write_str("Answer"),
            Self::WriteFile { name, bytes, .. } => write!(f, "WriteFile({name}, {} bytes)", bytes.len()),
            Self::PickFile { .. } => f.write_str("PickFile"),
            Self::MakeKey => f.write_str("MakeKey"),
        }
    }
}

/// Whether the phone has its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// It answers.
    Present,
    /// There is none.
    Absent,
    /// The key store failed. Never to be taken for a lost key.
    Unreachable,
}

/// What the core cannot know of the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phone {
    /// Whether the phone has its key.
    pub key: KeyState,
    /// Its memory in bytes.
    pub memory: u64,
    /// Whose it is.
    pub platform: Platform,
}

/// What a phone lets an app do: what it does not is not promised on its screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// An app hears the volume keys, closes itself and can have another name.
    Android,
    /// An app hears no volume keys and cannot close itself; with another icon it keeps its name, and the phone tells of it.
    Ios,
}
