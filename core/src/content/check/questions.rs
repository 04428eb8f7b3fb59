//! Question graphs and their blocks.

use std::collections::BTreeSet;

use super::text::{ANSWER, BULLET, CALLOUT_TITLE, HINT, QUESTION, TITLE};
use super::{Checker, Problem, is_id};
use crate::content::load::parse;
use crate::triage::check::faults;
use crate::triage::protocol::{Block, BlockKind, Protocol, UNSAID};

const BLOCKS: &str = "triage/blocks.json";

impl Checker<'_> {
    pub(super) fn questions(&mut self) {
        self.blocks();
        let (blocks, warnings, protocols) = self.triage.clone();
        for protocol in &protocols {
            let file = format!("triage/{}.json", protocol.id);
            if self.files.get(&file).is_none() {
                self.find(&file, &protocol.id, Problem::WrongFile);
            }
            self.graph(&file, protocol);
            for fault in faults(protocol, &blocks, &warnings, &self.content.contacts) {
                self.find(&file, &protocol.id, Problem::Graph(fault));
            }
        }
        // What no rule and no warning shows would be translated, reviewed and kept up for nothing.
        let named: BTreeSet<&String> = protocols
            .iter()
            .flat_map(|p| &p.rules)
            .flat_map(|rule| &rule.then)
            .flat_map(|a| a.steps.iter().chain(&a.callouts).chain(&a.lines).chain(&a.warnings))
            .chain(warnings.iter().map(|w| &w.block))
            .collect();
        for id in blocks.keys().filter(|id| !named.contains(id)) {
            self.find(BLOCKS, id, Problem::Unreachable);
        }
    }

    fn blocks(&mut self) {
        let blocks: Vec<Block> = parse(self.files, BLOCKS).unwrap_or_default();
        let mut seen = BTreeSet::new();
        for block in &blocks {
            let id = &block.id;
            if !seen.insert(id.clone()) {
                self.find(BLOCKS, id, Problem::Twice);
            }
            if !is_id(id) {
                self.find(BLOCKS, id, Problem::BadId);
            }
            for contact in block.contacts.iter().chain(&block.more_contacts).chain(&block.above) {
                if !self.content.contacts.contains_key(contact) {
                    self.find(BLOCKS, id, Problem::Unknown(format!("contact {contact}")));
                }
            }
            for step in &block.unless_step {
                if !blocks.iter().any(|b| b.id == *step) {
                    self.find(BLOCKS, id, Problem::Unknown(format!("block {step}")));
                }
            }
            for route in &block.doors {
                self.leads(BLOCKS, id, route);
            }
            let longest = if block.kind == BlockKind::Callout { CALLOUT_TITLE } else { TITLE };
            self.need(format!("block.{id}.title"), longest);
            // A graph may head a block in words of its own.
            for graph in crate::triage::GRAPHS {
                let key = format!("block.{id}.title.{graph}");
                if self.words.iter().any(|words| words.find(&key).is_some()) {
                    self.need(key, longest);
                }
            }
            if block.says.is_empty() {
                self.find(BLOCKS, id, Problem::MissingWords);
            }
            for statement in &block.says {
                let key = format!("{id}.{}", statement.part);
                self.rests_on(BLOCKS, &key, &statement.sources);
                self.need(format!("block.{key}"), BULLET);
            }
        }
    }

    fn graph(&mut self, file: &str, protocol: &Protocol) {
        let graph = &protocol.id;
        self.need(format!("triage.{graph}.title"), TITLE);
        self.need(format!("triage.{graph}.hint"), HINT);
        if protocol.intro {
            self.need(format!("triage.{graph}.intro"), BULLET);
            self.rests_on(file, "intro", &protocol.intro_sources);
        }
        for question in &protocol.questions {
            let key = format!("triage.{graph}.{}", question.id);
            self.rests_on(file, &question.id, &question.sources);
            self.need(format!("{key}.ask"), QUESTION);
            self.need(format!("{key}.why"), BULLET);
            for answer in &question.answers {
                let part = if answer.id == UNSAID { "unsaid" } else { &answer.id };
                self.need(format!("{key}.{part}"), ANSWER);
                for words in answer.counts_as.iter().filter_map(|other| other.words.as_ref()) {
                    self.need(format!("{key}.{words}"), ANSWER);
                }
            }
        }
        for rule in &protocol.rules {
            self.rests_on(file, &rule.id, &rule.sources);
            for route in rule.then.iter().flat_map(|a| &a.read) {
                self.leads(file, &rule.id, route);
            }
        }
        let mut reasons = BTreeSet::new();
        for reason in &protocol.reasons {
            let block = &reason.block;
            if !reasons.insert(block) {
                self.find(file, block, Problem::Twice);
            }
            if !self.triage.0.contains_key(block) {
                self.find(file, block, Problem::Unknown(format!("block {block}")));
            }
            for statement in &reason.says {
                let key = format!("reason.{graph}.{block}.{}", statement.part);
                self.rests_on(file, &key, &statement.sources);
                if statement.sources.iter().all(|source| source.locator.is_empty()) {
                    self.find(file, &key, Problem::NoPlace);
                }
                self.need(key, BULLET);
            }
        }
        for contact in &protocol.keep_text {
            if !self.content.contacts.contains_key(contact) {
                self.find(file, contact, Problem::Unknown(format!("contact {contact}")));
            }
        }
    }
}
