//! The tool for sealed files, as somebody from outside calls it: every answer has its own exit code, and a wrong call says what to do.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

const KEY: &str = "0707070707070707070707070707070707070707070707070707070707070707";
const WORDS: &str = "river stone lamp";
const NOTES: &str = r#"[
    {"title": "first", "body": "El niño habló.", "kind": "seen", "event": 20000, "made": 20700, "changed": 20701, "uid": "0a"},
    {"body": "only a body"},
    {"title": "only a title"}
]"#;

/// How a call ended: its exit code, what it printed, what it complained.
struct Said {
    code: i32,
    out: String,
    complaint: String,
}

fn tool(arguments: &[&str], folder: &Path) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_vault-tool")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code().unwrap(), out: text(output.stdout), complaint: text(output.stderr) }
}

/// Reads with these words, under the test profile.
fn read(folder: &Path, words: &str, key: &str) -> (i32, Value) {
    let said = tool(&["read", "it", "--words", words, "--device-key", key, "--profile", "test"], folder);
    (said.code, serde_json::from_str(&said.out).unwrap())
}

/// A folder in which `it/almanac` was made; with `more` arguments.
fn made(more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("notes.json"), NOTES).unwrap();
    let mut arguments = vec!["make", "it", "--words", WORDS, "--device-key", KEY, "--notes", "notes.json"];
    arguments.extend(more);
    let said = tool(&arguments, folder.path());
    assert_eq!(said.code, 0, "{}", said.complaint);
    assert!(said.out.contains("3 notes kept, 4194304 bytes"), "{}", said.out);
    folder
}

fn wreck(folder: &Path, how: &[&str]) -> Said {
    tool(&[&["wreck", "it"], how].concat(), folder)
}

#[test]
fn notes_made_are_read_as_an_export_has_them() {
    let folder = made(&["--profile", "test", "--language", "es", "--flags", "5"]);
    let before = std::fs::read(folder.path().join("it/almanac")).unwrap();
    let (code, found) = read(folder.path(), "  RIVER Stone lamp", KEY);
    assert_eq!((code, &found["opens"], &found["last_change_lost"]), (0, &"notes".into(), &false.into()));
    assert_eq!(found["settings"], serde_json::json!({"language": "es", "flags": 5}));
    let first = serde_json::json!({"uid": "0000000000000000000000000000000a", "kind": "seen", "event": 20000,
        "made": 20700, "changed": 20701, "title": "first", "body": "El niño habló."});
    assert_eq!(found["notes"][0], first);
    assert_eq!(
        (&found["notes"][1]["body"], &found["notes"][2]["title"]),
        (&"only a body".into(), &"only a title".into())
    );
    assert_eq!(std::fs::read(folder.path().join("it/almanac")).unwrap(), before, "reading changes nothing");
    // What was printed can be made into a file again.
    let export = serde_json::json!({"almanac": 1, "notes": found["notes"]});
    std::fs::write(folder.path().join("export.json"), export.to_string()).unwrap();
    let again = ["make", "again", "--words", WORDS, "--device-key", KEY, "--notes", "export.json", "--profile", "test"];
    assert_eq!(tool(&again, folder.path()).code, 0);
    let said =
        tool(&["read", "again/almanac", "--words", WORDS, "--device-key", KEY, "--profile", "test"], folder.path());
    assert_eq!(serde_json::from_str::<Value>(&said.out).unwrap()["notes"], found["notes"]);
}

#[test]
fn a_file_of_a_real_profile_is_made_and_read_without_being_told() {
    let folder = made(&["--profile", "small"]);
    let said = tool(&["read", "it", "--words", WORDS, "--device-key", KEY], folder.path());
    assert_eq!(said.code, 0, "{}", said.complaint);
    assert_eq!(serde_json::from_str::<Value>(&said.out).unwrap()["notes"][2]["title"], "only a title");
}

