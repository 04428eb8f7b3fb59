//! What must hold before a graph may be walked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::Triage;
use super::path::Given;
use super::protocol::{Block, BlockKind, Clause, Protocol, Question, Rule, UNSAID, Warning};
use crate::content::model::Contact;

/// The most questions of a graph: each is a level of the walk. The longest graph has half as many.
const MOST_QUESTIONS: usize = 32;
/// The most outcomes of a graph: three times those of the largest, and the walk is over in a second on any phone.
const MOST_OUTCOMES: usize = 50_000;

/// Something that was checked. Only a checked graph can be walked.
#[derive(Debug, Clone)]
pub struct Checked<T>(T);

impl Checked<Protocol> {
    /// The graph.
    #[must_use]
    pub fn protocol(&self) -> &Protocol {
        &self.0
    }

    /// A graph of content that was checked as a whole.
    pub(super) fn with_its_content(protocol: Protocol) -> Self {
        Self(protocol)
    }
}

/// Why a graph cannot be walked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A question is asked depending on itself or on one that comes later.
    #[error("question {0}: asked depending on {1}, which does not come before it")]
    Cycle(String, String),
    /// A condition names a question that does not exist.
    #[error("{0}: there is no question {1}")]
    NoQuestion(String, String),
    /// A condition names an answer that its question does not have.
    #[error("{0}: question {1} has no answer {2}")]
    NoAnswer(String, String, String),
    /// A rule or warning names a block that does not exist.
    #[error("{0}: there is no block {1}")]
    NoBlock(String, String),
    /// A block stands where its kind does not belong.
    #[error("{0}: {1} cannot stand there")]
    WrongKind(String, String),
    /// Two questions, answers or rules have one id.
    #[error("{0} is there twice")]
    Twice(String),
    /// A question has no answers but `?`, or does not end with it.
    #[error("question {0}: needs answers, and \"I would rather not say\" as the last")]
    Answers(String),
    /// Answers lead to nothing to do.
    #[error("after {0} there is nothing to do")]
    DeadEnd(String),
    /// No answers lead to a rule.
    #[error("rule {0}: no answers lead to it")]
    UnreachableRule(String),
    /// No answers lead to what a rule adds under a condition.
    #[error("rule {0}: no answers lead to its addition {1}")]
    UnreachableAddition(String, usize),
    /// A question is never asked.
    #[error("question {0}: never asked")]
    UnreachableQuestion(String),
    /// Two answers of a question lead to the same everywhere.
    #[error("question {0}: {1} and {2} change nothing")]
    ChangesNothing(String, String, String),
    /// There are more questions than anybody would answer, or than can be walked.
    #[error("more than {MOST_QUESTIONS} questions")]
    TooManyQuestions,
    /// There are more paths than can be walked.
    #[error("more than {MOST_OUTCOMES} outcomes")]
    TooManyPaths,
}

/// Checks a graph, path by path: no cycle, no dead end, no outcome that cannot be reached, no question that changes nothing.
///
/// # Errors
/// All faults that were found. Faults of form end the check before the paths are walked.
pub fn check(
    protocol: Protocol,
    blocks: &BTreeMap<String, Block>,
    warnings: &[Warning],
    contacts: &BTreeMap<String, Contact>,
) -> Result<Checked<Protocol>, Vec<Fault>> {
    let mut faults = form(&protocol, blocks, warnings);
    if faults.is_empty() {
        let triage = Triage::new(blocks.clone(), warnings.to_vec(), Vec::new());
        faults = Walker::new(&protocol, &triage, contacts).faults();
    }
    if faults.is_empty() { Ok(Checked(protocol)) } else { Err(faults) }
}

