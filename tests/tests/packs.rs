//! Content packs: what is in order opens, everything else is refused with an error of its own, and what was kept is verified again.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::sync::{Arc, LazyLock};

use almanac_core::content::check::{Problem, check};
use almanac_core::content::issue::Issue;
use almanac_core::content::load::LoadError;
use almanac_core::content::pack::changes::{Change, NumberChange, Way};
use almanac_core::content::pack::kept::{self, Aside, FILE, Kept};
use almanac_core::content::pack::{
    Keys, LONGEST_TEXT, MOST_FILES, MOST_INFLATED, MOST_REPEATED, MOST_SEALED, MOST_VALUES, Pack, PackError, contents,
};
use almanac_core::content::{Content, Files};
use almanac_core::triage::check::Fault;
use almanac_core::vault::StorageFault;
use almanac_publish::pack::{changes, describe, sign};
use almanac_tests::change::{changed, changed_in, entry, within};
use almanac_tests::look::{TODAY, day};
use almanac_tests::pack::{Raw, RawFile, flipped, issue, key, keys, sealed, with_another_number};
use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use serde_json::{Value, json};

fn open(bytes: &[u8]) -> Result<Pack, PackError> {
    Pack::open(bytes, &keys(), issue(2), day(TODAY))
}

/// The content with another number for the trafficking hotline.
fn other_number() -> Files {
    changed("contacts.json", |c| entry(c, "nhth")["voice"] = json!("+18885550100"))
}

#[test]
fn a_pack_in_order_opens_and_holds_what_was_sealed() {
    let bytes = sealed(&other_number(), 2);
    let pack = open(&bytes).unwrap();
    assert_eq!(pack.issue(), issue(2));
    assert_eq!(pack.bytes(), bytes);
    assert_eq!(check(pack.files()), []);
    let content = Content::load(pack.files()).unwrap();
    assert_eq!(content.contacts["nhth"].voice.as_deref(), Some("+18885550100"));
    assert_eq!(content.issue, issue(2));
    // The same issue once more, and a later one, are no older.
    assert!(Pack::open(&sealed(&Files::built_in(), 3), &keys(), issue(3), day(TODAY)).is_ok());
}

/// A pack with one file, which is named so.
fn named(name: &[u8]) -> Vec<u8> {
    Raw::of(vec![RawFile::of(name, b"{}")]).signed()
}

fn raw(change: impl FnOnce(&mut Raw)) -> Vec<u8> {
    let mut raw = Raw::of(vec![RawFile::of(b"a.json", b"{\"a\":1}"), RawFile::of(b"b.json", b"{}")]);
    change(&mut raw);
    raw.signed()
}

fn with(file: &str, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    Raw::of_content(&changed(file, change)).signed()
}

/// A graph of this many questions of two answers each, which all change something.
fn long_graph(questions: usize) -> Value {
    let ids: Vec<String> = (0..questions).map(|i| format!("q{i}")).collect();
    let question = |id: &String| json!({"id": id, "answers": [{"id": "a"}, {"id": "?"}], "sources": ["dot-report"], "reviewed_by": ""});
    json!({
        "id": "other", "questions": ids.iter().map(question).collect::<Vec<_>>(), "ways": [], "keep_text": [],
        "rules": [{"id": "O1", "when": [{}], "then": [{"steps": ["emergency"]}], "sources": ["dot-report"], "reviewed_by": ""}],
    })
}

