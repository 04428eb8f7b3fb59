//! What each command does. Whatever a person must know of it is said in words; nothing that was typed is ever in them.

use zeroize::{Zeroize, Zeroizing};

use super::work::{Done, Task};
use super::{Editing, Keeping, Notes, Purpose, Steps, Waits, Wanted, Work, Worked, plain};
use crate::app::AppError;
use crate::command::{Command, FieldValue, Next, Switch};
use crate::content::date::{Date, Day};
use crate::content::{Content, Words};
use crate::route::{Form, NotesPart, Route};
use crate::vault::{
    Draft, Import, KeyPlan, NoteId, NoteKind, Opened, Response, SHORTEST_PASSPHRASE, State, SystemRandom, Vault,
    VaultError, offer,
};

/// The most bytes of a sealed file that are read.
const MOST_BYTES: u64 = Import::MOST_BYTES as u64;
/// The sealed file's name and kind: nothing in them says what it is for.
const SEALED: (&str, &str) = ("almanac.age", "application/octet-stream");
/// A plain text's.
const PLAIN: (&str, &str) = ("almanac.txt", "text/plain");

/// What commands look at beside the notes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct With<'a> {
    pub(crate) content: &'a Content,
    pub(crate) triage: &'a crate::triage::Triage,
    pub(crate) words: &'a Words,
    pub(crate) today: Day,
}

/// What running a command leads to.
#[derive(Debug)]
pub enum Ran {
    /// It is done.
    Next(Next),
    /// Something slow is to be done first; then `worked`.
    Work(Work),
}

impl From<Next> for Ran {
    fn from(next: Next) -> Self {
        Self::Next(next)
    }
}

impl With<'_> {
    fn say(&self, key: &str) -> String {
        self.words.text(key)
    }

    fn show(&self, route: Route, key: &str) -> Next {
        Next::Show { route, replace: true, said: self.say(key) }
    }

    fn notes(&self, key: &str) -> Next {
        self.show(Route::Notes { query: String::new() }, key)
    }

    fn stay(&self, key: &str) -> Next {
        Next::Stay { said: self.say(key) }
    }

    fn refused(&self, key: &str) -> Next {
        Next::Refused { said: self.say(key) }
    }

    /// Why something was not done, in words.
    fn refusal(&self, error: &VaultError) -> Next {
        self.refused(match error {
            VaultError::Locked | VaultError::Outdated => "ui.failed.locked",
            VaultError::NotFound => "ui.failed.not-found",
            VaultError::Damaged(_) => "ui.notes.damaged",
            VaultError::Unsupported => "ui.failed.unsupported",
            VaultError::Full => "ui.failed.full",
            VaultError::Storage(_) => "ui.failed.storage",
            VaultError::DoneButOldRemains => "ui.notes.old_remains",
            VaultError::Erasing => "ui.notes.erasing",
            VaultError::KeyLost => "ui.notes.key_lost",
            VaultError::NotAnExport => "ui.import.not_export",
            VaultError::Invalid { field: "passphrase", .. } => "ui.export.short",
            VaultError::Invalid { field: "words", .. } => "ui.words.short",
            VaultError::Invalid { .. } => "ui.note.too_long",
            VaultError::System | VaultError::Internal => "ui.failed.internal",
        })
    }
}

