//! The façade under any input: typed answers, never a panic; and guidance whatever has become of the folder.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use almanac_core::app::{App, AppError};
use almanac_core::command::{Phone, Platform};
use almanac_core::content::words::LANGUAGES;
use almanac_core::route::{FailureKind, InvalidRoute, Route};
use almanac_core::screen::model::{Action, Block};
use almanac_tests::desk::done;
use almanac_tests::look::{PHONE, Seen, TODAY, day, open, open_on};
use almanac_tests::plain;
use almanac_tests::reach::reachable;
use proptest::prelude::*;

#[test]
fn every_door_leads_to_a_screen_with_a_title_and_words() {
    for language in LANGUAGES {
        let mut app = open(language.tag);
        let reached = reachable(&mut app);
        println!("{} screens in {}", reached.len(), language.name);
        assert!(reached.len() > 150, "{}", reached.len());
        for route in reached.keys() {
            let screen = app.screen(route).unwrap();
            assert!(!screen.title.is_empty(), "{route}");
            let words = plain::words(&screen);
            assert!(words.len() > 40, "{route}: {words}");
            assert!(!words.contains('{') && !words.contains("ui."), "{route}: {words}");
            assert_eq!(Route::parse(&route.to_string()), Ok(route.clone()));
        }
        // All pages and contacts are among them.
        for id in app.content().pages.keys() {
            assert!(reached.contains_key(&Route::Page { id: id.clone() }), "{id}");
        }
        for id in app.content().contacts.keys() {
            assert!(reached.contains_key(&Route::Contact { id: id.clone() }), "{id}");
        }
    }
}

#[test]
fn an_iphone_is_promised_nothing_that_it_does_not_do() {
    for language in LANGUAGES {
        let phone = Phone { platform: Platform::Ios, ..PHONE };
        let mut iphone = App::open(Path::new("/nowhere"), &[language.tag.to_owned()], day(TODAY), phone).unwrap();
        let mut android = open(language.tag);
        let (here, there) = (reachable(&mut iphone), reachable(&mut android));
        let missing: Vec<&Route> = there.keys().filter(|route| !here.contains_key(route)).collect();
        assert_eq!(missing, [&Route::Volume]);
        assert_eq!(iphone.screen(&Route::Volume), Err(AppError::NotFound));
        let mut differ = Vec::new();
        for route in here.keys() {
            let (screen, other) = (iphone.screen(route).unwrap(), android.screen(route).unwrap());
            assert_eq!(screen.volume, None, "{route}");
            let (words, others) = (plain::words(&screen), plain::words(&other));
            let volume = ["volume-down", "volume key", "bajar el volumen", "tecla de volumen"];
            assert!(volume.iter().all(|promise| !words.contains(promise)), "{route}");
            if words != others {
                differ.push(route.clone());
            }
        }
        assert_eq!(differ, [Route::Safety, Route::Icons]);
        let icons = plain::words(&iphone.screen(&Route::Icons).unwrap());
        assert!(["Its name stays Almanac", "Su nombre sigue siendo Almanac"].iter().any(|words| icons.contains(words)));
    }
}

#[test]
fn a_call_to_911_is_within_two_taps_of_every_screen() {
    let mut app = open("en");
    let mut screens: Vec<Route> = reachable(&mut app).into_keys().collect();
    screens.extend([Route::After, Route::Safety, Route::Traces, Route::About, Route::Languages].map(|r| r));
    screens
        .extend(["not-found", "invalid", "damaged", "internal"].map(|k| Route::parse(&format!("failed/{k}")).unwrap()));
    screens.push(Route::parse("triage/me?now=no&phone=mine&talk=call&you=adult").unwrap());
    let dials = |seen: &Seen| seen.actions.iter().any(|a| matches!(a, Action::Dial { number, .. } if number == "911"));
    for route in screens {
        let seen = Seen::of(&app.screen(&route).unwrap());
        // One tap even, everywhere: two leaves room for a shell's own page.
        assert!(dials(&seen), "{route}");
    }
}

#[test]
fn nothing_stands_before_911_or_a_text_to_it() {
    for language in LANGUAGES {
        let mut app = open(language.tag);
        for (route, seen) in reachable(&mut app) {
            for action in &seen.actions {
                if let Action::Go { route: Route::BeforeCall { id } | Route::BeforeText { id } } = action {
                    assert!(!id.starts_with("911"), "{route}");
                }
                if let Action::Dial { number, urgent, otherwise } | Action::Text { number, urgent, otherwise, .. } =
                    action
                {
                    let calls = number == "911" || matches!(otherwise, Route::NoApp { id } if id.starts_with("911"));
                    assert_eq!(*urgent, calls, "{route}: {action:?}");
                }
            }
        }
        assert!(matches!(app.screen(&Route::Home).unwrap().blocks[0], Block::Card { .. }));
    }
}

