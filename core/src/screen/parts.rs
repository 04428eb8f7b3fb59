//! Pieces that many screens share: buttons, doors, sources, the 911 line.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::model::{Action, Bar, Block, Button, ButtonLook, CalloutTone, Door, Icon, Screen, SourceRow, TextTone};
use crate::app::AppError;
use crate::command::{Platform, Switch};
use crate::content::date::{Date, Day, STALE_AFTER};
use crate::content::load::signed;
use crate::content::model::{Contact, SourceRef, Topic};
use crate::content::{Content, Files, Words};
use crate::keeping::Keeping;
use crate::packs::Packs;
use crate::route::Route;
use crate::triage::Triage;

/// Everything that drawing looks at.
#[derive(Debug, Clone, Copy)]
pub struct Draw<'a> {
    /// Pages, contacts, sources.
    pub content: &'a Content,
    /// Question graphs.
    pub triage: &'a Triage,
    /// The language shown.
    pub words: &'a Words,
    /// Where the words of another language are read from.
    pub files: &'a Files,
    /// English, where the language shown is not whole.
    pub english: Option<&'a Words>,
    /// The languages whose words a person has signed, by tag, once something has asked.
    pub signed: &'a OnceCell<BTreeSet<&'static str>>,
    /// The day of the reader.
    pub today: Day,
    /// What the phone lets an app do.
    pub platform: Platform,
    /// Notes, forms and what was turned on.
    pub keeping: &'a Keeping,
    /// Which content is in use, and a pack that was picked.
    pub packs: &'a Packs,
}

impl<'a> Draw<'a> {
    /// The words of a key.
    pub(super) fn say(&self, key: &str) -> String {
        self.words.text(key)
    }

    /// A screen with these blocks, closed by the 911 line, which is on every screen that does not open with it.
    pub(super) fn screen(&self, route: &Route, title: String, mut blocks: Vec<Block>) -> Screen {
        if !matches!(route, Route::Home) {
            blocks.push(Block::Buttons { buttons: vec![self.danger_line()] });
        }
        Screen {
            route: route.clone(),
            title,
            language: self.words.language.tag.to_owned(),
            right_to_left: self.words.language.right_to_left,
            bar: Bar {
                leave: self.say("ui.leave"),
                leave_spoken: self.say("ui.leave_spoken"),
                back_spoken: self.say("ui.back"),
                wait: self.say("ui.wait"),
                left: self.say("ui.left"),
                captured: self.say("ui.captured"),
                hold: self.say("ui.start.hold"),
            },
            blocks,
            autosave: None,
            private: false,
            volume: self.keeping.is_on(Switch::VolumeLeaves).then_some(Action::Leave),
        }
    }

    /// "In danger now? Call 911", one tap from everywhere.
    pub(super) fn danger_line(&self) -> Button {
        Button {
            label: self.say("ui.danger_line"),
            spoken: self.say("ui.danger_line_spoken"),
            look: ButtonLook::Third,
            icon: Icon::Phone,
            action: Action::Dial {
                number: "911".to_owned(),
                urgent: true,
                otherwise: Route::NoApp { id: "911".to_owned() },
            },
        }
    }

    /// A button whose words are those of a key.
    pub(super) fn button(&self, key: &str, look: ButtonLook, icon: Icon, action: Action) -> Button {
        let label = self.say(key);
        Button { spoken: label.clone(), label, look, icon, action }
    }

    pub(super) fn heading(&self, key: &str) -> Block {
        Block::Heading { text: self.say(key) }
    }

    /// Whether a person has signed the words of a language.
    pub(super) fn is_signed(&self, tag: &str) -> bool {
        self.signed.get_or_init(|| signed(self.files)).contains(tag)
    }

    /// A note to be careful, with the words of a key.
    pub(super) fn careful(&self, key: &str) -> Block {
        self.note(key, self.say(key))
    }

    /// A note to be careful, without a headline.
    pub(super) fn note(&self, anchor: &str, text: String) -> Block {
        Block::Callout {
            anchor: anchor.to_owned(),
            tone: CalloutTone::Careful,
            word: self.say("ui.callout.careful"),
            title: String::new(),
            text,
            folded: false,
            buttons: Vec::new(),
        }
    }

    pub(super) fn plain(&self, key: &str) -> Block {
        Block::Text { text: self.say(key), tone: TextTone::Plain }
    }

    /// The words of a key on this kind of phone, where it has others.
    pub(super) fn say_here(&self, key: &str) -> String {
        let here = match self.platform {
            Platform::Android => None,
            Platform::Ios => self.words.find(&format!("{key}_ios")),
        };
        here.map_or_else(|| self.say(key), str::to_owned)
    }

    /// A row whose words are those of a key and of the same key with `_hint`, where there is one.
    pub(super) fn door(&self, key: &str, icon: Icon, route: Route) -> Door {
        let hint = self.words.find(&format!("{key}_hint")).unwrap_or_default().to_owned();
        row(self.say_here(key), hint, icon, Action::Go { route })
    }

