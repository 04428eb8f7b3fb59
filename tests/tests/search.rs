//! Search: what is typed finds what is meant, and any input at all finds something or nothing.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use almanac_core::app::App;
use almanac_core::route::Route;
use almanac_core::screen::model::{Action, Block, Door};
use almanac_tests::look::open;
use proptest::prelude::*;

fn find(app: &mut App, typed: &str) -> Vec<Door> {
    let screen = app.screen(&Route::Search { query: typed.to_owned() }).unwrap();
    assert!(matches!(&screen.blocks[0], Block::SearchField { value, .. } if value == typed));
    screen
        .blocks
        .into_iter()
        .find_map(|b| if let Block::Doors { rows } = b { Some(rows) } else { None })
        .unwrap_or_default()
}

fn routes(app: &mut App, typed: &str) -> Vec<String> {
    let route = |door: &Door| match &door.action {
        Action::Go { route } => route.to_string(),
        other => panic!("{other:?}"),
    };
    find(app, typed).iter().map(route).collect()
}

#[test]
fn the_title_that_is_meant_comes_first() {
    let mut english = open("en");
    for (typed, first) in [
        ("signs", "page/signs"),
        ("t visa", "page/t-visa"),
        ("notario", "page/notario"),
        ("runaway", "contact/nrs"),
        ("hotline trafficking national", "contact/nhth"),
        ("lawyer find", "page/find-lawyer"),
    ] {
        assert_eq!(routes(&mut english, typed).first().map(String::as_str), Some(first), "{typed}");
    }
    let mut spanish = open("es");
    for (typed, first) in [("señales", "page/signs"), ("abogado", "page/find-lawyer")] {
        assert!(
            routes(&mut spanish, typed).iter().take(3).any(|r| r == first),
            "{typed}: {:?}",
            routes(&mut spanish, typed)
        );
    }
}

#[test]
fn beginnings_of_words_accents_and_case_do_not_matter() {
    let mut spanish = open("es");
    let wanted = routes(&mut spanish, "policía");
    assert!(wanted.len() > 5);
    for typed in ["policia", "POLICÍA", "POLICIA", "  policia "] {
        assert_eq!(routes(&mut spanish, typed), wanted, "{typed}");
    }
    let mut english = open("en");
    for typed in ["passp", "passpo", "passport"] {
        assert!(!routes(&mut english, typed).is_empty(), "{typed}");
    }
}

#[test]
fn pages_contacts_and_questions_are_all_found_by_number_or_word() {
    let mut app = open("en");
    for (typed, wanted) in [
        ("888-373", "contact/nhth"),
        ("8883737888", "contact/nhth"),
        ("BEFREE", "contact/nhth"),
        ("233733", "contact/nhth"),
        ("worried someone", "triage/other"),
        ("debt", "page/signs"),
    ] {
        assert!(routes(&mut app, typed).iter().any(|r| r == wanted), "{typed}: {:?}", routes(&mut app, typed));
    }
    assert!(routes(&mut app, "xylophone").is_empty());
    // Where not all words stand together, any of them will do.
    assert!(!routes(&mut app, "xylophone passport").is_empty());
}

#[test]
fn marks_cover_what_was_typed() {
    let mut app = open("es");
    let mut marks = 0;
    for door in find(&mut app, "polic") {
        for (text, ranges) in [(&door.title, &door.title_marks), (&door.hint, &door.hint_marks)] {
            let units: Vec<u16> = text.encode_utf16().collect();
            for mark in ranges {
                let part = String::from_utf16(&units[mark.start as usize..mark.end as usize]).unwrap();
                assert!(part.to_lowercase().starts_with("polic"), "{part} in {text}");
                marks += 1;
            }
        }
    }
    assert!(marks > 5);
}

/// Titles of what is found, with the language of the screen.
fn titles(app: &mut App, typed: &str) -> Vec<String> {
    find(app, typed).into_iter().map(|door| door.title).collect()
}

