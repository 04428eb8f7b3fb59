//! Words are in their language: each refusal of the checker about languages has a bad file that triggers it, and plurals and dates are
//! those of ICU.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use almanac_core::content::check::{Problem, check};
use almanac_core::content::date::Date;
use almanac_core::content::plural::Form;
use almanac_core::content::words::{FIRST_WORDS, LANGUAGES, all_languages, language};
use almanac_core::content::{Content, Files, load};
use icu_calendar::Gregorian;
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde_json::{Value, json};

/// The built-in files with one of them changed.
fn changed(file: &str, change: impl FnOnce(&mut Value)) -> Files {
    let mut files = Files::built_in();
    let mut data: Value = serde_json::from_str(&files.get(file).unwrap()).unwrap();
    change(&mut data);
    files.put(file, data.to_string());
    files
}

/// The built-in files with one text changed.
fn said(tag: &str, key: &str, text: &str) -> Files {
    changed(&format!("text/{tag}.json"), |words| words[key] = json!(text))
}

/// Asserts that a change is refused with this problem, at this file and key.
fn refused(files: &Files, file: &str, key: &str, is: impl Fn(&Problem) -> bool) {
    let findings = check(files);
    assert!(findings.iter().any(|f| f.file == file && f.key == key && is(&f.problem)), "{file}: {key}: {findings:#?}");
}

fn is(problem: Problem) -> impl Fn(&Problem) -> bool {
    move |other| *other == problem
}

#[test]
fn a_language_has_exactly_the_keys_of_first_words() {
    for language in FIRST_WORDS {
        let file = format!("text/{}.json", language.tag);
        let without = changed(&file, |words| {
            words.as_object_mut().unwrap().remove("ui.leave");
        });
        refused(&without, &file, "ui.leave", is(Problem::MissingWords));
        let unsigned = changed(&file, |words| {
            words.as_object_mut().unwrap().remove("_review");
        });
        refused(&unsigned, &file, "_review", is(Problem::MissingWords));
    }
    refused(&said("fr", "ui.search", "Chercher"), "text/fr.json", "ui.search", is(Problem::UnusedWords));
    let mut files = Files::built_in();
    files.remove("text/th.json");
    refused(&files, "text/th.json", "", |p| matches!(p, Problem::Load(load::LoadError::Missing(_))));
}

#[test]
fn first_words_rest_on_what_exists() {
    const FILE: &str = "first.json";
    let unknown = |p: &Problem| matches!(p, Problem::Unknown(_));
    let files = changed(FILE, |first| first["contacts"] = json!(["nobody"]));
    refused(&files, FILE, "nobody", unknown);
    let files = changed(FILE, |first| first["keys"].as_array_mut().unwrap().push(json!("ui.nothing")));
    refused(&files, FILE, "ui.nothing", unknown);
    let files = changed(FILE, |first| first["keys"].as_array_mut().unwrap().retain(|k| k != "first.interpreter"));
    refused(&files, FILE, "first.interpreter", unknown);
    let files = changed(FILE, |first| first["keys"].as_array_mut().unwrap().push(json!("ui.leave")));
    refused(&files, FILE, "keys", is(Problem::Twice));
    let files = changed(FILE, |first| first["says"][0]["sources"] = json!([]));
    refused(&files, FILE, "interpreter", is(Problem::NoSource));
}

#[test]
fn holes_are_those_of_english_in_every_language() {
    refused(&said("ar", "ui.call", "اتصل"), "text/ar.json", "ui.call", is(Problem::Placeholders));
    refused(&said("ko", "ui.call", "{num} 전화하기"), "text/ko.json", "ui.call", is(Problem::Placeholders));
    refused(&said("es", "ui.sources_one", "una fuente"), "text/es.json", "ui.sources_one", is(Problem::Placeholders));
}

#[test]
fn counted_nouns_have_the_forms_of_their_language_and_no_others() {
    for (tag, missing) in [("en", "ui.sources_one"), ("es", "ui.sources_many"), ("es", "ui.sources_other")] {
        let file = format!("text/{tag}.json");
        let files = changed(&file, |words| {
            words.as_object_mut().unwrap().remove(missing);
        });
        refused(&files, &file, missing, is(Problem::Plural));
    }
    refused(&said("en", "ui.sources_few", "{n} sources"), "text/en.json", "ui.sources_few", is(Problem::Plural));
    refused(&said("es", "ui.sources_two", "{n} fuentes"), "text/es.json", "ui.sources_two", is(Problem::Plural));
    // A first-words language that gets a counted noun must have all its forms too.
    let mut files =
        changed("first.json", |first| first["keys"].as_array_mut().unwrap().push(json!("ui.sources_other")));
    refused(&files, "text/ru.json", "ui.sources_few", is(Problem::Plural));
    files = said("th", "ui.sources_one", "{n}");
    refused(&files, "text/th.json", "ui.sources_one", is(Problem::UnusedWords));
}

