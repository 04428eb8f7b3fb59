//! Who has signed what is shown, how old it is, and that nobody has signed it yet: one small line each.

use super::model::{Block, TextTone};
use super::parts::Draw;
use crate::content::review::SignOff;
use crate::triage::Outcome;

impl Draw<'_> {
    /// Who has signed a page, or that nobody has.
    pub(super) fn review(&self, reviewed_by: &str) -> Block {
        let text = match SignOff::parse(reviewed_by) {
            Some(signed) => {
                let role = self.say(&format!("ui.role.{}", signed.role.as_str()));
                self.words.fill("ui.review.signed", &[("role", &role), ("date", &self.words.date(signed.on))])
            }
            None => self.say("ui.review.page"),
        };
        Block::Text { text, tone: TextTone::Muted }
    }

    /// That somebody has not signed all of an outcome: its pieces, and the rules that put them together.
    pub(super) fn unreviewed(&self, outcome: &Outcome<'_>) -> Option<Block> {
        let mut all = outcome.blocks().map(|b| &b.reviewed_by).chain(outcome.rules.iter().map(|r| &r.reviewed_by));
        let signed = all.all(|by| SignOff::parse(by).is_some());
        (!signed).then(|| Block::Text { text: self.say("ui.review.outcome"), tone: TextTone::Muted })
    }

    /// How much of the content somebody has signed.
    pub(super) fn reviewed(&self) -> String {
        match self.content.signed(self.triage) {
            (0, _) => self.say("ui.about.not_reviewed"),
            (n, all) => self.words.fill("ui.about.reviewed", &[("n", &n.to_string()), ("all", &all.to_string())]),
        }
    }

    /// Which issue the content is, and how old.
    pub(super) fn age(&self) -> String {
        let issue = self.content.issue;
        let days = self.today.saturating_sub(issue.issued).max(0);
        let values =
            [("n", issue.number.to_string()), ("date", self.words.day(issue.issued)), ("days", days.to_string())];
        self.words.fill("ui.about.issue", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }
}