#[test]
fn old_content_says_so_but_never_above_a_number_that_saves_a_life() {
    let mut fresh = open("en");
    let mut old = open_on("en", day(TODAY) + 400);
    let notice = |app: &mut App, route: &str| {
        let screen = app.screen(&Route::parse(route).unwrap()).unwrap();
        screen.blocks.iter().position(|b| matches!(b, Block::Text { text, .. } if text.starts_with("Last checked on")))
    };
    for route in ["page/signs", "page/t-visa", "contact/nhth", "triage/me?now=no&show=1"] {
        assert_eq!(notice(&mut fresh, route), None, "{route}");
        assert_eq!(notice(&mut old, route), Some(0), "{route}");
    }
    for route in ["page/danger-now", "contact/911", "contact/988", "triage/me?now=danger", "triage/me?now=ending"] {
        assert!(notice(&mut old, route).is_some_and(|at| at > 2), "{route}");
    }
    // Exactly 180 days are not yet old.
    let oldest = day("2026-11-21");
    let mut edge = open_on("en", oldest + 180);
    assert_eq!(notice(&mut edge, "page/signs"), None);
    let mut over = open_on("en", oldest + 181);
    assert_eq!(notice(&mut over, "page/signs"), Some(0));
}

#[test]
fn guidance_needs_nothing_of_the_folder() {
    let home = tempfile::tempdir().unwrap();
    let missing = home.path().join("absent");
    let read_only = home.path().join("read-only");
    fs::create_dir(&read_only).unwrap();
    let mut permissions = fs::metadata(&read_only).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&read_only, permissions).unwrap();
    let a_file = home.path().join("file");
    fs::write(&a_file, b"not a folder").unwrap();
    // A device that is always full stands for a folder without space.
    for folder in [&missing, &read_only, &a_file, Path::new("/dev/full"), Path::new("/proc/none\u{0}")] {
        let mut app = App::open(folder, &["es".to_owned()], day(TODAY), PHONE).unwrap();
        // The phone has made its key; whether there can be a file beside it, guidance does not ask.
        app.wake();
        let ran = app.key_made(true);
        done(&mut app, ran);
        for route in ["home", "page/signs", "contact/nhth", "before/call/nhth", "triage/me?now=danger", "search?q=visa"]
        {
            app.screen(&Route::parse(route).unwrap()).unwrap();
        }
    }
    let left: Vec<_> = fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    // Root writes there all the same, and then the one file.
    let made = fs::read_dir(&read_only).unwrap().count();
    let is_root = fs::File::create(read_only.join("probe")).is_ok();
    assert_eq!(made, usize::from(is_root));
}

#[test]
fn the_language_is_the_first_wanted_one_that_there_is() {
    let shown = |wanted: &[&str]| {
        let wanted: Vec<String> = wanted.iter().map(ToString::to_string).collect();
        App::open(Path::new(""), &wanted, 0, PHONE).unwrap().language().tag
    };
    assert_eq!(shown(&[]), "en");
    assert_eq!(shown(&["es-MX"]), "es");
    assert_eq!(shown(&["de", "ES_us", "en"]), "es");
    assert_eq!(shown(&["xx", "", "-", "\u{202e}"]), "en");
    let mut app = open("en");
    assert_eq!(app.set_language("zz"), Err(AppError::Invalid { field: "language", rule: "shipped" }));
    assert_eq!(app.language().tag, "en");
}

