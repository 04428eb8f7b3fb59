//! Opening: words are stretched, the phone's key answers, and what opens is open.

use super::run::{Ran, With};
use super::work::{Done, Task, Work, Worked};
use super::{Keeping, Notes, Purpose, SEALED, Waits};
use crate::command::Next;
use crate::route::{NotesPart, Route};
use crate::vault::{Opened, Response, VaultError, Words};
use zeroize::Zeroize;

/// Said whatever else is said.
const CHANGE_LOST: &str = "ui.notes.change_lost";

impl Keeping {
    pub(super) fn stretch(&mut self, words: Result<Words, VaultError>, purpose: Purpose, with: With<'_>) -> Ran {
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
    pub(super) fn unfit(&self, with: With<'_>) -> Option<Next> {
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
        let stayed = worked.turn == self.turn;
        match worked.done {
            Done::Made(vault, done, erased) => self.made(vault, done, erased, with),
            // The person has left meanwhile.
            _ if !stayed => Next::Stay { said: String::new() },
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
            // `App` takes these itself.
            Done::Checked(_) => Next::Stay { said: String::new() },
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
                Opened::Notes { last_change_lost: true } => Some(CHANGE_LOST),
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
    pub(super) fn are_open(&mut self, said: &str, with: With<'_>) -> Next {
        self.offered = None;
        if let Some(wanted) = self.wanted.take() {
            return match self.keep(wanted, with) {
                Next::Stay { said: kept } => {
                    let lost = if said == CHANGE_LOST { format!(" {}", with.say(said)) } else { String::new() };
                    let route = Route::Notes { query: String::new() };
                    Next::Show { route, replace: true, said: kept + &lost }
                }
                refused => refused,
            };
        }
        if self.picked.is_some() {
            return with.show(Route::NotesPart { part: NotesPart::Import }, said);
        }
        with.notes(said)
    }
}
