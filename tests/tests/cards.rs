//! Cards and words to say: what is shown to whom, in which language, and what an answer may change.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "tests")]

use almanac_core::app::AppError;
use almanac_core::content::words::LANGUAGES;
use almanac_core::content::{Files, load};
use almanac_core::route::{Answer, Route};
use almanac_core::screen::model::{Action, Block, Button, Screen};
use almanac_tests::look::{Seen, open};
use almanac_tests::plain;

fn say(answers: &[(&str, &str)]) -> Route {
    let answer = |(question, answer): &(&str, &str)| Answer { question: (*question).into(), answer: (*answer).into() };
    Route::Say { answers: answers.iter().map(answer).collect() }
}

fn buttons(screen: &Screen) -> impl Iterator<Item = &Button> {
    screen.blocks.iter().flat_map(|b| if let Block::Buttons { buttons } = b { &buttons[..] } else { &[] })
}

/// What a tap on this screen would send, in order.
fn messages(screen: &Screen) -> Vec<String> {
    buttons(screen)
        .filter_map(|button| if let Action::Text { body, .. } = &button.action { Some(body.clone()) } else { None })
        .collect()
}

/// Where the first words for a call stand, and the first for a text.
fn places(screen: &Screen, call: &str, text: &str) -> (Option<usize>, Option<usize>) {
    let at = |words: &str| screen.blocks.iter().position(|b| matches!(b, Block::Heading { text } if text == words));
    (at(call), at(text))
}

#[test]
fn a_card_is_large_in_english_and_small_in_the_language_of_the_reader() {
    let english = load::words(&Files::built_in(), &LANGUAGES[0]).unwrap();
    for language in LANGUAGES {
        let own = load::words(&Files::built_in(), language).unwrap();
        let mut app = open(language.tag);
        let list = app.screen(&Route::Cards).unwrap();
        let offered: Vec<Route> =
            Seen::of(&list).goes.into_iter().filter(|route| matches!(route, Route::Card { .. })).collect();
        let cards = app.content().cards.clone();
        let wanted = cards.iter().filter(|card| language.tag != "en" || !card.foreign);
        assert_eq!(offered.len(), wanted.clone().count(), "{}", language.tag);
        for card in wanted {
            let screen = app.screen(&Route::Card { id: card.id.clone() }).unwrap();
            let Block::Sign { text, language: tag, right_to_left } = &screen.blocks[0] else {
                unreachable!("{}: a card begins with its words", card.id);
            };
            assert_eq!((tag.as_str(), *right_to_left), ("en", false));
            let numbered = |text: &str| text.replace("{number}", "1-888-373-7888");
            let filled = |text: &str| numbered(text).replace("{language}", language.name);
            let key = format!("card.{}", card.id);
            let named = format!("{} ({})", language.name, language.english.join(" / "));
            assert_eq!(*text, numbered(english.get(&key)).replace("{language}", &named));
            let all = plain::words(&screen);
            assert!(all.contains(&filled(own.get(&key))) && !all.contains('{'), "{all}");
            assert!(
                Seen::of(&screen).actions.iter().any(|a| matches!(a, Action::Dial { number, .. } if number == "911"))
            );
        }
    }
    // Nobody needs an interpreter from English.
    let interpreter = Route::Card { id: "interpreter".into() };
    assert_eq!(open("en").screen(&interpreter).unwrap_err(), AppError::NotFound);
    // Whoever reads the card must know what to call the language; its reader is told what it says in their own.
    for (tag, card) in [
        ("es", "Español (Spanish)"),
        ("ar", "العربية (Arabic)"),
        ("zh-Hant", "繁體中文 (Mandarin / Cantonese)"),
        ("ht", "Kreyòl ayisyen (Haitian Creole)"),
    ] {
        let words = plain::words(&open(tag).screen(&interpreter).unwrap());
        assert!(words.contains(&format!("I need an interpreter. My language: {card}")), "{words}");
    }
    assert!(plain::words(&open("es").screen(&interpreter).unwrap()).contains("Mi idioma: Español"));
    assert_eq!(open("es").screen(&Route::Card { id: "nothing".into() }).unwrap_err(), AppError::NotFound);
}

