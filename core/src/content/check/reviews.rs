//! Sign-offs and call tests.

use super::{Checker, Problem};
use crate::content::load::words;
use crate::content::review::{CallResult, SignOff, Subject, fingerprint, languages, subjects};
use crate::content::words::language;

impl Checker<'_> {
    pub(super) fn reviews(&mut self) {
        let languages = languages(self.files).unwrap_or_default();
        for subject in subjects(&self.content, &self.triage).iter().chain(&languages) {
            // Nothing is hashed of what nobody has signed.
            if !subject.reviewed_by.is_empty() {
                self.signed(subject);
            }
        }
        self.calls();
    }

    fn signed(&mut self, subject: &Subject) {
        let Some(sign_off) = SignOff::parse(&subject.reviewed_by) else {
            self.find(&subject.place.file, &subject.id, Problem::NotSigned(subject.reviewed_by.clone()));
            return;
        };
        let now = match subject.id.strip_prefix("language/").and_then(language) {
            Some(language) => words(self.files, language).and_then(|w| fingerprint(self.files, &w, subject)),
            None => fingerprint(self.files, &self.words[0], subject),
        };
        if let Ok(now) = now
            && now != sign_off.of
        {
            self.find(&subject.place.file, &subject.id, Problem::ChangedSince(now));
        }
    }

    fn calls(&mut self) {
        const FILE: &str = "contacts.json";
        let contacts: Vec<_> = self.content.contacts.values().filter(|c| !c.called.is_empty()).cloned().collect();
        for contact in contacts {
            for (name, text) in &contact.called {
                let key = format!("{}.{name}", contact.id);
                let number = contact.numbers().find(|(each, _)| each == name).map(|(_, number)| number);
                match (number, contact.call(name)) {
                    (None, _) => self.find(FILE, &key, Problem::Unknown(format!("number {name}"))),
                    (_, None) => self.find(FILE, &key, Problem::NotSigned(text.clone())),
                    (Some(number), Some(call)) if call.result == CallResult::Wrong => {
                        self.find(FILE, &key, Problem::CalledWrong(number.to_owned()));
                    }
                    _ => {}
                }
            }
        }
    }
}
