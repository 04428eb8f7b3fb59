//! Languages, safety, what is left behind, about, and failures.

use super::model::{Block, Icon, Screen, TextTone};
use super::notes::commands;
use super::parts::Draw;
use crate::command::Switch;
use crate::content::words::{FIRST_WORDS, LANGUAGES, Language};
use crate::route::{FailureKind, Route};

impl Draw<'_> {
    /// Each language in itself.
    pub(super) fn languages_screen(&self, route: &Route) -> Screen {
        let doors = |languages: Vec<&Language>| Block::Doors {
            rows: languages.into_iter().map(|language| self.language_door(language)).collect(),
        };
        let (signed, unsigned): (Vec<_>, Vec<_>) =
            FIRST_WORDS.iter().partition(|language| self.is_signed(language.tag));
        let mut blocks = vec![self.plain("ui.languages.lead"), doors(LANGUAGES.iter().collect())];
        blocks.push(self.heading("ui.languages.first"));
        if !signed.is_empty() {
            blocks.push(doors(signed));
        }
        if !unsigned.is_empty() {
            blocks.extend(self.in_english_too("ui.languages.unchecked"));
            blocks.push(doors(unsigned));
        }
        self.screen(route, self.say("ui.languages"), blocks)
    }

    /// What keeps the reader safe.
    pub(super) fn safety_screen(&self, route: &Route) -> Screen {
        let page = |id: &str| Route::Page { id: id.to_owned() };
        let mut rows = vec![self.door("ui.traces", Icon::Lock, Route::Traces)];
        rows.extend(self.door_to(&page("phone-safety")));
        rows.push(self.door("ui.languages", Icon::Globe, Route::Languages));
        rows.push(self.door("ui.pack", Icon::Page, Route::Pack));
        rows.push(self.door("ui.about", Icon::Page, Route::About));
        rows.push(self.door("ui.erase", Icon::Warning, Route::Erase));
        let volume = self.has_volume_keys().then(|| self.door("ui.volume", Icon::Leave, Route::Volume));
        let choices = volume.into_iter().chain([self.door("ui.icons", Icon::Card, Route::Icons)]).collect();
        let blocks = vec![
            Block::Text { text: self.say("ui.safety.lead"), tone: TextTone::Lead },
            self.heading("ui.safety.leave"),
            Block::Bullets {
                items: ["ui.safety.leave_button", "ui.safety.leave_call", "ui.safety.leave_forgets"]
                    .map(|key| self.say_here(key))
                    .to_vec(),
            },
            self.heading("ui.safety.remove"),
            Block::Text { text: self.say("trace.remove"), tone: TextTone::Plain },
            Block::Text { text: self.say("trace.store"), tone: TextTone::Plain },
            Block::Doors { rows },
            self.heading("ui.safety.choose"),
            Block::Doors { rows: choices },
            self.plain("ui.plain"),
            commands(vec![self.turn(Switch::PlainFirst, "ui.plain.on", "ui.plain.off")]),
        ];
        self.screen(route, self.say("ui.safety"), blocks)
    }

    /// What using this app leaves behind, row by row.
    pub(super) fn traces_screen(&self, route: &Route) -> Screen {
        let mut blocks = vec![Block::Text { text: self.say("trace.intro"), tone: TextTone::Lead }];
        let mut group = None;
        for trace in &self.content.traces {
            if group != Some(&trace.group) {
                group = Some(&trace.group);
                blocks.push(self.heading(&format!("trace.group.{}", trace.group)));
            }
            let say = |part: &str| self.say(&format!("trace.{}.{part}", trace.id));
            let rest: Vec<String> = trace.parts.iter().filter(|part| *part != "what").map(|part| say(part)).collect();
            blocks.push(Block::Line {
                anchor: trace.id.clone(),
                title: say("what"),
                text: rest.join(" "),
                contacts: Vec::new(),
                doors: Vec::new(),
            });
        }
        self.screen(route, self.say("ui.traces"), blocks)
    }

    /// What this is, who stands behind it, how old it is.
    pub(super) fn about_screen(&self, route: &Route) -> Screen {
        let points = [
            self.say("ui.about.not_advice"),
            self.reviewed(),
            self.say("ui.about.no_network"),
            self.say("ui.about.licence"),
        ];
        let mut blocks = vec![
            Block::Text { text: self.say("ui.about.lead"), tone: TextTone::Lead },
            Block::Bullets { items: points.to_vec() },
            Block::Text { text: self.checked(), tone: TextTone::Plain },
            Block::Text { text: self.say("ui.about.copies"), tone: TextTone::Plain },
            Block::Text { text: self.age(), tone: TextTone::Plain },
            Block::Text { text: self.in_use(), tone: TextTone::Muted },
            Block::Text {
                text: self.say("ui.about.version").replace("{version}", env!("CARGO_PKG_VERSION")),
                tone: TextTone::Muted,
            },
            Block::Doors {
                rows: vec![
                    self.door("ui.pack", Icon::Page, Route::Pack),
                    self.door("ui.traces", Icon::Lock, Route::Traces),
                ],
            },
        ];
        let all: Vec<_> = self
            .content
            .sources
            .keys()
            .map(|id| crate::content::model::SourceRef { id: id.clone(), locator: String::new() })
            .collect();
        blocks.extend(self.sources(&all));
        self.screen(route, self.say("ui.about"), blocks)
    }

    /// Something failed; the guidance is still there.
    pub(super) fn failed_screen(&self, route: &Route, kind: FailureKind) -> Screen {
        let blocks = vec![
            self.plain(&format!("ui.failed.{}", kind.as_str())),
            Block::Doors { rows: vec![self.door("ui.after.home", Icon::Page, Route::Home)] },
        ];
        self.screen(route, self.say("ui.failed"), blocks)
    }
}