impl Keeping {
    /// Runs a command with what stands in the fields.
    ///
    /// # Errors
    /// `Invalid` for a command that makes no sense here. What can go wrong for a person is a [`Next`], in words.
    pub(crate) fn run(
        &mut self,
        command: &Command,
        fields: &[FieldValue],
        secret: &[u8],
        with: With<'_>,
    ) -> Result<Ran, AppError> {
        Ok(match command {
            Command::OpenNotes => self.stretch(crate::vault::Words::typed(secret), Purpose::Open, with),
            Command::StartNotes => self.stretch(crate::vault::Words::chosen(secret), Purpose::Start, with),
            Command::ChangeWords => match self.vault() {
                Ok(_) => self.stretch(crate::vault::Words::chosen(secret), Purpose::Change, with),
                Err(error) => with.refusal(&error).into(),
            },
            Command::OfferWords => {
                self.offered = offer(with.words.language.tag, &mut SystemRandom).ok();
                Next::Stay { said: String::new() }.into()
            }
            Command::CloseNotes => match self.lock() {
                Ok(()) => with.notes("ui.notes.closed").into(),
                Err(error) => with.refusal(&error).into(),
            },
            Command::NewNote { kind } => self.new_note(*kind, with).into(),
            Command::HoldNote { id } => self.hold_note(*id, fields, with).into(),
            Command::KeepNote { id } => match self.hold_note(*id, fields, with) {
                Next::Kept { said } => {
                    Next::Show { route: Route::Notes { query: String::new() }, replace: true, said }.into()
                }
                other => other.into(),
            },
            Command::DropChanges { id } => self.drop_changes(*id, with).into(),
            Command::DeleteNote { id } => self.delete_note(*id, with).into(),
            Command::ExportNote { id } => match self.note(*id) {
                Ok(Some(note)) => {
                    let text = plain::note(&note, with.words);
                    self.write(text.as_bytes(), PLAIN, Some(Route::Notes { query: String::new() })).into()
                }
                Ok(None) => with.refused("ui.report.empty").into(),
                Err(error) => with.refusal(&error).into(),
            },
            Command::ExportAll => self.seal(secret, with),
            Command::PickImport => {
                self.waits = Some(Waits::Picked);
                Next::PickFile { most_bytes: MOST_BYTES }.into()
            }
            Command::ImportAll => self.unseal(secret, with),
            Command::HoldForm { form } => {
                self.hold_form(*form, fields);
                Next::Kept { said: String::new() }.into()
            }
            Command::MakeText { form } => {
                self.hold_form(*form, fields);
                Next::Show { route: Route::ReportText { form: *form }, replace: false, said: String::new() }.into()
            }
            Command::ClearForm { form } => {
                self.forms.remove(form);
                with.stay("ui.report.cleared").into()
            }
            Command::KeepForm { form } => self.keep_form(*form, with).into(),
            Command::ExportForm { form } => {
                let text = self.form_text(*form, with.content, with.words);
                if text.is_empty() {
                    return Ok(with.refused("ui.report.empty").into());
                }
                self.write(text.as_bytes(), PLAIN, None).into()
            }
            Command::KeepSteps { route } => {
                let steps = Steps { content: with.content, triage: with.triage, words: with.words };
                let body = steps.text(route).ok_or(AppError::Invalid { field: "command", rule: "outcome" })?;
                let title = with.words.fill("ui.keep.title", &[("date", &with.words.day(with.today))]);
                self.keep_or_wait(Wanted { kind: NoteKind::Note, title, body }, with).into()
            }
            Command::Erase => self.erase(with).into(),
            Command::TriedVolume => with.stay("ui.volume.works").into(),
            Command::Turn { switch, on } => self.turn(*switch, *on, with).into(),
        })
    }

    fn stretch(&mut self, words: Result<crate::vault::Words, VaultError>, purpose: Purpose, with: With<'_>) -> Ran {
        if let Some(refused) = self.unfit(with) {
            return refused.into();
        }
        let words = match (words, purpose) {
            (Ok(words), _) => words,
            // What no words can be opens nothing, like all others that do not fit.
            (Err(VaultError::Invalid { .. }), Purpose::Open) => return with.refused("ui.notes.nothing_opens").into(),
            (Err(error), _) => return with.refusal(&error).into(),
        };
        let stretcher = match &self.vault {
            Some(vault) => vault.stretcher(),
            None => Err(VaultError::Locked),
        };
        match stretcher {
            Ok(stretcher) => Ran::Work(Work { turn: self.turn, task: Task::Stretch(stretcher, words, purpose) }),
            Err(error) => with.refusal(&error).into(),
        }
    }

    /// Why no words can be tried now.
    fn unfit(&self, with: With<'_>) -> Option<Next> {
        Some(with.refused(match self.notes() {
            Notes::Closed | Notes::Open(_) => return None,
            Notes::Damaged => "ui.notes.damaged",
            Notes::Erasing => "ui.notes.erasing",
            Notes::KeyLost => "ui.notes.key_lost",
            Notes::Unavailable => "ui.notes.unavailable",
        }))
    }

    /// Goes on when the slow part is done.
    pub(crate) fn worked(&mut self, worked: Worked, with: With<'_>) -> Next {
        if worked.turn != self.turn {
            // The person has left meanwhile.
            return Next::Stay { said: String::new() };
        }
        match worked.done {
            Done::Stretched(Ok(challenge), purpose) => {
                let bytes = challenge.bytes().to_vec();
                self.waits = Some(Waits::Answer(challenge, purpose));
                Next::Answer { challenge: bytes }
            }
            Done::Sealed(Ok(mut sealed)) => {
                let next = self.write(&sealed, SEALED, Some(Route::Notes { query: String::new() }));
                sealed.zeroize();
                next
            }
            Done::Unsealed(Ok(import)) => self.import(&import, with),
            Done::Stretched(Err(error), _) | Done::Sealed(Err(error)) | Done::Unsealed(Err(error)) => match error {
                VaultError::Full => with.refused("ui.import.too_large"),
                // For a file's passphrase "short" is the only rule that a person breaks.
                error => with.refusal(&error),
            },
        }
    }