/// What is wrong with the form of a pack. A test of its own holds that no two of these are the same error.
fn bad_form() -> Vec<(&'static str, Vec<u8>, PackError)> {
    let good = sealed(&Files::built_in(), 2);
    let small = raw(|_| {});
    let file = |name: &str| name.to_owned();
    let mut large = good.clone();
    large.resize(MOST_SEALED + 1, 0);
    let bomb = RawFile { size: 10, ..RawFile::of(b"a.json", &vec![b' '; 2 << 20]) };
    let huge = u32::try_from(MOST_INFLATED).unwrap();
    let values = format!("[{}0]", "0,".repeat(MOST_VALUES));
    vec![
        ("nothing at all", Vec::new(), PackError::NotAPack),
        ("a picture", b"\x89PNG\r\n\x1a\n and more that is no pack".to_vec(), PackError::NotAPack),
        ("too large", large, PackError::TooLarge),
        ("only the first bytes", b"almpages".to_vec(), PackError::Truncated),
        ("cut by one byte", good[..good.len() - 1].to_vec(), PackError::Signature),
        ("cut in the middle", good[..good.len() / 2].to_vec(), PackError::Signature),
        ("another's key", sign(Raw::of(Vec::new()).bytes(), &SigningKey::from_bytes(&[9; 32])), PackError::Signature),
        ("a signature of zeros", [Raw::of(Vec::new()).bytes(), vec![0; 64]].concat(), PackError::Signature),
        ("signed bytes that end in the head", sign(b"almpages\x01\0\x02".to_vec(), &key()), PackError::Truncated),
        ("a later format", raw(|r| r.format = 2), PackError::Format(2)),
        ("an earlier format", raw(|r| r.format = 0), PackError::Format(0)),
        ("from tomorrow", raw(|r| r.issued += 1), PackError::Future),
        ("older", raw(|r| r.issue = 1), PackError::Older { pack: 1, in_use: 2 }),
        ("issue zero", raw(|r| r.issue = 0), PackError::Older { pack: 0, in_use: 2 }),
        ("too many files", raw(|r| r.count = Some(u16::try_from(MOST_FILES).unwrap() + 1)), PackError::TooManyFiles),
        ("fewer files than it says", raw(|r| r.count = Some(3)), PackError::Truncated),
        ("more files than it says", raw(|r| r.count = Some(1)), PackError::Trailing),
        ("bytes behind the last file", raw(|r| r.tail = vec![0]), PackError::Trailing),
        ("a file longer than the pack", raw(|r| r.files[1].length = Some(u32::MAX)), PackError::Truncated),
        ("a name that climbs", named(b"../x.json"), PackError::Name(file("../x.json"))),
        ("a name two folders down", named(b"a/b/c.json"), PackError::Name(file("a/b/c.json"))),
        ("a name from the root", named(b"/x.json"), PackError::Name(file("/x.json"))),
        ("no name", named(b""), PackError::Name(file(""))),
        ("a name that ends otherwise", named(b"x.txt"), PackError::Name(file("x.txt"))),
        ("a name with a dot", named(b"x.y.json"), PackError::Name(file("x.y.json"))),
        ("a name that is no text", named(b"\xff.json"), PackError::Name(file("\u{fffd}.json"))),
        ("a long name", named(&[b'a'; 70]), PackError::Name("a".repeat(70))),
        ("the head's own file", named(b"issue.json"), PackError::Name(file("issue.json"))),
        ("one file twice", raw(|r| r.files[1].name = b"a.json".to_vec()), PackError::OutOfOrder(file("a.json"))),
        ("files out of order", raw(|r| r.files[0].name = b"c.json".to_vec()), PackError::OutOfOrder(file("b.json"))),
        ("one file too large", raw(|r| r.files[0].size = huge + 1), PackError::TooMuchInside),
        ("files too large together", raw(|r| r.files[1].size = huge), PackError::TooMuchInside),
        ("more inside than it says", raw(|r| r.files[0] = bomb), PackError::Inflate(file("a.json"))),
        ("less inside than it says", raw(|r| r.files[1].size = 3), PackError::Inflate(file("b.json"))),
        ("what does not inflate", raw(|r| r.files[1].deflated = vec![0xff; 9]), PackError::Inflate(file("b.json"))),
        (
            "what is no text",
            raw(|r| r.files[1] = RawFile::of(b"b.json", b"\"\xff\"")),
            PackError::NotText(file("b.json")),
        ),
        ("too many values", raw(|r| r.files[1] = RawFile::of(b"b.json", values.as_bytes())), PackError::TooManyValues),
        (
            "a text longer than any",
            raw(|r| r.files[0] = RawFile::of(b"a.json", format!("\"{}\\\"\"", "x".repeat(LONGEST_TEXT)).as_bytes())),
            PackError::LongText(file("a.json")),
        ),
        (
            "a text too long for all that stands beside it",
            raw(|r| {
                let values = "0,".repeat(MOST_REPEATED / LONGEST_TEXT);
                let whole = format!("[{values}\"{}\"]", "x".repeat(LONGEST_TEXT));
                r.files[1] = RawFile::of(b"b.json", whole.as_bytes());
            }),
            PackError::LongText(file("b.json")),
        ),
        ("a small pack without content", small, content(&missing("sources.json"))),
    ]
}

