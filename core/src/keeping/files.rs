//! Files: sealed ones out and in, plain text out. The core never opens one itself: a shell writes and reads what is handed over.

use zeroize::Zeroizing;

use super::run::{Ran, With};
use super::work::{Task, Work};
use super::{Keeping, MOST_BYTES, Waits};
use crate::command::Next;
use crate::route::{NotesPart, Route};
use crate::vault::{Import, SHORTEST_PASSPHRASE, Vault};

impl Keeping {
    pub(super) fn seal(&mut self, secret: &[u8], with: With<'_>) -> Ran {
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

    pub(super) fn unseal(&mut self, secret: &[u8], with: With<'_>) -> Ran {
        if let Err(error) = self.vault() {
            return with.refusal(&error).into();
        }
        let Some(sealed) = self.picked.clone() else { return with.refused("ui.import.pick_first").into() };
        Ran::Work(Work { turn: self.turn, task: Task::Unseal(sealed, Zeroizing::new(secret.to_vec())) })
    }

    pub(super) fn import(&mut self, import: &Import, with: With<'_>) -> Next {
        match self.vault_mut().and_then(|vault| vault.import(import)) {
            Ok(imported) => {
                self.picked = None;
                let said = with.words.count("ui.import.done", imported.added, &[]);
                Next::Show { route: Route::Notes { query: String::new() }, replace: true, said }
            }
            Err(error) => with.refusal(&error),
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8], (name, media_type): (&str, &str), then: Option<Route>) -> Next {
        self.waits = Some(Waits::Written(then));
        Next::WriteFile { name: name.to_owned(), media_type: media_type.to_owned(), bytes: bytes.to_vec() }
    }

    /// Hears whether a file was written.
    pub(crate) fn wrote(&mut self, done: bool, with: With<'_>) -> Next {
        let Some(Waits::Written(then)) = self.waits.take() else { return Next::Stay { said: String::new() } };
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
}
