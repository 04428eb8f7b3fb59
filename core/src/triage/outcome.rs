//! What there is to do. [`plan`](super::plan) puts it together: the rules from top to bottom, then what follows from what is shown.

use std::collections::BTreeMap;

use super::Triage;
use super::draft::Draft;
use super::path::Given;
use super::plan::Plan;
use super::protocol::{Block, Protocol, Rule, Way};
use super::said::Said;
use crate::content::model::Contact;

/// What there is to do, in the order in which it is shown.
#[derive(Debug, Clone, Default)]
pub struct Outcome<'p> {
    /// Numbered steps; the first is the first thing to do.
    pub steps: Vec<&'p Block>,
    /// Headlines that unfold.
    pub callouts: Vec<&'p Block>,
    /// Help without a number.
    pub lines: Vec<&'p Block>,
    /// What to be careful about.
    pub warnings: Vec<&'p Block>,
    /// Warnings that stand as one line under a step: the step's id and the warning.
    pub under: Vec<(&'p str, &'p Block)>,
    /// Routes to read next, as text.
    pub read: Vec<&'p str>,
    /// The rules that matched.
    pub rules: Vec<&'p Rule>,
    /// How contacts are offered.
    pub offered: Offered,
}

/// How contacts are offered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Offered {
    /// Which ways come first.
    pub first: Vec<Way>,
    /// Whether numbers are shown large, for later.
    pub large: bool,
    /// Whether text buttons are left out, but for those that stay always.
    pub hide_text: bool,
}

impl Triage {
    /// What there is to do after these answers.
    #[must_use]
    pub fn outcome<'p>(
        &'p self,
        protocol: &'p Protocol,
        given: &Given<'_>,
        contacts: &'p BTreeMap<String, Contact>,
    ) -> Outcome<'p> {
        let plan = Plan::new(protocol, &self.blocks, &self.warnings, contacts);
        let mut draft = Draft::default();
        plan.draw(&Said::of(protocol, given), &mut draft);
        plan.outcome(draft)
    }
}

impl<'p> Outcome<'p> {
    /// The contacts that are offered anywhere, by id.
    pub fn contacts(&self) -> impl Iterator<Item = &'p str> {
        let blocks = self.steps.iter().chain(&self.callouts).chain(&self.lines);
        blocks.flat_map(|b| b.offers()).map(String::as_str)
    }

    /// All blocks, as they are shown.
    pub fn blocks(&self) -> impl Iterator<Item = &'p Block> {
        let under = self.under.iter().map(|(_, block)| block);
        self.steps.iter().chain(&self.callouts).chain(&self.lines).chain(&self.warnings).chain(under).copied()
    }
}
