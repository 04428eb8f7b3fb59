//! Walking a graph: from a list of answers to the next question or the outcome.

use super::check::Checked;
use super::protocol::{Choice, Clause, Condition, Protocol, Question, UNSAID};
use crate::route::Answer;

/// A list of answers that this graph cannot have been given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a path of this graph")]
pub struct InvalidPath;

/// Where a list of answers leads.
#[derive(Debug, Clone, Copy)]
pub enum Place<'p> {
    /// To another question.
    Question(&'p Question),
    /// To what there is to do. `more`: there are further questions, past the emergency steps.
    Outcome {
        /// Whether *More questions* is offered.
        more: bool,
    },
}

/// The answers so far, as rules read them.
#[derive(Debug, Clone, Default)]
pub struct Given<'p> {
    /// Question and answer; an answer that counts as another is already that other.
    answers: Vec<(&'p str, &'p str)>,
}

impl<'p> Given<'p> {
    /// The answer to a question; `?` where it was not reached.
    #[must_use]
    pub fn answer(&self, question: &str) -> &'p str {
        self.find(question).unwrap_or(UNSAID)
    }

    /// The answer to a question; none where it was not reached.
    pub(super) fn find(&self, question: &str) -> Option<&'p str> {
        self.answers.iter().find(|(q, _)| *q == question).map(|(_, answer)| *answer)
    }

    /// Whether all conditions of a clause hold.
    #[must_use]
    pub fn holds(&self, clause: &Clause) -> bool {
        clause.iter().all(|(condition, values)| match Condition::of(condition) {
            Condition::Answered => values.iter().all(|q| self.find(q).is_some()),
            Condition::Unanswered => values.iter().all(|q| self.find(q).is_none()),
            Condition::Is(question) => values.iter().any(|v| v == self.answer(question)),
            Condition::Not(question) => !values.iter().any(|v| v == self.answer(question)),
        })
    }

    /// Whether one of these clauses holds.
    #[must_use]
    pub fn any(&self, clauses: &[Clause]) -> bool {
        clauses.iter().any(|clause| self.holds(clause))
    }

    /// Whether there is no condition, or one that holds.
    #[must_use]
    pub fn none_or_any(&self, clauses: &[Clause]) -> bool {
        clauses.is_empty() || self.any(clauses)
    }

    /// Adds an answer to a question that was just asked.
    pub(super) fn push(&mut self, question: &'p Question, choice: &'p Choice) {
        let meant = choice.counts_as.iter().find(|other| self.holds(&other.when));
        let answer = meant.map_or(choice.id.as_str(), |other| other.answer.as_str());
        self.answers.push((question.id.as_str(), answer));
    }
}

impl Checked<Protocol> {
    /// Follows answers through the graph.
    ///
    /// `more` is the wish to go on past the emergency steps of a first answer, `show` the wish to see now what there is to do.
    ///
    /// # Errors
    /// [`InvalidPath`] for an unknown, repeated or misplaced answer, one after the end, a `show` before the first answer, a
    /// `more` where the first answer does not end.
    pub fn walk(&self, answers: &[Answer], more: bool, show: bool) -> Result<(Place<'_>, Given<'_>), InvalidPath> {
        let (mut given, mut ended) = (Given::default(), false);
        let mut left = self.protocol().questions.iter();
        for (i, answer) in answers.iter().enumerate() {
            // The end of the first question is only an offer: emergency steps, with the other questions behind them.
            if ended && i != 1 {
                return Err(InvalidPath);
            }
            let question = left.find(|q| given.none_or_any(&q.asked)).ok_or(InvalidPath)?;
            if question.id != answer.question {
                return Err(InvalidPath);
            }
            let choice = question.answers.iter().find(|c| c.id == answer.answer).ok_or(InvalidPath)?;
            ended = given.any(&choice.ends);
            if more && i == 0 && !ended {
                return Err(InvalidPath);
            }
            given.push(question, choice);
        }
        if answers.is_empty() && (show || more) {
            return Err(InvalidPath);
        }
        let at_first = answers.len() == 1;
        let next = left.find(|q| given.none_or_any(&q.asked));
        let place = match next {
            Some(question) if !show && (!ended || at_first && more) => Place::Question(question),
            _ => Place::Outcome { more: at_first && ended && !more && next.is_some() },
        };
        Ok((place, given))
    }
}
