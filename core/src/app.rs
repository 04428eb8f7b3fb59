//! The façade: content, questions, language and the day, behind a handful of calls.

use std::path::Path;

use crate::content::date::Day;
use crate::content::files::Files;
use crate::content::load::{LoadError, words};
use crate::content::search::{Index, documents};
use crate::content::words::{Language, best_language, language};
use crate::content::{Content, Words};
use crate::route::{InvalidRoute, Route};
use crate::screen::model::{Palette, Screen};
use crate::screen::{Draw, palette};
use crate::triage::Triage;

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
    today: Day,
    /// Built when it is first asked, thrown away with the language.
    index: Option<Index>,
    /// When another app of the phone took over, by the shell's clock.
    handed_over: Option<u64>,
}

impl App {
    /// Opens the app. Guidance needs nothing of the folder: it may be absent, full or read-only.
    ///
    /// # Errors
    /// `Content` when the built-in content cannot be read, which its tests rule out.
    pub fn open(_dir: &Path, languages: &[String], today: Day) -> Result<Self, AppError> {
        Self::open_checked(Files::built_in(), languages, today)
    }

    /// Opens the app on content that `content::check` has found nothing in, as it has of the built-in one.
    ///
    /// # Errors
    /// `Content` when a file cannot be read.
    pub fn open_checked(files: Files, languages: &[String], today: Day) -> Result<Self, AppError> {
        Ok(Self {
            content: Content::load(&files)?,
            triage: Triage::of_checked(&files)?,
            words: words(&files, best_language(languages))?,
            files,
            today,
            index: None,
            handed_over: None,
        })
    }

    /// Draws one screen.
    ///
    /// # Errors
    /// `NotFound` for an unknown id, `Invalid` for answers that the graph cannot have been given.
    pub fn screen(&mut self, route: &Route) -> Result<Screen, AppError> {
        let draw = Draw { content: &self.content, triage: &self.triage, words: &self.words, today: self.today };
        let index = &mut self.index;
        draw.draw(route, |typed| {
            let index = match index {
                Some(index) => index,
                None => index.insert(
                    Index::build(documents(draw.content, draw.triage, draw.words)).map_err(|_| AppError::Search)?,
                ),
            };
            index.find(typed).map_err(|_| AppError::Search)
        })
    }

    /// Shows everything in another language from now on.
    ///
    /// # Errors
    /// `Invalid` for a language that is not shipped; the one in use stays.
    pub fn set_language(&mut self, tag: &str) -> Result<(), AppError> {
        let language: &'static Language =
            language(tag).ok_or(AppError::Invalid { field: "language", rule: "shipped" })?;
        self.words = words(&self.files, language)?;
        self.index = None;
        Ok(())
    }

    /// The colours to draw with.
    #[must_use]
    pub fn palette(&self, dark: bool) -> Palette {
        if dark { palette::DARK } else { palette::LIGHT }
    }

    /// Where the app opens: Home, or what can be done after a call for half an hour. Asked once, it is forgotten.
    ///
    /// `minutes` is any clock that never goes back.
    pub fn start(&mut self, minutes: u64) -> Route {
        match self.handed_over.take() {
            Some(then) if minutes.saturating_sub(then) <= AFTER_MINUTES => Route::After,
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