/// What is wrong with the content of a pack whose form and signature are in order.
#[allow(clippy::too_many_lines, reason = "a table")]
fn bad_content() -> Vec<(&'static str, Vec<u8>, Problem)> {
    let shape = |file: &str, problem: &str| {
        Problem::Load(LoadError::Shape { file: file.to_owned(), problem: problem.to_owned() })
    };
    let mut without = Files::built_in();
    without.remove("contacts.json");
    let mut broken = Files::built_in();
    broken.put("triage/me.json", "{".to_owned());
    let mut renamed = Files::built_in();
    renamed.put("guide/elsewhere.json", renamed.get("guide/signs.json").unwrap().into_owned());
    renamed.remove("guide/signs.json");
    let without_label = ["en", "es"].into_iter().fold(Files::built_in(), |files, tag| {
        changed_in(files, &format!("text/{tag}.json"), |words| {
            words.as_object_mut().unwrap().remove("ui.leave");
        })
    });
    let other_place = ["en", "es"].into_iter().fold(Files::built_in(), |files, tag| {
        changed_in(files, &format!("text/{tag}.json"), |words| words["ui.call"] = json!("Call"))
    });
    let text = |of: &str| of.to_owned();
    let fault = Problem::Graph;
    vec![
        ("a file is missing", Raw::of_content(&without).signed(), missing("contacts.json")),
        (
            "a file is broken",
            Raw::of_content(&broken).signed(),
            shape("triage/me.json", "EOF while parsing an object at line 1 column 1"),
        ),
        ("a page of another name", Raw::of_content(&renamed).signed(), Problem::WrongFile),
        (
            "a broken link",
            with("guide/signs.json", |p| p["blocks"] = json!([{"kind": "doors", "routes": ["page/gone"]}])),
            Problem::DeadLink(text("page/gone")),
        ),
        ("no source", with("guide/signs.json", |p| p["summary"]["sources"] = json!([])), Problem::NoSource),
        (
            "a source that does not exist",
            with("guide/signs.json", |p| p["summary"]["sources"] = json!(["gone"])),
            Problem::Unknown(text("source gone")),
        ),
        ("a source without a day", with("sources.json", |s| s[0]["checked"] = json!("soon")), Problem::NoDate),
        (
            "an address that is none",
            with("sources.json", |s| s[0]["url"] = json!("javascript:alert(1)")),
            Problem::BadAddress(text("javascript:alert(1)")),
        ),
        (
            "a number that is none",
            with("contacts.json", |c| entry(c, "nhth")["voice"] = json!("call us")),
            Problem::BadNumber(text("call us")),
        ),
        (
            "letters for another number",
            with("contacts.json", |c| entry(c, "nhth")["text"]["number"] = json!("233734")),
            Problem::Spelling(text("BEFREE"), text("233734")),
        ),
        (
            "what is only believed",
            with("contacts.json", |c| entry(c, "nhth")["certainty"] = json!("U")),
            Problem::Certainty(text("U")),
        ),
        ("an id that is none", with("contacts.json", |c| entry(c, "aba")["id"] = json!("A b")), Problem::BadId),
        ("a contact twice", with("contacts.json", |c| c[1] = c[0].clone()), Problem::Twice),
        (
            "what must never be said",
            with("text/en.json", |w| w["page.signs.summary"] = json!("There is no trace of it.")),
            Problem::Forbidden(text("no trace")),
        ),
        (
            "words with a control character",
            with("text/en.json", |w| w["page.signs.summary"] = json!("Signs\u{7}")),
            Problem::BadWords,
        ),
        (
            "words without end",
            with("text/en.json", |w| w["page.signs.title"] = json!("a".repeat(61))),
            Problem::TooLong(61, 60),
        ),
        (
            "words that nothing shows",
            with("text/en.json", |w| w["page.gone.title"] = json!("Gone")),
            Problem::UnusedWords,
        ),
        (
            "words in one language alone",
            with("text/es.json", |w| {
                w.as_object_mut().unwrap().remove("page.signs.title");
            }),
            Problem::MissingWords,
        ),
        ("a label of this app is missing", Raw::of_content(&without_label).signed(), Problem::MissingWords),
        ("a label of this app with another place", Raw::of_content(&other_place).signed(), Problem::Placeholders),
        (
            "a page that nobody gets to",
            with("guide/topics.json", |t| entry(t, "work")["pages"] = json!([])),
            Problem::Unreachable,
        ),
        (
            "a question that depends on itself",
            with("triage/other.json", |g| within(g, "questions", "part")["asked"] = json!([{"part": ["saw"]}])),
            fault(Fault::Cycle(text("part"), text("part"))),
        ),
        (
            "a step that does not exist",
            with("triage/other.json", |g| within(g, "rules", "O7")["then"][0]["steps"] = json!(["gone"])),
            fault(Fault::NoBlock(text("rule O7"), text("gone"))),
        ),
        (
            "more questions than a walk goes deep",
            with("triage/other.json", |g| *g = long_graph(2_000)),
            fault(Fault::TooManyQuestions),
        ),
        (
            "more answers than can be held against each other",
            with("triage/other.json", |g| {
                let answers = within(g, "questions", "part")["answers"].as_array_mut().unwrap();
                (0..32).for_each(|i| answers.insert(0, json!({"id": format!("a{i}")})));
            }),
            fault(Fault::TooManyAnswers(text("part"))),
        ),
        (
            "more conditions than can be looked at on every path",
            with("triage/me.json", |g| {
                let when = within(g, "rules", "M22")["when"].as_array_mut().unwrap();
                *when = vec![when[0].clone(); 4_000];
            }),
            fault(Fault::TooManyPaths),
        ),
        (
            "more paths than can be walked",
            with("triage/other.json", |g| *g = long_graph(30)),
            fault(Fault::TooManyPaths),
        ),
    ]
}

