//! Languages that have their first words: their own screens are whole, everything else says that it is in English.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;

use almanac_core::app::App;
use almanac_core::content::script::{Script, script_of};
use almanac_core::content::words::{FIRST_WORDS, LANGUAGES, Language};
use almanac_core::content::{Files, load};
use almanac_core::route::Route;
use almanac_core::screen::model::{Action, Block, Screen};
use almanac_tests::look::{PHONE, Seen, TODAY, day, open};
use almanac_tests::plain;

/// The screens that a first-words language has.
const OWN: [&str; 21] = [
    "home",
    "cards",
    "card/call-911",
    "card/interpreter",
    "languages",
    "safety",
    "after",
    "before/call/nhth",
    "before/text/nhth",
    "before/call/ncmec",
    "no-app/911",
    "no-app/nhth",
    "no-app/ncmec",
    "failed/not-found",
    "failed/invalid",
    "failed/damaged",
    "failed/internal",
    "failed/locked",
    "failed/full",
    "failed/storage",
    "failed/unsupported",
];

fn draw(app: &mut App, route: &str) -> Screen {
    app.screen(&Route::parse(route).unwrap()).unwrap_or_else(|e| panic!("{route}: {e}"))
}

/// The words of a screen in its own language: without lines, cards and row titles that are marked with another.
fn own_words(screen: &Screen) -> String {
    let mut screen = screen.clone();
    screen.blocks.retain(|block| !matches!(block, Block::Foreign { .. } | Block::Sign { .. }));
    for block in &mut screen.blocks {
        if let Block::Doors { rows } = block {
            rows.iter_mut().filter(|row| !row.language.is_empty()).for_each(|row| row.title.clear());
        }
    }
    plain::words(&screen)
}

#[test]
fn every_own_screen_is_in_the_language_and_nothing_of_it_is_missing() {
    for language in FIRST_WORDS {
        let mut app = open(language.tag);
        let english = load::words(&Files::built_in(), &LANGUAGES[0]).unwrap();
        let first = app.content().first.clone();
        for route in OWN {
            let screen = draw(&mut app, route);
            assert_eq!(screen.language, language.tag, "{route}");
            assert_eq!(screen.right_to_left, language.right_to_left);
            let bar = [&screen.bar.leave, &screen.bar.leave_spoken, &screen.bar.back_spoken, &screen.bar.wait];
            assert!(bar.iter().all(|words| !words.is_empty()) && !screen.title.is_empty(), "{route}");
            let words = own_words(&screen);
            assert!(
                !words.contains('{') && !words.split_whitespace().any(|w| w.starts_with("ui.")),
                "{route}: {words}"
            );
            assert_nothing_empty(&screen, language, route);
            // No sentence of the English catalogue stands there.
            for line in words.lines().filter(|line| line.split(' ').count() > 2) {
                assert!(!english.keys().any(|key| english.get(key) == line), "{} {route}: {line}", language.tag);
                for word in line.split(|c: char| !c.is_alphanumeric()) {
                    let left = first.english.iter().any(|e| e.eq_ignore_ascii_case(word));
                    assert!(!left, "{} {route}: {word} in {line}", language.tag);
                }
            }
            let own = words.chars().filter(|c| c.is_alphabetic() && script_of(*c) == Some(language.script)).count();
            let latin = words.chars().filter(|c| script_of(*c) == Some(Script::Latin)).count();
            assert!(own > 15, "{} {route}: {words}", language.tag);
            assert!(
                language.script == Script::Latin || own > latin * 2 || route.starts_with("no-app"),
                "{route}: {words}"
            );
        }
    }
}

