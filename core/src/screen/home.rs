//! The first screen: help now, questions, somebody to talk to, pages.

use super::model::{Action, Block, ButtonLook, CardTone, Icon, Screen, TextTone};
use super::parts::{Draw, row};
use crate::app::AppError;
use crate::content::date::Date;
use crate::content::pack::kept::Aside;
use crate::route::{Form, Route};
use crate::triage::outcome::Offered;

/// The national line that Home offers.
const HOME_LINE: &str = "nhth";

impl Draw<'_> {
    /// Home.
    pub(super) fn home_screen(&self, route: &Route) -> Result<Screen, AppError> {
        let about =
            |graph: &str| Route::Triage { graph: graph.to_owned(), answers: Vec::new(), more: false, show: false };
        let line = self.contact(HOME_LINE)?;
        let mut buttons = self.reach(line, &Offered::default(), false);
        super::contact::main_first(&mut buttons);
        buttons.push(self.button(
            "ui.more_about",
            ButtonLook::Third,
            Icon::None,
            Action::Go { route: Route::Contact { id: HOME_LINE.to_owned() } },
        ));
        let topics = self.content.topics.iter().filter(|t| t.groups.is_empty() && t.id != "helpers");
        let lines = self.content.topics.iter().filter(|t| !t.groups.is_empty());
        let mut blocks = vec![
            self.danger_card()?,
            self.heading("ui.home.about"),
            Block::Doors {
                rows: vec![
                    self.door("ui.home.me", Icon::None, about("me")),
                    self.door("ui.home.other", Icon::None, about("other")),
                    self.door("ui.home.helper", Icon::None, Route::Page { id: "helpers".to_owned() }),
                    self.door("ui.home.police", Icon::None, about("police")),
                ],
            },
            self.heading("ui.home.talk"),
            Block::Card {
                anchor: HOME_LINE.to_owned(),
                tone: CardTone::Plain,
                title: self.name(line),
                lines: vec![self.say("ui.home.line"), self.say("ui.home.line_pass_on")],
                caution: self.caution(line),
                buttons,
                footnotes: Vec::new(),
            },
            Block::Doors {
                rows: lines
                    .map(|topic| self.topic_door(topic))
                    .chain([self.door("ui.cards", Icon::Card, Route::Cards)])
                    .collect(),
            },
            self.heading("ui.home.read"),
            Block::Doors { rows: topics.map(|topic| self.topic_door(topic)).collect() },
            self.heading("ui.home.keep"),
            Block::Doors {
                rows: vec![
                    self.door("ui.notes", Icon::Lock, Route::Notes { query: String::new() }),
                    row(
                        self.say("form.saw.title"),
                        self.say("form.saw.hint"),
                        Icon::Pencil,
                        Action::Go { route: Route::Report { form: Form::Saw } },
                    ),
                ],
            },
            self.heading("ui.home.more"),
            Block::Doors {
                rows: vec![
                    self.door("ui.search", Icon::Search, Route::Search { query: String::new() }),
                    row(
                        self.say("ui.languages"),
                        self.words.language.name.to_owned(),
                        Icon::Globe,
                        Action::Go { route: Route::Languages },
                    ),
                    self.door("ui.safety", Icon::Lock, Route::Safety),
                    self.door("ui.about", Icon::Page, Route::About),
                ],
            },
            Block::Text { text: self.checked(), tone: TextTone::Muted },
        ];
        // Once the app has something newer, a file that was kept is no loss that anybody must be told of here.
        if self.packs.aside().is_some_and(|why| *why != Aside::Overtaken) {
            let rows = vec![self.door("ui.pack.aside", Icon::Warning, Route::Pack)];
            blocks.push(Block::Doors { rows });
        }
        Ok(self.screen(route, self.say("ui.app"), blocks))
    }

    /// 911 by call and text, with what is risky about them below the buttons, never before them.
    pub(super) fn danger_card(&self) -> Result<Block, AppError> {
        let emergency = self.contact("911")?;
        let mut footnotes = vec!["ui.home.text911", "ui.home.hang_up", "ui.home.police_ice"];
        if !self.words.language.whole {
            footnotes.splice(0..0, ["contact.911.languages", "first.interpreter"]);
        }
        Ok(Block::Card {
            anchor: emergency.id.clone(),
            tone: CardTone::Danger,
            title: self.say("ui.home.danger"),
            lines: Vec::new(),
            caution: String::new(),
            buttons: self.reach(emergency, &Offered::default(), false),
            footnotes: footnotes.iter().map(|key| self.say(key)).collect(),
        })
    }

    /// The oldest day on which something that is shown was checked.
    pub(super) fn checked(&self) -> String {
        let oldest = self.content.sources.values().filter_map(|s| Date::parse(&s.checked)).min();
        let date = oldest.map(|date| self.words.date(date)).unwrap_or_default();
        self.words.fill("ui.checked", &[("date", &date)])
    }
}