fn missing(file: &str) -> Problem {
    Problem::Load(LoadError::Missing(file.to_owned()))
}

/// What an app says of a pack whose first finding is this, wherever it stands.
fn content(problem: &Problem) -> PackError {
    let finding =
        almanac_core::content::check::Finding { file: String::new(), key: String::new(), problem: problem.clone() };
    PackError::Content(Box::new(finding), 1)
}

/// Without file, key and count, which are not what is asked here.
fn plain(error: PackError) -> PackError {
    match error {
        PackError::Content(finding, _) => content(&finding.problem),
        other => other,
    }
}

#[test]
fn every_broken_form_is_refused_with_its_own_error() {
    for (name, bytes, expected) in bad_form() {
        assert_eq!(open(&bytes).map(|p| p.issue()).map_err(plain), Err(expected), "{name}");
    }
}

#[test]
fn every_broken_content_is_refused_with_its_own_finding() {
    for (name, bytes, expected) in bad_content() {
        let refusal = open(&bytes).map(|p| p.issue()).unwrap_err();
        let PackError::Content(_, count) = &refusal else { panic!("{name}: {refusal}") };
        assert!(*count > 0, "{name}");
        // The first finding is told; what is wrong here may stand behind what follows from it.
        let findings = findings(&bytes);
        assert!(findings.contains(&expected), "{name}: {expected:?} is not among {findings:?}");
    }
}

/// Everything that is wrong with the content of a pack.
fn findings(bytes: &[u8]) -> Vec<Problem> {
    let mut files = Files::default();
    let mut raw = &bytes[20..bytes.len() - 64];
    while let [length, rest @ ..] = raw {
        let (name, rest) = rest.split_at(usize::from(*length));
        let (numbers, rest) = rest.split_at(8);
        let length = usize::try_from(u32::from_le_bytes(numbers[4..].try_into().unwrap())).unwrap();
        let (deflated, rest) = rest.split_at(length);
        let text = miniz_oxide::inflate::decompress_to_vec(deflated).unwrap();
        files.put(std::str::from_utf8(name).unwrap(), String::from_utf8(text).unwrap());
        raw = rest;
    }
    files.put("issue.json", "{\"issue\":2,\"issued\":\"2026-11-25\"}".to_owned());
    let labels = almanac_core::content::check::missing_labels(&files);
    check(&files).into_iter().chain(labels).map(|finding| finding.problem).collect()
}