#[test]
fn each_refusal_has_its_name_and_its_code() {
    let folder = made(&["--profile", "test"]);
    let path = folder.path().join("it/almanac");
    let good = std::fs::read(&path).unwrap();
    let other_key = KEY.replacen('7', "8", 1);
    assert_eq!(read(folder.path(), "river stone lamb", KEY).0, 3);
    let (code, found) = read(folder.path(), WORDS, &other_key);
    assert_eq!((code, found["opens"].as_str()), (3, Some("nothing")));
    let write = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        std::fs::write(&path, bytes).unwrap();
    };
    for (code, name, why, change) in [
        (4, "damaged", "too short", (&|bytes: &mut Vec<u8>| bytes.truncate(100_000)) as &dyn Fn(&mut Vec<u8>)),
        (4, "damaged", "version or profile", &|bytes| bytes[32] = 9),
        (4, "damaged", "does not fit its root", &|bytes| bytes[5 * 8192..12 * 8192].fill(0)),
        (5, "erasing", "must be finished", &|bytes| bytes[..32].copy_from_slice(b"almanac 1: to be made from here.")),
        (7, "absent", "31 bytes", &|bytes| bytes.truncate(31)),
    ] {
        write(change);
        let (said, found) = read(folder.path(), WORDS, KEY);
        assert_eq!((said, found["opens"].as_str()), (code, Some(name)), "{found}");
        assert!(found["why"].as_str().unwrap().contains(why), "{found}");
    }
    std::fs::remove_file(&path).unwrap();
    assert_eq!(read(folder.path(), WORDS, KEY).0, 7);
    assert!(!path.exists(), "reading makes nothing");
}

#[test]
fn a_test_file_read_as_a_real_one_is_damaged_and_says_how_to_read_it() {
    let folder = made(&["--profile", "test"]);
    let said = tool(&["read", "it", "--words", WORDS, "--device-key", KEY], folder.path());
    assert_eq!(said.code, 4);
    assert!(said.complaint.contains("--profile test"), "{}", said.complaint);
}

#[test]
fn a_cut_file_whose_newest_root_is_flipped_shows_the_state_before() {
    let folder = made(&["--profile", "test", "--cut"]);
    assert_eq!(read(folder.path(), WORDS, KEY).1["notes"].as_array().unwrap().len(), 3);
    let mut seen = Vec::new();
    for cell in ["3", "4"] {
        let name = format!("flipped-{cell}");
        let flipped = tool(&["wreck", "it", "flip", "--cell", cell, "--byte", "100", "--out", &name], folder.path());
        assert_eq!(flipped.code, 0, "{}", flipped.complaint);
        let arguments = ["read", &name, "--words", WORDS, "--device-key", KEY, "--profile", "test"];
        let found: Value = serde_json::from_str(&tool(&arguments, folder.path()).out).unwrap();
        assert_eq!(found["last_change_lost"], true);
        seen.push(found["notes"].as_array().unwrap().len());
    }
    seen.sort_unstable();
    assert_eq!(seen, [2, 3]);
}

#[test]
fn damage_is_done_exactly_as_told() {
    let folder = made(&["--profile", "test"]);
    let path = folder.path().join("it/almanac");
    let good = std::fs::read(&path).unwrap();
    let differing = || -> Vec<usize> {
        let now = std::fs::read(&path).unwrap();
        (0..now.len()).filter(|n| now[*n] != good[*n]).collect()
    };
    let said = wreck(folder.path(), &["flip", "--byte", "0x6001", "--bit", "7"]);
    assert!(said.out.contains("byte 24577 (cell 3, byte 1 of it), bit 7"), "{}", said.out);
    assert_eq!(differing(), [24_577]);
    wreck(folder.path(), &["flip", "--cell", "3", "--byte", "1", "--bit", "7"]);
    assert!(differing().is_empty(), "twice is not at all");
    wreck(folder.path(), &["swap", "3", "4"]);
    assert_eq!(read(folder.path(), WORDS, KEY).0, 0, "the roots may stand in either slot");
    wreck(folder.path(), &["swap", "3", "4"]);
    assert!(differing().is_empty());
    wreck(folder.path(), &["replace", "3", "4", "--with", "00"]);
    assert_eq!(read(folder.path(), WORDS, KEY).0, 3);
    std::fs::write(folder.path().join("older"), &good).unwrap();
    wreck(folder.path(), &["replace", "3", "4", "--from", "older"]);
    assert!(differing().is_empty());
    wreck(folder.path(), &["flip", "--random", "4", "--seed", "9"]);
    assert_eq!(differing().len(), 4);
    wreck(folder.path(), &["truncate", "--to", "4194303"]);
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 4_194_303);
    assert_eq!(read(folder.path(), WORDS, KEY).0, 4);
}

