//! The façade: content, questions, language and the day, behind a handful of calls.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::Path;

use crate::command::{Command, FieldValue, Next, Phone, Platform, Switch};
use crate::content::date::Day;
use crate::content::files::Files;
use crate::content::load::{LoadError, words};
use crate::content::pack::{Keys, MOST_SEALED};
use crate::content::search::{Index, documents};
use crate::content::words::{LANGUAGES, Language, best_language, language};
use crate::content::{Content, Words};
use crate::keeping::{Keeping, Ran, With, Worked};
use crate::packs::Packs;
use crate::route::{InvalidRoute, Route};
use crate::screen::Draw;
use crate::screen::model::Screen;
use crate::triage::Triage;
use crate::vault::VaultError;

/// How long *Afterwards* waits to be read.
const AFTER_MINUTES: u64 = 30;

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppError {
    /// There is no screen, contact or answer of this id.
    #[error("nothing of this id")]
    NotFound,
    /// An argument breaks a rule.
    #[error("{field} breaks the rule {rule}")]
    Invalid {
        /// Which argument.
        field: &'static str,
        /// Which rule.
        rule: &'static str,
    },
    /// The content is not as it was built.
    #[error("content: {0}")]
    Content(#[from] LoadError),
    /// The search index could not be built or read.
    #[error("the search index failed")]
    Search,
    /// The notes: what a screen of them met.
    #[error("notes: {0}")]
    Notes(VaultError),
}

impl From<VaultError> for AppError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::NotFound => Self::NotFound,
            error => Self::Notes(error),
        }
    }
}

impl From<InvalidRoute> for AppError {
    fn from(_: InvalidRoute) -> Self {
        Self::Invalid { field: "route", rule: "grammar" }
    }
}

/// The app as one person uses it.
#[derive(Debug)]
pub struct App {
    /// Where the words of another language are read from.
    files: Files,
    content: Content,
    triage: Triage,
    words: Words,
    /// English, for what the language shown has no words of; none where it has all.
    english: Option<Words>,
    /// The languages whose words a person has signed: found out when a screen asks, since it reads the words of all.
    signed: OnceCell<BTreeSet<&'static str>>,
    today: Day,
    platform: Platform,
    keeping: Keeping,
    packs: Packs,
    /// Built when it is first asked, thrown away with the language.
    index: Option<Index>,
    /// When another app of the phone took over, by the shell's clock.
    handed_over: Option<u64>,
}

impl App {
    /// Opens the app: the private folder, the reader's languages (BCP 47, most wanted first; one that was chosen here before
    /// comes first), the day, and what the phone has. Guidance needs nothing of the folder: it may be absent, full or read-only.
    ///
    /// # Errors
    /// `Content` when the built-in content cannot be read, which its tests rule out.
    pub fn open(dir: &Path, languages: &[String], today: Day, phone: Phone) -> Result<Self, AppError> {
        Self::open_checked(Files::built_in(), dir, languages, today, phone)
    }

    /// Opens the app with other keys than those that were built in, for tests: its packs are signed by whoever has them. No
    /// binding calls this.
    ///
    /// # Errors
    /// As [`App::open`].
    pub fn open_trusting(
        keys: Keys,
        dir: &Path,
        languages: &[String],
        today: Day,
        phone: Phone,
    ) -> Result<Self, AppError> {
        Self::open_on(Packs::open(Files::built_in(), dir, keys)?, dir, languages, today, phone)
    }

    /// Opens the app on content that `content::check` has found nothing in, as it has of the built-in one.
    ///
    /// # Errors
    /// `Content` when a file cannot be read.
    pub fn open_checked(
        files: Files,
        dir: &Path,
        languages: &[String],
        today: Day,
        phone: Phone,
    ) -> Result<Self, AppError> {
        Self::open_on(Packs::open(files, dir, Keys::built_in())?, dir, languages, today, phone)
    }

    fn open_on(packs: Packs, dir: &Path, languages: &[String], today: Day, phone: Phone) -> Result<Self, AppError> {
        let keeping = Keeping::open(dir, phone);
        let chosen = keeping.language().and_then(language);
        let files = packs.lasting();
        let language = chosen.unwrap_or_else(|| best_language(languages));
        Ok(Self {
            content: Content::load(&files)?,
            triage: Triage::of_checked(&files)?,
            words: words(&files, language)?,
            english: english_beside(&files, language)?,
            signed: OnceCell::new(),
            files,
            today,
            platform: phone.platform,
            keeping,
            packs,
            index: None,
            handed_over: None,
        })
    }

