//! *Why these*, folded at the end of an outcome: what the rules behind its blocks say, and where. Never what was answered.

use super::model::{Block, TextTone};
use super::parts::Draw;
use crate::content::model::{SourceRef, Statement};
use crate::triage::Outcome;
use crate::triage::protocol::{Protocol, Reason};

/// The reasons for what an outcome shows, in the order in which it shows it.
fn reasons<'p>(protocol: &'p Protocol, outcome: &Outcome<'_>) -> Vec<&'p Reason> {
    outcome.blocks().filter_map(|block| protocol.reasons.iter().find(|reason| reason.block == block.id)).collect()
}

/// What those reasons rest on.
pub(super) fn rests_on<'p>(protocol: &'p Protocol, outcome: &Outcome<'_>) -> Vec<&'p SourceRef> {
    reasons(protocol, outcome).into_iter().flat_map(|reason| &reason.says).flat_map(|said| &said.sources).collect()
}

impl Draw<'_> {
    /// The fold and what it hides.
    pub(super) fn why(&self, protocol: &Protocol, outcome: &Outcome<'_>) -> Vec<Block> {
        let items: Vec<String> = reasons(protocol, outcome)
            .into_iter()
            .flat_map(|reason| reason.says.iter().map(|said| self.rule(&protocol.id, &reason.block, said)))
            .collect();
        let count = 1 + u32::from(!items.is_empty());
        let mut blocks = vec![
            Block::Fold { title: self.say("ui.triage.why_these"), count },
            Block::Text { text: self.say("ui.triage.why_these_text"), tone: TextTone::Muted },
        ];
        if !items.is_empty() {
            blocks.push(Block::Bullets { items });
        }
        blocks
    }

    /// What a rule says, and the places where it says so.
    fn rule(&self, graph: &str, block: &str, said: &Statement) -> String {
        let text = self.say(&format!("reason.{graph}.{block}.{}", said.part));
        let places: Vec<&str> =
            said.sources.iter().map(|source| source.locator.as_str()).filter(|place| !place.is_empty()).collect();
        format!("{text} ({})", places.join("; "))
    }
}