/// No text of a screen is empty that a person would look for.
fn assert_nothing_empty(screen: &Screen, language: &Language, route: &str) {
    for block in &screen.blocks {
        let texts: Vec<&String> = match block {
            Block::Heading { text }
            | Block::Text { text, .. }
            | Block::Foreign { text, .. }
            | Block::Sign { text, .. } => {
                vec![text]
            }
            Block::Bullets { items } => items.iter().collect(),
            Block::Card { title, lines, footnotes, buttons, .. } => std::iter::once(title)
                .chain(lines)
                .chain(footnotes)
                .chain(buttons.iter().flat_map(|b| [&b.label, &b.spoken]))
                .collect(),
            Block::Callout { word, text, .. } => vec![word, text],
            Block::Buttons { buttons } => buttons.iter().flat_map(|b| [&b.label, &b.spoken]).collect(),
            Block::Doors { rows } => rows.iter().map(|row| &row.title).collect(),
            Block::Number { label, number, .. } => vec![label, number],
            other => panic!("{route}: {other:?}"),
        };
        assert!(texts.iter().all(|text| !text.is_empty()), "{} {route}: {block:?}", language.tag);
    }
}

#[test]
fn the_first_words_are_all_used() {
    let mut app = open("fr");
    let words = load::words(&Files::built_in(), app.language()).unwrap();
    let shown: String = OWN.iter().map(|route| everything(&draw(&mut app, route))).collect::<Vec<_>>().join("\n");
    let page = draw(&mut app, "page/signs");
    let shown = shown + &everything(&page);
    // Shown only for a number that nobody has called, which none of these lines is now; and in dates of other months.
    let spare = |key: &str| {
        key.starts_with("ui.unverified") || key.starts_with("ui.month.") || key == "ui.date" || key == "_review"
    };
    for key in words.keys().filter(|key| !spare(key)) {
        let longest = words.get(key).split(['{', '}']).max_by_key(|part| part.len()).unwrap();
        assert!(shown.contains(longest), "{key} is never shown: {longest}");
    }
}

fn everything(screen: &Screen) -> String {
    let callouts = screen
        .blocks
        .iter()
        .filter_map(|b| if let Block::Callout { word, .. } = b { Some(word.as_str()) } else { None });
    let spoken =
        screen.blocks.iter().filter_map(|b| if let Block::Buttons { buttons } = b { Some(buttons) } else { None });
    let spoken = spoken.flatten().map(|b| b.spoken.clone());
    let cards =
        screen.blocks.iter().filter_map(|b| if let Block::Card { buttons, .. } = b { Some(buttons) } else { None });
    let cards = cards.flatten().map(|b| b.spoken.clone());
    let bar = &screen.bar;
    let mut all = vec![plain::words(screen), bar.leave.clone(), bar.leave_spoken.clone(), bar.back_spoken.clone()];
    all.push(bar.wait.clone());
    all.extend(callouts.map(str::to_owned));
    all.extend(spoken.chain(cards));
    all.join("\n")
}

#[test]
fn danger_is_first_and_911_one_tap_away_on_every_screen() {
    for language in FIRST_WORDS {
        let mut app = open(language.tag);
        let home = draw(&mut app, "home");
        assert!(matches!(&home.blocks[0], Block::Card { anchor, .. } if anchor == "911"), "{}", language.tag);
        for route in OWN.into_iter().chain(["page/signs", "triage/me", "contact/nhth", "search?q=visa"]) {
            let seen = Seen::of(&draw(&mut app, route));
            let dials = seen.actions.iter().any(|a| matches!(a, Action::Dial { number, .. } if number == "911"));
            assert!(dials, "{} {route}", language.tag);
        }
    }
}

#[test]
fn the_hotline_is_one_notice_away_and_tells_how_to_be_understood() {
    for language in FIRST_WORDS {
        let mut app = open(language.tag);
        let words = load::words(&Files::built_in(), language).unwrap();
        let home = draw(&mut app, "home");
        let seen = Seen::of(&home);
        for route in ["before/call/nhth", "before/text/nhth", "before/call/ncmec", "safety", "languages"] {
            assert!(seen.goes.contains(&Route::parse(route).unwrap()), "{} {route}", language.tag);
        }
        let call = plain::words(&draw(&mut app, "before/call/nhth"));
        for name in language.english {
            assert!(call.contains(name) && plain::words(&home).contains(name), "{} {name}", language.tag);
        }
        // What it may pass on, and what the call leaves, are said before the tap.
        assert!(call.contains(words.get("contact.nhth.pass_on")) && call.contains(words.get("ui.before.call_leaves")));
        let text = plain::words(&draw(&mut app, "before/text/nhth"));
        for key in ["block.hotline.point-3", "contact.nhth.pass_on", "ui.before.text_leaves"] {
            assert!(text.contains(words.get(key)), "{} {key}", language.tag);
        }
        // Nobody knows of interpreters there: it is not promised.
        let ncmec = plain::words(&draw(&mut app, "before/call/ncmec"));
        assert!(
            ncmec.contains(words.get("first.interpreter_unknown")) && !ncmec.contains(words.get("first.interpreter"))
        );
    }
}

