//! Screens: one builder a file, one [`model`] for all. A screen is a pure function of the route, the language and the day.

mod before;
mod cards;
mod contact;
mod first;
mod home;
pub mod model;
mod note;
mod notes;
mod pack;
mod page;
pub mod palette;
mod parts;
mod report;
mod review;
mod say;
mod search;
mod settings;
mod switches;
mod triage;
mod why;

use crate::app::AppError;
use crate::content::search::Hit;
use crate::route::Route;
use model::Screen;
pub use parts::Draw;

impl Draw<'_> {
    /// Draws one screen. `look_up` is asked for the search screen alone.
    ///
    /// # Errors
    /// `NotFound` for an unknown id, `Invalid` for answers that the graph cannot have been given, what `look_up` says.
    pub fn draw(
        &self,
        route: &Route,
        look_up: impl FnOnce(&str) -> Result<Vec<Hit>, AppError>,
    ) -> Result<Screen, AppError> {
        match route {
            Route::Home if !self.words.language.whole => self.first_home(route),
            Route::Home => self.home_screen(route),
            Route::Topic { id } => self.topic_screen(route, id),
            Route::Page { id } => self.page_screen(route, id),
            Route::Contact { id } => self.contact_screen(route, id),
            Route::BeforeCall { id } => self.before_call(route, id),
            Route::BeforeText { id } => self.before_text(route, id),
            Route::BeforeWeb { id, index } => self.before_web(route, id, *index),
            Route::After => Ok(self.after_screen(route)),
            Route::Triage { graph, answers, more, show } => self.triage_screen(route, graph, answers, *more, *show),
            Route::Search { query } => Ok(self.search_screen(route, query, look_up(query)?)),
            Route::Languages => Ok(self.languages_screen(route)),
            Route::Safety if !self.words.language.whole => Ok(self.first_safety(route)),
            Route::Safety => Ok(self.safety_screen(route)),
            Route::Traces => Ok(self.traces_screen(route)),
            Route::About => Ok(self.about_screen(route)),
            Route::Notes { query } => self.notes_screen(route, query),
            Route::NotesPart { part } => Ok(self.notes_part(route, *part)),
            Route::Note { id } => self.note_screen(route, *id),
            Route::NoteDelete { id } => self.note_delete(route, *id),
            Route::NoteExport { id } => self.note_export(route, *id),
            Route::Report { form } => self.report_screen(route, *form),
            Route::ReportText { form } => self.report_text(route, *form),
            Route::Erase => Ok(self.erase_screen(route)),
            Route::Pack => Ok(self.pack_screen(route)),
            Route::Plain => Ok(self.plain_screen(route)),
            Route::Icons => Ok(self.icons_screen(route)),
            Route::Volume => self.volume_screen(route),
            Route::Cards => self.cards_screen(route),
            Route::Card { id } => self.card_screen(route, id),
            Route::Say { answers } => self.say_screen(route, answers),
            Route::NoApp { id } => self.no_app_screen(route, id),
            Route::Failed { kind } => Ok(self.failed_screen(route, *kind)),
        }
    }
}
