//! Where taps lead.

use std::collections::{BTreeMap, VecDeque};

use almanac_core::app::App;
use almanac_core::route::Route;
use almanac_core::screen::model::Action;

use crate::look::Seen;

/// Every route that can be reached by tapping, but for the insides of the question graphs: their tests walk those.
///
/// # Panics
/// When a route that something leads to has no screen.
#[must_use]
pub fn reachable(app: &mut App) -> BTreeMap<Route, Seen> {
    let mut seen: BTreeMap<Route, Seen> = BTreeMap::new();
    let mut open: VecDeque<Route> = VecDeque::from([Route::Home]);
    while let Some(route) = open.pop_front() {
        let deep = matches!(&route, Route::Triage { answers, .. } if answers.len() > 1);
        if deep || seen.contains_key(&route) {
            continue;
        }
        let here = Seen::of(&app.screen(&route).unwrap_or_else(|e| panic!("{route}: {e}")));
        open.extend(here.goes.iter().cloned());
        open.extend(here.actions.iter().filter_map(|action| match action {
            Action::Dial { otherwise, .. } | Action::Text { otherwise, .. } | Action::Browse { otherwise, .. } => {
                Some(otherwise.clone())
            }
            _ => None,
        }));
        seen.insert(route, here);
    }
    seen
}