#[test]
fn more_than_thirty_errors_are_told_apart() {
    let form = bad_form().into_iter().map(|(_, _, error)| format!("{error:?}"));
    let content = bad_content().into_iter().map(|(_, _, problem)| format!("{problem:?}"));
    let errors: BTreeSet<String> = form.chain(content).collect();
    assert!(errors.len() >= 50, "{}", errors.len());
}

#[test]
fn every_flipped_bit_is_refused() {
    // Real content, of a size that lets every bit be tried.
    let some = ["contacts.json", "guide/notario.json", "triage/police.json"];
    let built_in = Files::built_in();
    let files = some.map(|name| RawFile::of(name.as_bytes(), built_in.get(name).unwrap().as_bytes())).to_vec();
    let good = Raw::of(files).signed();
    // As it is, only its content is refused: its form and signature are in order.
    assert_eq!(open(&good).map(|p| p.issue()).map_err(plain), Err(content(&missing("sources.json"))));
    assert_eq!(flipped(&good, 0..good.len() * 8), Ok(good.len() as u64 * 8));
}

/// All bits of the whole content take many minutes: `cargo xtask evidence packs` does them. Here are those of the head, of the
/// signature, and one in 997 of all.
#[test]
fn flipped_bits_all_over_the_whole_content_are_refused() {
    let good = with_another_number();
    let open = Pack::open(&good, &keys(), issue(2), day(TODAY)).unwrap();
    assert!(open.files().get("contacts.json").unwrap().contains("+18885550100"));
    let all = good.len() * 8;
    let bits = (0..20 * 8).chain((0..all).step_by(997)).chain(all - 64 * 8..all);
    let refused = flipped(&good, bits).unwrap();
    println!("{refused} of {all} bits of a pack of the whole content turned over, and refused");
    assert!(refused > 2_000);
}

#[test]
fn every_cut_of_a_pack_is_refused() {
    let good = sealed(&Files::built_in(), 2);
    for length in (0..good.len()).step_by(997) {
        assert!(open(&good[..length]).is_err(), "{length}");
    }
}

#[test]
fn the_app_as_it_is_built_refuses_the_test_key() {
    let bytes = sealed(&Files::built_in(), 2);
    let refusal = Pack::open(&bytes, &Keys::built_in(), issue(1), day(TODAY)).map(|p| p.issue());
    assert_eq!(refusal, Err(PackError::Signature));
    // Each of two keys counts by itself, so that one can be replaced.
    let other = SigningKey::from_bytes(&[9; 32]);
    let both = Keys::instead_of_built_in(&[other.verifying_key().to_bytes(), key().verifying_key().to_bytes()]);
    assert!(Pack::open(&bytes, &both, issue(1), day(TODAY)).is_ok());
    // A weak key signs anything for anybody; it is trusted with nothing.
    let weak = Keys::instead_of_built_in(&[[0; 32], [1; 32]]);
    assert!(Pack::open(&bytes, &weak, issue(1), day(TODAY)).is_err());
}

#[test]
fn what_a_pack_changes_is_told() {
    let old = Files::built_in();
    assert!(changes(&old, open(&sealed(&old, 2)).unwrap().files()).unwrap().is_empty());
    let new = changed("contacts.json", |c| {
        entry(c, "nhth")["voice"] = json!("+18885550100");
        entry(c, "nhth")["tty"] = json!(null);
        entry(c, "ncmec")["videophone"] = json!("+18885550101");
    });
    let new = changed_in(new, "text/en.json", |w| w["page.signs.title"] = json!("Other signs"));
    let new = changed_in(new, "triage/other.json", |g| within(g, "rules", "O7")["sources"] = json!(["dot-report"]));
    let told = changes(&old, open(&sealed(&new, 2)).unwrap().files()).unwrap();
    let before = Content::load(&old).unwrap();
    let number = |contact: &str, way, old: &[&str], new: &[&str]| NumberChange {
        contact: contact.to_owned(),
        way,
        old: old.iter().map(ToString::to_string).collect(),
        new: new.iter().map(ToString::to_string).collect(),
    };
    let tty = before.contacts["nhth"].tty.clone();
    let name = "National Human Trafficking Hotline";
    let mut expected = vec![number(name, Way::Call, &["+18883737888"], &["+18885550100"])];
    expected.extend(tty.map(|tty| number(name, Way::Tty, &[&tty], &[])));
    let of_hotline: Vec<NumberChange> = told.numbers.iter().filter(|n| n.contact == name).cloned().collect();
    assert_eq!(of_hotline, expected);
    assert!(told.numbers.iter().any(|n| n.way == Way::Videophone && n.new == ["+18885550101"]), "{told:?}");
    assert_eq!(told.pages, [Change::Changed("Other signs".to_owned())]);
    assert!(told.contacts.contains(&Change::Changed(name.to_owned())));
    assert!(told.questions);
    let text = describe(&sealed(&new, 2), Some(key().verifying_key().to_bytes())).unwrap();
    assert!(text.contains("1-888-373-7888 -> 1-888-555-0100"), "{text}");
    assert!(text.contains("none of this app's"), "{text}");
}

