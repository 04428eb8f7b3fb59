//! Pages and topics.

use std::collections::BTreeSet;

use super::text::{BULLET, CALLOUT, HINT, SUMMARY, TITLE};
use super::{Checker, Problem, is_id};
use crate::content::model::{Page, PageBlock};
use crate::content::reading;

/// No English page may be harder to read than this (US school grade).
const HARDEST: f64 = 8.0;

impl Checker<'_> {
    pub(super) fn pages(&mut self) {
        let pages: Vec<Page> = self.content.pages.values().cloned().collect();
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
            self.reading_grade(&file, page);
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

    fn reading_grade(&mut self, file: &str, page: &Page) {
        let words = &self.words[0];
        let texts: Vec<&str> =
            page.statements().map(|(key, _)| words.get(&format!("page.{}.{key}", page.id))).collect();
        let grade = reading::grade(texts);
        if grade > HARDEST {
            self.find(file, &page.id, Problem::TooHard(grade, HARDEST));
        }
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
                for contact in &group.contacts {
                    self.leads(FILE, contact, &format!("contact/{contact}"));
                    if !contacts.insert(contact.clone()) {
                        self.find(FILE, contact, Problem::Twice);
                    }
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
