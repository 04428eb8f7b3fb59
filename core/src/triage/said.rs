//! Answers as bits, and conditions on them with no name left to compare: what a walk over all paths reads.

use super::path::Given;
use super::protocol::{Clause, Condition, Protocol, Question, UNSAID};

/// One answer of a question, or several: each is the bit of its place, and [`MOST_ANSWERS`](super::check::MOST_ANSWERS) fit.
type Answers = u32;

/// What was answered: the answer to each question, nothing for one that was not reached.
#[derive(Debug, Clone)]
pub(super) struct Said(Vec<Answers>);

/// Clauses of which one must hold, each with conditions that must all hold.
#[derive(Debug)]
pub(super) struct Tests(Vec<Vec<Test>>);

/// A condition, with questions by their place.
#[derive(Debug)]
enum Test {
    /// All of these questions were reached.
    Answered(Vec<usize>),
    /// None of these was.
    Unanswered(Vec<usize>),
    /// The answer to this one is among these.
    Is(Asked, Answers),
    /// It is not.
    Not(Asked, Answers),
}

/// A question, and what it counts as answered with where it was not reached.
#[derive(Debug, Clone, Copy)]
struct Asked {
    place: usize,
    unsaid: Answers,
}

impl Said {
    /// Nothing, as yet.
    pub(super) fn nothing(protocol: &Protocol) -> Self {
        Self(vec![0; protocol.questions.len()])
    }

    /// What a path has been given.
    pub(super) fn of(protocol: &Protocol, given: &Given<'_>) -> Self {
        let answers = protocol.questions.iter().map(|q| given.find(&q.id).map_or(0, |answer| bits(q, &[answer])));
        Self(answers.collect())
    }

    /// Answers a question, or takes the answer back.
    pub(super) fn set(&mut self, question: usize, answer: Answers) {
        self.0[question] = answer;
    }

    fn find(&self, question: usize) -> Option<Answers> {
        self.0.get(question).copied().filter(|answer| *answer != 0)
    }
}

impl Tests {
    pub(super) fn of(clauses: &[Clause], questions: &[Question]) -> Self {
        let tests = |clause: &Clause| {
            clause.iter().map(|(condition, values)| Test::of(Condition::of(condition), values, questions)).collect()
        };
        Self(clauses.iter().map(tests).collect())
    }

    /// How much there is to look at: clauses, conditions, and the questions that one names.
    pub(super) fn size(&self) -> usize {
        let test = |test: &Test| match test {
            Test::Answered(questions) | Test::Unanswered(questions) => questions.len(),
            Test::Is(..) | Test::Not(..) => 1,
        };
        self.0.iter().map(|clause| 1 + clause.iter().map(test).sum::<usize>()).sum::<usize>() + 1
    }

    /// Whether one of these clauses holds.
    pub(super) fn any(&self, said: &Said) -> bool {
        self.0.iter().any(|clause| clause.iter().all(|test| test.holds(said)))
    }

    /// Whether there is no condition, or one that holds.
    pub(super) fn none_or_any(&self, said: &Said) -> bool {
        self.0.is_empty() || self.any(said)
    }
}

impl Test {
    fn of(condition: Condition<'_>, values: &[String], questions: &[Question]) -> Self {
        // No question has the place of one that does not exist, so that nobody reaches it.
        let place = |id: &str| questions.iter().position(|q| q.id == id).unwrap_or(usize::MAX);
        let places = || values.iter().map(|id| place(id)).collect();
        let asked = |id| {
            let place = place(id);
            let bits = |values: &[&str]| questions.get(place).map_or(0, |question| bits(question, values));
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            (Asked { place, unsaid: bits(&[UNSAID]) }, bits(&values))
        };
        match condition {
            Condition::Answered => Self::Answered(places()),
            Condition::Unanswered => Self::Unanswered(places()),
            Condition::Is(id) => {
                let (asked, values) = asked(id);
                Self::Is(asked, values)
            }
            Condition::Not(id) => {
                let (asked, values) = asked(id);
                Self::Not(asked, values)
            }
        }
    }

    fn holds(&self, said: &Said) -> bool {
        let answer = |asked: &Asked| said.find(asked.place).unwrap_or(asked.unsaid);
        match self {
            Self::Answered(questions) => questions.iter().all(|q| said.find(*q).is_some()),
            Self::Unanswered(questions) => questions.iter().all(|q| said.find(*q).is_none()),
            Self::Is(asked, values) => answer(asked) & values != 0,
            Self::Not(asked, values) => answer(asked) & values == 0,
        }
    }
}

/// The bits of answers of a question; nothing for what it has not.
pub(super) fn bits(question: &Question, answers: &[&str]) -> Answers {
    let bit = |place: usize| u32::try_from(place).ok().and_then(|place| Answers::checked_shl(1, place)).unwrap_or(0);
    let all = question.answers.iter().enumerate().filter(|(_, choice)| answers.contains(&choice.id.as_str()));
    all.fold(0, |all, (place, _)| all | bit(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Files;
    use crate::triage::read;

    #[test]
    fn every_condition_holds_by_bits_where_it_holds_by_names() {
        let (_, _, protocols) = read(&Files::built_in()).expect("the built-in content");
        for protocol in &protocols {
            let rules = protocol.rules.iter().flat_map(|rule| {
                rule.when.iter().chain(&rule.stop).chain(rule.then.iter().flat_map(|addition| &addition.when))
            });
            let questions = protocol.questions.iter().flat_map(|question| {
                let choices = question.answers.iter();
                question
                    .asked
                    .iter()
                    .chain(choices.flat_map(|c| c.ends.iter().chain(c.counts_as.iter().map(|c| &c.when))))
            });
            let clauses = rules.chain(questions).chain(protocol.ways.iter().map(|offer| &offer.when));
            let tests = |clause| (clause, Tests::of(std::slice::from_ref(clause), &protocol.questions));
            let clauses: Vec<(&Clause, Tests)> = clauses.map(tests).collect();
            let mut held = 0;
            every_path(protocol, 0, &Given::default(), &mut |given| {
                let said = Said::of(protocol, given);
                for (clause, tests) in &clauses {
                    assert_eq!(tests.any(&said), given.holds(clause), "{clause:?} after {given:?}");
                    held += usize::from(tests.any(&said));
                }
            });
            assert!(held > 100, "{}: {held}", protocol.id);
        }
    }

    fn every_path<'p>(protocol: &'p Protocol, from: usize, given: &Given<'p>, see: &mut impl FnMut(&Given<'p>)) {
        see(given);
        let left = protocol.questions.iter().enumerate().skip(from);
        for (i, question) in left.filter(|(_, q)| given.none_or_any(&q.asked)).take(1) {
            for choice in &question.answers {
                let mut given = given.clone();
                given.push(question, choice);
                every_path(protocol, i + 1, &given, see);
            }
        }
    }
}
