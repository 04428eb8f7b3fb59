//! The object that a shell holds.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use almanac_core::app::App;
use almanac_core::command::{Command, FieldValue, Next, Phone};
use almanac_core::keeping::Ran;
use almanac_core::route::{FailureKind, Route};
use almanac_core::screen::model::{Palette, Screen};
use almanac_core::screen::palette;

use crate::error::AlmanacError;
use crate::memory::wipe_what_sqlite_frees;

/// The app, as one process holds it.
///
/// No call may end it: in Swift a panic is an error where a call can fail, and the end of the process where it cannot. So whatever
/// answers no `Result` answers through [`Almanac::sane`].
#[derive(Debug, uniffi::Object)]
pub struct Almanac {
    app: Mutex<App>,
    /// Whether every call that looks at the app panics.
    #[cfg(test)]
    breaks: std::sync::atomic::AtomicBool,
}

#[uniffi::export]
impl Almanac {
    /// Opens the app.
    ///
    /// `dir` is the app's private folder, `languages` the reader's languages as BCP 47 tags, most wanted first, `today` the days
    /// since 1970-01-01 at the place of the reader. Guidance needs nothing of the folder: it may be absent. Then `wake`, once.
    #[uniffi::constructor]
    pub fn open(dir: &str, languages: &[String], today: i32, phone: Phone) -> Result<Arc<Self>, AlmanacError> {
        // Before the first connection, which the search index has. Once a process: a second object finds it done.
        if !wipe_what_sqlite_frees() {
            return Err(AlmanacError::Internal);
        }
        let app = App::open(Path::new(dir), languages, today, phone)?;
        Ok(Arc::new(Self {
            app: Mutex::new(app),
            #[cfg(test)]
            breaks: false.into(),
        }))
    }

    /// What is to be done once, after opening and not before the first screen is drawn: the phone's key.
    pub fn wake(&self) -> Next {
        self.sane(|| self.app().wake(), || Next::Stay { said: String::new() })
    }

    /// Draws one screen. `went` is where the person went from it, when they come back: what led there is marked.
    pub fn screen(&self, route: &Route, went: Option<Route>) -> Result<Screen, AlmanacError> {
        let mut app = self.app();
        Ok(match went {
            Some(went) => app.screen_again(route, &went)?,
            None => app.screen(route)?,
        })
    }

    /// Runs a command with what stands in the fields, then does what it says. `secret` is what stands in the secret field, as
    /// UTF-8, in memory that the caller wipes. Not on the thread that draws: words are stretched for up to a second or two,
    /// while screens can be drawn and the app be left.
    pub fn run(&self, command: &Command, fields: &[FieldValue], secret: &[u8]) -> Result<Next, AlmanacError> {
        let ran = self.app().run(command, fields, secret)?;
        Ok(self.done(ran))
    }

    /// The answer of the phone's key to a challenge; empty when its key store failed.
    pub fn answered(&self, response: &[u8]) -> Next {
        self.next(|| self.app().answered(response))
    }

    /// Whether a file was written.
    pub fn wrote(&self, done: bool) -> Next {
        self.next(|| self.app().wrote(done))
    }

    /// The file that was picked; none when none was, or when it could not be read. Not on the thread that draws, as `run`.
    pub fn picked(&self, file: Option<Vec<u8>>) -> Next {
        self.next(|| {
            let ran = self.app().picked(file);
            self.done(ran)
        })
    }

    /// Whether the phone has a new key. Not on the thread that draws: the file is made now.
    pub fn key_made(&self, done: bool) -> Next {
        self.next(|| {
            let ran = self.app().key_made(done);
            self.done(ran)
        })
    }

    /// Closes the notes: something else of the phone is in front, and the person comes back, as from a list of files.
    pub fn lock(&self) {
        self.sane(|| self.app().lock(), || ());
    }

    /// Closes the notes and forgets all that was written and not kept: the app is being left.
    pub fn leave(&self) {
        self.sane(|| self.app().leave(), || ());
    }

    /// Where typing into the search field of a screen leads.
    pub fn typed(&self, route: &Route, text: &str) -> Route {
        self.sane(|| route.typed(text), || route.clone())
    }

    /// Reads the textual form of a route.
    pub fn route(&self, text: &str) -> Result<Route, AlmanacError> {
        Route::parse(text).map_err(|_| AlmanacError::Invalid { field: "route".to_owned(), rule: "grammar".to_owned() })
    }

    /// The textual form of a route.
    pub fn route_text(&self, route: &Route) -> String {
        self.sane(|| route.to_string(), String::new)
    }

    /// Shows everything in another language from now on.
    pub fn set_language(&self, tag: &str) -> Result<(), AlmanacError> {
        Ok(self.app().set_language(tag)?)
    }

    /// Says which day it is, whenever the app comes to the front: a process can live for many.
    pub fn on_day(&self, today: i32) {
        self.sane(|| self.app().on_day(today), || ());
    }

    /// The colours to draw with.
    pub fn palette(&self, dark: bool) -> Palette {
        palette::of(dark)
    }

    /// Where the app opens. `minutes` is any clock that never goes back and counts while the phone sleeps.
    pub fn start(&self, minutes: u64) -> Route {
        self.sane(|| self.app().start(minutes), || Route::Home)
    }

    /// Notes that another app of the phone took over: a dialler, messages, a browser. `minutes` as for `start`.
    pub fn handed_over(&self, minutes: u64) {
        self.sane(|| self.app().handed_over(minutes), || ());
    }
}

impl Almanac {
    /// Does what is slow. The lock is not held meanwhile: leaving never waits.
    fn done(&self, ran: Ran) -> Next {
        match ran {
            Ran::Next(next) => next,
            Ran::Work(work) => {
                let worked = work.run();
                self.app().worked(worked)
            }
        }
    }

    /// What this answers, or, should it panic, the other thing, with the notes closed.
    fn sane<T>(&self, ask: impl FnOnce() -> T, otherwise: impl FnOnce() -> T) -> T {
        catch_unwind(AssertUnwindSafe(ask)).unwrap_or_else(|_| {
            let _ = catch_unwind(AssertUnwindSafe(|| self.app().lock()));
            otherwise()
        })
    }

    /// What is to be done next, or, should this panic, the screen that says that something went wrong inside.
    fn next(&self, ask: impl FnOnce() -> Next) -> Next {
        let failed = Route::Failed { kind: FailureKind::Internal };
        self.sane(ask, || Next::Show { route: failed, replace: true, said: String::new() })
    }

    /// After a panic elsewhere the notes are closed: screens are drawn from the route alone, and nothing of them is half done.
    fn app(&self) -> MutexGuard<'_, App> {
        let app = self.app.lock().unwrap_or_else(|poisoned| {
            self.app.clear_poison();
            let mut app = PoisonError::into_inner(poisoned);
            app.lock();
            app
        });
        #[cfg(test)]
        assert!(!self.breaks.load(std::sync::atomic::Ordering::Relaxed), "broken on purpose");
        app
    }
}

#[cfg(test)]
mod tests;
