//! What reading the worst packs takes in memory, even those that the publisher's key has signed.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::time::Instant;

use almanac_core::content::Files;
use almanac_core::content::check::Problem;
use almanac_core::content::pack::{
    LONGEST_TEXT, MOST_FILES, MOST_INFLATED, MOST_REPEATED, MOST_SEALED, MOST_VALUES, Pack, PackError,
};
use almanac_tests::look::{TODAY, day};
use almanac_tests::pack::{Raw, RawFile, issue, keys, nothing, say, sealed};
use peak_alloc::PeakAlloc;
use serde_json::{Value, json};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MOST_MEMORY: usize = 64 << 20;

/// The most memory held while a pack is opened, beyond what was held before, and whether it opened.
fn opening(bytes: &[u8]) -> (usize, bool) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let pack = Pack::open(bytes, &keys(), issue(2), day(TODAY));
    (MEMORY.peak_usage() - before, pack.is_ok())
}

/// Such content with one file replaced by another text.
fn with(name: &str, text: &str) -> Vec<u8> {
    let mut files = nothing();
    files.put(name, text.to_owned());
    Raw::of_content(&files).signed()
}

/// What is left of the limit of values beside content that says nothing.
const ROOM: usize = MOST_VALUES - 100;

/// As often as a limit lets it stand.
fn list_of(element: &str) -> String {
    let values = element.bytes().filter(|b| matches!(b, b',' | b'[' | b'{')).count() + 1;
    let count = (ROOM / values).min((MOST_INFLATED - 4_096) / (element.len() + 1));
    format!("[{}]", vec![element; count].join(","))
}

/// A graph of one question: half of its answers lead to other steps than the other half.
fn many_answers(count: usize) -> String {
    let answers: Vec<Value> = (0..count).map(|i| json!({"id": format!("{i}")})).chain([json!({"id": "?"})]).collect();
    let half: Vec<String> = (0..count / 2).map(|i| i.to_string()).collect();
    let question = json!({"id": "part", "answers": answers, "sources": [], "reviewed_by": ""});
    let rule = json!({"id": "O1", "when": [{"part": half}], "then": [], "sources": [], "reviewed_by": ""});
    json!({"id": "other", "questions": [question], "rules": [rule], "ways": [], "keep_text": []}).to_string()
}

fn answers_of_two(count: usize) -> String {
    let answers: Vec<Value> = (0..count).map(|i| json!({"id": format!("{i}")})).collect();
    let questions = ["what", "talk"].map(|id| json!({"id": id, "answers": answers, "sources": [], "reviewed_by": ""}));
    json!({"id": "me", "questions": questions, "rules": [], "ways": [], "keep_text": []}).to_string()
}

/// A contact with an id of this length, and as many statements as fit.
fn long_id(length: usize) -> String {
    let statement = "{\"part\":\"x\",\"sources\":[]}";
    let count = (ROOM / 4).min(MOST_REPEATED / length / 4 - 10);
    let contact = "\"kind\":\"legal\",\"web\":[],\"certainty\":\"S\",\"unverified\":true,\"number_sources\":[],\"reviewed_by\":\"\"";
    format!("[{{\"id\":\"{}\",{contact},\"says\":[{}]}}]", "x".repeat(length), vec![statement; count].join(","))
}

/// Questions and answers of long names, that lead nowhere.
fn long_names() -> String {
    let name = |i: usize| format!("{i}{}", "x".repeat(LONGEST_TEXT - 20));
    let answers = [name(1), name(2), "?".to_owned()].map(|id| json!({"id": id}));
    let questions: Vec<Value> =
        (0..9).map(|i| json!({"id": name(i), "answers": answers, "sources": [], "reviewed_by": ""})).collect();
    json!({"id": "other", "questions": questions, "rules": [], "ways": [], "keep_text": []}).to_string()
}

/// What is small by itself, and much where it is repeated or held against all else.
fn worst_names_and_answers() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("answers, each held against the others", with("triage/other.json", &many_answers(20_000))),
        ("answers to all that words depend on", with("triage/me.json", &answers_of_two(10_000))),
        ("a long id in the key of all below it", with("contacts.json", &long_id(MOST_REPEATED / ROOM))),
        ("the longest id, with all that fits below it", with("contacts.json", &long_id(LONGEST_TEXT - 2))),
        ("one sentence, said again and again", {
            let mut files = nothing();
            let line = list_of("{\"way\":\"call\",\"part\":\"x\",\"sources\":[]}");
            files.put("say.json", say(&line));
            files.put("text/en.json", json!({"say.x": "x".repeat(LONGEST_TEXT - 10)}).to_string());
            Raw::of_content(&files).signed()
        }),
        ("dead ends behind long names", with("triage/other.json", &long_names())),
    ]
}

