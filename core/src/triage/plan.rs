//! A graph with every name in it looked up once. All outcomes are put together here: the one that a screen shows, and each of those
//! that a check walks to, one after the other and without a name to compare.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::draft::{CALLOUTS, Draft, LINES, STEPS, UNDER, WARNINGS, flag};
use super::outcome::Outcome;
use super::protocol::{Addition, Block, Protocol, Question, Shown, Warning, Way};
use super::said::{Said, Tests};
use crate::content::model::Contact;

/// A block and what an outcome asks of it.
#[derive(Debug)]
struct Piece<'p> {
    block: &'p Block,
    /// Steps that make it needless, where this graph has them.
    unless: Vec<usize>,
    /// What its contacts are: looked up when it is first shown.
    reaches: OnceCell<Reach>,
}

/// A bit for each thing that a warning may ask of the contacts of a block.
type Reach = u8;
const CHECKED: Reach = 1;
const UNCHECKED: Reach = 2;
const CALL: Reach = 4;
const TEXT: Reach = 8;
const RELAY: Reach = 16;

/// What a rule adds.
#[derive(Debug)]
pub(super) struct Part {
    when: Tests,
    /// Steps, callouts, lines and warnings, by their place among the pieces.
    pub(super) lists: [Vec<usize>; 4],
    pub(super) read: Vec<usize>,
}

#[derive(Debug)]
struct RulePlan {
    when: Tests,
    stop: Tests,
    parts: Vec<Part>,
}

/// A warning that this graph can show.
#[derive(Debug)]
pub(super) struct WarningPlan {
    when: Tests,
    /// One of these must be shown; none is always.
    shown: Option<Vec<Look>>,
    pub(super) piece: usize,
    /// The step that it stands under, by its place among all such steps.
    pub(super) under: Option<usize>,
}

/// What a warning looks for among what is shown. A name that nothing has is looked for in vain.
#[derive(Debug)]
enum Look {
    /// This piece, in one of these lists.
    Piece(Option<usize>, u8),
    /// One of the pieces that offer this contact.
    Contact(usize),
    /// A contact of this kind.
    Reach(Reach),
}

/// A graph in which nothing is left to be looked up.
#[derive(Debug)]
pub(super) struct Plan<'p> {
    protocol: &'p Protocol,
    contacts: &'p BTreeMap<String, Contact>,
    pieces: Vec<Piece<'p>>,
    /// The pieces that offer a contact, for those that a warning looks for.
    offering: Vec<Vec<usize>>,
    routes: Vec<&'p str>,
    unders: Vec<&'p str>,
    rules: Vec<RulePlan>,
    ways: Vec<Tests>,
    warnings: Vec<WarningPlan>,
}

/// Places of names, in the order in which they were met.
#[derive(Default)]
struct Names<'p> {
    known: BTreeMap<&'p str, usize>,
    all: Vec<&'p str>,
}

impl<'p> Names<'p> {
    fn place(&mut self, name: &'p str) -> usize {
        let all = &mut self.all;
        *self.known.entry(name).or_insert_with(|| {
            all.push(name);
            all.len() - 1
        })
    }
}