/// Ids, kinds and the order of questions.
fn form(protocol: &Protocol, blocks: &BTreeMap<String, Block>, warnings: &[Warning]) -> Vec<Fault> {
    let mut faults = Vec::new();
    if protocol.questions.len() > MOST_QUESTIONS {
        faults.push(Fault::TooManyQuestions);
    }
    let mut seen = BTreeSet::new();
    let mut once = |name: String, faults: &mut Vec<Fault>| {
        if !seen.insert(name.clone()) {
            faults.push(Fault::Twice(name));
        }
    };
    for (i, question) in protocol.questions.iter().enumerate() {
        let at = format!("question {}", question.id);
        once(at.clone(), &mut faults);
        let last = question.answers.last().is_some_and(|a| a.id == UNSAID);
        if question.answers.len() < 2 || !last {
            faults.push(Fault::Answers(question.id.clone()));
        }
        for answer in &question.answers {
            once(format!("answer {}={}", question.id, answer.id), &mut faults);
            for other in &answer.counts_as {
                if !question.answers.iter().any(|a| a.id == other.answer) {
                    faults.push(Fault::NoAnswer(at.clone(), question.id.clone(), other.answer.clone()));
                }
            }
        }
        let before = &protocol.questions[..i];
        let ends = question.answers.iter().flat_map(|a| a.ends.iter().chain(a.counts_as.iter().map(|c| &c.when)));
        for clause in question.asked.iter().chain(ends) {
            for name in names(clause) {
                if protocol.questions.iter().any(|q| q.id == name) && !before.iter().any(|q| q.id == name) {
                    faults.push(Fault::Cycle(question.id.clone(), name.to_owned()));
                }
            }
            known(&at, clause, &protocol.questions, &mut faults);
        }
    }
    for rule in &protocol.rules {
        let at = format!("rule {}", rule.id);
        once(at.clone(), &mut faults);
        for clause in rule.when.iter().chain(&rule.stop).chain(rule.then.iter().flat_map(|a| &a.when)) {
            known(&at, clause, &protocol.questions, &mut faults);
        }
        for addition in &rule.then {
            let lists = [
                (&addition.steps, BlockKind::Step),
                (&addition.callouts, BlockKind::Callout),
                (&addition.lines, BlockKind::Line),
                (&addition.warnings, BlockKind::Warning),
            ];
            for (ids, place) in lists {
                for id in ids {
                    match blocks.get(id) {
                        None => faults.push(Fault::NoBlock(at.clone(), id.clone())),
                        Some(block) if !fits(block.kind, place) => {
                            faults.push(Fault::WrongKind(at.clone(), id.clone()));
                        }
                        Some(_) => {}
                    }
                }
            }
        }
    }
    for offer in &protocol.ways {
        known("ways", &offer.when, &protocol.questions, &mut faults);
    }
    for warning in warnings {
        let at = format!("warning {}", warning.block);
        match blocks.get(&warning.block) {
            None => faults.push(Fault::NoBlock(at, warning.block.clone())),
            Some(block) if block.kind != BlockKind::Warning => faults.push(Fault::WrongKind(at, block.id.clone())),
            Some(_) => {}
        }
    }
    faults
}

/// A step may stand as a line, and a line as a callout; nothing else stands in another's place.
fn fits(kind: BlockKind, place: BlockKind) -> bool {
    kind == place || matches!((kind, place), (BlockKind::Step, BlockKind::Line) | (BlockKind::Line, BlockKind::Callout))
}

/// The questions that a clause looks at.
fn names(clause: &Clause) -> impl Iterator<Item = &str> {
    clause.iter().flat_map(|(condition, values)| match condition.as_str() {
        "answered" | "unanswered" => values.iter().map(String::as_str).collect::<Vec<_>>(),
        name => vec![name.trim_end_matches('!')],
    })
}

fn known(at: &str, clause: &Clause, questions: &[Question], faults: &mut Vec<Fault>) {
    for name in names(clause) {
        if !questions.iter().any(|q| q.id == name) {
            faults.push(Fault::NoQuestion(at.to_owned(), name.to_owned()));
        }
    }
    for (condition, values) in clause {
        let name = condition.trim_end_matches('!');
        if let Some(question) = questions.iter().find(|q| q.id == name) {
            for value in values.iter().filter(|v| !question.answers.iter().any(|a| a.id == **v)) {
                faults.push(Fault::NoAnswer(at.to_owned(), name.to_owned(), value.clone()));
            }
        }
    }
}

