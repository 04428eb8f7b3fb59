//! A page of the guide, and a topic with its pages.

use super::contact::saves_a_life;
use super::model::{Action, Block, ButtonLook, CalloutTone, Icon, Screen, TextTone};
use super::parts::Draw;
use crate::app::AppError;
use crate::content::model::{Page, PageBlock, SourceRef, Statement, Tone};
use crate::route::Route;

impl Draw<'_> {
    /// One page.
    pub(super) fn page_screen(&self, route: &Route, id: &str) -> Result<Screen, AppError> {
        let page = self.content.pages.get(id).ok_or(AppError::NotFound)?;
        let say = |key: &str| self.say(&format!("page.{id}.{key}"));
        let words = |items: &[Statement]| items.iter().map(|s| say(&s.part)).collect();
        let listen = Action::Listen { parts: self.spoken(page), unavailable: self.say("ui.listen_unavailable") };
        let mut blocks = vec![
            Block::Text { text: say("summary"), tone: TextTone::Lead },
            Block::Buttons { buttons: vec![self.button("ui.listen", ButtonLook::Third, Icon::Speaker, listen)] },
        ];
        for block in &page.blocks {
            match block {
                PageBlock::Heading { key } => blocks.push(Block::Heading { text: say(key) }),
                PageBlock::Text { key, .. } => blocks.push(Block::Text { text: say(key), tone: TextTone::Plain }),
                PageBlock::Bullets { items } => blocks.push(Block::Bullets { items: words(items) }),
                PageBlock::Steps { items } => blocks.push(Block::Numbered { items: words(items) }),
                PageBlock::Callout { tone, key, .. } => {
                    let (tone, word) = callout(*tone);
                    blocks.push(Block::Callout {
                        anchor: key.clone(),
                        tone,
                        word: self.say(word),
                        title: String::new(),
                        text: say(key),
                        folded: false,
                        buttons: Vec::new(),
                    });
                }
                PageBlock::Contacts { ids } => {
                    for id in ids {
                        blocks.push(self.card(self.contact(id)?));
                    }
                }
                PageBlock::Doors { routes } => {
                    blocks.push(Block::Doors { rows: self.doors(routes.iter().map(String::as_str)) });
                }
            }
        }
        let refs: Vec<&SourceRef> = page.statements().flat_map(|(_, sources)| sources).collect();
        if let Some(stale) = self.stale(refs.iter().copied()) {
            // Nothing stands above a number that saves a life.
            if self.saves_lives(page) {
                blocks.push(stale);
            } else {
                blocks.insert(0, stale);
            }
        }
        blocks.push(self.review(&page.reviewed_by));
        blocks.extend(self.sources(refs));
        Ok(self.screen(route, say("title"), blocks))
    }

    /// Whether a page offers 911 or 988.
    fn saves_lives(&self, page: &Page) -> bool {
        page.blocks.iter().any(|block| {
            let PageBlock::Contacts { ids } = block else { return false };
            ids.iter().any(|id| self.content.contacts.get(id).is_some_and(saves_a_life))
        })
    }

    /// The page as it is read aloud, paragraph by paragraph.
    fn spoken(&self, page: &Page) -> Vec<String> {
        ["title"].into_iter().chain(page.keys()).map(|key| self.say(&format!("page.{}.{key}", page.id))).collect()
    }

    /// The pages of one topic, or its contacts under headings.
    pub(super) fn topic_screen(&self, route: &Route, id: &str) -> Result<Screen, AppError> {
        let topic = self.content.topics.iter().find(|t| t.id == id).ok_or(AppError::NotFound)?;
        let pages: Vec<String> = topic.pages.iter().map(|page| format!("page/{page}")).collect();
        let rows = self.doors(pages.iter().chain(&topic.doors).map(String::as_str));
        let mut blocks = vec![Block::Text { text: self.say(&format!("topic.{id}.hint")), tone: TextTone::Lead }];
        if !rows.is_empty() {
            blocks.push(Block::Doors { rows });
        }
        for group in &topic.groups {
            blocks.push(self.heading(&format!("topic.{id}.{}", group.key)));
            let contacts = group.contacts.iter().filter_map(|id| self.content.contacts.get(id));
            blocks.push(Block::Doors { rows: contacts.map(|contact| self.contact_door(contact)).collect() });
        }
        Ok(self.screen(route, self.say(&format!("topic.{id}.title")), blocks))
    }
}

/// How a callout of a page is drawn, and the key of the word beside its icon.
pub(super) fn callout(tone: Tone) -> (CalloutTone, &'static str) {
    match tone {
        Tone::Danger => (CalloutTone::Danger, "ui.callout.danger"),
        Tone::Careful => (CalloutTone::Careful, "ui.callout.careful"),
        Tone::Rights => (CalloutTone::Rights, "ui.callout.rights"),
        Tone::Note => (CalloutTone::Note, "ui.callout.note"),
    }
}
