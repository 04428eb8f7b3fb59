//! The screens of a language that has its first words alone: a Home of its own, and a line on all that is shown in English.

use super::model::{Action, Block, CalloutTone, CardTone, Door, Icon, Screen, TextTone};
use super::parts::{Draw, row};
use crate::app::AppError;
use crate::content::model::Contact;
use crate::content::words::{LANGUAGES, Language};
use crate::route::Route;
use crate::triage::outcome::Offered;

impl Draw<'_> {
    /// Whether the language shown has the words of this screen.
    pub(crate) fn has_words_of(&self, route: &Route) -> bool {
        let offered = |id: &String| self.content.first.contacts.contains(id);
        let answers = |id: &str| self.content.contacts.get(id).is_some_and(|c| !c.is_emergency());
        self.words.language.whole
            || match route {
                Route::Home
                | Route::Cards
                | Route::Card { .. }
                | Route::Languages
                | Route::Safety
                | Route::After
                | Route::Failed { .. } => true,
                // Nothing stands before 911.
                Route::BeforeCall { id } | Route::BeforeText { id } => offered(id) && answers(id),
                Route::NoApp { id } => offered(id),
                _ => false,
            }
    }

    /// The first screen: help now, somebody to talk to, this phone, and the way to all the rest in English or Spanish.
    pub(super) fn first_home(&self, route: &Route) -> Result<Screen, AppError> {
        let mut blocks = vec![self.danger_card()?];
        blocks.push(Block::Text { text: self.say("ui.about.lead"), tone: TextTone::Plain });
        blocks.push(self.heading("ui.home.talk"));
        for id in &self.content.first.contacts {
            let contact = self.contact(id)?;
            if !contact.is_emergency() {
                blocks.push(self.first_card(contact));
            }
        }
        blocks.push(Block::Callout {
            anchor: "lawyer".to_owned(),
            tone: CalloutTone::Careful,
            word: self.say("ui.callout.careful"),
            title: self.say("block.lawyer.title"),
            text: [self.say("block.lawyer.point-1"), self.say("contact.nhth.note-6")].join(" "),
            folded: false,
            buttons: Vec::new(),
        });
        blocks.push(Block::Doors {
            rows: vec![
                self.door("ui.cards", Icon::Card, Route::Cards),
                self.door("ui.safety", Icon::Lock, Route::Safety),
                row(
                    self.say("ui.languages"),
                    self.words.language.name.to_owned(),
                    Icon::Globe,
                    Action::Go { route: Route::Languages },
                ),
            ],
        });
        blocks.push(self.heading("ui.first.whole"));
        blocks.push(self.plain("ui.first.whole_hint"));
        blocks.push(Block::Doors { rows: LANGUAGES.iter().map(|language| self.language_door(language)).collect() });
        blocks.extend(self.unchecked());
        blocks.push(Block::Text { text: self.checked(), tone: TextTone::Muted });
        Ok(self.screen(route, self.say("ui.app"), blocks))
    }

    /// A line, with all that must be known before it is called: nothing more about it is written in this language.
    fn first_card(&self, contact: &Contact) -> Block {
        let id = &contact.id;
        let mut buttons = self.reach(contact, &Offered::default(), false);
        super::contact::main_first(&mut buttons);
        let keys = ["for", "pass_on", "note-1"].map(|part| format!("contact.{id}.{part}"));
        let said = |key: &String| self.words.find(key).map(str::to_owned);
        let mut lines: Vec<String> = keys.iter().filter_map(said).collect();
        let interpreters = has_interpreters(contact);
        if interpreters {
            lines.insert(1, self.say("ui.home.line"));
            lines.insert(2, self.say("block.hotline.point-3"));
        }
        lines.insert(if interpreters { 2 } else { 1 }, self.how_to_be_understood(contact));
        Block::Card {
            anchor: id.clone(),
            tone: CardTone::Plain,
            title: self.name(contact),
            lines,
            caution: self.caution(contact),
            buttons,
            footnotes: Vec::new(),
        }
    }

    /// How to ask for an interpreter, or that nobody knows whether there is one.
    pub(super) fn how_to_be_understood(&self, contact: &Contact) -> String {
        let known = has_interpreters(contact);
        self.say(if known { "first.interpreter" } else { "first.interpreter_unknown" })
    }

    /// This phone, in short.
    pub(super) fn first_safety(&self, route: &Route) -> Screen {
        let points = ["ui.safety.leave_button", "ui.safety.leave_call", "ui.safety.leave_forgets"];
        let blocks = vec![
            Block::Text { text: self.say("page.phone-safety.summary"), tone: TextTone::Lead },
            Block::Text { text: self.say("ui.safety.lead"), tone: TextTone::Plain },
            self.heading("ui.safety.leave"),
            Block::Bullets { items: points.iter().map(|key| self.say(key)).collect() },
            self.heading("ui.safety.remove"),
            Block::Text { text: self.say("trace.remove"), tone: TextTone::Plain },
            Block::Text { text: self.say("trace.store"), tone: TextTone::Plain },
        ];
        self.screen(route, self.say("ui.safety"), blocks)
    }

    /// A row that changes the language, written in that language.
    pub(super) fn language_door(&self, language: &Language) -> Door {
        let shown = self.words.language;
        let mut door = row(
            language.name.to_owned(),
            String::new(),
            Icon::None,
            Action::SetLanguage { tag: language.tag.to_owned() },
        );
        door.chosen = language.tag == shown.tag;
        if !door.chosen {
            language.tag.clone_into(&mut door.language);
        }
        if shown.whole && !language.whole {
            door.hint = self.say(&format!("ui.language.{}", language.tag.to_ascii_lowercase()));
        }
        door
    }

    /// That nobody who grew up with the language has read these words yet: in it, and in English for whoever helps the reader.
    pub(super) fn unchecked(&self) -> Vec<Block> {
        if self.words.language.whole || self.is_signed(self.words.language.tag) {
            return Vec::new();
        }
        self.in_english_too("ui.languages.unchecked")
    }

    /// Words in the language shown and, where that is not whole, in English below them.
    pub(super) fn in_english_too(&self, key: &str) -> Vec<Block> {
        let own = Block::Text { text: self.say(key), tone: TextTone::Muted };
        let english = self.english.map(|english| foreign(english.text(key), english.language));
        std::iter::once(own).chain(english).collect()
    }

    /// Marks a screen that was drawn in English, because the language of the reader has no words for it, with a line in that
    /// language. Nothing stands above a number that saves a life.
    pub(crate) fn mark_as_english(&self, screen: &mut Screen) {
        let line = foreign(self.say("ui.first.english_here"), self.words.language);
        let last = screen.blocks.len().saturating_sub(1);
        let urgent = screen.blocks.iter().take(last).any(saves_a_life);
        screen.blocks.insert(if urgent { last } else { 0 }, line);
    }
}

