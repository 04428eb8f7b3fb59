//! What a call, a text or a web page leaves behind, said before the tap; and what can be done afterwards.

use super::contact::{dialled, no_app, saves_a_life};
use super::model::{Action, Block, Button, ButtonLook, Icon, Screen, TextTone};
use super::parts::Draw;
use crate::app::AppError;
use crate::content::model::{Contact, TextLine};
use crate::content::number;
use crate::route::Route;

impl Draw<'_> {
    /// Before a call.
    pub(super) fn before_call(&self, route: &Route, id: &str) -> Result<Screen, AppError> {
        let contact = self.contact(id)?;
        if contact.voice.is_none() {
            return Err(AppError::NotFound);
        }
        let mut buttons = vec![self.dial(contact, "ui.call", dialled(contact), ButtonLook::Main)];
        let ways = [("ui.relay", &contact.relay), ("ui.videophone", &contact.videophone), ("ui.tty", &contact.tty)];
        for (key, number) in ways {
            buttons.extend(number.as_ref().map(|number| self.dial(contact, key, number, ButtonLook::Second)));
        }
        let points = ["ui.before.safer_phone", "ui.before.call_back", "ui.before.redial"].map(|key| self.say(key));
        let whole = self.words.language.whole;
        let understood = (!whole).then(|| self.how_to_be_understood(contact));
        let points = understood.into_iter().chain(points).collect();
        Ok(self.before(route, contact, "ui.before.call", "ui.before.call_leaves", points, buttons))
    }

    /// Before a text.
    pub(super) fn before_text(&self, route: &Route, id: &str) -> Result<Screen, AppError> {
        let contact = self.contact(id)?;
        let text = contact.text.as_ref().ok_or(AppError::NotFound)?;
        let mut button = self.send("ui.text", contact, text, "");
        button.look = ButtonLook::Main;
        let first = match self.keyword(text) {
            Some(word) => self.words.fill("ui.before.keyword", &[("word", word)]),
            None => self.say("ui.before.say_when"),
        };
        let points = [self.say("ui.before.safer_phone"), first, self.say("ui.before.answer_later")];
        // A text in another language than these two may go unread.
        let whole = self.words.language.whole;
        let understood = (!whole).then(|| self.say("block.hotline.point-3"));
        let own = self.part(contact, "text").filter(|_| whole);
        let points = understood.into_iter().chain(points).chain(own).collect();
        Ok(self.before(route, contact, "ui.before.text", "ui.before.text_leaves", points, vec![button]))
    }

    /// The word that the operator names for a first text, in the language that is shown where it has one.
    fn keyword<'a>(&self, text: &'a TextLine) -> Option<&'a str> {
        let own = text.keyword_es.as_deref().filter(|_| self.words.language.tag == "es");
        own.or(text.keyword.as_deref())
    }

    /// Before a web page.
    pub(super) fn before_web(&self, route: &Route, id: &str, index: u32) -> Result<Screen, AppError> {
        let contact = self.contact(id)?;
        let web = usize::try_from(index).ok().and_then(|i| contact.web.get(i)).ok_or(AppError::NotFound)?;
        let open = Action::Browse { url: web.url.clone(), otherwise: no_app(contact) };
        let buttons = vec![
            self.button("ui.open_page", ButtonLook::Main, Icon::Globe, open),
            self.button("ui.copy_address", ButtonLook::Second, Icon::Page, super::contact::copy(self, &web.url)),
        ];
        let points = ["ui.before.web_device", "ui.before.web_record"].map(|key| self.say(key)).to_vec();
        let mut screen = self.before(route, contact, "ui.before.web", "ui.before.web_leaves", points, buttons);
        screen.blocks.insert(1, Block::Text { text: web.url.clone(), tone: TextTone::Plain });
        Ok(screen)
    }

    fn before(
        &self,
        route: &Route,
        contact: &Contact,
        title: &str,
        leaves: &str,
        points: Vec<String>,
        mut buttons: Vec<Button>,
    ) -> Screen {
        let mut blocks = vec![Block::Text { text: self.name(contact), tone: TextTone::Lead }];
        buttons.push(self.button("ui.before.not_now", ButtonLook::Third, Icon::None, Action::Back));
        let buttons = Block::Buttons { buttons };
        let web = matches!(route, Route::BeforeWeb { .. });
        // Nothing stands in front of a number that saves a life: what it leaves stands below.
        let (first, last) = if saves_a_life(contact) && !web { (Some(buttons), None) } else { (None, Some(buttons)) };
        blocks.extend(first);
        if contact.unverified {
            blocks.push(self.note("w-unverified", self.say("ui.unverified_long")));
        }
        if let Some(pass_on) = self.part(contact, "pass_on") {
            blocks.push(self.note("pass-on", pass_on));
        }
        blocks.push(self.note("leaves", self.say(leaves)));
        blocks.push(Block::Bullets { items: points });
        blocks.extend(last);
        if self.words.language.whole && !web && contact.id == self.content.say.contact {
            blocks.push(Block::Doors { rows: vec![self.say_door(&[], false)] });
        }
        self.screen(route, self.say(title), blocks)
    }

    fn dial(&self, contact: &Contact, key: &str, digits: &str, look: ButtonLook) -> Button {
        Button {
            label: self.words.fill(key, &[("number", &number::display(digits))]),
            spoken: self.words.fill(key, &[("number", &number::spoken(digits))]),
            look,
            icon: Icon::Phone,
            action: super::contact::dial(contact, digits),
        }
    }

    /// When a call or a text may be over. It never says that there was one.
    pub(super) fn after_screen(&self, route: &Route) -> Screen {
        let points = ["ui.after.redial", "ui.after.answer", "ui.after.delete", "ui.after.plan"];
        let blocks = vec![
            Block::Text { text: self.say("ui.after.lead"), tone: TextTone::Lead },
            Block::Bullets { items: points.iter().map(|key| self.say(key)).collect() },
            Block::Doors {
                rows: vec![
                    self.door("ui.after.home", Icon::Page, Route::Home),
                    if self.words.language.whole {
                        self.door("ui.traces", Icon::Lock, Route::Traces)
                    } else {
                        self.door("ui.safety", Icon::Lock, Route::Safety)
                    },
                ],
            },
        ];
        self.screen(route, self.say("ui.after"), blocks)
    }

    /// The phone has no app for this: the number, large, to dial elsewhere.
    pub(super) fn no_app_screen(&self, route: &Route, id: &str) -> Result<Screen, AppError> {
        let contact = self.contact(id)?;
        let mut blocks = vec![self.plain("ui.no_app.lead")];
        let numbers = [
            ("ui.no_app.call", contact.voice.as_ref().map(|_| dialled(contact))),
            ("ui.no_app.text", contact.text.as_ref().map(|text| text.number.as_str())),
        ];
        for (key, digits) in numbers {
            let Some(digits) = digits else { continue };
            blocks.push(Block::Number {
                label: format!("{}: {}", self.say(key), self.name(contact)),
                number: number::display(digits),
                spoken: number::spoken(digits),
                caution: self.caution(contact),
            });
        }
        for web in &contact.web {
            blocks.push(Block::Text { text: web.url.clone(), tone: TextTone::Plain });
        }
        Ok(self.screen(route, self.say("ui.no_app"), blocks))
    }
}