#[test]
fn ids_that_do_not_exist_are_not_found_and_paths_that_cannot_be_are_invalid() {
    let mut app = open("en");
    for route in [
        "page/none",
        "topic/none",
        "contact/none",
        "before/call/none",
        "before/text/whd",
        "before/call/aila",
        "before/web/nhth/9",
        "no-app/none",
        "triage/none",
    ] {
        assert_eq!(app.screen(&Route::parse(route).unwrap()).err(), Some(AppError::NotFound), "{route}");
    }
    for route in [
        "triage/me?show=1",
        "triage/me?phone=mine",
        "triage/me?now=maybe",
        "triage/me?now=no&now=no",
        "triage/me?now=no&more=1",
        "triage/me?now=no&talk=call",
        "triage/me?now=no&you=adult",
        "triage/me?now=no&phone=mine&talk=call&you=outside&place=ca&what=work",
        "triage/other?now=no&part=outside&young=yes",
    ] {
        let route = Route::parse(route).unwrap();
        assert_eq!(app.screen(&route).err(), Some(AppError::Invalid { field: "route", rule: "path" }), "{route}");
    }
    for route in [
        "",
        "Home",
        "home/",
        "home?x",
        "page/",
        "page/../x",
        "page/A",
        "page/a/b",
        "triage",
        "triage/me?now",
        "triage/me?=no",
        "triage/me?now=no&show=2",
        "triage/me?show=1&now=no",
        "triage/me?more=1",
        "triage/me?now=no&phone=mine&more=1",
        "search",
        "search?x=1",
        "search?q=%FF",
        "before/web/nhth/01",
        "before/web/nhth/-1",
        "failed/other",
    ] {
        assert_eq!(Route::parse(route), Err(InvalidRoute), "{route}");
    }
    // On a finished path the wish to see the outcome changes nothing; "?" stands for itself.
    let shown = |app: &mut App, route: &str| plain::words(&app.screen(&Route::parse(route).unwrap()).unwrap());
    assert_eq!(shown(&mut app, "triage/me?now=danger"), shown(&mut app, "triage/me?now=danger&show=1"));
    assert_eq!(Route::parse("triage/me?now=?").unwrap().to_string(), "triage/me?now=?");
}

#[test]
fn what_comes_after_a_call_waits_half_an_hour_and_is_told_once() {
    let mut app = open("en");
    assert_eq!(app.start(10), Route::Home);
    app.handed_over(100);
    assert_eq!(app.start(130), Route::After);
    assert_eq!(app.start(130), Route::Home);
    app.handed_over(100);
    assert_eq!(app.start(131), Route::Home);
    app.handed_over(u64::MAX);
    assert_eq!(app.start(0), Route::After, "a clock that goes back harms nothing");
    let after = plain::words(&app.screen(&Route::After).unwrap());
    for word in ["hotline", "trafficking", "888"] {
        assert!(!after.to_lowercase().contains(word), "{word}");
    }
}

fn any_route() -> impl Strategy<Value = String> {
    let app = open("en");
    let ids: Vec<String> = app.content().pages.keys().chain(app.content().contacts.keys()).cloned().collect();
    let questions: Vec<(String, String)> = ["me", "other", "police"]
        .iter()
        .flat_map(|g| app.triage().graph(g).unwrap().protocol().questions.clone())
        .flat_map(|q| q.answers.into_iter().map(move |a| (q.id.clone(), a.id)))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let id = prop_oneof![prop::sample::select(ids), "[a-z0-9-]{0,70}"];
    let pair = prop::sample::select(questions).prop_map(|(q, a)| format!("{q}={a}"));
    let pairs = prop::collection::vec(
        prop_oneof![8 => pair, 1 => Just("show=1".to_owned()), 1 => Just("more=1".to_owned())],
        0..9,
    );
    prop_oneof![
        "\\PC{0,60}",
        (
            prop::sample::select(vec![
                "page",
                "topic",
                "contact",
                "before/call",
                "before/text",
                "before/web",
                "no-app",
                "failed",
                "triage"
            ]),
            id
        )
            .prop_map(|(kind, id)| format!("{kind}/{id}")),
        (prop::sample::select(vec!["me", "other", "police", "x"]), pairs)
            .prop_map(|(g, pairs)| format!("triage/{g}?{}", pairs.join("&"))),
        ".*".prop_map(|q| Route::Search { query: q }.to_string()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_gives_a_screen_or_a_typed_error(text in any_route(), tag in "\\PC{0,12}", today in any::<i32>()) {
        thread_local!(static APP: std::cell::RefCell<App> = std::cell::RefCell::new(open("en")));
        let _ = App::open(Path::new(&tag), std::slice::from_ref(&tag), today, PHONE).unwrap();
        APP.with_borrow_mut(|app| {
            let _ = app.set_language(&tag);
            if let Ok(route) = Route::parse(&text) {
                prop_assert_eq!(Route::parse(&route.to_string()), Ok(route.clone()));
                match app.screen(&route) {
                    Ok(screen) => prop_assert!(!screen.blocks.is_empty()),
                    Err(error) => prop_assert!(matches!(error, AppError::NotFound | AppError::Invalid { .. }), "{route}: {error}"),
                }
            }
            Ok(())
        })?;
    }
}

#[test]
fn every_failure_has_its_words() {
    let mut app = open("es");
    for (kind, _) in FailureKind::ALL {
        let screen = app.screen(&Route::Failed { kind }).unwrap();
        assert!(matches!(&screen.blocks[0], Block::Text { text, .. } if !text.is_empty()), "{kind:?}");
    }
}
