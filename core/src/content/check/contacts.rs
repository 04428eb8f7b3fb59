//! Lines and organisations.

use std::collections::BTreeSet;

use super::text::{BULLET, HINT, TITLE};
use super::{Checker, Problem, is_id};
use crate::content::date::Date;
use crate::content::load::parse;
use crate::content::model::Contact;
use crate::content::number::{is_number, is_short_code, spells};

const FILE: &str = "contacts.json";

/// The parts that a contact's screen has a heading for; `note-…` stand without one.
const PARTS: [&str; 9] = ["for", "not_for", "who", "hours", "languages", "pass_on", "ask", "relay", "text"];

impl Checker<'_> {
    pub(super) fn contacts(&mut self) {
        let contacts: Vec<Contact> = parse(self.files, FILE).unwrap_or_default();
        let mut seen = BTreeSet::new();
        for contact in &contacts {
            let id = &contact.id;
            if !seen.insert(id.clone()) {
                self.find(FILE, id, Problem::Twice);
            }
            if !is_id(id) {
                self.find(FILE, id, Problem::BadId);
            }
            self.need(format!("contact.{id}.name"), TITLE);
            self.need(format!("contact.{id}.short"), HINT);
            self.rests_on(FILE, id, &contact.number_sources);
            self.certainty(contact);
            self.numbers(contact);
            self.addresses(contact);
            let mut parts = BTreeSet::new();
            for statement in &contact.says {
                let part = &statement.part;
                if !(PARTS.contains(&part.as_str()) || part.starts_with("note-")) {
                    self.find(FILE, &format!("{id}.{part}"), Problem::Unknown(format!("part {part}")));
                }
                if !parts.insert(part.clone()) {
                    self.find(FILE, &format!("{id}.{part}"), Problem::Twice);
                }
                self.rests_on(FILE, &format!("{id}.{part}"), &statement.sources);
                self.need(format!("contact.{id}.{part}"), BULLET);
            }
            // What a line may pass on is said before every call and text.
            let reached = contact.voice.is_some() || contact.text.is_some();
            for part in ["for", "pass_on"] {
                if !parts.contains(part) && (part == "for" || reached) {
                    self.find(FILE, &format!("{id}.{part}"), Problem::MissingWords);
                }
            }
            if contact.seen_on.as_deref().is_some_and(|date| Date::parse(date).is_none()) {
                self.find(FILE, id, Problem::NoDate);
            }
        }
    }

    /// `C3`, `C10+` or `S`: what is only believed, or was not found, is not shipped.
    fn certainty(&mut self, contact: &Contact) {
        let count = contact.certainty.strip_prefix('C').map(|n| n.strip_suffix('+').unwrap_or(n));
        let fits = contact.certainty == "S" || count.is_some_and(|n| n.parse::<u32>().is_ok());
        if !fits {
            self.find(FILE, &contact.id, Problem::Certainty(contact.certainty.clone()));
        }
    }

    fn numbers(&mut self, contact: &Contact) {
        let id = &contact.id;
        let text = contact.text.as_ref();
        let numbers = [
            contact.voice.as_ref(),
            contact.voice_outside_us.as_ref(),
            text.map(|t| &t.number),
            contact.relay.as_ref(),
            contact.tty.as_ref(),
            contact.videophone.as_ref(),
        ];
        for number in numbers.into_iter().flatten().filter(|n| !is_number(n)) {
            self.find(FILE, id, Problem::BadNumber(number.clone()));
        }
        if let Some(number) = &contact.dial_in_country {
            let inside = is_short_code(number) || number.len() == 10 && number.bytes().all(|b| b.is_ascii_digit());
            let same = contact.voice.as_ref().is_some_and(|voice| voice.ends_with(number.as_str()));
            if !inside || !same {
                self.find(FILE, id, Problem::BadNumber(number.clone()));
            }
        }
        let spelled = [
            (contact.voice_spelled.as_ref(), contact.voice.as_ref()),
            (text.and_then(|t| t.spelled.as_ref()), text.map(|t| &t.number)),
        ];
        for (word, number) in spelled {
            let Some(word) = word else { continue };
            let number = number.map_or("", String::as_str);
            if !spells(word, number) {
                self.find(FILE, id, Problem::Spelling(word.clone(), number.to_owned()));
            }
        }
    }

    fn addresses(&mut self, contact: &Contact) {
        for web in &contact.web {
            let plain = web.url.starts_with("https://") && !web.url.contains(char::is_whitespace);
            if !plain {
                self.find(FILE, &contact.id, Problem::BadAddress(web.url.clone()));
            }
            self.need(format!("contact.{}.{}", contact.id, web.key), BULLET);
        }
        if let Some(email) = &contact.email {
            let plain = email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
            if !plain || email.contains(char::is_whitespace) {
                self.find(FILE, &contact.id, Problem::BadAddress(email.clone()));
            }
        }
    }
}