    /// Takes the phone's answer to a challenge; an empty one says that its key store failed.
    pub(crate) fn answered(&mut self, response: &[u8], with: With<'_>) -> Next {
        let Some(Waits::Answer(challenge, purpose)) = self.waits.take() else {
            return Next::Stay { said: String::new() };
        };
        let Ok(response) = Response::new(response) else { return with.refused("ui.notes.unavailable") };
        let Some(vault) = &mut self.vault else { return with.refused("ui.notes.unavailable") };
        let done = match purpose {
            Purpose::Open => vault.unlock(&challenge, &response).map(|opened| match opened {
                Opened::Nothing => None,
                Opened::Notes { last_change_lost: true } => Some("ui.notes.change_lost"),
                Opened::Notes { .. } => Some(""),
            }),
            Purpose::Start => vault.start_notes(&challenge, &response).map(|()| Some("ui.notes.started")),
            Purpose::Change => vault.change_words(&challenge, &response).map(|()| Some("ui.notes.words_changed")),
        };
        match done {
            Ok(None) => with.refused("ui.notes.nothing_opens"),
            Ok(Some(said)) => self.are_open(said, with),
            Err(error) => with.refusal(&error),
        }
    }

    /// Notes are open: goes on with what they were opened for.
    fn are_open(&mut self, said: &str, with: With<'_>) -> Next {
        self.offered = None;
        if let Some(wanted) = self.wanted.take() {
            return match self.keep(wanted, with) {
                Next::Stay { .. } => with.notes("ui.report.kept"),
                refused => refused,
            };
        }
        if self.picked.is_some() {
            return with.show(Route::NotesPart { part: NotesPart::Import }, said);
        }
        with.notes(said)
    }

    fn new_note(&mut self, kind: NoteKind, with: With<'_>) -> Next {
        match self.vault_mut().and_then(Vault::new_note_id) {
            Ok(id) => {
                self.editing = Some(Editing { id, kind, before: None });
                Next::Show { route: Route::Note { id }, replace: false, said: String::new() }
            }
            Err(error) => with.refusal(&error),
        }
    }

    /// Keeps what stands in the fields of a note, where it is other than what is kept.
    fn hold_note(&mut self, id: NoteId, fields: &[FieldValue], with: With<'_>) -> Next {
        let kept = match self.note(id) {
            Ok(kept) => kept,
            Err(error) => return with.refusal(&error),
        };
        let field = |name: &str| fields.iter().find(|field| field.anchor == name).map_or("", |field| &field.text);
        let (title, body, event) = (field("title").trim(), field("body"), field("event").trim());
        let day = Date::parse(event).map(Date::to_day);
        let wrong_day = day.is_none() && !event.is_empty();
        let before = kept.as_ref().and_then(|note| note.event);
        let event = if wrong_day { before } else { day };
        let kept_or_wrong = if wrong_day { "ui.note.date_wrong" } else { "ui.note.kept" };
        if title.is_empty() && body.trim().is_empty() {
            // Nothing was written yet, or all of it was taken out: what was kept before stays until it is deleted.
            let said = if kept.is_some() { "ui.note.emptied" } else { "" };
            return Next::Kept { said: with.say(said) };
        }
        if let Some(kept) = &kept
            && (kept.title.as_str(), kept.body.as_str(), kept.event) == (title, body, event)
        {
            let said = if wrong_day { kept_or_wrong } else { "" };
            return Next::Kept { said: with.say(said) };
        }
        let kind = kept.as_ref().map_or_else(|| self.begun(id).unwrap_or(NoteKind::Note), |note| note.kind);
        if self.editing.as_ref().is_none_or(|editing| editing.id != id) {
            self.editing = Some(Editing { id, kind, before: kept });
        }
        let draft = Draft {
            id: Some(id),
            kind,
            event,
            title: Zeroizing::new(title.to_owned()),
            body: Zeroizing::new(body.to_owned()),
        };
        match self.vault_mut().and_then(|vault| vault.save_note(&draft, with.today)) {
            Ok(_) => Next::Kept { said: with.say(kept_or_wrong) },
            Err(error) => with.refusal(&error),
        }
    }

