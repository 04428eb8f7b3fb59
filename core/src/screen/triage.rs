//! One question a screen, and the outcome. The words of an outcome never repeat the answers.

use super::model::{Action, Block, ButtonLook, CalloutTone, ContactRow, Door, Icon, Screen, TextTone};
use super::parts::{Draw, row};
use crate::app::AppError;
use crate::command::Command;
use crate::content::say;
use crate::route::{Answer, Route};
use crate::triage::Outcome;
use crate::triage::path::{Given, Place};
use crate::triage::protocol::{Block as Piece, Choice, Protocol, Question, UNSAID};

/// How many steps are open; the others stand under *More help*.
const OPEN_STEPS: usize = 4;

/// What a warning stands under that belongs to keeping the steps: above that button.
const KEEP: &str = "keep";

/// Where in a graph a person is.
#[derive(Debug, Clone, Copy)]
struct At<'a> {
    route: &'a Route,
    graph: &'a str,
    answers: &'a [Answer],
    more: bool,
}

impl At<'_> {
    fn with(&self, answer: Option<Answer>, more: bool, show: bool) -> Route {
        let answers = self.answers.iter().cloned().chain(answer).collect();
        Route::Triage { graph: self.graph.to_owned(), answers, more, show }
    }
}

impl Draw<'_> {
    /// A question, or what there is to do.
    pub(super) fn triage_screen(
        &self,
        route: &Route,
        graph: &str,
        answers: &[Answer],
        more: bool,
        show: bool,
    ) -> Result<Screen, AppError> {
        let checked = self.triage.graph(graph).ok_or(AppError::NotFound)?;
        let protocol = checked.protocol();
        let (place, given) =
            checked.walk(answers, more, show).map_err(|_| AppError::Invalid { field: "route", rule: "path" })?;
        let at = At { route, graph, answers, more };
        Ok(match place {
            Place::Question(question) => self.question(&at, protocol, question, &given),
            Place::Outcome { more } => {
                let outcome = self.triage.outcome(protocol, &given, &self.content.contacts);
                self.outcome(&at, protocol, &outcome, more)
            }
        })
    }

    fn question(&self, at: &At<'_>, protocol: &Protocol, question: &Question, given: &Given<'_>) -> Screen {
        let key = format!("triage.{}.{}", at.graph, question.id);
        let mut blocks = Vec::new();
        if protocol.intro && at.answers.is_empty() {
            blocks.push(Block::Text { text: self.say(&format!("triage.{}.intro", at.graph)), tone: TextTone::Plain });
        }
        blocks.push(Block::Heading { text: self.say(&format!("{key}.ask")) });
        let rows = question.answers.iter().map(|choice| {
            let answer = Answer { question: question.id.clone(), answer: choice.id.clone() };
            // `more` has done its work once a further answer is there: one place, one form.
            let route = at.with(Some(answer), false, false);
            row(
                self.say(&format!("{key}.{}", words_of(choice, given))),
                String::new(),
                Icon::None,
                Action::Go { route },
            )
        });
        blocks.push(Block::Doors { rows: rows.collect() });
        if !at.answers.is_empty() {
            let route = at.with(None, at.more, true);
            blocks.push(Block::Buttons {
                buttons: vec![self.button("ui.triage.show", ButtonLook::Second, Icon::Check, Action::Go { route })],
            });
        }
        let sources = self.sources(&question.sources);
        blocks.push(Block::Fold { title: self.say("ui.triage.why"), count: 1 + u32::from(sources.is_some()) });
        blocks.push(Block::Text { text: self.say(&format!("{key}.why")), tone: TextTone::Muted });
        blocks.extend(sources);
        self.screen(at.route, self.say(&format!("triage.{}.title", at.graph)), blocks)
    }

    fn outcome(&self, at: &At<'_>, protocol: &Protocol, outcome: &Outcome<'_>, more: bool) -> Screen {
        let mut blocks = Vec::new();
        let life_first = outcome.steps.first().is_some_and(|step| step.first);
        let stale = self.stale(outcome.blocks().flat_map(|b| &b.says).flat_map(|s| &s.sources));
        let mut callouts: Vec<&Piece> = outcome.callouts.clone();
        if !life_first {
            blocks.extend(stale.clone());
            blocks.extend(take(&mut callouts, |c| c.above.is_empty()).map(|c| self.callout(at.graph, c, true)));
        }
        let mut before_life = life_first;
        for (i, step) in outcome.steps.iter().enumerate() {
            if before_life && !step.first {
                // Below the buttons that save a life, before anything else.
                before_life = false;
                blocks.extend(self.below_life(at, &mut callouts, more));
            }
            if i == OPEN_STEPS {
                let count = outcome.steps[i..].iter().map(|step| 1 + lines_under(outcome, step)).sum();
                blocks.push(self.heading("ui.triage.more_help"));
                blocks.push(Block::Fold { title: self.say("ui.triage.more_steps"), count });
            }
            if !step.first {
                let offers = |c: &&Piece| c.above.iter().any(|id| step.contacts.contains(id));
                // A headline for a folded step would be folded away with it: it stands above the fold's title instead.
                let above: Vec<Block> =
                    take(&mut callouts, |c| offers(&c)).map(|c| self.callout(at.graph, c, true)).collect();
                let place = if i >= OPEN_STEPS { fold_title(&blocks) } else { blocks.len() };
                blocks.splice(place..place, above);
            }
            let mut drawn = self.step(at.graph, protocol, outcome, step, i);
            if let Block::Step { doors, .. } = &mut drawn
                && at.graph == say::GRAPH
                && step.contacts.contains(&self.content.say.contact)
            {
                doors.push(self.say_door(at.answers, true));
            }
            blocks.push(drawn);
            blocks.extend(self.lines_under(outcome, &step.id));
        }
        if before_life {
            blocks.extend(self.below_life(at, &mut callouts, more));
        }
        blocks.extend(callouts.iter().map(|c| self.callout(at.graph, c, true)));
        if !outcome.lines.is_empty() {
            if outcome.steps.len() <= OPEN_STEPS {
                blocks.push(self.heading("ui.triage.more_help"));
            }
            blocks.extend(outcome.lines.iter().map(|line| self.line(at.graph, protocol, outcome, line)));
        }
        if !outcome.warnings.is_empty() {
            blocks.push(self.heading("ui.triage.careful"));
            blocks.extend(outcome.warnings.iter().map(|w| self.callout(at.graph, w, false)));
        }
        if life_first {
            blocks.extend(stale);
        }
        let read = self.doors(outcome.read.iter().copied());
        if !read.is_empty() {
            blocks.push(self.heading("ui.triage.read"));
            blocks.push(Block::Doors { rows: read });
        }
        blocks.extend(self.unreviewed(outcome));
        blocks.extend(self.why(protocol, outcome));
        let said = outcome.blocks().flat_map(|b| &b.says).flat_map(|s| &s.sources);
        let rules = outcome.rules.iter().flat_map(|rule| &rule.sources);
        blocks.extend(self.sources(rules.chain(said).chain(super::why::rests_on(protocol, outcome))));
        blocks.extend(self.lines_under(outcome, KEEP));
        let keep = Command::KeepSteps { route: at.route.clone() };
        let again = Route::Triage { graph: at.graph.to_owned(), answers: Vec::new(), more: false, show: false };
        blocks.push(Block::Buttons {
            buttons: vec![
                self.command("ui.triage.keep", ButtonLook::Second, Icon::Pencil, keep),
                self.button("ui.triage.again", ButtonLook::Second, Icon::None, Action::Go { route: again }),
            ],
        });
        self.screen(at.route, self.say("ui.triage.outcome"), blocks)
    }

    fn below_life(&self, at: &At<'_>, callouts: &mut Vec<&Piece>, more: bool) -> Vec<Block> {
        let mut blocks = Vec::new();
        if more {
            let go = Action::Go { route: at.with(None, true, false) };
            blocks.push(Block::Buttons {
                buttons: vec![self.button("ui.triage.more_questions", ButtonLook::Second, Icon::None, go)],
            });
        }
        blocks.extend(take(callouts, |c| c.above.is_empty()).map(|c| self.callout(at.graph, c, true)));
        blocks
    }

    /// A callout, only its headline at first; or, unfolded, a warning.
    fn callout(&self, graph: &str, piece: &Piece, folded: bool) -> Block {
        let rows = self.rows(piece, &Outcome::default(), &[], false);
        Block::Callout {
            anchor: piece.id.clone(),
            tone: CalloutTone::Careful,
            word: self.say("ui.callout.careful"),
            title: piece.title(graph, self.words),
            text: self.whole(piece),
            folded,
            buttons: rows.into_iter().flat_map(|row| row.buttons).collect(),
        }
    }

    fn lines_under<'o>(&'o self, outcome: &'o Outcome<'_>, place: &'o str) -> impl Iterator<Item = Block> + 'o {
        let here = outcome.under.iter().filter(move |(id, _)| *id == place);
        here.map(|(_, warning)| self.line_under(warning))
    }

    fn line_under(&self, piece: &Piece) -> Block {
        Block::Line {
            anchor: piece.id.clone(),
            title: String::new(),
            text: piece.says.first().map(|s| self.say(&format!("block.{}.{}", piece.id, s.part))).unwrap_or_default(),
            contacts: Vec::new(),
            doors: Vec::new(),
        }
    }

    fn step(&self, graph: &str, protocol: &Protocol, outcome: &Outcome<'_>, piece: &Piece, index: usize) -> Block {
        let (body, mut points): (Vec<_>, Vec<_>) = piece.says.iter().partition(|s| s.part == "body");
        // Points about a way to reach somebody stand in the order of the buttons.
        let first = &outcome.offered.first;
        points.sort_by_key(|s| first.iter().position(|way| way.as_str() == s.part).unwrap_or(first.len()));
        let say = |part: &str| self.say(&format!("block.{}.{part}", piece.id));
        Block::Step {
            anchor: piece.id.clone(),
            number: u32::try_from(index + 1).unwrap_or(u32::MAX),
            title: piece.title(graph, self.words),
            text: body.iter().map(|s| say(&s.part)).collect::<Vec<_>>().join(" "),
            points: points.iter().map(|s| say(&s.part)).collect(),
            contacts: self.rows(piece, outcome, &protocol.keep_text, true),
            doors: self.piece_doors(piece),
        }
    }

    fn line(&self, graph: &str, protocol: &Protocol, outcome: &Outcome<'_>, piece: &Piece) -> Block {
        Block::Line {
            anchor: piece.id.clone(),
            title: piece.title(graph, self.words),
            text: self.whole(piece),
            contacts: self.rows(piece, outcome, &protocol.keep_text, false),
            doors: self.piece_doors(piece),
        }
    }

    /// The lines and organisations of a piece. `main`: the first button of the first is the one that is meant.
    fn rows(&self, piece: &Piece, outcome: &Outcome<'_>, keep_text: &[String], main: bool) -> Vec<ContactRow> {
        let contacts = piece.contacts.iter().filter_map(|id| self.content.contacts.get(id)).enumerate();
        let alone = piece.contacts.len() == 1;
        contacts
            .map(|(i, c)| self.contact_row(c, &outcome.offered, keep_text.contains(&c.id), main && i == 0, alone))
            .collect()
    }

    /// Further contacts of a piece, then its pages and questions.
    fn piece_doors(&self, piece: &Piece) -> Vec<Door> {
        let contacts = piece.more_contacts.iter().filter_map(|id| self.content.contacts.get(id));
        contacts.map(|c| self.contact_door(c)).chain(self.doors(piece.doors.iter().map(String::as_str))).collect()
    }

    /// Everything that a piece says, as one paragraph.
    fn whole(&self, piece: &Piece) -> String {
        let parts = piece.says.iter().map(|s| self.say(&format!("block.{}.{}", piece.id, s.part)));
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// The last part of the key of an answer's words.
fn words_of<'c>(choice: &'c Choice, given: &Given<'_>) -> &'c str {
    let other = choice.counts_as.iter().find(|other| given.holds(&other.when)).and_then(|o| o.words.as_deref());
    other.unwrap_or(if choice.id == UNSAID { "unsaid" } else { &choice.id })
}

/// Takes out those that fit, in order.
fn take<'p>(pieces: &mut Vec<&'p Piece>, fits: impl Fn(&'p Piece) -> bool) -> std::vec::IntoIter<&'p Piece> {
    let (taken, left) = pieces.iter().partition(|piece| fits(piece));
    *pieces = left;
    taken.into_iter()
}

fn lines_under(outcome: &Outcome<'_>, step: &Piece) -> u32 {
    u32::try_from(outcome.under.iter().filter(|(id, _)| *id == step.id).count()).unwrap_or(0)
}

/// Where the title of the last fold stands, with its heading.
fn fold_title(blocks: &[Block]) -> usize {
    let fold = blocks.iter().rposition(|b| matches!(b, Block::Fold { .. })).unwrap_or(blocks.len());
    fold.saturating_sub(1)
}