#[test]
fn words_of_the_other_language_find_the_page_in_the_language_shown() {
    for (shown, typed, wanted, title) in [
        ("en", "abogado", "page/find-lawyer", "Find a lawyer"),
        ("en", "señales", "page/signs", "Signs of trafficking"),
        ("en", "senales de trata", "page/signs", "Signs of trafficking"),
        ("es", "lawyer", "page/find-lawyer", "Buscar un abogado"),
        ("es", "signs of trafficking", "page/signs", "Señales de la trata"),
        ("es", "runaway", "contact/nrs", "National Runaway Safeline"),
    ] {
        let mut app = open(shown);
        let at = routes(&mut app, typed).iter().position(|r| r == wanted);
        let at = at.unwrap_or_else(|| panic!("{typed}: {:?}", routes(&mut app, typed)));
        assert_eq!(titles(&mut app, typed)[at], title, "{typed}");
        assert!(at < 5, "{typed}: {:?}", routes(&mut app, typed));
    }
    // Changing the language changes the index.
    let mut app = open("en");
    let _ = routes(&mut app, "policia");
    app.set_language("es").unwrap();
    assert!(titles(&mut app, "policia").iter().any(|title| title.contains("policía")));
}

#[test]
fn what_people_call_things_finds_what_they_mean_in_either_language() {
    for tag in ["en", "es"] {
        let mut app = open(tag);
        for (typed, wanted) in [
            ("cops", "page/police-come"),
            ("boss took my passport", "page/work-abuse"),
            ("My boss took my passport!", "page/work-abuse"),
            ("me quitaron el pasaporte", "page/work-abuse"),
            ("la migra", "page/police-come"),
            ("LA MIGRA", "page/police-come"),
            ("coyote", "page/what-it-is"),
            ("jefe", "page/work-abuse"),
            ("no me paga", "page/work-abuse"),
            ("no me pagan", "contact/whd"),
            ("wage theft", "contact/whd"),
            ("lawer", "page/find-lawyer"),
            ("traficking", "page/what-it-is"),
            ("trata de blancas", "page/what-it-is"),
            ("sextortion", "page/pictures-threat"),
            ("quiero morir", "contact/988"),
            ("kill myself", "contact/988"),
            ("me pega", "contact/ndvh"),
            ("dónde dormir", "page/bed-tonight"),
            ("donde dormir", "page/bed-tonight"),
            ("can't leave", "page/plan-leaving"),
            ("abogao", "page/find-lawyer"),
        ] {
            let found = routes(&mut app, typed);
            assert!(found.iter().take(6).any(|r| r == wanted), "[{tag}] {typed}: {found:?}");
        }
    }
}

#[test]
fn every_phrase_finds_every_place_that_it_leads_to() {
    for tag in ["en", "es"] {
        let mut app = open(tag);
        let synonyms = app.content().synonyms.clone();
        assert!(synonyms.iter().map(|s| s.phrases.len()).sum::<usize>() > 400);
        for entry in &synonyms {
            for phrase in &entry.phrases {
                let found = routes(&mut app, phrase);
                for route in &entry.routes {
                    assert!(
                        found.contains(route) || found.len() == 20,
                        "[{tag}] {phrase}: {route} is not in {found:?}"
                    );
                }
                assert!(entry.routes.iter().any(|route| found.contains(route)), "[{tag}] {phrase}: {found:?}");
            }
        }
    }
}

#[test]
fn hostile_input_finds_something_or_nothing() {
    let mut app = open("en");
    let long = "a".repeat(10_000);
    let many = "visa ".repeat(2_000);
    let cases = [
        "\"",
        "'",
        "*",
        "\"\"\"",
        "a\"b",
        "NEAR(a b, 5)",
        "title:visa",
        "visa AND",
        "OR OR",
        "NOT",
        "^visa",
        "{a b}:c",
        "-visa",
        "visa*",
        "'); DROP TABLE entry;--",
        "🙂",
        "👨‍👩‍👧 visa",
        "مرحبا",
        "\u{202e}asiv",
        "日本語",
        "ﬁnd",
        "\u{0}",
        "visa\u{0}x",
        "\u{1}\u{2}",
        "%%%",
        "ß",
        "İ",
        "²",
        "①",
        long.as_str(),
        many.as_str(),
    ];
    for typed in cases {
        let _ = find(&mut app, typed);
    }
    assert!(!routes(&mut app, &many).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn any_input_is_no_error(typed in prop_oneof![".{0,80}", "[\"'*():^{}+-]{0,12}", "(AND|OR|NOT|NEAR| |\"|visa){0,10}"]) {
        thread_local!(static APP: std::cell::RefCell<App> = std::cell::RefCell::new(open("es")));
        APP.with_borrow_mut(|app| {
            app.screen(&Route::Search { query: typed }).unwrap();
        });
    }
}