    /// A row that leads to a route, with the name of what is there. None where nothing is.
    pub(super) fn door_to(&self, route: &Route) -> Option<Door> {
        let go = Action::Go { route: route.clone() };
        Some(match route {
            Route::Page { id } if self.content.pages.contains_key(id) => {
                row(self.say(&format!("page.{id}.title")), String::new(), Icon::Page, go)
            }
            Route::Topic { id } => self.topic_door(self.content.topics.iter().find(|t| t.id == *id)?),
            Route::Contact { id } => self.contact_door(self.content.contacts.get(id)?),
            Route::Cards => self.door("ui.cards", Icon::Card, Route::Cards),
            Route::Say { answers } => self.say_door(answers, false),
            Route::Triage { graph, .. } if self.triage.graph(graph).is_some() => {
                let key = format!("triage.{graph}");
                row(self.say(&format!("{key}.title")), self.say(&format!("{key}.hint")), Icon::None, go)
            }
            _ => return None,
        })
    }

    /// Rows for routes as text.
    pub(super) fn doors<'r>(&self, routes: impl IntoIterator<Item = &'r str>) -> Vec<Door> {
        routes.into_iter().filter_map(|r| Route::parse(r).ok()).filter_map(|r| self.door_to(&r)).collect()
    }

    /// A row for a topic: straight to its page where it has only one.
    pub(super) fn topic_door(&self, topic: &Topic) -> Door {
        let route = match (&topic.pages[..], topic.doors.is_empty() && topic.groups.is_empty()) {
            ([page], true) => Route::Page { id: page.clone() },
            _ => Route::Topic { id: topic.id.clone() },
        };
        let key = format!("topic.{}", topic.id);
        row(self.say(&format!("{key}.title")), self.say(&format!("{key}.hint")), Icon::Page, Action::Go { route })
    }

    pub(super) fn contact_door(&self, contact: &Contact) -> Door {
        let key = format!("contact.{}", contact.id);
        let icon = if contact.voice.is_some() { Icon::Phone } else { Icon::Globe };
        let go = Action::Go { route: Route::Contact { id: contact.id.clone() } };
        let unverified = contact.unverified.then(|| self.say("ui.unverified_short"));
        let hint: Vec<String> = [self.say(&format!("{key}.short"))].into_iter().chain(unverified).collect();
        row(self.say(&format!("{key}.name")), hint.join(" · "), icon, go)
    }

    /// Where these statements come from; none where there is nothing.
    pub(super) fn sources<'r>(&self, refs: impl IntoIterator<Item = &'r SourceRef>) -> Option<Block> {
        let mut items: Vec<(&str, Vec<&str>)> = Vec::new();
        for r in refs {
            let place = items.iter().position(|(id, _)| *id == r.id).unwrap_or_else(|| {
                items.push((&r.id, Vec::new()));
                items.len() - 1
            });
            let locators = &mut items[place].1;
            if !r.locator.is_empty() && !locators.contains(&r.locator.as_str()) {
                locators.push(&r.locator);
            }
        }
        let items: Vec<SourceRow> = items.iter().filter_map(|(id, locators)| self.source(id, locators)).collect();
        let title = self.words.count("ui.sources", items.len(), &[]);
        (!items.is_empty()).then_some(Block::Sources { title, items })
    }

    fn source(&self, id: &str, locators: &[&str]) -> Option<SourceRow> {
        let source = self.content.sources.get(id)?;
        let checked = Date::parse(&source.checked).map(|d| self.words.date(d)).unwrap_or_default();
        let checked = self.words.fill("ui.source_checked", &[("date", &checked)]);
        let copy = source.copy.then(|| self.say("ui.source_copy"));
        let published = source.published.as_ref().map(|p| self.words.fill("ui.source_published", &[("date", p)]));
        let detail: Vec<String> =
            locators.iter().map(ToString::to_string).chain(published).chain([checked]).chain(copy).collect();
        Some(SourceRow {
            title: format!("{}: {}", source.publisher, source.title),
            detail: detail.join(" · "),
            address: source.url.clone().filter(|_| !source.copy).unwrap_or_default(),
        })
    }

    /// A line that says that these statements are old, where they are.
    pub(super) fn stale<'r>(&self, refs: impl IntoIterator<Item = &'r SourceRef>) -> Option<Block> {
        let oldest = self.content.oldest(refs)?;
        let old = self.today.saturating_sub(oldest) > STALE_AFTER;
        let text = self.words.fill("ui.stale", &[("date", &self.words.day(oldest))]);
        old.then_some(Block::Text { text, tone: TextTone::Muted })
    }

    pub(super) fn contact(&self, id: &str) -> Result<&'a Contact, AppError> {
        self.content.contacts.get(id).ok_or(AppError::NotFound)
    }
}

/// A row.
pub(super) fn row(title: String, hint: String, icon: Icon, action: Action) -> Door {
    Door {
        title,
        language: String::new(),
        hint,
        title_marks: Vec::new(),
        hint_marks: Vec::new(),
        icon,
        chosen: false,
        action,
    }
}
