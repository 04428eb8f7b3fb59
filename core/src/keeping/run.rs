//! What each command does. Whatever a person must know of it is said in words; nothing that was typed is ever in them.

use zeroize::Zeroizing;

use super::Purpose;
use super::work::Work;
use super::{Keeping, MOST_BYTES, PLAIN, Steps, Waits, Wanted, plain};
use crate::app::AppError;
use crate::command::{Command, FieldValue, Next, Switch};
use crate::content::date::Day;
use crate::content::{Content, Words};
use crate::route::{Form, Route};
use crate::vault::{Draft, NoteKind, SystemRandom, VaultError, offer};

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
    pub(super) fn say(&self, key: &str) -> String {
        self.words.text(key)
    }

    pub(super) fn show(&self, route: Route, key: &str) -> Next {
        Next::Show { route, replace: true, said: self.say(key) }
    }

    pub(super) fn notes(&self, key: &str) -> Next {
        self.show(Route::Notes { query: String::new() }, key)
    }

    pub(super) fn stay(&self, key: &str) -> Next {
        Next::Stay { said: self.say(key) }
    }

    pub(super) fn refused(&self, key: &str) -> Next {
        Next::Refused { said: self.say(key) }
    }

    /// Why something was not done, in words.
    pub(super) fn refusal(&self, error: &VaultError) -> Next {
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
            // `App` runs these itself: they change what is looked at here.
            Command::PickPack | Command::UsePack | Command::KeepPack | Command::DropPack => {
                return Err(AppError::Invalid { field: "command", rule: "notes" });
            }
            Command::TriedVolume => with.stay("ui.volume.works").into(),
            Command::Turn { switch, on } => self.turn(*switch, *on, with).into(),
        })
    }

    pub(super) fn hold_form(&mut self, form: Form, fields: &[FieldValue]) {
        self.forms.insert(form, fields.to_vec());
    }

    pub(super) fn keep_form(&mut self, form: Form, with: With<'_>) -> Next {
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
    pub(super) fn keep_or_wait(&mut self, wanted: Wanted, with: With<'_>) -> Next {
        if self.vault().is_err() {
            self.wanted = Some(wanted);
            let said = with.say("ui.notes.open_first");
            return Next::Show { route: Route::Notes { query: String::new() }, replace: false, said };
        }
        self.keep(wanted, with)
    }

    /// Makes a note, and stays on the screen that it was made from.
    pub(super) fn keep(&mut self, wanted: Wanted, with: With<'_>) -> Next {
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

    pub(super) fn turn(&mut self, switch: Switch, on: bool, with: With<'_>) -> Next {
        let Some(vault) = &mut self.vault else { return with.refused("ui.failed.storage") };
        let (flags, language) = (vault.settings().flags, vault.settings().language.clone());
        let flags = if on { flags | switch.flag() } else { flags & !switch.flag() };
        match vault.set_settings(language.as_deref(), flags) {
            Ok(()) => with.stay(if on { "ui.turned_on" } else { "ui.turned_off" }),
            Err(error) => with.refusal(&error),
        }
    }
}
