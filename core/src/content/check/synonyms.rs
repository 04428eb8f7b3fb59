//! What people type, and what they mean by it.

use std::collections::BTreeSet;

use super::{Checker, Problem};
use crate::content::search::MOST_TERMS;

const FILE: &str = "synonyms.json";

impl Checker<'_> {
    /// Phrases as they are looked up, each once, each leading somewhere.
    pub(super) fn synonyms(&mut self) {
        let all = self.content.synonyms.clone();
        let mut seen = BTreeSet::new();
        for synonyms in &all {
            let first = synonyms.phrases.first().map_or("", String::as_str);
            if synonyms.phrases.is_empty() || synonyms.routes.is_empty() {
                self.find(FILE, first, Problem::MissingWords);
            }
            for phrase in &synonyms.phrases {
                let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
                if words == 0 || words > MOST_TERMS || phrase.trim() != phrase || phrase.to_lowercase() != *phrase {
                    self.find(FILE, phrase, Problem::BadWords);
                }
                if !seen.insert(phrase.clone()) {
                    self.find(FILE, phrase, Problem::Twice);
                }
            }
            let routes: BTreeSet<&String> = synonyms.routes.iter().collect();
            if routes.len() < synonyms.routes.len() {
                self.find(FILE, first, Problem::Twice);
            }
            for route in &synonyms.routes {
                self.leads(FILE, first, route);
            }
        }
    }
}
