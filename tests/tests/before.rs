//! What stands before a call or a text, and which ways to reach a line are offered.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "tests")]

use almanac_core::route::Route;
use almanac_core::screen::model::{Action, Block, Screen};
use almanac_tests::look::{Seen, open};
use almanac_tests::plain;

fn screen(language: &str, route: &str) -> Screen {
    open(language).screen(&Route::parse(route).unwrap()).unwrap()
}

#[test]
fn the_first_word_of_a_text_line_is_named_before_the_tap() {
    for (id, word) in [("crisis-text", "HOME"), ("rainn", "HOPE"), ("ndvh", "START"), ("love-is-respect", "LOVEIS")] {
        for (language, words) in [("en", "First send the word"), ("es", "Primero mande la palabra")] {
            let text = plain::words(&screen(language, &format!("before/text/{id}")));
            assert!(text.contains(&format!("{words} {word}.")), "{id} {language}: {text}");
        }
    }
    assert!(plain::words(&screen("es", "before/text/988")).contains("Primero mande la palabra AYUDA."));
    assert!(plain::words(&screen("en", "before/text/988")).contains("In your first text, say when"));
    assert!(plain::words(&screen("en", "before/text/nhth")).contains("One word alone, like HELP, INFO or STOP"));
    assert!(plain::words(&screen("en", "before/text/strong")).contains("a second number"));
}

#[test]
fn nothing_stands_in_front_of_a_number_that_saves_a_life() {
    let lines = [("988", &["call", "text"][..]), ("988-ca", &["call", "text"]), ("linea-de-la-vida", &["call"])];
    for (id, ways) in lines {
        for way in ways {
            let blocks = screen("en", &format!("before/{way}/{id}")).blocks;
            assert!(matches!(blocks[..2], [Block::Text { .. }, Block::Buttons { .. }]), "{id} {way}: {blocks:?}");
            assert!(
                blocks[2..].iter().any(|b| matches!(b, Block::Callout { anchor, .. } if anchor == "leaves")),
                "{id}"
            );
        }
    }
    // Elsewhere what a call leaves is read first.
    let blocks = screen("en", "before/call/nhth").blocks;
    let at = |wanted: fn(&Block) -> bool| blocks.iter().position(wanted).unwrap();
    let leaves = at(|b| matches!(b, Block::Callout { anchor, .. } if anchor == "leaves"));
    assert!(leaves < at(|b| matches!(b, Block::Buttons { .. })));
}

#[test]
fn whoever_cannot_hear_is_offered_what_the_line_has_for_them() {
    let deaf = "triage/me?now=no&phone=mine&talk=deaf&you=adult&what=other&other=partner";
    let screen_of = screen("en", deaf);
    let row = screen_of.blocks.iter().find_map(|b| match b {
        Block::Step { contacts, .. } => contacts.iter().find(|row| row.anchor == "ndvh"),
        _ => None,
    });
    let labels: Vec<&str> = row.unwrap().buttons.iter().map(|b| b.label.as_str()).collect();
    let place = |start: &str| labels.iter().position(|label| label.starts_with(start)).unwrap();
    assert!(place("Videophone for Deaf people: call 1-855-812-1001") < place("Call "), "{labels:?}");
    let dialled = |route: &str| -> Vec<String> {
        let actions = Seen::of(&screen("en", route)).actions.into_iter();
        actions.filter_map(|a| if let Action::Dial { number, .. } = a { Some(number) } else { None }).collect()
    };
    for number in ["+18006694000", "+18442345122", "+18006696820"] {
        assert!(dialled("before/call/eeoc").contains(&number.to_owned()));
    }
}

#[test]
fn words_for_a_text_are_not_offered_where_the_outcome_leaves_texts_out() {
    let route = "triage/me?now=no&phone=seen&show=1";
    let says: Vec<Route> =
        Seen::of(&screen("en", route)).goes.into_iter().filter(|r| matches!(r, Route::Say { .. })).collect();
    assert!(!says.is_empty());
    for say in says {
        let actions = Seen::of(&open("en").screen(&say).unwrap()).actions;
        assert!(!actions.iter().any(|a| matches!(a, Action::Text { .. })), "{say}");
    }
}
