//! Pages and topics.

use std::collections::BTreeSet;

use super::text::{BULLET, CALLOUT, HINT, SUMMARY, TITLE};
use super::{Checker, Problem, is_id};
use crate::content::model::{Page, PageBlock};
use crate::content::reading;

/// No English page may be harder to read than this (US school grade).
const HARDEST: f64 = 7.0;
/// Nor may all of them together, on average.
const HARDEST_MEAN: f64 = 6.0;
/// No Spanish page may be less easy to read than this (Fernández-Huerta).
const LEAST_EASE: f64 = 70.0;

impl Checker<'_> {
    pub(super) fn pages(&mut self) {
        let pages: Vec<Page> = self.content.pages.values().cloned().collect();
        let mut grades = Vec::new();
        for page in &pages {
            let file = format!("guide/{}.json", page.id);
            if self.files.get(&file).is_none() {
                self.find(&file, &page.id, Problem::WrongFile);
            }
            if !is_id(&page.id) {
                self.find(&file, &page.id, Problem::BadId);
            }
            self.need(format!("page.{}.title", page.id), TITLE);
            let mut seen = BTreeSet::new();
            for key in page.keys() {
                if !seen.insert(key) {
                    self.find(&file, key, Problem::Twice);
                }
            }
            for (key, sources) in page.statements() {
                self.rests_on(&file, key, sources);
            }
            self.need(format!("page.{}.summary", page.id), SUMMARY);
            for block in &page.blocks {
                self.page_block(&file, page, block);
            }
            grades.push(self.reading(&file, page));
        }
        let mean = grades.iter().sum::<f64>() / f64::from(u32::try_from(grades.len().max(1)).unwrap_or(u32::MAX));
        if mean > HARDEST_MEAN {
            self.find("guide", "", Problem::TooHard(mean, HARDEST_MEAN));
        }
    }

    fn page_block(&mut self, file: &str, page: &Page, block: &PageBlock) {
        let id = &page.id;
        match block {
            PageBlock::Heading { key } => self.need(format!("page.{id}.{key}"), TITLE),
            PageBlock::Text { key, .. } => self.need(format!("page.{id}.{key}"), BULLET),
            PageBlock::Callout { key, .. } => self.need(format!("page.{id}.{key}"), CALLOUT),
            PageBlock::Bullets { items } | PageBlock::Steps { items } => {
                for item in items {
                    self.need(format!("page.{id}.{}", item.part), BULLET);
                }
            }
            PageBlock::Contacts { ids } => {
                for contact in ids {
                    if !self.content.contacts.contains_key(contact) {
                        self.find(file, contact, Problem::Unknown(format!("contact {contact}")));
                    }
                }
            }
            PageBlock::Doors { routes } => {
                for route in routes {
                    self.leads(file, route, route);
                }
            }
        }
    }

    /// How hard a page is to read, language by language: the English grade, after what is wrong was found.
    fn reading(&mut self, file: &str, page: &Page) -> f64 {
        let texts = |tag: &str| -> Vec<&str> {
            let words = self.words.iter().find(|words| words.language.tag == tag);
            let keys = page.statements().map(|(key, _)| format!("page.{}.{key}", page.id));
            words.map(|words| keys.map(|key| words.get(&key)).collect()).unwrap_or_default()
        };
        let (grade, ease) = (reading::grade(texts("en")), reading::ease(texts("es")));
        if grade > HARDEST {
            self.find(file, &page.id, Problem::TooHard(grade, HARDEST));
        }
        if ease < LEAST_EASE {
            self.find(file, &page.id, Problem::NotEasy(ease, LEAST_EASE));
        }
        grade
    }

    pub(super) fn topics(&mut self) {
        const FILE: &str = "guide/topics.json";
        let topics = self.content.topics.clone();
        let (mut pages, mut contacts, mut ids) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for topic in &topics {
            if !ids.insert(topic.id.clone()) {
                self.find(FILE, &topic.id, Problem::Twice);
            }
            self.need(format!("topic.{}.title", topic.id), TITLE);
            self.need(format!("topic.{}.hint", topic.id), HINT);
            for page in &topic.pages {
                self.leads(FILE, page, &format!("page/{page}"));
                if !pages.insert(page.clone()) {
                    self.find(FILE, page, Problem::Twice);
                }
            }
            for route in &topic.doors {
                self.leads(FILE, route, route);
            }
            for group in &topic.groups {
                self.need(format!("topic.{}.{}", topic.id, group.key), TITLE);
                // Looked for under two headings, a contact may stand under both.
                let mut here = BTreeSet::new();
                for contact in &group.contacts {
                    self.leads(FILE, contact, &format!("contact/{contact}"));
                    if !here.insert(contact) {
                        self.find(FILE, contact, Problem::Twice);
                    }
                    contacts.insert(contact.clone());
                }
            }
        }
        // Every page and every contact can be found by reading alone.
        let lost_pages: Vec<String> = self.content.pages.keys().filter(|id| !pages.contains(*id)).cloned().collect();
        let lost: Vec<String> = self.content.contacts.keys().filter(|id| !contacts.contains(*id)).cloned().collect();
        for id in lost_pages.iter().chain(&lost) {
            self.find(FILE, id, Problem::Unreachable);
        }
    }
}