#[test]
fn words_left_in_english_are_refused() {
    let left = is(Problem::English);
    refused(&said("es", "ui.home.read", "Read"), "text/es.json", "ui.home.read", &left);
    for language in FIRST_WORDS {
        let file = format!("text/{}.json", language.tag);
        refused(&said(language.tag, "ui.leave", "Leave"), &file, "ui.leave", &left);
        refused(&said(language.tag, "ui.home.talk", "Talk to the staff"), &file, "ui.home.talk", &left);
    }
    // Half of a sentence is enough.
    refused(&said("tl", "ui.after", "Pagkatapos if they ask"), "text/tl.json", "ui.after", &left);
    // Names are the same everywhere.
    for (tag, key, text) in
        [("es", "ui.app", "Almanac"), ("es", "contact.rainn.name", "RAINN"), ("fr", "ui.app", "Almanac")]
    {
        let findings = check(&said(tag, key, text));
        assert!(!findings.iter().any(|f| f.problem == Problem::English), "{tag} {key}: {findings:?}");
    }
}

#[test]
fn letters_of_another_script_are_refused() {
    for (tag, text, word) in [
        // Each of these looks right: one letter is from another alphabet.
        ("fr", "Quittеr", "е"),
        ("ru", "Выйтu", "u"),
        ("es", "Sаlir", "а"),
        ("en", "Lеave", "е"),
        ("ar", "خروج Exit", "Exit"),
        ("hi", "बाहर exit", "exit"),
        ("ko", "나가기 離開", "離開"),
        ("zh-Hans", "离开 나가기", "나가기"),
        ("th", "ออก Ω", "Ω"),
    ] {
        let file = format!("text/{tag}.json");
        let mixed = |p: &Problem| matches!(p, Problem::MixedScript(found) if found.contains(word));
        refused(&said(tag, "ui.leave", text), &file, "ui.leave", mixed);
    }
    // An organisation's short name, with an ending of the language right behind it, is no mix.
    assert_eq!(check(&said("ko", "ui.home.talk", "ICE를 NCMEC에")), []);
}

#[test]
fn what_cannot_be_seen_is_refused() {
    for hidden in ['\u{200F}', '\u{202E}', '\u{2066}', '\u{200B}', '\u{FEFF}', '\u{AD}'] {
        let text = format!("رجوع{hidden}أ");
        refused(&said("ar", "ui.back", &text), "text/ar.json", "ui.back", is(Problem::BadWords));
    }
    // The joiners of Devanagari do something that is seen.
    assert_eq!(check(&said("hi", "ui.back", "वाप\u{200D}स")), []);
}

#[test]
fn labels_do_not_outgrow_their_place() {
    for (tag, key, text, columns, most) in [
        ("fr", "ui.leave", "Quitter vite", 12, 10),
        ("zh-Hans", "ui.leave", "马上离开这里", 12, 10),
        ("th", "ui.callout.careful", "ระวังระวังระวังระวังระวัง", 20, 20),
        ("ru", "ui.before.not_now", "Не сейчас, может быть потом", 27, 24),
        ("es", "ui.home.danger", "¿Está usted en peligro en este mismo momento?", 45, 40),
    ] {
        let file = format!("text/{tag}.json");
        let findings = check(&said(tag, key, text));
        let found =
            findings.iter().any(|f| f.file == file && f.key == key && f.problem == Problem::TooLong(columns, most));
        assert_eq!(found, columns > most, "{tag} {key}: {findings:?}");
    }
}

#[test]
fn an_interpreter_is_asked_for_by_the_english_name_of_the_language() {
    refused(
        &said("vi", "first.interpreter", "Cần thông dịch viên?"),
        "text/vi.json",
        "first.interpreter",
        is(Problem::NotNamed("Vietnamese".to_owned())),
    );
    let english = load::words(&Files::built_in(), &LANGUAGES[0]).unwrap();
    for language in FIRST_WORDS {
        let name = english.get(&format!("ui.language.{}", language.tag.to_lowercase()));
        assert!(name.contains(language.english[0]) || name.starts_with("Chinese"), "{name}");
    }
}

