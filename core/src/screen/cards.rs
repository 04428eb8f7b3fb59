//! Cards to hold up to somebody: the list of them, and one of them as large as the screen.

use std::borrow::Cow;

use super::model::{Action, Block, Door, Icon, Screen, TextTone};
use super::parts::{Draw, row};
use crate::app::AppError;
use crate::content::Words;
use crate::content::cards::Card;
use crate::content::load::words;
use crate::content::number;
use crate::content::words::LANGUAGES;
use crate::route::Route;

impl Draw<'_> {
    /// The list.
    pub(super) fn cards_screen(&self, route: &Route) -> Result<Screen, AppError> {
        let english = self.english()?;
        let mut blocks = vec![
            Block::Text { text: self.say("ui.cards.lead"), tone: TextTone::Lead },
            self.note("cards", self.say("ui.cards.careful")),
        ];
        let offered = || self.content.cards.iter().filter(|card| self.is_offered(card));
        let mut groups: Vec<&str> = Vec::new();
        for group in offered().map(|card| card.group.as_str()) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        for group in groups {
            blocks.push(self.heading(&format!("card-group.{group}")));
            let cards = offered().filter(|card| card.group == group);
            blocks.push(Block::Doors { rows: cards.map(|card| self.card_door(card, &english)).collect() });
        }
        // Titles of sources are in English: the line at the end of Home says how old all of it is.
        if self.words.language.whole {
            blocks.extend(self.sources(offered().flat_map(|card| &card.sources)));
        }
        Ok(self.screen(route, self.say("ui.cards"), blocks))
    }

    /// One card.
    pub(super) fn card_screen(&self, route: &Route, id: &str) -> Result<Screen, AppError> {
        let offered = self.content.cards.iter().find(|card| card.id == id && self.is_offered(card));
        let card = offered.ok_or(AppError::NotFound)?;
        let english = self.english()?;
        let mut blocks = vec![Block::Sign {
            text: self.card_words(card, &english),
            language: english.language.tag.to_owned(),
            right_to_left: english.language.right_to_left,
        }];
        if !self.reads_english() {
            let own = self.card_words(card, self.words);
            blocks
                .push(Block::Text { text: self.words.fill("ui.card.says", &[("words", &own)]), tone: TextTone::Muted });
        }
        blocks.push(Block::Doors { rows: vec![self.door("ui.card.others", Icon::Card, Route::Cards)] });
        Ok(self.screen(route, self.say("ui.card"), blocks))
    }

    /// A row for a card, in the reader's language.
    fn card_door(&self, card: &Card, english: &Words) -> Door {
        // A row has one language; in a whole one its reader may know both.
        let hint = self.words.language.whole && !self.reads_english();
        let hint = if hint { self.card_words(card, english) } else { String::new() };
        let go = Action::Go { route: Route::Card { id: card.id.clone() } };
        row(self.card_words(card, self.words), hint, Icon::Card, go)
    }

    /// Whether a card is of use to this reader.
    fn is_offered(&self, card: &Card) -> bool {
        !(card.foreign && self.reads_english()) && self.words.find(&format!("card.{}", card.id)).is_some()
    }

    fn card_words(&self, card: &Card, words: &Words) -> String {
        let contact = card.contact.as_ref().and_then(|id| self.content.contacts.get(id));
        let number = contact.and_then(|contact| contact.voice.as_deref()).map(number::display).unwrap_or_default();
        let language = self.language_in(words);
        words.fill(&format!("card.{}", card.id), &[("number", &number), ("language", &language)])
    }

    /// The reader's language, as words in this language name it.
    pub(super) fn language_in(&self, words: &Words) -> String {
        let own = self.words.language;
        if words.language.tag == LANGUAGES[0].tag { own.name_and_english() } else { own.name.to_owned() }
    }

    pub(super) fn reads_english(&self) -> bool {
        self.words.language.tag == LANGUAGES[0].tag
    }

    /// The English words: those shown, or read for this one screen.
    pub(super) fn english(&self) -> Result<Cow<'_, Words>, AppError> {
        if self.reads_english() {
            return Ok(Cow::Borrowed(self.words));
        }
        match self.english {
            Some(english) => Ok(Cow::Borrowed(english)),
            None => Ok(Cow::Owned(words(self.files, &LANGUAGES[0])?)),
        }
    }
}