    /// Makes the note what it was when it was opened.
    fn drop_changes(&mut self, id: NoteId, with: With<'_>) -> Next {
        let Some(editing) = self.editing.take().filter(|editing| editing.id == id) else {
            // Nothing was changed since.
            return with.notes("");
        };
        let Ok(vault) = self.vault_mut() else { return with.refused("ui.failed.locked") };
        let done = match editing.before {
            Some(note) => {
                let draft =
                    Draft { id: Some(id), kind: note.kind, event: note.event, title: note.title, body: note.body };
                vault.save_note(&draft, note.changed).map(|_| ())
            }
            None => match vault.delete_note(id) {
                Err(VaultError::NotFound) => Ok(()),
                done => done,
            },
        };
        match done {
            Ok(()) => with.notes("ui.note.dropped"),
            Err(VaultError::DoneButOldRemains) => with.notes("ui.notes.old_remains"),
            Err(error) => with.refusal(&error),
        }
    }

    fn delete_note(&mut self, id: NoteId, with: With<'_>) -> Next {
        match self.vault_mut().and_then(|vault| vault.delete_note(id)) {
            // One that was begun and never kept is as gone.
            Ok(()) | Err(VaultError::NotFound) => with.notes("ui.note.deleted"),
            Err(VaultError::DoneButOldRemains) => with.notes("ui.notes.old_remains"),
            Err(error) => with.refusal(&error),
        }
    }

    fn hold_form(&mut self, form: Form, fields: &[FieldValue]) {
        self.forms.insert(form, fields.to_vec());
    }

    fn keep_form(&mut self, form: Form, with: With<'_>) -> Next {
        let body = self.form_text(form, with.content, with.words);
        if body.is_empty() {
            return with.refused("ui.report.empty");
        }
        let kind = match form {
            Form::Saw => NoteKind::Seen,
            Form::Timeline => NoteKind::Timeline,
        };
        let title = with.say(&format!("form.{}.title", form.as_str()));
        self.keep_or_wait(Wanted { kind, title, body }, with)
    }

    /// Makes a note; where notes are closed, asks to open them first and makes it then.
    fn keep_or_wait(&mut self, wanted: Wanted, with: With<'_>) -> Next {
        if self.vault().is_err() {
            self.wanted = Some(wanted);
            let said = with.say("ui.notes.open_first");
            return Next::Show { route: Route::Notes { query: String::new() }, replace: false, said };
        }
        self.keep(wanted, with)
    }

    /// Makes a note, and stays on the screen that it was made from.
    fn keep(&mut self, wanted: Wanted, with: With<'_>) -> Next {
        let saved = self.vault_mut().and_then(|vault| {
            let draft = Draft {
                id: Some(vault.new_note_id()?),
                kind: wanted.kind,
                event: None,
                title: Zeroizing::new(wanted.title.clone()),
                body: wanted.body.clone(),
            };
            vault.save_note(&draft, with.today)
        });
        match saved {
            Ok(_) => with.stay("ui.report.kept"),
            Err(error) => {
                // Still wanted: it is not lost with the error.
                self.wanted = Some(wanted);
                with.refusal(&error)
            }
        }
    }

    fn seal(&mut self, secret: &[u8], with: With<'_>) -> Ran {
        let export = match self.vault().and_then(Vault::export) {
            Ok(export) => export,
            Err(error) => return with.refusal(&error).into(),
        };
        let long = str::from_utf8(secret).is_ok_and(|text| text.chars().count() >= SHORTEST_PASSPHRASE);
        if !long {
            return with.refused("ui.export.short").into();
        }
        Ran::Work(Work { turn: self.turn, task: Task::Seal(export, Zeroizing::new(secret.to_vec())) })
    }

    fn unseal(&mut self, secret: &[u8], with: With<'_>) -> Ran {
        if let Err(error) = self.vault() {
            return with.refusal(&error).into();
        }
        let Some(sealed) = self.picked.clone() else { return with.refused("ui.import.pick_first").into() };
        Ran::Work(Work { turn: self.turn, task: Task::Unseal(sealed, Zeroizing::new(secret.to_vec())) })
    }

    fn import(&mut self, import: &Import, with: With<'_>) -> Next {
        match self.vault_mut().and_then(|vault| vault.import(import)) {
            Ok(imported) => {
                self.picked = None;
                let said = with.words.fill("ui.import.done", &[("n", &imported.added.to_string())]);
                Next::Show { route: Route::Notes { query: String::new() }, replace: true, said }
            }
            Err(error) => with.refusal(&error),
        }
    }