impl<'p> Plan<'p> {
    pub(super) fn new(
        protocol: &'p Protocol,
        blocks: &'p BTreeMap<String, Block>,
        warnings: &'p [Warning],
        contacts: &'p BTreeMap<String, Contact>,
    ) -> Self {
        let questions = &protocol.questions;
        let (mut routes, mut unders, mut wanted) = (Names::default(), Names::default(), Names::default());
        // A name of no block, which the check rules out, is passed over.
        let (mut names, mut found) = (Names::default(), Vec::new());
        let mut place = |id: &'p str| {
            let block = blocks.get(id)?;
            let place = names.place(id);
            if place == found.len() {
                found.push(block);
            }
            Some(place)
        };
        let rules = protocol.rules.iter().map(|rule| RulePlan {
            when: Tests::of(&rule.when, questions),
            stop: Tests::of(&rule.stop, questions),
            parts: rule.then.iter().map(|addition| Part::of(addition, questions, &mut place, &mut routes)).collect(),
        });
        let rules = rules.collect();
        let here = |warning: &&Warning| warning.graphs.is_empty() || warning.graphs.contains(&protocol.id);
        let here: Vec<(&Warning, usize)> =
            warnings.iter().filter(here).filter_map(|warning| Some((warning, place(&warning.block)?))).collect();
        let known = names.known;
        let mut look = |shown: &'p Shown| Look::of(shown, &known, &mut wanted);
        let warnings = here.into_iter().map(|(warning, piece)| WarningPlan {
            when: Tests::of(&warning.when, questions),
            shown: (!warning.shown.is_empty()).then(|| warning.shown.iter().map(&mut look).collect()),
            piece,
            under: warning.under.as_deref().map(|step| unders.place(step)),
        });
        let warnings = warnings.collect();
        let mut offering = vec![Vec::new(); wanted.all.len()];
        for (piece, block) in found.iter().enumerate() {
            for contact in block.offers().filter_map(|id| wanted.known.get(id.as_str())) {
                offering[*contact].push(piece);
            }
        }
        let steps = |block: &Block| block.unless_step.iter().filter_map(|id| known.get(id.as_str()).copied()).collect();
        let piece = |block| Piece { block, unless: steps(block), reaches: OnceCell::new() };
        Self {
            protocol,
            contacts,
            pieces: found.into_iter().map(piece).collect(),
            offering,
            routes: routes.all,
            unders: unders.all,
            rules,
            ways: protocol.ways.iter().map(|offer| Tests::of(std::slice::from_ref(&offer.when), questions)).collect(),
            warnings,
        }
    }

    /// How much an outcome is drawn from, at most: conditions, blocks, routes, and what is looked for.
    pub(super) fn size(&self) -> usize {
        let parts = || self.rules.iter().flat_map(|rule| &rule.parts);
        let tests = (self.rules.iter().flat_map(|rule| [&rule.when, &rule.stop]))
            .chain(parts().map(|part| &part.when))
            .chain(&self.ways)
            .chain(self.warnings.iter().map(|warning| &warning.when));
        let look = |look: &Look| match look {
            Look::Contact(contact) => self.offering[*contact].len(),
            Look::Piece(..) | Look::Reach(_) => 1,
        };
        tests.map(Tests::size).sum::<usize>()
            + parts().flat_map(|part| &part.lists).map(Vec::len).sum::<usize>()
            + parts().map(|part| part.read.len()).sum::<usize>()
            + self.pieces.iter().map(|piece| 1 + piece.unless.len()).sum::<usize>()
            + self.protocol.ways.iter().map(|offer| offer.first.len()).sum::<usize>()
            + self.warnings.iter().flat_map(|warning| &warning.shown).flatten().map(look).sum::<usize>()
    }

    /// What there is to do after these answers, in the place of what a draft held before.
    pub(super) fn draw(&self, said: &Said, draft: &mut Draft) {
        draft.clear(self.pieces.len(), self.routes.len());
        for (i, rule) in self.rules.iter().enumerate().filter(|(_, rule)| rule.when.any(said)) {
            draft.rules.push(i);
            for part in rule.parts.iter().filter(|part| part.when.none_or_any(said)) {
                draft.add(part);
            }
            if rule.stop.any(said) {
                break;
            }
        }
        // What is a step is not said twice, and a line can be made needless by a step.
        for list in [CALLOUTS, LINES] {
            draft.keep(list, |piece, flags| {
                let mut steps = std::iter::once(piece).chain(&self.pieces[*piece].unless);
                !steps.any(|piece| flags[*piece] & flag(STEPS) != 0)
            });
        }
        for (offer, _) in self.protocol.ways.iter().zip(&self.ways).filter(|(_, when)| when.any(said)) {
            draft.offered.first.extend(&offer.first);
            draft.offered.large |= offer.large;
            draft.offered.hide_text |= offer.hide_text;
        }
        let pieces = || [STEPS, CALLOUTS, LINES].into_iter().flat_map(|list| &draft.lists[list]);
        let reached = pieces().fold(0, |all, piece| all | self.reach(&self.pieces[*piece]));
        for warning in self.warnings.iter().filter(|warning| warning.when.none_or_any(said)) {
            let shown = |looks: &Vec<Look>| looks.iter().any(|look| self.is_shown(look, draft, reached));
            if warning.shown.as_ref().is_none_or(shown) {
                draft.warn(warning);
            }
        }
        draft.keep(WARNINGS, |piece, flags| flags[*piece] & UNDER == 0);
    }

    /// `reached`: all that the contacts are which are offered anywhere.
    fn is_shown(&self, look: &Look, draft: &Draft, reached: Reach) -> bool {
        let stands = |piece: usize, lists: u8| draft.flags[piece] & lists != 0;
        match look {
            Look::Piece(piece, lists) => piece.is_some_and(|piece| stands(piece, *lists)),
            Look::Contact(contact) => {
                let offer = flag(STEPS) | flag(CALLOUTS) | flag(LINES);
                self.offering[*contact].iter().any(|piece| stands(*piece, offer))
            }
            Look::Reach(kind) => reached & kind != 0,
        }
    }

    fn reach(&self, piece: &Piece<'_>) -> Reach {
        let contacts = || piece.block.offers().filter_map(|id| self.contacts.get(id));
        *piece.reaches.get_or_init(|| contacts().fold(0, |all, contact| all | reach(contact)))
    }

    /// Which additions of a rule apply, by their places.
    pub(super) fn adds(&self, rule: usize, said: &Said) -> impl Iterator<Item = usize> {
        let parts = self.rules[rule].parts.iter().enumerate();
        parts.filter(|(_, part)| part.when.none_or_any(said)).map(|(i, _)| i)
    }

    /// A draft in the words of the content.
    pub(super) fn outcome(&self, draft: Draft) -> Outcome<'p> {
        let [steps, callouts, lines, warnings] =
            draft.lists.map(|list| list.into_iter().map(|piece| self.pieces[piece].block).collect());
        let under =
            draft.under.into_iter().map(|(step, piece)| (self.unders[step], self.pieces[piece].block)).collect();
        Outcome {
            steps,
            callouts,
            lines,
            warnings,
            under,
            read: draft.read.into_iter().map(|route| self.routes[route]).collect(),
            rules: draft.rules.into_iter().map(|rule| &self.protocol.rules[rule]).collect(),
            offered: draft.offered,
        }
    }
}