#[test]
fn what_must_never_be_said_has_a_list_in_every_language() {
    let files = changed("never.json", |never| never["ko"] = json!([]));
    refused(&files, "never.json", "ko", is(Problem::MissingWords));
    let never: BTreeMap<String, Vec<String>> =
        serde_json::from_str(&Files::built_in().get("never.json").unwrap()).unwrap();
    for language in all_languages() {
        let phrase = &never[language.tag][0];
        let forbidden = |p: &Problem| matches!(p, Problem::Forbidden(found) if found == phrase);
        refused(&said(language.tag, "ui.after", phrase), &format!("text/{}.json", language.tag), "ui.after", forbidden);
    }
}

#[test]
fn synonyms_lead_somewhere_and_are_written_as_they_are_looked_up() {
    const FILE: &str = "synonyms.json";
    let with = |phrases: Value, routes: Value| {
        changed(FILE, |all| all.as_array_mut().unwrap().push(json!({"phrases": phrases, "routes": routes})))
    };
    let files = with(json!(["word"]), json!(["page/nothing"]));
    refused(&files, FILE, "word", is(Problem::DeadLink("page/nothing".to_owned())));
    refused(&with(json!([]), json!(["page/signs"])), FILE, "", is(Problem::MissingWords));
    refused(&with(json!(["word"]), json!([])), FILE, "word", is(Problem::MissingWords));
    refused(&with(json!(["cops"]), json!(["page/signs"])), FILE, "cops", is(Problem::Twice));
    refused(&with(json!(["word"]), json!(["page/signs", "page/signs"])), FILE, "word", is(Problem::Twice));
    for bad in ["Word", " word", "?!", "", "one two three four five six seven eight nine"] {
        refused(&with(json!([bad]), json!(["page/signs"])), FILE, bad, is(Problem::BadWords));
    }
    let files = changed(FILE, |all| all[0]["rutes"] = json!([]));
    refused(&files, FILE, "", |p| matches!(p, Problem::Load(load::LoadError::Shape { .. })));
}

#[test]
fn traditional_and_simplified_chinese_are_not_mixed() {
    // Characters that only one of the two writes, in pairs.
    let pairs = "们們 这這 个個 说說 话話 电電 机機 应應 离離 开開 时時 会會 发發 检檢 查查 书書 员員 现現 险險 热熱 线線 国國 与與 \
        为為 过過 还還 里裡 问問 请請 谁誰 让讓 给給 报報 警警 务務 显顯 屏螢 画畫 后後 号號 码碼 账帳 户戶 备備 据據 毁毀 证證";
    let pairs = pairs.split_whitespace().filter_map(|pair| {
        let mut pair = pair.chars();
        pair.next().zip(pair.next()).filter(|(a, b)| a != b)
    });
    let text = |tag: &str| Files::built_in().get(&format!("text/{tag}.json")).unwrap().into_owned();
    let (simplified, traditional) = (text("zh-Hans"), text("zh-Hant"));
    for (simple, full) in pairs {
        assert!(!simplified.contains(full), "{full} is traditional");
        assert!(!traditional.contains(simple), "{simple} is simplified");
    }
}

/// What CLDR calls a language: Tagalog is an alias of Filipino there.
fn in_cldr(tag: &str) -> &str {
    if tag == "tl" { "fil" } else { tag }
}

#[test]
fn plural_forms_are_those_of_icu() {
    let same = |ours: Form, theirs: PluralCategory| {
        matches!(
            (ours, theirs),
            (Form::Zero, PluralCategory::Zero)
                | (Form::One, PluralCategory::One)
                | (Form::Two, PluralCategory::Two)
                | (Form::Few, PluralCategory::Few)
                | (Form::Many, PluralCategory::Many)
                | (Form::Other, PluralCategory::Other)
        )
    };
    // Haitian Creole has no rules in CLDR, which is the rule of one form for all.
    for language in all_languages() {
        let locale: Locale = in_cldr(language.tag).parse().unwrap();
        let rules = PluralRules::try_new_cardinal(locale.into()).unwrap();
        let numbers = (0..2_500_u64).chain([9_999, 10_000, 100_003, 1_000_000, 1_000_001, 2_000_000, u64::MAX]);
        for n in numbers {
            let (ours, theirs) = (language.counting.form(n), rules.category_for(n));
            assert!(same(ours, theirs), "{} {n}: {ours:?} {theirs:?}", language.tag);
        }
        let forms: Vec<PluralCategory> = rules.categories().collect();
        assert_eq!(forms.len(), language.counting.forms().len(), "{}: {forms:?}", language.tag);
        assert!(language.counting.forms().iter().all(|f| forms.iter().any(|t| same(*f, *t))), "{}", language.tag);
    }
}