#[test]
fn cards_words_to_say_and_all_other_words_that_change_are_told() {
    let old = Files::built_in();
    let told = |new: &Files| changes(&old, open(&sealed(new, 2)).unwrap().files()).unwrap();
    let moved = changed("cards.json", |c| entry(c, "alone")["group"] = json!("now"));
    assert_eq!(told(&moved).cards, [Change::Changed("I want to speak with you alone.".to_owned())]);
    let other_words = changed("text/en.json", |w| w["card.hotline"] = json!("Please call {number} now. It is for me."));
    let number = changed_in(other_words, "contacts.json", |c| entry(c, "nhth")["voice"] = json!("+18885550100"));
    assert_eq!(told(&number).cards, [Change::Changed("Please call 1-888-555-0100 now. It is for me.".to_owned())]);
    for (file, change, say, rest) in [
        ("say.json", (|s: &mut Value| s["lines"].as_array_mut().unwrap().reverse()) as fn(&mut Value), true, false),
        ("forms.json", |f| f["notices"].as_array_mut().unwrap().reverse(), true, false),
        ("text/en.json", |w| w["form.unknown"] = json!("I cannot say"), true, false),
        ("text/en.json", |w| w["ui.leave"] = json!("Go away"), false, true),
        ("text/en.json", |w| w["topic.about.hint"] = json!("At work, and after"), false, true),
        ("guide/topics.json", |t| t.as_array_mut().unwrap().reverse(), false, true),
    ] {
        let told = told(&changed(file, change));
        assert_eq!((told.say, told.rest, told.is_empty()), (say, rest, false), "{file}: {told:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_bytes_give_an_error_and_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        almanac_tests::pack::hostile(&bytes);
        prop_assert!(open(&bytes).is_err());
        let signed = sign([b"almpages\x01\0\x02\0\0\0".to_vec(), bytes].concat(), &key());
        prop_assert!(open(&signed).is_err());
    }
}

/// The built-in content as a pack, deflated once.
static WHOLE: LazyLock<Raw> = LazyLock::new(|| Raw::of_content(&Files::built_in()));

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Changes of a whole pack, signed again: whatever opens has passed every check.
    #[test]
    fn changes_under_a_good_signature_never_panic(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<Option<prop::sample::Index>>(),
    ) {
        let mut bytes = WHOLE.bytes();
        for (place, value) in edits {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(pack) = open(&sign(bytes, &key())) {
            prop_assert_eq!(check(pack.files()), []);
        }
    }

    /// Changes of the words and data inside, in good form: whatever opens has passed every check.
    #[test]
    fn changes_inside_a_file_never_panic(file in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(), with in "[\\PC]{0,6}") {
        let mut raw = WHOLE.clone();
        let changed = file.index(raw.files.len());
        let text = miniz_oxide::inflate::decompress_to_vec(&raw.files[changed].deflated).unwrap();
        let mut text: Vec<char> = String::from_utf8(text).unwrap().chars().collect();
        let at = place.index(text.len());
        text.splice(at..(at + 3).min(text.len()), with.chars());
        let text: String = text.into_iter().collect();
        raw.files[changed] = RawFile::of(&raw.files[changed].name, text.as_bytes());
        let bytes: Arc<[u8]> = raw.signed().into();
        if let Ok(files) = contents(&bytes) {
            prop_assert_eq!(check(&files), []);
        }
    }
}

/// The issue of the app itself, in these tests.
fn built_in() -> Issue {
    issue(1)
}

#[test]
fn what_is_kept_opens_at_the_next_start_and_can_be_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let read = || kept::read(folder.path(), &keys(), built_in());
    assert!(matches!(read(), Kept::Nothing));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "looking writes nothing");
    for number in [2, 3] {
        let pack = open(&sealed(&other_number(), number)).unwrap();
        kept::keep(folder.path(), &pack).unwrap();
        let Kept::Pack(again) = read() else { panic!("{:?}", read()) };
        assert_eq!((again.issue(), again.bytes()), (issue(number), pack.bytes()));
    }
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, [FILE], "one file, and none beside it");
    kept::remove(folder.path()).unwrap();
    kept::remove(folder.path()).unwrap();
    assert!(matches!(read(), Kept::Nothing));
}

