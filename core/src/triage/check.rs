//! What must hold before a graph may be walked.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::draft::Draft;
use super::plan::Plan;
use super::protocol::{Block, BlockKind, Clause, Condition, Protocol, Question, Rule, UNSAID, Warning};
use super::said::{Said, Tests, bits};
use crate::content::model::Contact;

/// The most questions of a graph: each is a level of the walk. The longest graph has half as many.
const MOST_QUESTIONS: usize = 32;
/// The most answers of a question: each is a bit, and is held against each of the others. The longest list has five.
pub(crate) const MOST_ANSWERS: usize = 32;
/// The most outcomes of a graph: three times those of the largest.
const MOST_OUTCOMES: usize = 50_000;
/// The most that all outcomes of a graph may be drawn from: conditions, blocks and routes, each counted once for each outcome. Eight
/// times those of the largest graph, and the walk is over in a second on any phone.
const MOST_DRAWN: usize = 50_000_000;
/// The most dead ends that are told.
const MOST_DEAD_ENDS: usize = 20;
/// The most faults of form that are told.
const MOST_FAULTS: usize = 1_000;

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
    /// A question has more answers than anybody would read, or than can be held against each other.
    #[error("question {0}: more than {MOST_ANSWERS} answers")]
    TooManyAnswers(String),
    /// There are more paths, or more on the way, than can be walked.
    #[error("more than {MOST_OUTCOMES} outcomes, or too much to draw them from")]
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
    let faults = faults(&protocol, blocks, warnings, contacts);
    if faults.is_empty() { Ok(Checked(protocol)) } else { Err(faults) }
}

/// Faults, up to as many as are told: more than anybody reads, and fewer than a hostile graph would like to be told of.
#[derive(Debug, Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn push(&mut self, fault: Fault) {
        if self.0.len() < MOST_FAULTS {
            self.0.push(fault);
        }
    }
}

/// What [`check`] finds.
pub(crate) fn faults(
    protocol: &Protocol,
    blocks: &BTreeMap<String, Block>,
    warnings: &[Warning],
    contacts: &BTreeMap<String, Contact>,
) -> Vec<Fault> {
    let faults = form(protocol, blocks, warnings);
    if !faults.is_empty() {
        return faults;
    }
    let plan = Plan::new(protocol, blocks, warnings, contacts);
    Walker::new(protocol, &plan).faults()
}