#[test]
fn words_to_say_take_answers_about_what_it_is_and_how_one_can_talk_and_no_others() {
    for language in LANGUAGES {
        let mut app = open(language.tag);
        for what in ["work", "sex", "both", "other", "?"] {
            for talk in ["call", "type", "neither", "deaf", "?"] {
                let screen = app.screen(&say(&[("what", what), ("talk", talk)])).unwrap();
                let words = plain::words(&screen);
                assert!(!words.contains('{'), "{words}");
                // What must be known before a call or a text stands above all words for one.
                assert!(matches!(&screen.blocks[1], Block::Callout { anchor, .. } if anchor == "pass-on"));
                assert!(Seen::of(&screen).goes.contains(&Route::BeforeCall { id: "nhth".into() }));
            }
        }
        for bad in [
            &[("imm", "yes")][..],
            &[("you", "child")],
            &[("child", "sex")],
            &[("now", "ending")],
            &[("phone", "seen")],
            &[("leave", "no")],
            &[("what", "play")],
            &[("what", "work"), ("imm", "yes")],
            &[("talk", "call"), ("what", "work")],
            &[("what", "work"), ("what", "sex")],
        ] {
            let refused = app.screen(&say(bad)).unwrap_err();
            assert_eq!(refused, AppError::Invalid { field: "route", rule: "say" }, "{bad:?}");
        }
    }
}

#[test]
fn a_text_is_sent_only_with_the_words_that_are_shown_and_to_the_line_that_they_are_for() {
    for language in LANGUAGES {
        let mut app = open(language.tag);
        let screen = app.screen(&say(&[("what", "work"), ("talk", "type")])).unwrap();
        let words = plain::words(&screen);
        let sent = messages(&screen);
        // The hotline takes texts in English and in Spanish.
        assert_eq!(sent.len(), if language.tag == "en" { 1 } else { 2 });
        assert!(sent.iter().any(|body| body.contains("It is about my work.")));
        for body in &sent {
            for sentence in body.split_inclusive(['.', '?']) {
                assert!(words.contains(sentence.trim()), "{sentence}");
            }
        }
        for button in buttons(&screen) {
            if let Action::Text { number, .. } = &button.action {
                assert_eq!(number, "233733");
                assert!(button.label.contains("233733"));
            }
        }
        let leaves = |b: &Block| matches!(b, Block::Callout { anchor, .. } if anchor == "leaves");
        let first = screen.blocks.iter().position(leaves).unwrap();
        let sends = |b: &Block| matches!(b, Block::Buttons { buttons } if buttons.iter().any(|b| matches!(b.action, Action::Text { .. })));
        assert!(first < screen.blocks.iter().position(sends).unwrap());
    }
}

#[test]
fn whoever_can_type_or_is_deaf_begins_with_a_text_and_nobody_else_is_led_to_one() {
    for (tag, call, text) in [("en", "If you call", "If you text"), ("es", "Si llama", "Si escribe un mensaje")] {
        let mut app = open(tag);
        for talk in ["type", "deaf"] {
            let screen = app.screen(&say(&[("talk", talk)])).unwrap();
            let (spoken, written) = places(&screen, call, text);
            assert!(written.unwrap() < spoken.unwrap(), "{talk}");
        }
        for talk in ["call", "neither", "?"] {
            let screen = app.screen(&say(&[("talk", talk)])).unwrap();
            assert_eq!((places(&screen, call, text).1, messages(&screen)), (None, Vec::new()), "{talk}");
        }
        // Before a text there are no answers: what it is about is left open, for whoever writes for somebody else.
        let screen = app.screen(&say(&[])).unwrap();
        assert!(places(&screen, call, text).0.unwrap() < places(&screen, call, text).1.unwrap());
        assert!(!plain::words(&screen).contains(if tag == "en" { "It is about" } else { "Se trata de" }));
    }
}

#[test]
fn words_are_offered_before_a_call_and_a_text_to_the_line_that_they_are_for() {
    let mut app = open("en");
    let mut offers = |route: Route| Seen::of(&app.screen(&route).unwrap()).goes.contains(&say(&[]));
    for (id, wanted) in [("nhth", true), ("rainn", false)] {
        assert_eq!(offers(Route::BeforeCall { id: id.into() }), wanted);
        assert_eq!(offers(Route::BeforeText { id: id.into() }), wanted);
    }
    assert!(!offers(Route::BeforeWeb { id: "nhth".into(), index: 0 }));
}
