//! What goes out for review comes back into the content; whatever else is written in it is refused, and then nothing changes.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use almanac_core::content::Content;
use almanac_core::content::check::{Problem, check};
use almanac_core::content::date::{Date, Day};
use almanac_core::content::review::{CallResult, Role, Subject};
use almanac_publish::folder::{self, Guide, texts};
use almanac_publish::import::{Done, import};
use almanac_publish::{book, calls, report, signoffs};
use tempfile::TempDir;

const TODAY: &str = "2026-12-31";

fn today() -> Day {
    Date::parse(TODAY).unwrap().to_day()
}

/// A copy of the content, to change.
fn content() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/content")).unwrap() {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn guide(folder: &TempDir) -> Guide {
    Guide::of(folder::read(folder.path()).unwrap()).unwrap()
}

/// One of the two sheets with one row filled in: the cells of the row that begins so.
fn filled(sheet: &[u8], start: &str, cells: &[(usize, &str)]) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(sheet);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut met = 0;
    for row in reader.records() {
        let mut row: Vec<String> = row.unwrap().iter().map(ToOwned::to_owned).collect();
        if row.join(",").starts_with(start) {
            met += 1;
            for (place, text) in cells {
                (*text).clone_into(&mut row[*place]);
            }
        }
        writer.write_record(row).unwrap();
    }
    assert_eq!(met, 1, "{start}");
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn put(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

/// Imports a table, which is refused; returns what is said. Nothing of the content has changed.
fn refused(folder: &TempDir, text: &str) -> String {
    let before = texts(folder.path()).unwrap();
    let sheet = put(folder, "sheet.csv", text);
    let said = format!("{:#}", import(folder.path(), std::slice::from_ref(&sheet), today()).unwrap_err());
    assert_eq!(texts(folder.path()).unwrap(), before, "{said}");
    said
}

#[test]
fn sheets_that_nobody_filled_in_change_nothing() {
    let folder = content();
    let before = texts(folder.path()).unwrap();
    let sheets = [
        put(&folder, "a.csv", &String::from_utf8(calls::sheet(&guide(&folder)).unwrap()).unwrap()),
        put(&folder, "b.csv", &String::from_utf8(signoffs::sheet(&guide(&folder)).unwrap()).unwrap()),
    ];
    assert_eq!(import(folder.path(), &sheets, today()).unwrap(), Done::default());
    assert_eq!(texts(folder.path()).unwrap(), before);
}

#[test]
fn sign_offs_and_call_tests_come_back_and_only_their_lines_change() {
    let folder = content();
    let before = texts(folder.path()).unwrap();
    let sheet = signoffs::sheet(&guide(&folder)).unwrap();
    let mut signed = filled(&sheet, "page/signs,", &[(3, "Lawyer"), (4, "2026-12-01")]);
    for (what, role) in [
        ("contact/nhth,", "operator"),
        ("block/hotline,", "advocate"),
        ("question/me/now,", "survivor"),
        ("rule/me/M1,", "representative"),
        ("language/es,", "speaker"),
    ] {
        signed = filled(signed.as_bytes(), what, &[(3, role), (4, "2026-12-01")]);
    }
    let called = calls::sheet(&guide(&folder)).unwrap();
    let called = filled(&called, "nhth,voice,", &[(4, "2026-12-02"), (5, "answered")]);
    let called = filled(called.as_bytes(), "nhth,text,", &[(4, "2026-12-02"), (5, "no answer")]);
    // As a spreadsheet in Europe writes it.
    let signed = format!("\u{feff}{}", signed.replace('\n', "\r\n"));
    let sheets = [put(&folder, "a.csv", &signed), put(&folder, "b.csv", &called)];
    let done = import(folder.path(), &sheets, today()).unwrap();
    assert_eq!(done, Done { sign_offs: 6, calls: 2, wrong: Vec::new() });

    let after = guide(&folder);
    assert_eq!(check(&after.files), []);
    let role = |id: &str| after.subjects.iter().find(|s| s.id == id).unwrap().signed().map(|s| s.role);
    assert_eq!(role("page/signs"), Some(Role::Lawyer));
    assert_eq!(role("rule/me/M1"), Some(Role::Representative));
    assert_eq!(role("language/es"), Some(Role::Speaker));
    assert_eq!(role("page/notario"), None);
    let hotline = &after.content.contacts["nhth"];
    assert_eq!(hotline.main_call().map(|call| call.result), Some(CallResult::Answered));
    assert_eq!(hotline.call("text").map(|call| call.on.to_string()).as_deref(), Some("2026-12-02"));
    // What people wrote around it stays as they wrote it: one line each, and one more for the first call.
    let mut changed = 0;
    for (name, text) in texts(folder.path()).unwrap() {
        let old: Vec<&str> = before[&name].lines().collect();
        changed += text.lines().filter(|line| !old.contains(line)).count();
        assert!(text.lines().count() - old.len() <= 1, "{name}");
    }
    assert_eq!(changed, 7);
    // The same sheets again change nothing: the words are still those that were read.
    assert!(refused(&folder, &signed.replace("2026-12-01", "2026-11-30")).contains("is newer than that of 2026-11-30"));
    let again = signoffs::sheet(&after).unwrap();
    let again = [put(&folder, "c.csv", &String::from_utf8(again).unwrap())];
    assert_eq!(import(folder.path(), &again, today()).unwrap(), Done::default());
}

#[test]
fn a_wrong_number_comes_in_and_the_content_is_refused_until_it_is_put_right() {
    let folder = content();
    let sheet = calls::sheet(&guide(&folder)).unwrap();
    let sheet = put(&folder, "a.csv", &filled(&sheet, "nhth,voice,", &[(4, "2026-12-02"), (5, "wrong")]));
    let done = import(folder.path(), &[sheet], today()).unwrap();
    assert_eq!(done.calls, 1);
    assert_eq!(done.wrong.len(), 1, "{done:?}");
    let problems: Vec<Problem> = check(&guide(&folder).files).into_iter().map(|f| f.problem).collect();
    assert!(problems.contains(&Problem::CalledWrong("+18883737888".to_owned())), "{problems:?}");
}

#[test]
fn a_call_test_decides_whether_a_contact_is_verified() {
    let folder = content();
    let unverified = |folder: &TempDir, id: &str| Content::load(&guide(folder).files).unwrap().contacts[id].unverified;
    let of_text =
        guide(&folder).content.contacts.values().find(|c| c.unverified && c.voice.is_some()).unwrap().id.clone();
    let silent = |c: &&almanac_core::content::model::Contact| c.unverified && c.voice.is_some() && c.id != of_text;
    let silent = guide(&folder).content.contacts.values().find(silent).unwrap().id.clone();
    assert!(!unverified(&folder, "nhth"));
    let sheet = calls::sheet(&guide(&folder)).unwrap();
    let sheet = filled(&sheet, "nhth,voice,", &[(4, "2026-12-02"), (5, "no answer")]);
    let sheet = filled(sheet.as_bytes(), &format!("{silent},voice,"), &[(4, "2026-12-02"), (5, "no answer")]);
    let sheet = filled(sheet.as_bytes(), &format!("{of_text},voice,"), &[(4, "2026-12-02"), (5, "answered")]);
    import(folder.path(), &[put(&folder, "a.csv", &sheet)], today()).unwrap();
    // One call that nobody answered says nothing against a number, and nothing for it.
    assert!(!unverified(&folder, "nhth"));
    assert!(unverified(&folder, &silent));
    assert!(!unverified(&folder, &of_text));
    assert!(report::report(&guide(&folder), today(), false).unwrap().contains("called without an answer: nhth, voice"));
}

#[test]
fn bad_sign_offs_are_refused_with_row_and_reason() {
    let folder = content();
    let sheet = signoffs::sheet(&guide(&folder)).unwrap();
    let bad = |start: &str, cells: &[(usize, &str)]| refused(&folder, &filled(&sheet, start, cells));
    for (start, cells, reason) in [
        ("page/signs,", [(3, "lawyer"), (4, "")], "a role and a date belong together"),
        ("page/signs,", [(3, ""), (4, "2026-12-01")], "a role and a date belong together"),
        ("page/signs,", [(3, "Jane Doe"), (4, "2026-12-01")], "the role \"Jane Doe\" is none of: lawyer, "),
        ("page/signs,", [(3, "speaker"), (4, "2026-12-01")], "a speaker cannot sign page/signs"),
        ("page/signs,", [(3, "operator"), (4, "2026-12-01")], "an operator cannot sign page/signs"),
        ("language/es,", [(3, "lawyer"), (4, "2026-12-01")], "a lawyer cannot sign language/es"),
        ("page/signs,", [(3, "lawyer"), (4, "12/1/2026")], "\"12/1/2026\" is no day; write it as 2026-12-31"),
        ("page/signs,", [(3, "lawyer"), (4, "2027-01-01")], "2027-01-01 has not come yet"),
        ("page/signs,", [(0, "page/gone"), (4, "")], "there is no \"page/gone\""),
        ("page/signs,", [(2, "Other title"), (4, "")], "the title is "),
    ] {
        let said = bad(start, &cells);
        assert!(said.contains(reason), "{said}");
        assert!(said.contains("sheet.csv: row "), "{said}");
    }
    let other_words = bad("page/signs,", &[(1, "000000000000"), (3, "lawyer"), (4, "2026-12-01")]);
    assert!(other_words.contains("page/signs has changed since this was printed: read it again"), "{other_words}");
    let text = String::from_utf8(sheet.clone()).unwrap();
    let line = text.lines().find(|line| line.starts_with("page/signs,")).unwrap();
    assert!(refused(&folder, &format!("{text}{line}\n")).contains("page/signs: there twice"));
    assert!(refused(&folder, &format!("{text}page/x,1\n")).contains("row "));
    assert!(refused(&folder, &text.replacen("fingerprint", "words", 1)).contains("that of neither sheet"));
    assert!(refused(&folder, "").contains("that of neither sheet"));
    assert!(refused(&folder, "\u{0}\u{1}").contains("that of neither sheet"));
    // One bad row among good ones: none of them is taken.
    let mixed = filled(&sheet, "page/signs,", &[(3, "lawyer"), (4, "2026-12-01")]);
    let mixed = filled(mixed.as_bytes(), "page/notario,", &[(3, "boss"), (4, "2026-12-01")]);
    assert!(refused(&folder, &mixed).contains("\"boss\""));
}

#[test]
fn bad_call_tests_are_refused_with_row_and_reason() {
    let folder = content();
    let sheet = calls::sheet(&guide(&folder)).unwrap();
    for (cells, reason) in [
        ([(4, "2026-12-01"), (5, "")], "a day and a result belong together"),
        ([(4, ""), (5, "answered")], "a day and a result belong together"),
        ([(4, "2026-12-01"), (5, "yes")], "the result \"yes\" is none of: answered, no answer, wrong"),
        ([(4, "yesterday"), (5, "answered")], "\"yesterday\" is no day"),
        ([(4, "2027-01-01"), (5, "answered")], "2027-01-01 has not come yet"),
        ([(2, "1-888-373-7889"), (5, "")], "the number is 1-888-373-7888, not \"1-888-373-7889\""),
        ([(3, "Another line"), (5, "")], "what should answer is "),
        ([(0, "nobody"), (5, "")], "there is no contact \"nobody\""),
        ([(1, "fax"), (5, "")], "nhth has no number of the kind \"fax\""),
    ] {
        let said = refused(&folder, &filled(&sheet, "nhth,voice,", &cells));
        assert!(said.contains(reason), "{said}");
        assert!(said.contains("sheet.csv: row "), "{said}");
    }
    // A spreadsheet that dropped the dashes is understood.
    let plain = filled(&sheet, "nhth,voice,", &[(2, "18883737888"), (4, "2026-12-02"), (5, "Answered")]);
    assert_eq!(import(folder.path(), &[put(&folder, "a.csv", &plain)], today()).unwrap().calls, 1);
}

#[test]
fn words_that_changed_after_a_sign_off_are_refused_until_it_is_renewed() {
    let folder = content();
    let sheet = signoffs::sheet(&guide(&folder)).unwrap();
    let sheet = filled(&sheet, "page/signs,", &[(3, "lawyer"), (4, "2026-12-01")]);
    import(folder.path(), &[put(&folder, "a.csv", &sheet)], today()).unwrap();
    let text = folder.path().join("text/en.json");
    let words = fs::read_to_string(&text).unwrap();
    let mut changed: serde_json::Value = serde_json::from_str(&words).unwrap();
    changed["page.signs.title"] = "Other signs".into();
    fs::write(&text, changed.to_string()).unwrap();
    let found = check(&guide(&folder).files);
    let about_signs = |p: &Problem| matches!(p, Problem::ChangedSince(_));
    assert!(found.iter().any(|f| f.key == "page/signs" && about_signs(&f.problem)), "{found:?}");
    // Another page's words are no matter of this one.
    changed["page.signs.title"] =
        serde_json::from_str::<serde_json::Value>(&words).unwrap()["page.signs.title"].clone();
    changed["page.notario.title"] = "Other title".into();
    fs::write(&text, changed.to_string()).unwrap();
    assert_eq!(check(&guide(&folder).files), []);
    // A source that is taken away is a change too.
    let page = folder.path().join("guide/signs.json");
    let sources = fs::read_to_string(&page).unwrap().replacen("\"cast-signs\",", "", 1);
    fs::write(&page, sources).unwrap();
    assert!(check(&guide(&folder).files).iter().any(|f| about_signs(&f.problem)));
    // What is written by hand and is no sign-off is refused too.
    let notario = folder.path().join("guide/notario.json");
    let by_hand =
        fs::read_to_string(&notario).unwrap().replace("\"reviewed_by\": \"\"", "\"reviewed_by\": \"looks fine\"");
    fs::write(&notario, by_hand).unwrap();
    let found = check(&guide(&folder).files);
    assert!(found.iter().any(|f| f.problem == Problem::NotSigned("looks fine".to_owned())), "{found:?}");
}

#[test]
fn the_report_counts_everything_and_the_book_shows_it() {
    let folder = content();
    let guide = guide(&folder);
    let short = report::report(&guide, today(), false).unwrap();
    for part in ["with source 100 %", "not reviewed", "  page: ", "languages", "English: "] {
        assert!(short.contains(part), "{part}: {short}");
    }
    let long = report::report(&guide, today(), true).unwrap();
    for id in ["page/signs", "contact/nhth", "block/hotline", "question/me/now", "rule/me/M1"] {
        assert!(long.contains(id) && !short.contains(id), "{id}");
    }
    let late = report::report(&guide, today() + 400, false).unwrap();
    assert!(short.contains("stale 0") && !late.contains("stale 0"), "{late}");

    let spanish = book::language(&guide, "es").unwrap();
    let book = book::book(&guide, Some(spanish), today()).unwrap();
    for subject in &guide.subjects {
        assert!(book.contains(&format!("data-what=\"{}\"", subject.id)), "{}", subject.id);
        assert!(subject.id.starts_with("language/") || !subject.statements.is_empty(), "{}", subject.id);
    }
    // What is not in the book can be signed by nobody: titles of topics and graphs, and what the app leaves behind.
    for key in guide.english().keys() {
        let outside =
            ["ui.", "_review", "topic.", "trace.", "card-group.", "triage."].iter().any(|start| key.starts_with(start));
        let inside =
            |s: &&Subject| !s.id.starts_with("language/") && s.words(guide.english()).any(|(each, _)| each == key);
        assert!(outside || guide.subjects.iter().any(|s| inside(&s)), "{key}");
    }
    let plain = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
    for words in [guide.english(), spanish] {
        for key in ["page.signs.summary", "block.hotline.title", "triage.me.now.why", "contact.nhth.for"] {
            assert!(book.contains(&plain(words.get(key))), "{key}");
        }
    }
    for source in guide.content.sources.values() {
        assert!(book.contains(&plain(&source.title)), "{}", source.id);
    }
    for outside in ["src=", "href=\"http", "@import", "url("] {
        assert!(!book.contains(outside), "the book loads something: {outside}");
    }
}