/// Ids, kinds and the order of questions.
fn form(protocol: &Protocol, blocks: &BTreeMap<String, Block>, warnings: &[Warning]) -> Vec<Fault> {
    let mut faults = Faults::default();
    if protocol.questions.len() > MOST_QUESTIONS {
        faults.push(Fault::TooManyQuestions);
    }
    let mut seen = BTreeSet::new();
    let mut once = |name: String, faults: &mut Faults| {
        if !seen.insert(name.clone()) {
            faults.push(Fault::Twice(name));
        }
    };
    for (i, question) in protocol.questions.iter().enumerate() {
        let at = format!("question {}", question.id);
        if question.answers.len() > MOST_ANSWERS {
            faults.push(Fault::TooManyAnswers(question.id.clone()));
        }
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
    faults.0
}

/// A step may stand as a line, and a line as a callout; nothing else stands in another's place.
fn fits(kind: BlockKind, place: BlockKind) -> bool {
    kind == place || matches!((kind, place), (BlockKind::Step, BlockKind::Line) | (BlockKind::Line, BlockKind::Callout))
}

/// The questions that a clause looks at.
fn names(clause: &Clause) -> impl Iterator<Item = &str> {
    clause.iter().flat_map(|(condition, values)| match Condition::of(condition) {
        Condition::Answered | Condition::Unanswered => values.iter().map(String::as_str).collect::<Vec<_>>(),
        Condition::Is(name) | Condition::Not(name) => vec![name],
    })
}

fn known(at: &str, clause: &Clause, questions: &[Question], faults: &mut Faults) {
    for name in names(clause) {
        if !questions.iter().any(|q| q.id == name) {
            faults.push(Fault::NoQuestion(at.to_owned(), name.to_owned()));
        }
    }
    for (condition, values) in clause {
        let (Condition::Is(name) | Condition::Not(name)) = Condition::of(condition) else { continue };
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
    plan: &'p Plan<'p>,
    questions: Vec<Asking>,
    /// The answers on the way here: as they were given, and as rules read them.
    path: Vec<(usize, usize)>,
    said: Said,
    draft: Draft,
    /// Rules, and what they add, that no answers have led to yet. Both are soon empty, and then nobody looks any more.
    unmet_rules: BTreeSet<usize>,
    unmet_additions: BTreeSet<(usize, usize)>,
    asked: BTreeSet<usize>,
    /// Pairs of answers to a question that made a difference somewhere.
    differ: BTreeSet<(usize, usize, usize)>,
    /// How many outcomes were looked at, and how many may be.
    outcomes: usize,
    most_outcomes: usize,
    dead_ends: usize,
    faults: Faults,
}

/// A question, with its conditions looked up.
struct Asking {
    when: Tests,
    choices: Vec<Choosing>,
}

struct Choosing {
    ends: Tests,
    /// What it means, where it means another answer; then what it is itself.
    counts_as: Vec<(Tests, u32)>,
    answer: u32,
}

impl Asking {
    fn of(question: &Question, questions: &[Question]) -> Self {
        let tests = |clause| Tests::of(std::slice::from_ref(clause), questions);
        let choices = question.answers.iter().map(|choice| Choosing {
            ends: Tests::of(&choice.ends, questions),
            counts_as: choice.counts_as.iter().map(|c| (tests(&c.when), bits(question, &[&c.answer]))).collect(),
            answer: bits(question, &[&choice.id]),
        });
        Self { when: Tests::of(&question.asked, questions), choices: choices.collect() }
    }
}

impl<'p> Walker<'p> {
    fn new(protocol: &'p Protocol, plan: &'p Plan<'p>) -> Self {
        let questions = &protocol.questions;
        let additions = |(i, rule): (usize, &Rule)| (0..rule.then.len()).map(move |part| (i, part));
        Self {
            protocol,
            plan,
            questions: questions.iter().map(|question| Asking::of(question, questions)).collect(),
            path: Vec::new(),
            said: Said::nothing(protocol),
            draft: Draft::default(),
            unmet_rules: (0..protocol.rules.len()).collect(),
            unmet_additions: protocol.rules.iter().enumerate().flat_map(additions).collect(),
            asked: BTreeSet::new(),
            differ: BTreeSet::new(),
            outcomes: 0,
            most_outcomes: MOST_OUTCOMES.min(MOST_DRAWN / plan.size().max(1)),
            dead_ends: 0,
            faults: Faults::default(),
        }
    }

    fn faults(mut self) -> Vec<Fault> {
        self.below(0);
        if self.outcomes > self.most_outcomes {
            return vec![Fault::TooManyPaths];
        }
        for (i, rule) in self.protocol.rules.iter().enumerate() {
            if self.unmet_rules.contains(&i) {
                self.faults.push(Fault::UnreachableRule(rule.id.clone()));
                continue;
            }
            for part in (0..rule.then.len()).filter(|part| self.unmet_additions.contains(&(i, *part))) {
                self.faults.push(Fault::UnreachableAddition(rule.id.clone(), part));
            }
        }
        for (i, question) in self.protocol.questions.iter().enumerate() {
            if !self.asked.contains(&i) {
                self.faults.push(Fault::UnreachableQuestion(question.id.clone()));
                continue;
            }
            let said = || question.answers.iter().enumerate().filter(|(_, answer)| answer.id != UNSAID);
            for (a, one) in said() {
                for (_, other) in said().filter(|(b, _)| *b > a && !self.differ.contains(&(i, a, *b))) {
                    let (q, a, b) = (question.id.clone(), one.id.clone(), other.id.clone());
                    self.faults.push(Fault::ChangesNothing(q, a, b));
                }
            }
        }
        self.faults.0
    }

    /// All that is below a place, as one number: two places have the same where the rest of every path leads to the same.
    /// A number, because the pictures of all paths are more than a phone should hold.
    fn below(&mut self, from: usize) -> u64 {
        let mut all = DefaultHasher::new();
        if from > 0 {
            self.picture().hash(&mut all);
        }
        let next = (from..self.questions.len()).find(|i| self.questions[*i].when.none_or_any(&self.said));
        let Some(question) = next.filter(|_| self.outcomes <= self.most_outcomes) else { return all.finish() };
        self.asked.insert(question);
        question.hash(&mut all);
        let mut room = [0; MOST_ANSWERS];
        let below = &mut room[..self.questions[question].choices.len()];
        for (choice, below) in below.iter_mut().enumerate() {
            let Choosing { ends, counts_as, answer } = &self.questions[question].choices[choice];
            let ended = ends.any(&self.said) && from > 0;
            let meant = counts_as.iter().find(|(when, _)| when.any(&self.said)).map_or(*answer, |(_, answer)| *answer);
            self.said.set(question, meant);
            self.path.push((question, choice));
            *below = if ended { self.end() } else { self.below(question + 1) };
            self.path.pop();
            self.said.set(question, 0);
        }
        for (a, below_a) in below.iter().enumerate() {
            for (b, _) in below.iter().enumerate().skip(a + 1).filter(|(_, below_b)| *below_b != below_a) {
                self.differ.insert((question, a, b));
            }
        }
        below.hash(&mut all);
        all.finish()
    }

    /// All that is below the end of a path.
    fn end(&mut self) -> u64 {
        let mut end = DefaultHasher::new();
        self.picture().hash(&mut end);
        end.finish()
    }

    /// Everything that is shown after these answers, as one number.
    fn picture(&mut self) -> u64 {
        self.outcomes += 1;
        self.plan.draw(&self.said, &mut self.draft);
        if self.draft.is_empty() && self.dead_ends < MOST_DEAD_ENDS {
            self.dead_ends += 1;
            self.faults.push(Fault::DeadEnd(self.answers()));
        }
        if !(self.unmet_rules.is_empty() && self.unmet_additions.is_empty()) {
            for rule in &self.draft.rules {
                self.unmet_rules.remove(rule);
                for part in self.plan.adds(*rule, &self.said) {
                    self.unmet_additions.remove(&(*rule, part));
                }
            }
        }
        let mut picture = DefaultHasher::new();
        self.draft.hash(&mut picture);
        picture.finish()
    }

    /// The answers that were given, as a route has them.
    fn answers(&self) -> String {
        let answer = |(question, choice): &(usize, usize)| {
            let question = &self.protocol.questions[*question];
            format!("{}={}", question.id, question.answers[*choice].id)
        };
        self.path.iter().map(answer).collect::<Vec<_>>().join("&")
    }
}