#[test]
fn what_was_kept_and_is_torn_or_changed_is_set_aside_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let good = sealed(&Files::built_in(), 2);
    let aside = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let Kept::SetAside(why) = kept::read(folder.path(), &keys(), built_in()) else {
            panic!("{} bytes", bytes.len())
        };
        assert_eq!(fs::read(&path).unwrap(), bytes, "it is left as it is");
        why
    };
    for length in (0..good.len()).step_by(4_096) {
        // Cut while it was written: the rest is missing, or still that of an older and longer one.
        aside(&good[..length]);
        let mut zeros = good.clone();
        zeros[length..].fill(0);
        aside(&zeros);
    }
    let mut flipped = good.clone();
    flipped[good.len() / 2] ^= 1;
    assert_eq!(aside(&flipped), Aside::Refused(PackError::Signature));
    assert_eq!(aside(&[good, vec![0; MOST_SEALED]].concat()), Aside::Refused(PackError::TooLarge));
    assert_eq!(aside(&raw(|r| r.format = 7)), Aside::Refused(PackError::Format(7)));
    let refused = aside(&with("guide/signs.json", |p| p["summary"]["sources"] = json!([])));
    assert!(matches!(refused, Aside::Refused(PackError::Content(..))), "{refused}");
    assert_eq!(aside(&sealed(&Files::built_in(), 1)), Aside::Overtaken);
}

#[test]
fn an_older_one_than_the_app_comes_with_is_overtaken_and_a_clock_that_fell_back_takes_nothing_away() {
    let folder = tempfile::tempdir().unwrap();
    kept::keep(folder.path(), &open(&sealed(&Files::built_in(), 2)).unwrap()).unwrap();
    let read = |number| kept::read(folder.path(), &keys(), issue(number));
    assert!(matches!(read(1), Kept::Pack(_)));
    assert!(matches!(read(2), Kept::SetAside(Aside::Overtaken)));
    assert!(matches!(read(3), Kept::SetAside(Aside::Overtaken)));
    // Picking it is held against the calendar, keeping it was: there is no day in what opens it again.
    let bytes = fs::read(folder.path().join(FILE)).unwrap();
    let refusal = Pack::open(&bytes, &keys(), built_in(), day(TODAY) - 1).map(|p| p.issue());
    assert_eq!(refusal, Err(PackError::Future));
}

#[test]
fn a_place_that_cannot_be_used_is_an_error_and_never_followed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let pack = open(&sealed(&Files::built_in(), 2)).unwrap();
    let elsewhere = folder.path().join("elsewhere");
    fs::write(&elsewhere, pack.bytes()).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &path).unwrap();
    let read = || kept::read(folder.path(), &keys(), built_in());
    assert!(matches!(read(), Kept::SetAside(Aside::Unreadable(_))));
    assert!(kept::keep(folder.path(), &pack).is_err());
    assert_eq!(fs::read(&elsewhere).unwrap(), pack.bytes(), "a link is not written through");
    fs::create_dir_all(&path).unwrap();
    assert!(matches!(read(), Kept::SetAside(Aside::Unreadable(_))));
    assert!(kept::keep(folder.path(), &pack).is_err());
    assert_eq!(kept::keep(&folder.path().join("none"), &pack), Err(StorageFault::Failed));
    assert!(matches!(kept::read(&folder.path().join("none"), &keys(), built_in()), Kept::Nothing));
    // A folder that is not named in full is none.
    let here = std::path::Path::new("");
    assert_eq!(kept::keep(here, &pack), Err(StorageFault::Failed));
    assert!(!here.join(FILE).exists());
    assert!(matches!(kept::read(here, &keys(), built_in()), Kept::Nothing));
}
