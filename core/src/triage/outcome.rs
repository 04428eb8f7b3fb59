//! Putting an outcome together: the rules from top to bottom, then what follows from what is shown.

use std::collections::BTreeMap;
use std::ptr;

use super::Triage;
use super::path::Given;
use super::protocol::{Addition, Block, Protocol, Rule, Shown, Warning, Way};
use crate::content::model::{Contact, ContactKind};

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
        contacts: &BTreeMap<String, Contact>,
    ) -> Outcome<'p> {
        let mut outcome = Outcome::default();
        for rule in protocol.rules.iter().filter(|rule| given.any(&rule.when)) {
            outcome.rules.push(rule);
            for addition in rule.then.iter().filter(|a| given.none_or_any(&a.when)) {
                self.add(&mut outcome, addition);
            }
            if given.any(&rule.stop) {
                break;
            }
        }
        // What is a step is not said twice, and a line can be made needless by a step.
        let steps = &outcome.steps;
        let needed =
            |b: &&Block| !holds(steps, b) && !b.unless_step.iter().any(|id| steps.iter().any(|step| step.id == *id));
        outcome.lines.retain(needed);
        outcome.callouts.retain(needed);

        for offer in protocol.ways.iter().filter(|offer| given.holds(&offer.when)) {
            outcome.offered.first.extend(&offer.first);
            outcome.offered.large |= offer.large;
            outcome.offered.hide_text |= offer.hide_text;
        }
        let reached: Vec<&Contact> = outcome.contacts().filter_map(|id| contacts.get(id)).collect();
        for warning in &self.warnings {
            if applies(warning, &protocol.id, given, &outcome, &reached) {
                match (&warning.under, self.block(&warning.block)) {
                    (Some(step), Some(block)) => outcome.under.push((step, block)),
                    (_, block) => push(&mut outcome.warnings, block),
                }
            }
        }
        let (warnings, under) = (&mut outcome.warnings, &outcome.under);
        warnings.retain(|warning| !under.iter().any(|(_, other)| ptr::eq(*other, *warning)));
        outcome
    }

    fn add<'p>(&'p self, outcome: &mut Outcome<'p>, addition: &'p Addition) {
        let lists = [
            (&mut outcome.steps, &addition.steps),
            (&mut outcome.callouts, &addition.callouts),
            (&mut outcome.lines, &addition.lines),
            (&mut outcome.warnings, &addition.warnings),
        ];
        for (list, ids) in lists {
            for id in ids {
                push(list, self.block(id));
            }
        }
        for route in &addition.read {
            if !outcome.read.contains(&route.as_str()) {
                outcome.read.push(route);
            }
        }
    }
}

fn push<'p>(list: &mut Vec<&'p Block>, block: Option<&'p Block>) {
    list.extend(block.filter(|block| !holds(list, block)));
}

/// Whether a block is in a list. All blocks are those of one [`Triage`], so that their place tells them apart, and a check that
/// walks every path has no ids to compare.
fn holds(list: &[&Block], block: &Block) -> bool {
    list.iter().any(|other| ptr::eq(*other, block))
}

fn applies(warning: &Warning, graph: &str, given: &Given<'_>, outcome: &Outcome<'_>, reached: &[&Contact]) -> bool {
    (warning.graphs.is_empty() || warning.graphs.iter().any(|id| id == graph))
        && given.none_or_any(&warning.when)
        && (warning.shown.is_empty() || warning.shown.iter().any(|shown| is_shown(shown, outcome, reached)))
}

/// `reached`: the contacts that are offered anywhere.
fn is_shown(shown: &Shown, outcome: &Outcome<'_>, reached: &[&Contact]) -> bool {
    let any_contact = |test: &dyn Fn(&Contact) -> bool| reached.iter().any(|contact| test(contact));
    match shown {
        Shown::Step(id) => outcome.steps.iter().any(|b| b.id == *id),
        Shown::Block(id) => outcome.steps.iter().chain(&outcome.lines).any(|b| b.id == *id),
        Shown::Contact(id) => any_contact(&|c| c.id == *id),
        Shown::Unverified(wanted) => any_contact(&|c| c.unverified == *wanted),
        Shown::Way(way) => any_contact(&|c| {
            c.kind != ContactKind::Emergency
                && match way {
                    Way::Call => c.voice.is_some(),
                    Way::Text => c.text.is_some(),
                    Way::Relay => c.relay.is_some(),
                }
        }),
    }
}

impl<'p> Outcome<'p> {
    /// The contacts that are offered anywhere, by id.
    pub fn contacts(&self) -> impl Iterator<Item = &'p str> {
        let blocks = self.steps.iter().chain(&self.callouts).chain(&self.lines);
        blocks.flat_map(|b| b.contacts.iter().chain(&b.more_contacts)).map(String::as_str)
    }

    /// All blocks, as they are shown.
    pub fn blocks(&self) -> impl Iterator<Item = &'p Block> {
        let under = self.under.iter().map(|(_, block)| block);
        self.steps.iter().chain(&self.callouts).chain(&self.lines).chain(&self.warnings).chain(under).copied()
    }
}
