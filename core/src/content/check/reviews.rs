//! Sign-offs and call tests.

use serde_json::Value;

use super::{Checker, Problem};
use crate::content::Words;
use crate::content::load::parse;
use crate::content::review::{CallResult, SignOff, Subject, fingerprint_in, language_subject, subjects};
use crate::content::words::language;

impl Checker<'_> {
    pub(super) fn reviews(&mut self) {
        let languages: Vec<Subject> = self.words.iter().chain(&self.first).map(language_subject).collect();
        // The file that was read last: subjects come file by file.
        let (mut name, mut file) = (String::new(), Value::Null);
        for subject in subjects(&self.content, &self.triage).iter().chain(&languages) {
            // Nothing is hashed of what nobody has signed.
            if subject.reviewed_by.is_empty() {
                continue;
            }
            if name != subject.place.file {
                name.clone_from(&subject.place.file);
                file = parse(self.files, &name).unwrap_or_default();
            }
            self.signed(subject, &file);
        }
        self.calls();
    }

    fn signed(&mut self, subject: &Subject, file: &Value) {
        let Some(sign_off) = SignOff::parse(&subject.reviewed_by) else {
            self.find(&subject.place.file, &subject.id, Problem::NotSigned(subject.reviewed_by.clone()));
            return;
        };
        let language = subject.id.strip_prefix("language/").and_then(language);
        let of_language = |words: &&Words| language.is_none_or(|language| words.language == language);
        let Some(words) = self.words.iter().chain(&self.first).find(of_language) else { return };
        let now = fingerprint_in(file, words, subject);
        if now != sign_off.of {
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