#[test]
fn a_wrong_call_says_why_and_changes_nothing() {
    let folder = made(&["--profile", "test"]);
    let path = folder.path().join("it/almanac");
    let good = std::fs::read(&path).unwrap();
    let long = format!(r#"[{{"title": "fine"}}, {{"body": "{}"}}]"#, "ñ".repeat(100_001));
    let notes = |text: &str| std::fs::write(folder.path().join("notes.json"), text).unwrap();
    for (text, why) in [
        ("{", "no JSON"),
        ("7", "neither a list of notes nor an export"),
        (r#"{"almanac": 2, "notes": [{"later": 1}]}"#, "version 2"),
        (r#"{"almanac": 1, "notes": [{"title": "a"}], "notes": []}"#, "duplicate field `notes`"),
        (r#"{"almanac": 1, "almanac": 1, "notes": []}"#, "duplicate field `almanac`"),
        (r#"[{"title": "a"}, {"title": "a", "title": "b"}]"#, "note 2: duplicate field `title`"),
        (r#"[["0a", "note", 1, 1, 1, "a", "b"]]"#, "note 1: invalid type: sequence, expected an object"),
        (r#"{"almanac": 1, "notes": [["0a", "note", 1, 1, 1, "a", "b"]]}"#, "note 1: invalid type: sequence"),
        (r#"[1, [{"title": "a"}]]"#, "note 1: invalid type: integer"),
        (r#"[{"title": null}]"#, "note 1: invalid type: null"),
        (r#"[{"title": "x", "kind": null}]"#, "note 1: invalid type: null"),
        (r#"[{"titel": "x"}]"#, "note 1: unknown field `titel`"),
        (r#"[{"title": " "}]"#, "note 1: neither title nor body"),
        (r#"[{"title": "x", "kind": "diary"}]"#, "note 1: kind is note, seen or timeline (here \"diary\")"),
        (r#"[{"title": "x", "uid": "xyz"}]"#, "note 1: uid is 1 to 32 hexadecimal digits (here \"xyz\")"),
        (r#"[{"title": "x", "uid": "+1"}]"#, "hexadecimal"),
        (r#"[{"title": "x", "uid": ""}]"#, "hexadecimal"),
        (r#"[{"title": "x", "uid": "000000000000000000000000000000001"}]"#, "hexadecimal"),
        (&long, "note 2: 100001 characters; at most 100000"),
    ] {
        notes(text);
        let said =
            tool(&["make", "new", "--words", WORDS, "--device-key", KEY, "--notes", "notes.json"], folder.path());
        assert_eq!(said.code, 1, "{text}: {}", said.complaint);
        assert!(said.complaint.contains(why), "{}", said.complaint);
        assert!(!folder.path().join("new").exists());
    }
    notes("[]");
    for (arguments, code, why) in [
        (&["make", "it", "--words", WORDS, "--device-key", KEY, "--notes", "notes.json"][..], 1, "is not replaced"),
        (
            &["make", "new", "--words", "short", "--device-key", KEY, "--notes", "notes.json"],
            10,
            "at least 10 characters",
        ),
        (&["make", "new", "--words", WORDS, "--device-key", "07", "--notes", "notes.json"], 2, "64 digits, not 2"),
        (&["make", "new", "--words", WORDS, "--device-key", KEY, "--notes", "missing"], 1, "missing: No such file"),
        (&["read", ".", "--words", WORDS], 2, "--device-key"),
        (&["read", "/dev/null", "--words", WORDS, "--device-key", KEY], 1, "is no file"),
        (&["wreck", "it", "swap", "3", "512"], 1, "no cell 512: 512 whole cells"),
        (&["wreck", "it", "flip", "--byte", "4194304"], 1, "4194304 bytes, counted from 0"),
        (&["wreck", "it", "flip", "--cell", "0", "--byte", "8192"], 1, "a cell has 8192 bytes"),
        (&["wreck", "it", "flip", "--byte", "0", "--bit", "8"], 2, "0 to 7"),
        (&["wreck", "it", "flip"], 2, "--byte"),
        (&["wreck", "it", "flip", "--cell", "3"], 2, "--byte"),
        (&["wreck", "it", "flip", "--byte", "+5"], 2, "a number is digits"),
        (&["wreck", "it", "flip", "--byte", "0x+1"], 2, "a number is digits"),
        (&["wreck", "it", "flip", "--byte", "0x10000000000000000"], 2, "too large"),
        (&["wreck", "it", "flip", "--byte", "1", "--seed", "1"], 2, "cannot be used with"),
        (&["wreck", "it", "flip", "--seed", "1"], 2, "--random"),
        (&["wreck", "it", "flip", "--random", "0"], 2, "from 1 to 65536"),
        (&["wreck", "it", "flip", "--random", "0x10001"], 2, "from 1 to 65536"),
        (&["wreck", "notes.json", "flip", "--random", "17"], 1, "it has 16 bits"),
        (&["wreck", "it", "flip", "--byte", "1", "--out", "notes.json"], 1, "is not replaced"),
        (&["wreck", "it", "replace", "3", "--with", "0"], 2, "two hexadecimal digits"),
        (&["wreck", "it", "replace", "3", "--with", "000"], 2, "two hexadecimal digits"),
        (&["wreck", "it", "replace", "3", "--with", "+5"], 2, "two hexadecimal digits"),
        (&["wreck", "it", "truncate", "--to", "4194304"], 1, "nothing to cut"),
        (&["wreck", "it", "replace", "3"], 2, "--from"),
        (&["wreck", "none", "flip", "--byte", "0"], 1, "No such file"),
    ] {
        let said = tool(arguments, folder.path());
        assert_eq!(said.code, code, "{arguments:?}: {}", said.complaint);
        assert!(said.complaint.contains(why), "{arguments:?}: {}", said.complaint);
    }
    assert_eq!(std::fs::read(&path).unwrap(), good);
}

#[test]
fn numbers_may_be_hexadecimal_everywhere_and_null_is_left_out() {
    let folder = made(&["--profile", "test", "--flags", "0x10"]);
    assert_eq!(read(folder.path(), WORDS, KEY).1["settings"]["flags"], 16);
    let said = wreck(folder.path(), &["flip", "--byte", "0x6001", "--bit", "0x7", "--out", "bit"]);
    assert!(said.out.contains("byte 24577 (cell 3, byte 1 of it), bit 7"), "{}{}", said.out, said.complaint);
    let random = |count, seed, out| wreck(folder.path(), &["flip", "--random", count, "--seed", seed, "--out", out]);
    let (one, other) = (random("0x10", "0x1F", "one"), random("16", "31", "other"));
    assert_eq!(one.out.replacen("one", "other", 1), other.out);
    // Every bit once: none is turned twice, which would be not at all.
    std::fs::write(folder.path().join("two"), [0, 0xff]).unwrap();
    let said = tool(&["wreck", "two", "flip", "--random", "16"], folder.path());
    assert_eq!(
        (said.code, std::fs::read(folder.path().join("two")).unwrap()),
        (0, vec![0xff, 0]),
        "{}",
        said.complaint
    );
    let note = r#"[{"title": "x", "uid": null, "event": null, "made": null, "changed": null}]"#;
    std::fs::write(folder.path().join("null.json"), note).unwrap();
    let make = ["make", "null", "--words", WORDS, "--device-key", KEY, "--notes", "null.json", "--profile", "test"];
    assert_eq!(tool(&make, folder.path()).code, 0);
    let said = tool(&["read", "null", "--words", WORDS, "--device-key", KEY, "--profile", "test"], folder.path());
    let found: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(found["notes"][0]["uid"], "00000000000000000000000000000001");
}

#[test]
fn one_note_that_is_cut_leaves_twins() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("notes.json"), r#"[{"title": "one"}]"#).unwrap();
    let make =
        ["make", "it", "--words", WORDS, "--device-key", KEY, "--notes", "notes.json", "--profile", "test", "--cut"];
    assert_eq!(tool(&make, folder.path()).code, 0);
    wreck(folder.path(), &["replace", "3", "--with", "A5"]);
    let (code, found) = read(folder.path(), WORDS, KEY);
    assert_eq!((code, found["notes"].as_array().unwrap().len(), &found["last_change_lost"]), (0, 1, &true.into()));
}

/// As [`tool`], for calls that could wait for ever.
fn at_once(arguments: &[&str], folder: &Path) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vault-tool"));
    let mut child =
        command.args(arguments).current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    for _ in 0..600 {
        if child.try_wait().unwrap().is_some() {
            let output = child.wait_with_output().unwrap();
            let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
            return Said {
                code: output.status.code().unwrap(),
                out: text(output.stdout),
                complaint: text(output.stderr),
            };
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("{arguments:?} waits");
}

#[test]
fn a_pipe_or_a_file_without_end_is_refused_at_once() {
    let folder = made(&["--profile", "test"]);
    let good = std::fs::read(folder.path().join("it/almanac")).unwrap();
    std::fs::create_dir(folder.path().join("piped")).unwrap();
    for name in ["pipe", "piped/almanac"] {
        assert!(Command::new("mkfifo").arg(folder.path().join(name)).status().unwrap().success());
    }
    for (name, length) in [("long.json", (96 << 20) + 1), ("huge", 3 << 30)] {
        std::fs::File::create(folder.path().join(name)).unwrap().set_len(length).unwrap();
    }
    let make = |notes| ["make", "new", "--words", WORDS, "--device-key", KEY, "--notes", notes];
    let read = |path| ["read", path, "--words", WORDS, "--device-key", KEY];
    for (arguments, why) in [
        (&read("pipe")[..], "pipe is no file"),
        (&read("piped"), "almanac is no file"),
        (&read("/dev/zero"), "is no file"),
        (&make("pipe"), "pipe is no file"),
        (&make("/dev/zero"), "is no file"),
        (&make("long.json"), "more than 100663296 bytes"),
        (&["make", "piped", "--words", WORDS, "--device-key", KEY, "--notes", "notes.json"], "is not replaced"),
        (&["wreck", "pipe", "truncate", "--to", "0"], "pipe is no file"),
        (&["wreck", "it", "flip", "--byte", "0", "--out", "pipe"], "is not replaced"),
        (&["wreck", "it", "replace", "3", "--from", "pipe"], "pipe is no file"),
        (&["wreck", "it", "replace", "3", "--from", "huge"], "more than 134217728 bytes"),
        (&["wreck", "huge", "flip", "--byte", "0"], "more than 134217728 bytes"),
    ] {
        let said = at_once(arguments, folder.path());
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{arguments:?}: {}", said.complaint);
        assert!(said.complaint.contains(why), "{arguments:?}: {}", said.complaint);
    }
    assert!(!folder.path().join("new").exists());
    assert_eq!(std::fs::read(folder.path().join("it/almanac")).unwrap(), good);
}

/// A device that takes nothing is a file only there.
#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_a_failure_and_a_reader_that_left_is_none() {
    let full = || std::fs::File::options().write(true).open("/dev/full").unwrap();
    let folder = made(&["--profile", "test"]);
    let path = folder.path().join("it/almanac");
    let good = std::fs::read(&path).unwrap();
    let code = |arguments: &[&str], out: Stdio, complaint: Stdio| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vault-tool"));
        command.args(arguments).current_dir(folder.path()).stdout(out).stderr(complaint).status().unwrap().code()
    };
    let read = |words| ["read", "it", "--words", words, "--device-key", KEY, "--profile", "test"];
    let make =
        ["make", "new/deep", "--words", WORDS, "--device-key", KEY, "--notes", "notes.json", "--profile", "test"];
    for arguments in [
        &read(WORDS)[..],
        &read("river stone lamb"),
        &make,
        &["wreck", "it", "flip", "--byte", "9"],
        &["wreck", "it", "flip", "--byte", "9", "--out", "other"],
        &["--help"],
    ] {
        assert_eq!(code(arguments, full().into(), Stdio::null()), Some(1), "{arguments:?}");
        assert_eq!(code(arguments, full().into(), full().into()), Some(1), "{arguments:?}");
    }
    assert!(!folder.path().join("new").exists(), "no folder that was made for it");
    assert!(!folder.path().join("other").exists());
    assert_eq!(std::fs::read(&path).unwrap(), good);
    assert_eq!(code(&["wreck"], full().into(), full().into()), Some(2));
    assert_eq!(code(&read("river stone lamb"), Stdio::null(), full().into()), Some(3));
    let gone = || {
        // Nobody reads at the other end.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        Stdio::from(writer)
    };
    assert_eq!(code(&read(WORDS), gone(), gone()), Some(0));
    assert_eq!(code(&read("river stone lamb"), gone(), gone()), Some(3));
    assert_eq!(code(&make, gone(), gone()), Some(0));
    assert!(folder.path().join("new/deep/almanac").exists());
    assert_eq!(code(&["wreck", "it", "flip", "--byte", "9"], gone(), gone()), Some(0));
    assert_ne!(std::fs::read(&path).unwrap(), good);
}
