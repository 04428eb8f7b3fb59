//! A line or organisation: as a card, as a row in a step, as a screen of its own.

use super::model::{Action, Block, Button, ButtonLook, CardTone, ContactRow, Icon, Screen, TextTone};
use super::parts::Draw;
use crate::app::AppError;
use crate::content::date::Date;
use crate::content::model::{Contact, SourceRef};
use crate::content::number;
use crate::content::review::CallResult;
use crate::route::Route;
use crate::triage::outcome::Offered;
use crate::triage::protocol::Way;

/// The parts of a contact that its card shows; its screen shows all.
const CARD_PARTS: [&str; 4] = ["for", "who", "hours", "languages"];

/// The service that speaks for people who cannot hear or speak: the same number everywhere in the USA (47 CFR 64.604).
const RELAY: &str = "711";

impl Draw<'_> {
    /// The words of one part of a contact, where it has that part.
    pub(super) fn part(&self, contact: &Contact, part: &str) -> Option<String> {
        let said = contact.says.iter().any(|s| s.part == part);
        said.then(|| self.say(&format!("contact.{}.{part}", contact.id)))
    }

    pub(super) fn name(&self, contact: &Contact) -> String {
        self.say(&format!("contact.{}.name", contact.id))
    }

    /// "Not checked yet", where nobody has called or opened it.
    pub(super) fn caution(&self, contact: &Contact) -> String {
        if contact.unverified { self.say("ui.unverified") } else { String::new() }
    }

    /// A card for lists and pages.
    pub(super) fn card(&self, contact: &Contact) -> Block {
        let emergency = contact.is_emergency();
        let mut buttons = self.reach(contact, &Offered::default(), false);
        buttons.push(self.more(contact));
        main_first(&mut buttons);
        Block::Card {
            anchor: contact.id.clone(),
            tone: if emergency { CardTone::Danger } else { CardTone::Plain },
            title: self.name(contact),
            lines: CARD_PARTS.iter().filter_map(|part| self.part(contact, part)).collect(),
            caution: self.caution(contact),
            buttons,
            footnotes: Vec::new(),
        }
    }

    /// A row inside a step or a line. `keep_text`: its text button stays whoever sees the phone. `alone`: no other row stands
    /// beside it, and there is room to say more.
    pub(super) fn contact_row(
        &self,
        contact: &Contact,
        offered: &Offered,
        keep_text: bool,
        main: bool,
        alone: bool,
    ) -> ContactRow {
        let mut buttons = self.reach(contact, offered, offered.hide_text && !keep_text);
        if alone && !contact.is_emergency() {
            buttons.push(self.more(contact));
        }
        if main {
            main_first(&mut buttons);
        }
        let large = if offered.large { contact.voice.as_deref() } else { None };
        ContactRow {
            anchor: contact.id.clone(),
            name: self.name(contact),
            hint: if alone { String::new() } else { self.say(&format!("contact.{}.short", contact.id)) },
            number: large.map(|_| number::display(dialled(contact))).unwrap_or_default(),
            caution: self.caution(contact),
            buttons,
        }
    }

    /// The buttons that reach a contact, in the order that is asked for.
    pub(super) fn reach(&self, contact: &Contact, offered: &Offered, hide_text: bool) -> Vec<Button> {
        let mut ways = offered.first.clone();
        for way in [Way::Call, Way::Text] {
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        // Whoever cannot speak is shown where to write instead, where no texts are taken: a form or a chat.
        let in_writing = (offered.large || offered.first.contains(&Way::Text)) && contact.voice.is_some();
        let page = || contact.web.first().filter(|_| in_writing).map(|web| self.open_page(contact, 0, &web.url));
        let mut buttons: Vec<Button> = ways
            .iter()
            .filter(|way| !(hide_text && **way == Way::Text))
            .filter_map(|way| self.reach_by(contact, *way).or_else(|| page().filter(|_| *way == Way::Text)))
            .collect();
        // Without a number there is the web: the address is on the button, so that it can be written down.
        if contact.voice.is_none() && contact.text.is_none() {
            buttons.extend(contact.web.iter().enumerate().map(|(i, web)| self.open_page(contact, i, &web.url)));
        }
        if let Some(first) = buttons.first_mut().filter(|_| contact.is_emergency()) {
            first.look = ButtonLook::Danger;
        }
        buttons
    }

    /// The button that reaches a contact in one way, where it can be reached so.
    pub(super) fn reach_by(&self, contact: &Contact, way: Way) -> Option<Button> {
        let emergency = contact.is_emergency();
        let id = contact.id.clone();
        let (key, digits, icon, action) = match way {
            Way::Call => {
                contact.voice.as_ref()?;
                let digits = dialled(contact);
                let dial = dial(contact, digits);
                let before = Action::Go { route: Route::BeforeCall { id } };
                ("ui.call", digits, Icon::Phone, if emergency { dial } else { before })
            }
            Way::Text => {
                let digits = contact.text.as_ref()?.number.as_str();
                let send = text(contact, digits, "");
                let before = Action::Go { route: Route::BeforeText { id } };
                ("ui.text", digits, Icon::Message, if emergency { send } else { before })
            }
            Way::Relay => {
                let relay = contact.relay.as_deref().map(|digits| ("ui.relay", digits));
                let (key, digits) = relay.or_else(|| Some(("ui.videophone", contact.videophone.as_deref()?)))?;
                let dial = dial(contact, RELAY);
                let before = Action::Go { route: Route::BeforeCall { id } };
                (key, digits, Icon::Phone, if emergency { dial } else { before })
            }
        };
        Some(Button {
            label: self.words.fill(key, &[("number", &number::display(digits))]),
            spoken: format!("{}. {}", self.words.fill(key, &[("number", &number::spoken(digits))]), self.name(contact)),
            look: ButtonLook::Second,
            icon,
            action,
        })
    }

    fn open_page(&self, contact: &Contact, index: usize, url: &str) -> Button {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let label = host(url).to_owned();
        Button {
            spoken: format!("{label}. {}", self.name(contact)),
            label,
            look: ButtonLook::Second,
            icon: Icon::Globe,
            action: Action::Go { route: Route::BeforeWeb { id: contact.id.clone(), index } },
        }
    }

    fn more(&self, contact: &Contact) -> Button {
        let go = Action::Go { route: Route::Contact { id: contact.id.clone() } };
        let mut button = self.button("ui.more_about", ButtonLook::Third, Icon::None, go);
        button.spoken = format!("{}. {}", button.label, self.name(contact));
        button
    }

    /// Everything about one contact.
    pub(super) fn contact_screen(&self, route: &Route, id: &str) -> Result<Screen, AppError> {
        let contact = self.contact(id)?;
        let mut buttons = self.reach(contact, &Offered::default(), false);
        main_first(&mut buttons);
        let emergency = contact.is_emergency();
        let mut blocks = vec![
            Block::Text { text: self.say(&format!("contact.{id}.short")), tone: TextTone::Lead },
            Block::Card {
                anchor: contact.id.clone(),
                tone: if emergency { CardTone::Danger } else { CardTone::Plain },
                title: self.name(contact),
                lines: self.numbers(contact),
                caution: self.caution(contact),
                buttons,
                footnotes: vec![self.seen(contact)],
            },
        ];
        for statement in &contact.says {
            let words = self.say(&format!("contact.{id}.{}", statement.part));
            if statement.part.starts_with("note") {
                blocks.push(Block::Text { text: words, tone: TextTone::Plain });
            } else {
                blocks.push(self.heading(&format!("ui.part.{}", statement.part)));
                blocks.push(Block::Text { text: words, tone: TextTone::Plain });
            }
        }
        if !contact.web.is_empty() {
            blocks.push(self.heading("ui.part.web"));
            for (i, web) in contact.web.iter().enumerate() {
                let label = self.say(&format!("contact.{id}.{}", web.key));
                blocks.push(Block::Text { text: format!("{label}: {}", web.url), tone: TextTone::Plain });
                let mut copy = self.button("ui.copy_address", ButtonLook::Second, Icon::Page, copy(self, &web.url));
                copy.spoken = format!("{} {}", copy.label, host(&web.url));
                blocks.push(Block::Buttons { buttons: vec![copy, self.open_page(contact, i, &web.url)] });
            }
        }
        if let Some(email) = &contact.email {
            blocks
                .push(Block::Text { text: self.words.fill("ui.email", &[("address", email)]), tone: TextTone::Plain });
        }
        let refs: Vec<&SourceRef> =
            contact.number_sources.iter().chain(contact.says.iter().flat_map(|s| &s.sources)).collect();
        // Nothing stands above a number that saves a life.
        let stale = self.stale(refs.iter().copied());
        if saves_a_life(contact) {
            blocks.extend(stale);
        } else if let Some(stale) = stale {
            blocks.insert(0, stale);
        }
        blocks.extend(self.sources(refs));
        Ok(self.screen(route, self.name(contact), blocks))
    }

    /// The further numbers of a contact, as text.
    fn numbers(&self, contact: &Contact) -> Vec<String> {
        let spelled = contact.voice_spelled.as_ref().map(|word| ("ui.number.spelled", word.clone()));
        let text = contact.text.as_ref();
        let text_spelled = text.and_then(|t| t.spelled.clone()).map(|word| ("ui.number.text_spelled", word));
        let keyword = text.and_then(|t| t.keyword.clone()).map(|word| ("ui.number.keyword", word));
        let keyword_es = text.and_then(|t| t.keyword_es.clone()).map(|word| ("ui.number.keyword_es", word));
        let numbers = [
            ("ui.number.relay", &contact.relay),
            ("ui.number.tty", &contact.tty),
            ("ui.number.videophone", &contact.videophone),
            ("ui.number.outside", &contact.voice_outside_us),
        ];
        let numbers = numbers.into_iter().filter_map(|(key, n)| n.as_ref().map(|n| (key, number::display(n))));
        [spelled, text_spelled, keyword, keyword_es]
            .into_iter()
            .flatten()
            .chain(numbers)
            .map(|(key, value)| self.words.fill(key, &[("number", &value)]))
            .collect()
    }

    /// When the number was called, or seen on the operator's own page; or that nobody has looked.
    fn seen(&self, contact: &Contact) -> String {
        if let Some(call) = contact.main_call().filter(|call| call.result == CallResult::Answered) {
            return self.words.fill("ui.called_on", &[("date", &self.words.date(call.on))]);
        }
        match contact.seen_on.as_deref().and_then(Date::parse) {
            Some(date) => self.words.fill("ui.seen_on", &[("date", &self.words.date(date))]),
            None => self.say("ui.not_seen"),
        }
    }
}

