//! What reading the worst packs takes in memory, even those that the publisher's key has signed.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use almanac_core::content::Files;
use almanac_core::content::pack::{MOST_INFLATED, MOST_SEALED, MOST_VALUES, Pack};
use almanac_tests::look::{TODAY, day};
use almanac_tests::pack::{Raw, RawFile, issue, keys, sealed};
use peak_alloc::PeakAlloc;
use serde_json::json;

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

/// Content that says nothing, so that all that fits goes into one file.
fn nothing() -> Files {
    let mut files = Files::built_in();
    let names: Vec<String> = files.names().map(ToOwned::to_owned).collect();
    for name in names {
        let (folder, file) = name.split_once('/').unwrap_or(("", &name));
        match (folder, file) {
            (_, "issue.json") => {}
            ("guide", file) if file != "topics.json" => files.remove(&name),
            ("triage", "me.json" | "other.json" | "police.json") => {
                let id = file.trim_end_matches(".json");
                let graph = json!({"id": id, "questions": [], "rules": [], "ways": [], "keep_text": []});
                files.put(&name, graph.to_string());
            }
            _ => {
                let text = if files.get(&name).unwrap().starts_with('[') { "[]" } else { "{}" };
                files.put(&name, text.to_owned());
            }
        }
    }
    files
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

#[test]
fn no_pack_takes_more_memory_than_is_said() {
    let rule = |when: &str, then: &str| {
        format!(
            "{{\"id\":\"other\",\"questions\":[],\"ways\":[],\"keep_text\":[],\"rules\":[{{\"id\":\"O1\",\"when\":{when},\"then\":{then},\"sources\":[],\"reviewed_by\":\"\"}}]}}"
        )
    };
    let spaces = vec![b' '; MOST_INFLATED];
    let bomb = RawFile { size: 1, ..RawFile::of(b"a.json", &spaces) };
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("as much as can be, unsigned", vec![0; MOST_SEALED]),
        ("as much white space as can be", Raw::of(vec![RawFile::of(b"a.json", &spaces)]).signed()),
        ("a bomb that says that it is small", Raw::of(vec![bomb]).signed()),
        ("a folder of small files", {
            let names = (0..256).map(|i| format!("guide/{i:03}.json"));
            Raw::of(names.map(|name| RawFile::of(name.as_bytes(), b"{}")).collect()).signed()
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
    for (name, bytes) in cases {
        let (most, opened) = opening(&bytes);
        println!("{name:36} {:6.1} MiB", megabytes(most));
        let refusal = Pack::open(&bytes, &keys(), issue(2), day(TODAY)).map(|pack| pack.issue()).unwrap_err();
        println!("    {}", refusal.to_string().chars().take(100).collect::<String>());
        assert!(!opened, "{name}");
        assert!(most <= MOST_MEMORY, "{name}: {most} bytes");
    }
    let (most, opened) = opening(&sealed(&Files::built_in(), 2));
    println!("{:36} {:6.1} MiB", "the built-in content, which opens", megabytes(most));
    assert!(opened);
}

fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap()) / f64::from(1 << 20)
}
