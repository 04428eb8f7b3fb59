//! A phone for tests of notes: a folder, a key that answers, and the loop that a shell runs.

use std::path::Path;

use almanac_core::app::App;
use almanac_core::command::{Command, FieldValue, KeyState, Next, Phone, Platform};
use almanac_core::keeping::Ran;
use almanac_core::route::Route;
use almanac_core::screen::model::Screen;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::look::{TODAY, day};

/// A phone with little memory: stretching is quicker there.
pub const SMALL: u64 = 1 << 30;

/// A phone with the app open on it.
#[derive(Debug)]
pub struct Desk {
    /// The app.
    pub app: App,
    /// The key that it answers with; none when its key store fails.
    pub key: Option<[u8; 32]>,
    /// How many keys were made.
    pub keys_made: usize,
    /// The last file that was written.
    pub file: Option<Vec<u8>>,
}

impl Desk {
    /// Opens the app in a folder, on a phone with or without a key.
    ///
    /// # Panics
    /// When the app does not open.
    #[must_use]
    pub fn open(dir: &Path, key: Option<[u8; 32]>) -> Self {
        let state = if key.is_some() { KeyState::Present } else { KeyState::Absent };
        let mut desk = Self::asleep(dir, state);
        desk.key = key;
        let next = desk.app.wake();
        desk.follow(next);
        desk
    }

    /// The app just opened, nothing done yet.
    ///
    /// # Panics
    /// When the app does not open.
    #[must_use]
    pub fn asleep(dir: &Path, key: KeyState) -> Self {
        let phone = Phone { key, memory: SMALL, platform: Platform::Android };
        let app = App::open(dir, &["en".to_owned()], day(TODAY), phone).expect("guidance always opens");
        Self { app, key: None, keys_made: 0, file: None }
    }

    /// Draws a route.
    ///
    /// # Panics
    /// When there is no such route or screen.
    pub fn screen(&mut self, route: &str) -> Screen {
        self.app.screen(&Route::parse(route).expect(route)).expect(route)
    }

    /// Runs a command with what stands in the fields, and everything that follows from it.
    ///
    /// # Panics
    /// When it is no command, or makes no sense.
    pub fn run(&mut self, command: &str, fields: &[(&str, &str)], secret: &str) -> Next {
        let command: Command = command.parse().expect(command);
        let fields: Vec<FieldValue> = fields
            .iter()
            .map(|(anchor, text)| FieldValue { anchor: (*anchor).to_owned(), text: (*text).to_owned() })
            .collect();
        let ran = self.app.run(&command, &fields, secret.as_bytes()).expect("a command");
        let next = done(&mut self.app, ran);
        self.follow(next)
    }

    /// Does what a shell does, until there is something to show.
    pub fn follow(&mut self, next: Next) -> Next {
        let next = match next {
            Next::Answer { challenge } => {
                let answer = self.key.map(|key| answer(&key, &challenge)).unwrap_or_default();
                self.app.answered(&answer)
            }
            Next::MakeKey => {
                self.keys_made += 1;
                self.key = Some([u8::try_from(self.keys_made).unwrap_or(0) ^ self.key.map_or(0x40, |key| key[0]); 32]);
                let ran = self.app.key_made(true);
                done(&mut self.app, ran)
            }
            Next::WriteFile { bytes, .. } => {
                self.file = Some(bytes);
                self.app.lock();
                self.app.wrote(true)
            }
            Next::PickFile { .. } => {
                self.app.lock();
                let ran = self.app.picked(self.file.clone());
                done(&mut self.app, ran)
            }
            done => return done,
        };
        self.follow(next)
    }
}

/// Does what is slow.
pub fn done(app: &mut App, ran: Ran) -> Next {
    match ran {
        Ran::Next(next) => next,
        Ran::Work(work) => {
            let worked = work.run();
            app.worked(worked)
        }
    }
}

/// The answer of a key to a challenge.
fn answer(key: &[u8; 32], challenge: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length is a key");
    mac.update(challenge);
    mac.finalize().into_bytes().to_vec()
}

/// What is said, whatever is next.
#[must_use]
pub fn said(next: &Next) -> &str {
    match next {
        Next::Show { said, .. } | Next::Stay { said } | Next::Kept { said } | Next::Refused { said } => said,
        Next::Answer { .. } | Next::WriteFile { .. } | Next::PickFile { .. } | Next::MakeKey => "",
    }
}
