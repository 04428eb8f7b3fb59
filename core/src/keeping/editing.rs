//! One note: begun, held, dropped, deleted.

use zeroize::Zeroizing;

use super::run::With;
use super::{Editing, Keeping};
use crate::command::{FieldValue, Next};
use crate::content::date::Date;
use crate::route::Route;
use crate::vault::{Draft, NoteId, NoteKind, Vault, VaultError};

impl Keeping {
    pub(super) fn new_note(&mut self, kind: NoteKind, with: With<'_>) -> Next {
        match self.vault_mut().and_then(Vault::new_note_id) {
            Ok(id) => {
                self.editing = Some(Editing { id, kind, before: None });
                Next::Show { route: Route::Note { id }, replace: false, said: String::new() }
            }
            Err(error) => with.refusal(&error),
        }
    }

    /// Keeps what stands in the fields of a note, where it is other than what is kept.
    pub(super) fn hold_note(&mut self, id: NoteId, fields: &[FieldValue], with: With<'_>) -> Next {
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
        let kind = self.kind(id, kept.as_ref());
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
    pub(super) fn drop_changes(&mut self, id: NoteId, with: With<'_>) -> Next {
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

    pub(super) fn delete_note(&mut self, id: NoteId, with: With<'_>) -> Next {
        match self.vault_mut().and_then(|vault| vault.delete_note(id)) {
            // One that was begun and never kept is as gone.
            Ok(()) | Err(VaultError::NotFound) => with.notes("ui.note.deleted"),
            Err(VaultError::DoneButOldRemains) => with.notes("ui.notes.old_remains"),
            Err(error) => with.refusal(&error),
        }
    }
}
