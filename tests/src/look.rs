//! What can be seen on a screen, in any language: anchors, contacts, actions.

use std::collections::BTreeSet;
use std::path::Path;

use almanac_core::app::App;
use almanac_core::command::{KeyState, Phone, Platform};
use almanac_core::content::date::{Date, Day};
use almanac_core::route::Route;
use almanac_core::screen::model::{Action, Block, Button, ContactRow, Door, Screen};

use crate::plain;

/// The day that tests take for today, unless they say otherwise.
pub const TODAY: &str = "2026-11-25";

/// The day of a date.
///
/// # Panics
/// When the date is none: a mistake of the test.
#[must_use]
pub fn day(date: &str) -> Day {
    Date::parse(date).expect("a date as YYYY-MM-DD").to_day()
}

/// The phone of the tests: of an ordinary size, opening the app for the first time.
pub const PHONE: Phone = Phone { key: KeyState::Absent, memory: 4 << 30, platform: Platform::Android };

/// The app in one language, on the day of the tests, with a folder that does not exist.
///
/// # Panics
/// When the app does not open.
#[must_use]
pub fn open(language: &str) -> App {
    open_on(language, day(TODAY))
}

/// The same on another day.
///
/// # Panics
/// When the app does not open.
#[must_use]
pub fn open_on(language: &str, today: Day) -> App {
    App::open(Path::new("/nowhere"), &[language.to_owned()], today, PHONE).expect("guidance always opens")
}

/// What can be seen on a screen.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Steps in order, folded ones included.
    pub steps: Vec<String>,
    /// How many of them are open.
    pub open_steps: usize,
    /// Ids of everything that has one.
    pub anchors: BTreeSet<String>,
    /// Contacts that are named or reached by a button.
    pub contacts: BTreeSet<String>,
    /// The same in the order of the screen, each as often as it stands there.
    pub in_order: Vec<String>,
    /// Contacts that a button sends a text to, or leads to sending one.
    pub texted: BTreeSet<String>,
    /// How many callouts, lines and warnings there are.
    pub beside: usize,
    /// Where taps lead.
    pub goes: BTreeSet<Route>,
    /// Everything that can be tapped, in order.
    pub actions: Vec<Action>,
    /// All words but those of sources.
    pub text_without_sources: String,
}

impl Seen {
    /// Looks at a screen.
    #[must_use]
    pub fn of(screen: &Screen) -> Self {
        let mut seen = Self::default();
        let mut folded = 0;
        for block in &screen.blocks {
            seen.block(block, folded > 0);
            folded = if let Block::Fold { count, .. } = block { *count } else { folded.saturating_sub(1) };
        }
        let without: Vec<Block> =
            screen.blocks.iter().filter(|b| !matches!(b, Block::Sources { .. })).cloned().collect();
        seen.text_without_sources = plain::words(&Screen { blocks: without, ..screen.clone() });
        seen
    }

    fn block(&mut self, block: &Block, folded: bool) {
        match block {
            Block::Callout { anchor, buttons, .. } => {
                self.beside += 1;
                self.anchors.insert(anchor.clone());
                self.buttons(buttons);
            }
            Block::Doors { rows } => self.doors(rows),
            Block::Card { anchor, buttons, .. } => {
                self.contact(anchor);
                self.buttons(buttons);
            }
            Block::Step { anchor, contacts, doors, .. } => {
                self.steps.push(anchor.clone());
                self.open_steps += usize::from(!folded);
                self.anchors.insert(anchor.clone());
                self.rows(contacts);
                self.doors(doors);
            }
            Block::Line { anchor, contacts, doors, .. } => {
                self.beside += 1;
                self.anchors.insert(anchor.clone());
                self.rows(contacts);
                self.doors(doors);
            }
            Block::Buttons { buttons } => self.buttons(buttons),
            Block::Field { anchor, .. } => {
                self.anchors.insert(anchor.clone());
            }
            Block::Heading { .. }
            | Block::Text { .. }
            | Block::Foreign { .. }
            | Block::Bullets { .. }
            | Block::Numbered { .. }
            | Block::Fold { .. }
            | Block::Number { .. }
            | Block::SearchField { .. }
            | Block::Sign { .. }
            | Block::Sources { .. } => {}
        }
    }

    fn contact(&mut self, id: &str) {
        self.anchors.insert(id.to_owned());
        self.contacts.insert(id.to_owned());
        self.in_order.push(id.to_owned());
    }

    fn rows(&mut self, rows: &[ContactRow]) {
        for row in rows {
            self.contact(&row.anchor);
            self.buttons(&row.buttons);
        }
    }

    fn doors(&mut self, doors: &[Door]) {
        for door in doors {
            self.action(&door.action);
        }
    }

    fn buttons(&mut self, buttons: &[Button]) {
        for button in buttons {
            self.action(&button.action);
        }
    }

    fn action(&mut self, action: &Action) {
        self.actions.push(action.clone());
        match action {
            Action::Go { route } => {
                self.goes.insert(route.clone());
                match route {
                    Route::Contact { id } | Route::BeforeCall { id } | Route::BeforeWeb { id, .. } => {
                        self.contacts.insert(id.clone());
                    }
                    Route::BeforeText { id } => {
                        self.contacts.insert(id.clone());
                        self.texted.insert(id.clone());
                    }
                    _ => {}
                }
            }
            Action::Text { otherwise: Route::NoApp { id }, .. } => {
                self.contacts.insert(id.clone());
                self.texted.insert(id.clone());
            }
            Action::Dial { otherwise: Route::NoApp { id }, .. }
            | Action::Browse { otherwise: Route::NoApp { id }, .. } => {
                self.contacts.insert(id.clone());
            }
            _ => {}
        }
    }
}