impl Part {
    fn of<'p>(
        addition: &'p Addition,
        questions: &[Question],
        place: &mut impl FnMut(&'p str) -> Option<usize>,
        routes: &mut Names<'p>,
    ) -> Self {
        let lists = [&addition.steps, &addition.callouts, &addition.lines, &addition.warnings];
        Self {
            when: Tests::of(&addition.when, questions),
            lists: lists.map(|ids| ids.iter().filter_map(|id| place(id)).collect()),
            read: addition.read.iter().map(|route| routes.place(route)).collect(),
        }
    }
}

impl Look {
    fn of<'p>(shown: &'p Shown, pieces: &BTreeMap<&str, usize>, contacts: &mut Names<'p>) -> Self {
        let piece = |id: &String, lists| Self::Piece(pieces.get(id.as_str()).copied(), lists);
        match shown {
            Shown::Step(id) => piece(id, flag(STEPS)),
            Shown::Block(id) => piece(id, flag(STEPS) | flag(LINES)),
            Shown::Contact(id) => Self::Contact(contacts.place(id)),
            Shown::Unverified(true) => Self::Reach(UNCHECKED),
            Shown::Unverified(false) => Self::Reach(CHECKED),
            Shown::Way(Way::Call) => Self::Reach(CALL),
            Shown::Way(Way::Text) => Self::Reach(TEXT),
            Shown::Way(Way::Relay) => Self::Reach(RELAY),
        }
    }
}

fn reach(contact: &Contact) -> Reach {
    let ways = [(contact.voice.is_some(), CALL), (contact.text.is_some(), TEXT), (contact.relay.is_some(), RELAY)];
    let ways = ways.into_iter().filter(|(has, _)| *has && !contact.is_emergency());
    ways.fold(if contact.unverified { UNCHECKED } else { CHECKED }, |all, (_, way)| all | way)
}
