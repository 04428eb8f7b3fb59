//! The search screen.

use super::model::{Action, Block, Door, Icon, Mark, Screen, TextTone};
use super::parts::Draw;
use crate::content::search::{Hit, Marked};
use crate::route::Route;

impl Draw<'_> {
    /// What was typed, and what was found.
    pub(super) fn search_screen(&self, route: &Route, query: &str, hits: Vec<Hit>) -> Screen {
        let mut blocks = vec![Block::SearchField { label: self.say("ui.search.label"), value: query.to_owned() }];
        if query.trim().is_empty() {
            blocks.push(Block::Text { text: self.say("ui.search.lead"), tone: TextTone::Muted });
        } else if hits.is_empty() {
            blocks.push(Block::Text { text: self.say("ui.search.nothing"), tone: TextTone::Plain });
        } else {
            blocks.push(Block::Doors { rows: hits.into_iter().map(found).collect() });
        }
        self.screen(route, self.say("ui.search"), blocks)
    }
}

fn found(hit: Hit) -> Door {
    let icon = match hit.route {
        Route::Contact { .. } => Icon::Phone,
        Route::Triage { .. } => Icon::Check,
        _ => Icon::Page,
    };
    Door {
        title_marks: marks(&hit.title),
        hint_marks: marks(&hit.excerpt),
        title: hit.title.text,
        language: String::new(),
        hint: hit.excerpt.text,
        icon,
        chosen: false,
        action: Action::Go { route: hit.route },
    }
}

fn marks(marked: &Marked) -> Vec<Mark> {
    marked.marks.iter().map(|&(start, end)| Mark { start, end }).collect()
}