    fn write(&mut self, bytes: &[u8], (name, media_type): (&str, &str), then: Option<Route>) -> Next {
        self.waits = Some(Waits::Written(then));
        Next::WriteFile { name: name.to_owned(), media_type: media_type.to_owned(), bytes: bytes.to_vec() }
    }

    /// Hears whether a file was written.
    pub(crate) fn wrote(&mut self, done: bool, with: With<'_>) -> Next {
        let then = match self.waits.take() {
            Some(Waits::Written(then)) => then,
            _ => return Next::Stay { said: String::new() },
        };
        match (done, then) {
            (true, Some(route)) => with.show(route, "ui.export.written"),
            (true, None) => with.stay("ui.export.written"),
            (false, _) => with.stay("ui.export.not_written"),
        }
    }

    /// Takes the file that was picked; none when the person picked none or it could not be read.
    pub(crate) fn picked(&mut self, file: Option<Vec<u8>>, with: With<'_>) -> Next {
        let (Some(Waits::Picked), Some(file)) = (self.waits.take(), file) else {
            return Next::Stay { said: String::new() };
        };
        let file = Zeroizing::new(file);
        if file.len() as u64 > MOST_BYTES {
            return with.stay("ui.import.too_large");
        }
        self.picked = Some(file);
        let said = if self.vault().is_ok() { "ui.import.chosen" } else { "ui.import.open_first" };
        with.show(Route::NotesPart { part: NotesPart::Import }, said)
    }

    /// What is to be done before anything else: the phone's key, at the first start and after an erase that was cut short.
    pub(crate) fn wake(&mut self) -> Next {
        let erasing = self.vault.as_ref().is_some_and(|vault| *vault.state() == State::Erasing);
        if self.key == KeyPlan::Make && !self.key_unreachable || erasing {
            self.waits = Some(if self.vault.is_some() { Waits::NewKey } else { Waits::FirstKey });
            return Next::MakeKey;
        }
        Next::Stay { said: String::new() }
    }

    /// Destroys everything: the salt first, then the phone's key, then the rest.
    fn erase(&mut self, with: With<'_>) -> Next {
        self.leave();
        match &mut self.vault {
            // Whatever it answers, the phone's key goes too, and the rest is tried.
            Some(vault) => drop(vault.erase()),
            None => match Vault::open_file(&self.path, self.profile) {
                Ok(mut vault) => {
                    let _ = vault.erase();
                    self.vault = Some(vault);
                }
                Err(_) => return with.refused("ui.notes.unavailable"),
            },
        }
        self.waits = Some(Waits::NewKey);
        Next::MakeKey
    }

    /// Hears whether the phone has a new key.
    pub(crate) fn key_made(&mut self, done: bool, with: With<'_>) -> Next {
        let waits = self.waits.take();
        match waits {
            Some(Waits::FirstKey | Waits::NewKey) if !done => {
                self.key_unreachable = true;
                match waits {
                    Some(Waits::NewKey) => with.refused("ui.erase.not_done"),
                    _ => Next::Stay { said: String::new() },
                }
            }
            Some(Waits::FirstKey) => {
                self.has_key();
                self.vault = Vault::open_file(&self.path, self.profile).ok();
                if let Some(vault) = self.vault.as_mut().filter(|vault| *vault.state() == State::Erasing) {
                    // An erase, or a first start, that was cut short. If the rest fails now, the next start tries again.
                    let _ = vault.finish_erase();
                }
                // Until now a chosen language had no place to be kept.
                if let Some(tag) = self.language_to_keep.take() {
                    self.set_language(&tag);
                }
                Next::Stay { said: String::new() }
            }
            Some(Waits::NewKey) => {
                self.has_key();
                match self.vault.as_mut().map(Vault::finish_erase) {
                    Some(Ok(())) => with.show(Route::Home, "ui.erase.done"),
                    _ => with.refused("ui.erase.not_done"),
                }
            }
            _ => Next::Stay { said: String::new() },
        }
    }

    fn has_key(&mut self) {
        (self.key, self.key_unreachable) = (KeyPlan::Keep, false);
    }

    fn turn(&mut self, switch: Switch, on: bool, with: With<'_>) -> Next {
        let Some(vault) = &mut self.vault else { return with.refused("ui.failed.storage") };
        let (flags, language) = (vault.settings().flags, vault.settings().language.clone());
        let flags = if on { flags | switch.flag() } else { flags & !switch.flag() };
        match vault.set_settings(language.as_deref(), flags) {
            Ok(()) => with.stay(if on { "ui.turned_on" } else { "ui.turned_off" }),
            Err(error) => with.refusal(&error),
        }
    }
}