/// Whether a source says that interpreters help on its calls.
fn has_interpreters(contact: &Contact) -> bool {
    contact.says.iter().any(|s| s.part == "languages")
}

/// A line in another language than the screen's.
fn foreign(text: String, language: &Language) -> Block {
    Block::Foreign { text, language: language.tag.to_owned(), right_to_left: language.right_to_left }
}

/// Whether a block is there to reach 911 or 988: a card, a step, a row of buttons. A line of further help is not.
fn saves_a_life(block: &Block) -> bool {
    let dials = |action: &Action| match action {
        Action::Dial { number, .. } | Action::Text { number, .. } => number == "911" || number == "988",
        Action::Go { route: Route::BeforeCall { id } } => id == "988",
        _ => false,
    };
    match block {
        Block::Card { buttons, .. } | Block::Buttons { buttons } => buttons.iter().any(|b| dials(&b.action)),
        Block::Step { contacts, .. } => contacts.iter().flat_map(|row| &row.buttons).any(|b| dials(&b.action)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::model::{Button, ButtonLook, ContactRow};

    #[test]
    fn numbers_that_save_a_life_are_told_from_others() {
        let dial = |number: &str| Button {
            label: String::new(),
            spoken: String::new(),
            look: ButtonLook::Main,
            icon: Icon::Phone,
            action: Action::Dial { number: number.to_owned(), urgent: false, otherwise: Route::Home },
        };
        let step = |number: &str| Block::Step {
            anchor: String::new(),
            number: 1,
            title: String::new(),
            text: String::new(),
            points: Vec::new(),
            contacts: vec![ContactRow {
                anchor: String::new(),
                name: String::new(),
                hint: String::new(),
                number: String::new(),
                caution: String::new(),
                buttons: vec![dial(number)],
            }],
            doors: Vec::new(),
        };
        assert!(saves_a_life(&Block::Buttons { buttons: vec![dial("911")] }) && saves_a_life(&step("988")));
        assert!(!saves_a_life(&Block::Buttons { buttons: vec![dial("+18883737888")] }) && !saves_a_life(&step("211")));
    }
}