/// Walks every path of a graph and looks at every outcome.
struct Walker<'p> {
    protocol: &'p Protocol,
    triage: &'p Triage,
    contacts: &'p BTreeMap<String, Contact>,
    /// Rules, and what they add, that no answers have led to yet. Both are soon empty, and then nobody looks any more.
    unmet_rules: BTreeSet<&'p str>,
    unmet_additions: BTreeSet<(&'p str, usize)>,
    asked: BTreeSet<&'p str>,
    /// Pairs of answers that made a difference somewhere.
    differ: BTreeSet<(&'p str, &'p str, &'p str)>,
    /// How many outcomes were looked at.
    outcomes: usize,
    faults: Vec<Fault>,
}

impl<'p> Walker<'p> {
    fn new(protocol: &'p Protocol, triage: &'p Triage, contacts: &'p BTreeMap<String, Contact>) -> Self {
        let additions = |rule: &'p Rule| (0..rule.then.len()).map(|i| (rule.id.as_str(), i));
        Self {
            protocol,
            triage,
            contacts,
            unmet_rules: protocol.rules.iter().map(|rule| rule.id.as_str()).collect(),
            unmet_additions: protocol.rules.iter().flat_map(additions).collect(),
            asked: BTreeSet::new(),
            differ: BTreeSet::new(),
            outcomes: 0,
            faults: Vec::new(),
        }
    }

    fn faults(mut self) -> Vec<Fault> {
        self.below(&Given::default(), 0, &mut String::new());
        if self.outcomes > MOST_OUTCOMES {
            return vec![Fault::TooManyPaths];
        }
        for rule in &self.protocol.rules {
            if self.unmet_rules.contains(rule.id.as_str()) {
                self.faults.push(Fault::UnreachableRule(rule.id.clone()));
                continue;
            }
            for i in (0..rule.then.len()).filter(|i| self.unmet_additions.contains(&(rule.id.as_str(), *i))) {
                self.faults.push(Fault::UnreachableAddition(rule.id.clone(), i));
            }
        }
        for question in &self.protocol.questions {
            if !self.asked.contains(question.id.as_str()) {
                self.faults.push(Fault::UnreachableQuestion(question.id.clone()));
                continue;
            }
            let said: Vec<&str> = question.answers.iter().map(|a| a.id.as_str()).filter(|a| *a != UNSAID).collect();
            for (i, a) in said.iter().enumerate() {
                for b in &said[i + 1..] {
                    if !self.differ.contains(&(question.id.as_str(), *a, *b)) {
                        let (q, a, b) = (question.id.clone(), (*a).to_owned(), (*b).to_owned());
                        self.faults.push(Fault::ChangesNothing(q, a, b));
                    }
                }
            }
        }
        self.faults
    }

    /// All that is below a place, as one number: two places have the same where the rest of every path leads to the same.
    /// A number, because the pictures of all paths are more than a phone should hold.
    fn below(&mut self, given: &Given<'p>, from: usize, path: &mut String) -> u64 {
        let mut all = DefaultHasher::new();
        if from > 0 {
            self.picture(given, path).hash(&mut all);
        }
        let next = self.protocol.questions.iter().enumerate().skip(from).find(|(_, q)| given.none_or_any(&q.asked));
        let Some((i, question)) = next.filter(|_| self.outcomes <= MOST_OUTCOMES) else { return all.finish() };
        self.asked.insert(&question.id);
        question.id.hash(&mut all);
        let mut by_answer: Vec<(&'p str, u64)> = Vec::new();
        for choice in &question.answers {
            let ended = given.any(&choice.ends) && from > 0;
            let mut given = given.clone();
            given.push(question, choice);
            let length = path.len();
            let _ = write!(path, "&{}={}", question.id, choice.id);
            let below = if ended {
                let mut end = DefaultHasher::new();
                self.picture(&given, path).hash(&mut end);
                end.finish()
            } else {
                self.below(&given, i + 1, path)
            };
            path.truncate(length);
            by_answer.push((&choice.id, below));
        }
        for (n, (a, below_a)) in by_answer.iter().enumerate() {
            for (b, below_b) in &by_answer[n + 1..] {
                if below_a != below_b {
                    self.differ.insert((&question.id, a, b));
                }
            }
        }
        by_answer.hash(&mut all);
        all.finish()
    }

    /// Everything that is shown after these answers, as one number.
    fn picture(&mut self, given: &Given<'_>, path: &str) -> u64 {
        self.outcomes += 1;
        let outcome = self.triage.outcome(self.protocol, given, self.contacts);
        if outcome.steps.is_empty() {
            self.faults.push(Fault::DeadEnd(path.trim_start_matches('&').to_owned()));
        }
        if !(self.unmet_rules.is_empty() && self.unmet_additions.is_empty()) {
            for rule in &outcome.rules {
                self.unmet_rules.remove(rule.id.as_str());
                for i in (0..rule.then.len()).filter(|i| given.none_or_any(&rule.then[*i].when)) {
                    self.unmet_additions.remove(&(rule.id.as_str(), i));
                }
            }
        }
        let mut picture = DefaultHasher::new();
        for list in [&outcome.steps, &outcome.callouts, &outcome.lines, &outcome.warnings] {
            list.len().hash(&mut picture);
            for block in list {
                std::ptr::hash(*block, &mut picture);
            }
        }
        for (step, block) in &outcome.under {
            std::ptr::hash(*block, &mut picture);
            step.hash(&mut picture);
        }
        (outcome.read, outcome.offered).hash(&mut picture);
        picture.finish()
    }
}
