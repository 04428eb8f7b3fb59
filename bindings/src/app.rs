//! The object that a shell holds.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use almanac_core::app::App;
use almanac_core::route::Route;
use almanac_core::screen::model::{Palette, Screen};

use crate::error::AlmanacError;

/// The app, as one process holds it.
#[derive(Debug, uniffi::Object)]
pub struct Almanac {
    app: Mutex<App>,
}

#[uniffi::export]
impl Almanac {
    /// Opens the app.
    ///
    /// `dir` is the app's private folder, `languages` the reader's languages as BCP 47 tags, most wanted first, `today` the days
    /// since 1970-01-01 at the place of the reader. Guidance needs nothing of the folder: it may be absent.
    #[uniffi::constructor]
    pub fn open(dir: &str, languages: &[String], today: i32) -> Result<Arc<Self>, AlmanacError> {
        let app = App::open(Path::new(dir), languages, today)?;
        Ok(Arc::new(Self { app: Mutex::new(app) }))
    }

    /// Draws one screen.
    pub fn screen(&self, route: &Route) -> Result<Screen, AlmanacError> {
        Ok(self.app().screen(route)?)
    }

    /// Reads the textual form of a route.
    pub fn route(&self, text: &str) -> Result<Route, AlmanacError> {
        Route::parse(text).map_err(|_| AlmanacError::Invalid { field: "route".to_owned(), rule: "grammar".to_owned() })
    }

    /// The textual form of a route.
    pub fn route_text(&self, route: &Route) -> String {
        route.to_string()
    }

    /// Shows everything in another language from now on.
    pub fn set_language(&self, tag: &str) -> Result<(), AlmanacError> {
        Ok(self.app().set_language(tag)?)
    }

    /// The colours to draw with.
    pub fn palette(&self, dark: bool) -> Palette {
        self.app().palette(dark)
    }

    /// Where the app opens. `minutes` is any clock that never goes back and counts while the phone sleeps.
    pub fn start(&self, minutes: u64) -> Route {
        self.app().start(minutes)
    }

    /// Notes that another app of the phone took over: a dialler, messages, a browser. `minutes` as for `start`.
    pub fn handed_over(&self, minutes: u64) {
        self.app().handed_over(minutes);
    }
}

impl Almanac {
    /// A panic elsewhere leaves nothing half done in here: screens are drawn from the route alone.
    fn app(&self) -> MutexGuard<'_, App> {
        self.app.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