#[test]
fn dates_are_those_of_icu() {
    for language in all_languages() {
        let words = load::words(&Files::built_in(), language).unwrap();
        // Western digits, as in telephone numbers; the calendar of American papers, which Thai names an era for.
        let locale: Locale = format!("{}-u-ca-gregory-nu-latn", in_cldr(language.tag)).parse().unwrap();
        let icu = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(locale.into(), YMD::long()).unwrap();
        for day in (20_400..21_200).step_by(13) {
            let date = Date::from_day(day);
            let (month, day) = (u8::try_from(date.month).unwrap(), u8::try_from(date.day).unwrap());
            let theirs = icu.format(&icu_calendar::Date::try_new_gregorian(date.year, month, day).unwrap()).to_string();
            // ICU4X carries no months of Haitian Creole: it writes the root's.
            if language.tag == "ht" {
                assert!(theirs.contains('M'), "ICU has learnt Haitian Creole: {theirs}");
            } else {
                assert_eq!(words.date(date), theirs, "{}", language.tag);
            }
        }
    }
}

#[test]
fn numbers_keep_their_order_from_right_to_left() {
    let arabic = load::words(&Files::built_in(), language("ar").unwrap()).unwrap();
    let call = arabic.fill("ui.call", &[("number", "1-888-373-7888")]);
    assert!(call.contains("\u{2068}1-\u{200B}888-\u{200B}373-\u{200B}7888\u{2069}"), "{call:?}");
    let french = load::words(&Files::built_in(), language("fr").unwrap()).unwrap();
    assert_eq!(french.fill("ui.call", &[("number", "1-888-373-7888")]), "Appeler le 1-888-373-7888");
    // Where a number stands in the words themselves nothing isolates it: there must be none that has groups.
    for key in arabic.keys() {
        let groups = arabic
            .get(key)
            .as_bytes()
            .windows(3)
            .any(|w| w[0].is_ascii_digit() && w[1] == b'-' && w[2].is_ascii_digit());
        assert!(!groups, "{key}: {}", arabic.get(key));
    }
}

#[test]
fn every_key_has_a_description_for_translators_and_every_description_has_a_key() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/content/descriptions.json");
    let texts: BTreeMap<String, String> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let words = load::words(&Files::built_in(), &LANGUAGES[0]).unwrap();
    let keys: Vec<&str> = words.keys().filter(|key| *key != "_review").collect();
    let describes = |start: &str, key: &str| key == start || start.ends_with(['.', '_']) && key.starts_with(start);
    let bare: Vec<&&str> = keys.iter().filter(|key| !texts.keys().any(|start| describes(start, key))).collect();
    assert!(bare.is_empty(), "no description for {bare:?}");
    let idle: Vec<&String> = texts.keys().filter(|start| !keys.iter().any(|key| describes(start, key))).collect();
    assert!(idle.is_empty(), "descriptions of nothing: {idle:?}");
    assert!(texts.values().all(|text| text.len() > 15));
}

#[test]
fn files_of_words_are_flat_sorted_and_of_one_shape() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/content/text");
    let mut tags = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        // A map of strings alone, whose keys come out in order: written again it is the same file.
        let words: BTreeMap<String, String> = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path:?}: {e}"));
        let pretty = serde_json::ser::PrettyFormatter::with_indent(b" ");
        let mut out = Vec::new();
        serde::Serialize::serialize(&words, &mut serde_json::Serializer::with_formatter(&mut out, pretty)).unwrap();
        out.push(b'\n');
        assert!(out == text.as_bytes(), "{path:?} is not sorted, or not indented by one space");
        tags.insert(path.file_stem().unwrap().to_str().unwrap().to_owned());
    }
    let shipped: BTreeSet<String> = all_languages().map(|l| l.tag.to_owned()).collect();
    assert_eq!(tags, shipped);
    let content = Content::load(&Files::built_in()).unwrap();
    assert!(content.first.keys.is_sorted());
}