/// What to dial: inside its own country a number can differ from its international form.
pub(super) fn dialled(contact: &Contact) -> &str {
    contact.dial_in_country.as_deref().or(contact.voice.as_deref()).unwrap_or_default()
}

/// The first button of a card is its main one, unless it is 911's.
pub(super) fn main_first(buttons: &mut [Button]) {
    if let Some(first) = buttons.first_mut().filter(|b| b.look == ButtonLook::Second) {
        first.look = ButtonLook::Main;
    }
}

/// Hands one of a contact's numbers to the dialler.
pub(super) fn dial(contact: &Contact, digits: &str) -> Action {
    Action::Dial { number: digits.to_owned(), urgent: contact.is_emergency(), otherwise: no_app(contact) }
}

/// Hands one of a contact's numbers to the message app, with these words in the message.
pub(super) fn text(contact: &Contact, digits: &str, body: &str) -> Action {
    Action::Text {
        number: digits.to_owned(),
        body: body.to_owned(),
        urgent: contact.is_emergency(),
        otherwise: no_app(contact),
    }
}

/// Whether nothing may stand in front of it: 911, and those who answer when somebody thinks of ending their life.
pub(super) fn saves_a_life(contact: &Contact) -> bool {
    contact.is_emergency() || ["988", "988-ca", "linea-de-la-vida"].contains(&contact.id.as_str())
}

pub(super) fn no_app(contact: &Contact) -> Route {
    Route::NoApp { id: contact.id.clone() }
}

/// Copies a text and says so.
pub(super) fn copy(draw: &Draw<'_>, text: &str) -> Action {
    Action::Copy { text: text.to_owned(), done: draw.say_here("ui.copied") }
}

/// The part of an address that people read out.
fn host(url: &str) -> &str {
    let url = url.strip_prefix("https://").unwrap_or(url);
    url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/')
}