    /// Draws a screen that the person comes back to: the answer that led to where they `went` from it is marked.
    ///
    /// # Errors
    /// As [`App::screen`].
    pub fn screen_again(&mut self, route: &Route, went: &Route) -> Result<Screen, AppError> {
        Ok(self.screen(route)?.marking(went))
    }

    /// Draws one screen.
    ///
    /// # Errors
    /// `NotFound` for an unknown id, `Invalid` for answers that the graph cannot have been given, `Notes` where they are open
    /// and cannot be read.
    pub fn screen(&mut self, route: &Route) -> Result<Screen, AppError> {
        self.keeping.looks_at(route);
        let chosen = Draw {
            content: &self.content,
            triage: &self.triage,
            words: &self.words,
            files: &self.files,
            english: self.english.as_ref(),
            signed: &self.signed,
            today: self.today,
            platform: self.platform,
            keeping: &self.keeping,
            packs: &self.packs,
        };
        let english = self.english.as_ref().filter(|_| !chosen.has_words_of(route));
        let draw = english.map_or(chosen, |words| Draw { words, english: None, ..chosen });
        let (index, files) = (&mut self.index, &self.files);
        let mut screen = draw.draw(route, |typed| {
            let index = if let Some(index) = index {
                index
            } else {
                let others = LANGUAGES.iter().filter(|other| other.tag != draw.words.language.tag);
                let others: Vec<Words> = others.map(|other| words(files, other)).collect::<Result<_, _>>()?;
                let documents = documents(draw.content, draw.triage, draw.words, &others);
                index.insert(Index::build(documents).map_err(|_| AppError::Search)?)
            };
            index.find(typed).map_err(|_| AppError::Search)
        })?;
        if english.is_some() {
            chosen.mark_as_english(&mut screen);
        }
        Ok(screen)
    }

    /// Runs a command with what stands in the fields; words that nobody may see come as bytes, which the caller wipes.
    ///
    /// # Errors
    /// `Invalid` for a command that no screen offers.
    pub fn run(&mut self, command: &Command, fields: &[FieldValue], secret: &[u8]) -> Result<Ran, AppError> {
        self.packs.waits = false;
        match command {
            Command::PickPack | Command::UsePack | Command::KeepPack | Command::DropPack => {
                return self.run_pack(command).map(Ran::Next);
            }
            Command::Erase => {
                // What cannot be taken away now can be later; the notes go whatever becomes of it.
                if let Ok(files) = self.packs.drop_kept() {
                    self.use_content(files)?;
                }
            }
            _ => {}
        }
        let (keeping, with) = self.parts();
        keeping.run(command, fields, secret, with)
    }

    /// Picks, takes, keeps or drops newer content.
    fn run_pack(&mut self, command: &Command) -> Result<Next, AppError> {
        let storage = |app: &Self| Next::Refused { said: app.answers().text("ui.failed.storage") };
        let (files, route, said) = match command {
            Command::UsePack => (self.packs.take(), Route::Home, "ui.pack.in_use"),
            Command::KeepPack => match self.packs.keep() {
                Ok(files) => (files, Route::Home, "ui.pack.kept"),
                Err(_) => return Ok(storage(self)),
            },
            Command::DropPack if self.packs.decline() => {
                return Ok(Next::Show { route: Route::Safety, replace: true, said: String::new() });
            }
            Command::DropPack => match self.packs.drop_kept() {
                Ok(files) => (Some(files), Route::Pack, "ui.pack.dropped"),
                Err(_) => return Ok(storage(self)),
            },
            _ => {
                self.packs.waits = true;
                return Ok(Next::PickFile { most_bytes: MOST_SEALED as u64 });
            }
        };
        // A command of a screen that is gone: what was picked was forgotten since.
        let files = files.ok_or(AppError::Invalid { field: "command", rule: "picked" })?;
        self.use_content(files)?;
        Ok(Next::Show { route, replace: true, said: self.answers().text(said) })
    }

    /// Uses other content, in the language shown.
    fn use_content(&mut self, files: Files) -> Result<(), AppError> {
        let (content, triage) = (Content::load(&files)?, Triage::of_checked(&files)?);
        let (shown, english) = (words(&files, self.words.language)?, english_beside(&files, self.words.language)?);
        (self.words, self.english, self.signed) = (shown, english, OnceCell::new());
        (self.files, self.content, self.triage, self.index) = (files, content, triage, None);
        Ok(())
    }