#[test]
fn every_door_of_an_own_screen_stays_in_the_language_or_changes_it() {
    for language in FIRST_WORDS {
        let mut app = open(language.tag);
        let mut seen: BTreeSet<Route> = BTreeSet::new();
        let mut left = vec![Route::Home];
        while let Some(route) = left.pop() {
            if !seen.insert(route.clone()) {
                continue;
            }
            let screen = app.screen(&route).unwrap();
            assert_eq!(screen.language, language.tag, "{route}");
            left.extend(Seen::of(&screen).goes);
        }
        assert!(seen.len() > 5, "{seen:?}");
        let home = Seen::of(&draw(&mut app, "home"));
        for whole in LANGUAGES {
            let set = Action::SetLanguage { tag: whole.tag.to_owned() };
            assert!(home.actions.contains(&set), "{} to {}", language.tag, whole.tag);
        }
    }
}

#[test]
fn all_else_is_in_english_and_says_so_in_the_language_of_the_reader() {
    for language in FIRST_WORDS {
        let mut app = open(language.tag);
        let mut english = open("en");
        let line = load::words(&Files::built_in(), language).unwrap().text("ui.first.english_here");
        let routes = ["page/signs", "topic/lines", "contact/nhth", "contact/whd", "before/call/whd", "no-app/whd"];
        let further = ["triage/me", "triage/me?now=no&show=1", "search?q=visa", "traces", "about", "before/web/nhth/0"];
        for route in routes.into_iter().chain(further) {
            let screen = draw(&mut app, route);
            assert_eq!((screen.language.as_str(), screen.right_to_left), ("en", false), "{route}");
            let Block::Foreign { text, language: tag, right_to_left } = &screen.blocks[0] else {
                panic!("{route}: {:?}", screen.blocks[0])
            };
            assert_eq!((text, tag.as_str(), *right_to_left), (&line, language.tag, language.right_to_left));
            // Nothing else is different from English.
            let plain = draw(&mut english, route);
            assert_eq!(screen.blocks[1..], plain.blocks[..], "{route}");
        }
        // Never above a number that saves a life.
        for route in [
            "page/danger-now",
            "before/text/911",
            "triage/me?now=danger",
            "triage/me?now=ending",
            "contact/911",
            "contact/988",
        ] {
            let screen = draw(&mut app, route);
            let at = screen.blocks.iter().position(|b| matches!(b, Block::Foreign { .. })).unwrap();
            assert_eq!(at, screen.blocks.len() - 2, "{route}");
        }
    }
}

#[test]
fn the_list_of_languages_shows_each_in_itself_and_sets_apart_what_nobody_has_signed() {
    for language in LANGUAGES.iter().chain(FIRST_WORDS) {
        let mut app = open(language.tag);
        let screen = draw(&mut app, "languages");
        let lists: Vec<_> = screen
            .blocks
            .iter()
            .filter_map(|b| if let Block::Doors { rows } = b { Some(rows) } else { None })
            .collect();
        let names = |n: usize| lists[n].iter().map(|row| row.title.as_str()).collect::<Vec<_>>();
        assert_eq!(names(0), LANGUAGES.iter().map(|l| l.name).collect::<Vec<_>>());
        assert_eq!(names(1), FIRST_WORDS.iter().map(|l| l.name).collect::<Vec<_>>());
        let chosen: Vec<_> = lists.iter().flat_map(|rows| rows.iter()).filter(|row| row.chosen).collect();
        assert_eq!(chosen.len(), 1);
        assert_eq!((chosen[0].title.as_str(), chosen[0].language.as_str()), (language.name, ""));
        for row in lists.iter().flat_map(|rows| rows.iter()).filter(|row| !row.chosen) {
            assert_eq!(row.action, Action::SetLanguage { tag: row.language.clone() });
        }
        let words = load::words(&Files::built_in(), language).unwrap();
        let shown = plain::words(&screen);
        assert!(shown.contains(words.get("ui.languages.unchecked")));
        assert!(language.whole || shown.contains("Not yet checked by a native speaker."));
    }
}

