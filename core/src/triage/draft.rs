//! An outcome by places, which is filled again and again: a walk over all paths asks for no memory on its way.

use std::hash::{Hash, Hasher};

use super::outcome::Offered;
use super::plan::{Part, WarningPlan};

/// The lists of an outcome. A piece has a flag for each that it is in.
pub(super) const STEPS: usize = 0;
pub(super) const CALLOUTS: usize = 1;
pub(super) const LINES: usize = 2;
pub(super) const WARNINGS: usize = 3;
/// The flag of a piece that stands under a step.
pub(super) const UNDER: u8 = flag(4);

pub(super) const fn flag(list: usize) -> u8 {
    1 << list
}

/// What there is to do, each piece and route by its place in a plan.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) lists: [Vec<usize>; 4],
    /// The step, by its place among those that something stands under, and the piece.
    pub(super) under: Vec<(usize, usize)>,
    pub(super) read: Vec<usize>,
    pub(super) rules: Vec<usize>,
    pub(super) offered: Offered,
    /// In which lists each piece is, and whether each route is there.
    pub(super) flags: Vec<u8>,
    is_read: Vec<bool>,
}

impl Hash for Draft {
    /// All that is shown: two drafts of one plan have the same where a person would see the same.
    fn hash<H: Hasher>(&self, to: &mut H) {
        (&self.lists, &self.under, &self.read, &self.offered).hash(to);
    }
}

impl Draft {
    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        self.lists[STEPS].is_empty()
    }

    pub(super) fn clear(&mut self, pieces: usize, routes: usize) {
        self.lists.iter_mut().for_each(Vec::clear);
        self.under.clear();
        self.read.clear();
        self.rules.clear();
        self.offered.first.clear();
        (self.offered.large, self.offered.hide_text) = (false, false);
        self.flags.clear();
        self.flags.resize(pieces, 0);
        self.is_read.clear();
        self.is_read.resize(routes, false);
    }

    pub(super) fn add(&mut self, part: &Part) {
        for (list, pieces) in part.lists.iter().enumerate() {
            for piece in pieces {
                self.push(list, *piece);
            }
        }
        for route in &part.read {
            if !std::mem::replace(&mut self.is_read[*route], true) {
                self.read.push(*route);
            }
        }
    }

    fn push(&mut self, list: usize, piece: usize) {
        if self.flags[piece] & flag(list) == 0 {
            self.flags[piece] |= flag(list);
            self.lists[list].push(piece);
        }
    }

    pub(super) fn warn(&mut self, warning: &WarningPlan) {
        match warning.under {
            Some(step) => {
                self.under.push((step, warning.piece));
                self.flags[warning.piece] |= UNDER;
            }
            None => self.push(WARNINGS, warning.piece),
        }
    }

    /// Takes out of a list what does not fit.
    pub(super) fn keep(&mut self, list: usize, fits: impl Fn(&usize, &[u8]) -> bool) {
        let Self { lists, flags, .. } = self;
        lists[list].retain(|piece| {
            let kept = fits(piece, flags);
            if !kept {
                flags[*piece] &= !flag(list);
            }
            kept
        });
    }
}