/// The worst packs that are known, each of its own kind.
fn worst() -> Vec<(&'static str, Vec<u8>)> {
    let rule = |when: &str, then: &str| {
        format!(
            "{{\"id\":\"other\",\"questions\":[],\"ways\":[],\"keep_text\":[],\"rules\":[{{\"id\":\"O1\",\"when\":{when},\"then\":{then},\"sources\":[],\"reviewed_by\":\"\"}}]}}"
        )
    };
    let spaces = vec![b' '; MOST_INFLATED - 8_192];
    let bomb = RawFile { size: 1, ..RawFile::of(b"a.json", &spaces) };
    let mut packs = vec![
        ("as much as can be, unsigned", vec![0; MOST_SEALED]),
        ("as much white space as can be", with("sources.json", &format!("{}[]", " ".repeat(spaces.len())))),
        ("a bomb that says that it is small", Raw::of(vec![bomb]).signed()),
        ("a folder of small files", {
            let mut files = nothing();
            let page = "{\"id\":\"x\",\"summary\":{\"sources\":[]},\"blocks\":[],\"reviewed_by\":\"\"}";
            let left = MOST_FILES + 1 - files.names().count();
            (0..left).for_each(|i| files.put(&format!("guide/{i:03}.json"), page.to_owned()));
            Raw::of_content(&files).signed()
        }),
        ("conditions", with("triage/other.json", &rule(&list_of("{\"a\":[]}"), "[]"))),
        ("empty conditions", with("triage/other.json", &rule(&list_of("{}"), "[]"))),
        ("additions", with("triage/other.json", &rule("[]", &list_of("{}")))),
        (
            "sources that do not exist",
            with(
                "guide/signs.json",
                &format!(
                    "{{\"id\":\"signs\",\"summary\":{{\"sources\":{}}},\"blocks\":[],\"reviewed_by\":\"\"}}",
                    list_of("\"x\"")
                ),
            ),
        ),
        (
            "headings",
            with(
                "guide/signs.json",
                &format!(
                    "{{\"id\":\"signs\",\"summary\":{{\"sources\":[]}},\"blocks\":{},\"reviewed_by\":\"\"}}",
                    list_of("{\"kind\":\"heading\",\"key\":\"x\"}")
                ),
            ),
        ),
        (
            "doors to nowhere",
            with(
                "guide/signs.json",
                &format!(
                    "{{\"id\":\"signs\",\"summary\":{{\"sources\":[]}},\"blocks\":[{{\"kind\":\"doors\",\"routes\":{}}}],\"reviewed_by\":\"\"}}",
                    list_of("\"page/x\"")
                ),
            ),
        ),
        (
            "sources",
            with(
                "sources.json",
                &list_of("{\"id\":\"x\",\"publisher\":\"\",\"title\":\"\",\"checked\":\"\",\"copy\":true}"),
            ),
        ),
        (
            "contacts",
            with(
                "contacts.json",
                &list_of(
                    "{\"id\":\"x\",\"kind\":\"legal\",\"web\":[],\"certainty\":\"S\",\"unverified\":true,\"number_sources\":[],\"says\":[],\"reviewed_by\":\"\"}",
                ),
            ),
        ),
        (
            "blocks",
            with(
                "triage/blocks.json",
                &list_of("{\"id\":\"x\",\"kind\":\"step\",\"contacts\":[],\"says\":[],\"reviewed_by\":\"\"}"),
            ),
        ),
        ("topics", with("guide/topics.json", &list_of("{\"id\":\"x\",\"pages\":[]}"))),
        ("words that nothing shows", {
            let words: Vec<String> = (0..ROOM).map(|i| format!("\"{i}\":\"\"")).collect();
            with("text/es.json", &format!("{{{}}}", words.join(",")))
        }),
        ("one text of all that fits", with("text/es.json", &format!("{{\"a\":\"{}\"}}", "{".repeat(ROOM)))),
        ("brackets to the bottom", with("never.json", &"[".repeat(ROOM))),
    ];
    packs.extend(worst_names_and_answers());
    packs
}

#[test]
fn no_pack_takes_more_memory_than_is_said() {
    for (name, bytes) in worst() {
        let (most, opened) = opening(&bytes);
        let begin = Instant::now();
        let refusal = Pack::open(&bytes, &keys(), issue(2), day(TODAY)).map(|pack| pack.issue()).unwrap_err();
        println!("{name:44} {:5.1} MiB {:5} ms", megabytes(most), begin.elapsed().as_millis());
        println!("    {}", refusal.to_string().chars().take(100).collect::<String>());
        assert!(!opened, "{name}");
        // What ends before the checks says nothing about them.
        let unread = matches!(&refusal, PackError::Content(finding, _) if matches!(finding.problem, Problem::Load(_)));
        assert!(!unread, "{name}: {refusal}");
        assert!(most <= MOST_MEMORY, "{name}: {most} bytes");
    }
    let (most, opened) = opening(&sealed(&Files::built_in(), 2));
    println!("{:44} {:5.1} MiB", "the built-in content, which opens", megabytes(most));
    assert!(opened);
}

fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap()) / f64::from(1 << 20)
}