#[test]
fn a_signature_takes_the_warning_away() {
    let mut files = Files::built_in();
    let mut words: serde_json::Value = serde_json::from_str(&files.get("text/ht.json").unwrap()).unwrap();
    words["_review"] = serde_json::json!("speaker, 2026-11-25, 000000000000");
    files.put("text/ht.json", words.to_string());
    let open = |tag: &str| {
        App::open_checked(files.clone(), Path::new("/nowhere"), &[tag.to_owned()], day(TODAY), PHONE).unwrap()
    };
    let warning = |tag: &str| load::words(&files, open(tag).language()).unwrap().text("ui.languages.unchecked");
    assert!(!plain::words(&draw(&mut open("ht"), "home")).contains(&warning("ht")));
    assert!(plain::words(&draw(&mut open("fr"), "home")).contains(&warning("fr")));
    let list = draw(&mut open("en"), "languages");
    let at = |wanted: &dyn Fn(&Block) -> bool| list.blocks.iter().position(wanted).unwrap();
    let row = |name: &str| at(&|b| matches!(b, Block::Doors { rows } if rows.iter().any(|r| r.title == name)));
    let line = at(&|b| matches!(b, Block::Text { text, .. } if *text == warning("en")));
    assert!(row("Kreyòl ayisyen") < line && line < row("Français"));
}

#[test]
fn phones_name_languages_in_many_ways() {
    for (tag, wanted) in [
        ("ar", "ar"),
        ("ar-EG", "ar"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh_CN_#Hans", "zh-Hans"),
        ("zh-Hans-SG", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh_HK", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("zh-Hant-CN", "zh-Hant"),
        ("ZH-hant-us", "zh-Hant"),
        ("yue", "zh-Hant"),
        ("yue-Hans-CN", "zh-Hans"),
        ("cmn-Hans", "zh-Hans"),
        ("fr-HT", "fr"),
        ("ht", "ht"),
        ("hi-IN", "hi"),
        ("ko_KR", "ko"),
        ("pt-BR", "pt"),
        ("pt-PT", "pt"),
        ("ru-UA", "ru"),
        ("fil", "tl"),
        ("fil-PH", "tl"),
        ("tl-PH", "tl"),
        ("th-TH-u-nu-thai", "th"),
        ("vi-VN", "vi"),
        ("es-419", "es"),
    ] {
        assert_eq!(open(tag).language().tag, wanted, "{tag}");
    }
    // The first wanted one counts: English stands second on many a phone whose owner does not read it.
    let first = |wanted: &[&str]| {
        let wanted: Vec<String> = wanted.iter().map(ToString::to_string).collect();
        App::open(Path::new("/nowhere"), &wanted, 0, PHONE).unwrap().language().tag
    };
    assert_eq!(first(&["ar-US", "en-US"]), "ar");
    assert_eq!(first(&["de", "fr", "en"]), "fr");
    for tag in ["", "-", "_", "zz", "zhx", "-zh", "h", "\u{202e}ar", "ar\u{0}"] {
        let shown = open(tag).language().tag;
        assert!(shown == "en" || tag == "-zh" && shown == "zh-Hans", "{tag:?}: {shown}");
    }
}

#[test]
fn choosing_a_language_needs_no_restart() {
    let mut app = open("en");
    for language in FIRST_WORDS.iter().chain(LANGUAGES) {
        app.set_language(language.tag).unwrap();
        assert_eq!(draw(&mut app, "home").language, language.tag);
        assert_eq!(app.language(), language);
    }
    app.set_language("ar").unwrap();
    assert_eq!(draw(&mut app, "page/signs").language, "en");
    app.set_language("es").unwrap();
    assert_eq!(draw(&mut app, "page/signs").language, "es");
}