    /// Goes on when the slow part of a command is done.
    pub fn worked(&mut self, worked: Worked) -> Next {
        match worked.pack(&self.keeping) {
            Ok(pack) => {
                let words = self.english.as_ref().unwrap_or(&self.words);
                self.packs.offer(pack, &self.files, &self.content, words);
                Next::Show { route: Route::Pack, replace: true, said: String::new() }
            }
            Err(worked) => {
                let (keeping, with) = self.parts();
                keeping.worked(worked, with)
            }
        }
    }

    /// Takes the answer of the phone's key to [`Next::Answer`]; empty when its key store failed.
    pub fn answered(&mut self, response: &[u8]) -> Next {
        let (keeping, with) = self.parts();
        keeping.answered(response, with)
    }

    /// Hears whether the file of [`Next::WriteFile`] was written.
    pub fn wrote(&mut self, done: bool) -> Next {
        let (keeping, with) = self.parts();
        keeping.wrote(done, with)
    }

    /// Takes the file of [`Next::PickFile`]; none when none was picked or it could not be read.
    pub fn picked(&mut self, file: Option<Vec<u8>>) -> Ran {
        if !std::mem::take(&mut self.packs.waits) {
            let (keeping, with) = self.parts();
            return keeping.picked(file, with).into();
        }
        let Some(bytes) = file else { return Next::Stay { said: String::new() }.into() };
        Ran::Work(self.keeping.check(self.packs.checking(bytes, self.content.issue, self.today)))
    }

    /// Hears whether the phone has the new key of [`Next::MakeKey`].
    pub fn key_made(&mut self, done: bool) -> Ran {
        let (keeping, with) = self.parts();
        keeping.key_made(done, with)
    }

    /// What is to be done once, after opening: the phone's key at the first start, or the rest of an erase.
    pub fn wake(&mut self) -> Next {
        self.keeping.wake()
    }

    /// The day is another one: a process can live for many.
    pub fn on_day(&mut self, today: Day) {
        self.today = today;
    }

    /// Closes the notes: something else is in front, but the person comes back, as from a list of files.
    pub fn lock(&mut self) {
        // Closed all the same where the storage fails; there is nobody in front to tell.
        let _ = self.keeping.lock();
    }

    /// Closes the notes and forgets all that was written and not kept: the app is being left.
    pub fn leave(&mut self) {
        self.keeping.leave();
        if self.packs.leave() {
            // It was read before: it can be read again.
            let _ = self.use_content(self.packs.lasting());
        }
    }

    /// What commands answer in: their screens are in English where the language shown has only its first words.
    fn answers(&self) -> &Words {
        self.english.as_ref().unwrap_or(&self.words)
    }

    fn parts(&mut self) -> (&mut Keeping, With<'_>) {
        let words = self.english.as_ref().unwrap_or(&self.words);
        let with = With { content: &self.content, triage: &self.triage, words, today: self.today };
        (&mut self.keeping, with)
    }

    /// Shows everything in another language from now on.
    ///
    /// # Errors
    /// `Invalid` for a language that is not shipped; the one in use stays.
    pub fn set_language(&mut self, tag: &str) -> Result<(), AppError> {
        let language: &'static Language =
            language(tag).ok_or(AppError::Invalid { field: "language", rule: "shipped" })?;
        let english = english_beside(&self.files, language)?;
        self.words = words(&self.files, language)?;
        self.keeping.set_language(language.tag);
        self.english = english;
        self.index = None;
        Ok(())
    }

    /// Where the app opens: Home, or what can be done after a call for half an hour. Asked once, it is forgotten.
    ///
    /// `minutes` is any clock that never goes back.
    pub fn start(&mut self, minutes: u64) -> Route {
        match self.handed_over.take() {
            Some(then) if minutes.saturating_sub(then) <= AFTER_MINUTES => Route::After,
            _ if self.keeping.is_on(Switch::PlainFirst) => Route::Plain,
            _ => Route::Home,
        }
    }

    /// Notes that the phone's dialler, messages or browser took over. Nothing of it is written.
    pub fn handed_over(&mut self, minutes: u64) {
        self.handed_over = Some(minutes);
    }

    /// The guidance.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// The questions.
    #[must_use]
    pub fn triage(&self) -> &Triage {
        &self.triage
    }

    /// The language shown.
    #[must_use]
    pub fn language(&self) -> &'static Language {
        self.words.language
    }
}

/// English, where this language has only its first words.
fn english_beside(files: &Files, language: &Language) -> Result<Option<Words>, LoadError> {
    if language.whole { Ok(None) } else { words(files, &LANGUAGES[0]).map(Some) }
}
