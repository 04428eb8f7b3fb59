//! The façade.

use std::path::Path;

use crate::route::{InvalidRoute, Route};
use crate::screen::model::{
    Action, Bar, Block, Button, ButtonLook, CardTone, Icon, Palette, Screen, TextTone,
};

/// Days since 1970-01-01.
pub type Day = i32;

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
    #[error("the content is damaged")]
    Damaged,
    /// The search index could not be built or read.
    #[error("the search index failed")]
    Internal,
}

impl From<InvalidRoute> for AppError {
    fn from(_: InvalidRoute) -> Self {
        Self::Invalid { field: "route", rule: "grammar" }
    }
}

/// The app as one person uses it.
#[derive(Debug)]
pub struct App {
    today: Day,
}

impl App {
    /// Opens the app.
    pub fn open(_dir: &Path, _languages: &[String], today: Day) -> Result<Self, AppError> {
        Ok(Self { today })
    }

    /// Draws one screen.
    pub fn screen(&mut self, route: &Route) -> Result<Screen, AppError> {
        let _ = self.today;
        let action = Action::Dial { number: "911".into(), otherwise: Route::NoApp { id: "911".into() } };
        Ok(Screen {
            route: route.clone(),
            title: "Almanac".into(),
            language: "en".into(),
            right_to_left: false,
            bar: Bar { leave: "Leave".into(), leave_spoken: "Leave".into(), back_spoken: "Back".into() },
            blocks: vec![
                Block::Card {
                    anchor: "911".into(),
                    tone: CardTone::Danger,
                    title: "In danger now?".into(),
                    lines: vec![],
                    caution: String::new(),
                    buttons: vec![Button {
                        label: "Call 911".into(),
                        spoken: "Call 9 1 1".into(),
                        look: ButtonLook::Danger,
                        icon: Icon::Phone,
                        action,
                    }],
                    footnotes: vec![],
                },
                Block::Text { text: "Hello".into(), tone: TextTone::Plain },
            ],
        })
    }

    /// Shows everything in another language from now on.
    pub fn set_language(&mut self, _tag: &str) -> Result<(), AppError> {
        Ok(())
    }

    /// The colours to draw with.
    #[must_use]
    pub fn palette(&self, _dark: bool) -> Palette {
        Palette {
            paper: 0xFA_F9_F6,
            card: 0xFF_FF_FF,
            ink: 0x1D_1C_1A,
            muted: 0x5C_59_54,
            line: 0xDE_DA_D2,
            accent: 0x1B_64_62,
            on_accent: 0xFF_FF_FF,
            accent_soft: 0xE4_F0_EE,
            danger: 0xB0_26_1E,
            on_danger: 0xFF_FF_FF,
            danger_soft: 0xFC_EB_E9,
            caution: 0x7A_4F_00,
            caution_soft: 0xFF_F3_DB,
        }
    }

    /// Where the app opens.
    pub fn start(&mut self, _minutes: u64) -> Route {
        Route::Home
    }

    /// Notes that the phone's dialler, messages or browser took over.
    pub fn handed_over(&mut self, _minutes: u64) {}
}
