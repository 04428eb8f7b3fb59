//! Notes as a shell meets them: commands, what they answer, and what is left when the app was left.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

use almanac_core::command::{Command, FieldValue, KeyState, Next};
use almanac_core::keeping::Ran;
use almanac_core::route::Route;
use almanac_core::screen::model::{Action, Block, Screen};
use almanac_tests::desk::{Desk, done, said};
use almanac_tests::look::{Seen, open};
use almanac_tests::plain;
use proptest::prelude::*;

const WORDS: &str = "river stone lamp";
const KEY: Option<[u8; 32]> = None;

fn fresh() -> (tempfile::TempDir, Desk) {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path(), KEY);
    (dir, desk)
}

/// A desk with open notes.
fn writing() -> (tempfile::TempDir, Desk) {
    let (dir, mut desk) = fresh();
    let next = desk.run("start-notes", &[], WORDS);
    assert_eq!(said(&next), "New notes are open. They are kept when you keep the first note.");
    (dir, desk)
}

fn write_note(desk: &mut Desk, title: &str, body: &str) -> i64 {
    let Next::Show { route: Route::Note { id }, .. } = desk.run("new-note/note", &[], "") else { panic!("no note") };
    assert_eq!(said(&hold(desk, id, title, body, "")), "Kept.");
    id
}

fn hold(desk: &mut Desk, id: i64, title: &str, body: &str, event: &str) -> Next {
    desk.run(&format!("hold-note/{id}"), &[("title", title), ("body", body), ("event", event)], "")
}

fn field(screen: &Screen, name: &str) -> String {
    let mut fields = screen.blocks.iter().filter_map(|block| match block {
        Block::Field { anchor, value, .. } if anchor == name => Some(value.clone()),
        _ => None,
    });
    fields.next().unwrap()
}

fn actions(screen: &Screen) -> Vec<Action> {
    Seen::of(screen).actions
}

#[test]
fn the_first_start_makes_a_key_and_then_one_file() {
    let (dir, desk) = fresh();
    assert_eq!(desk.keys_made, 1);
    let files: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files, ["almanac"]);
    assert_eq!(fs::metadata(dir.path().join("almanac")).unwrap().len(), 4 << 20);
    let key = desk.key;
    drop(desk);
    // The second start finds both.
    assert_eq!(Desk::open(dir.path(), key).keys_made, 0);
    // A key without its file belongs to another: it is replaced.
    fs::remove_file(dir.path().join("almanac")).unwrap();
    assert_eq!(Desk::open(dir.path(), key).keys_made, 1);
}

#[test]
fn the_way_in_is_the_same_whether_or_not_there_are_notes() {
    let (_dir, mut unused) = fresh();
    let (_dir2, mut used) = writing();
    write_note(&mut used, "Secret title", "secret body");
    used.app.leave();
    for route in ["home", "safety", "notes", "notes?q=secret", "notes/export", "notes/words", "notes/start", "note/1"] {
        assert_eq!(unused.screen(route), used.screen(route), "{route}");
    }
    let wrong = "nothing of the sort";
    assert_eq!(unused.run("open-notes", &[], wrong), used.run("open-notes", &[], wrong));
    assert_eq!(said(&used.run("open-notes", &[], "")), "Nothing opens with these words.");
    // The right words, and its own phone.
    let next = used.run("open-notes", &[], WORDS);
    assert!(matches!(next, Next::Show { route: Route::Notes { .. }, .. }), "{next:?}");
    assert!(plain::words(&used.screen("notes")).contains("Secret title"));
}

#[test]
fn without_this_phones_key_the_words_open_nothing() {
    let (dir, mut desk) = writing();
    write_note(&mut desk, "a", "b");
    drop(desk);
    let mut other = Desk::open(dir.path(), Some([9; 32]));
    assert_eq!(said(&other.run("open-notes", &[], WORDS)), "Nothing opens with these words.");
    // A key store that fails is said, and is no guess.
    other.key = None;
    assert_eq!(
        said(&other.run("open-notes", &[], WORDS)),
        "Notes cannot be reached on this phone now. Everything else works."
    );
}

#[test]
fn a_lost_key_is_said_and_a_new_start_is_offered() {
    let (dir, mut desk) = writing();
    write_note(&mut desk, "a", "b");
    drop(desk);
    // As after a restore from a backup: the file is there, its key is not.
    let mut desk = Desk::asleep(dir.path(), KeyState::Absent);
    assert_eq!(desk.app.wake(), Next::Stay { said: String::new() });
    let screen = desk.screen("notes");
    assert!(Seen::of(&screen).anchors.contains("ui.notes.key_lost"));
    assert!(actions(&screen).contains(&Action::Go { route: Route::Erase }));
    let next = desk.run("open-notes", &[], WORDS);
    assert!(matches!(&next, Next::Refused { said } if said.starts_with("This phone has lost its key")), "{next:?}");
    // A new start is an erase; then notes can be started.
    assert_eq!(said(&desk.run("erase", &[], "")), "Everything was erased.");
    assert_eq!(desk.keys_made, 1);
    assert!(said(&desk.run("start-notes", &[], WORDS)).starts_with("New notes are open"));
    write_note(&mut desk, "c", "d");
}

#[test]
fn a_key_store_that_fails_is_not_taken_for_a_lost_key() {
    let (dir, mut desk) = writing();
    write_note(&mut desk, "a", "b");
    let key = desk.key;
    drop(desk);
    let mut desk = Desk::asleep(dir.path(), KeyState::Unreachable);
    assert_eq!(desk.app.wake(), Next::Stay { said: String::new() });
    assert!(Seen::of(&desk.screen("notes")).anchors.contains("ui.notes.unavailable"));
    drop(desk);
    let mut desk = Desk::open(dir.path(), key);
    assert!(matches!(desk.run("open-notes", &[], WORDS), Next::Show { .. }));
    drop(desk);
    // Nor is a first key made over it where there is no file yet.
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(Desk::asleep(empty.path(), KeyState::Unreachable).app.wake(), Next::Stay { said: String::new() });
}

#[test]
fn a_damaged_file_is_left_as_it_is_and_guidance_goes_on() {
    let (dir, mut desk) = writing();
    write_note(&mut desk, "a", "b");
    let key = desk.key;
    drop(desk);
    let file = dir.path().join("almanac");
    let mut bytes = fs::read(&file).unwrap();
    bytes[32] ^= 0xff;
    fs::write(&file, &bytes).unwrap();
    let mut desk = Desk::open(dir.path(), key);
    assert_eq!(desk.keys_made, 0, "a damaged file is no fresh one");
    assert!(Seen::of(&desk.screen("notes")).anchors.contains("ui.notes.damaged"));
    for command in ["open-notes", "start-notes"] {
        assert!(said(&desk.run(command, &[], WORDS)).starts_with("The sealed file is damaged"), "{command}");
    }
    for route in ["home", "page/signs", "before/call/nhth", "triage/me?now=danger", "search?q=visa", "report/saw"] {
        desk.screen(route);
    }
    assert!(fs::read(&file).unwrap() == bytes, "it was written to");
    assert_eq!(said(&desk.run("erase", &[], "")), "Everything was erased.");
    assert!(said(&desk.run("start-notes", &[], WORDS)).starts_with("New notes are open"));
}

#[test]
fn an_erase_that_was_cut_short_is_finished_at_the_next_start() {
    let (dir, mut desk) = writing();
    write_note(&mut desk, "a", "b");
    assert_eq!(desk.app.run(&Command::Erase, &[], &[]).map(|ran| matches!(ran, Ran::Next(Next::MakeKey))), Ok(true));
    let key = desk.key;
    // The battery is pulled here.
    drop(desk);
    let mut desk = Desk::open(dir.path(), key);
    assert_eq!(desk.keys_made, 1);
    assert_eq!(said(&desk.run("open-notes", &[], WORDS)), "Nothing opens with these words.");
    // A phone that makes no key: said, and tried again at the next start.
    assert_eq!(desk.app.run(&Command::Erase, &[], &[]).map(|ran| matches!(ran, Ran::Next(Next::MakeKey))), Ok(true));
    let ran = desk.app.key_made(false);
    let next = done(&mut desk.app, ran);
    assert!(said(&next).starts_with("Erasing could not be finished"), "{next:?}");
    assert!(Seen::of(&desk.screen("notes")).anchors.contains("ui.notes.erasing"));
    let key = desk.key;
    drop(desk);
    assert_eq!(Desk::open(dir.path(), key).keys_made, 1);
}

#[test]
fn a_change_that_may_be_lost_is_said_also_to_somebody_who_keeps_something() {
    let (dir, mut desk) = writing();
    write_note(&mut desk, "first", "text");
    write_note(&mut desk, "second", "text");
    let key = desk.key;
    // The phone dies: nothing was left or locked.
    drop(desk);
    let mut desk = Desk::open(dir.path(), key);
    desk.run("hold-form/saw", &[("where", "a corner")], "");
    desk.run("keep-form/saw", &[], "");
    let lost = "The last change may not have been kept. Look through your notes.";
    assert_eq!(said(&desk.run("open-notes", &[], WORDS)), format!("Kept in your notes. {lost}"));
    drop(desk);
    let mut desk = Desk::open(dir.path(), key);
    assert_eq!(said(&desk.run("open-notes", &[], WORDS)), lost);
    desk.app.leave();
    assert_eq!(said(&desk.run("open-notes", &[], WORDS)), "");
}

#[test]
fn leaving_while_words_are_stretched_opens_nothing_later() {
    let (_dir, mut desk) = writing();
    write_note(&mut desk, "a", "b");
    desk.app.lock();
    let Ok(Ran::Work(work)) = desk.app.run(&Command::OpenNotes, &[], WORDS.as_bytes()) else { panic!("no work") };
    desk.app.leave();
    let next = desk.app.worked(work.run());
    assert_eq!(next, Next::Stay { said: String::new() });
    // And between the challenge and its answer.
    let Ok(Ran::Work(work)) = desk.app.run(&Command::OpenNotes, &[], WORDS.as_bytes()) else { panic!("no work") };
    let next = desk.app.worked(work.run());
    assert!(matches!(next, Next::Answer { .. }));
    desk.app.leave();
    assert_eq!(desk.follow(next), Next::Stay { said: String::new() });
    assert!(actions(&desk.screen("notes")).contains(&Action::Run { command: Command::OpenNotes }));
}

#[test]
fn a_note_is_held_only_when_something_changed() {
    let (dir, mut desk) = writing();
    let id = write_note(&mut desk, "Title", "Body");
    let before = fs::read(dir.path().join("almanac")).unwrap();
    assert_eq!(hold(&mut desk, id, "Title", "Body", ""), Next::Kept { said: String::new() });
    assert!(fs::read(dir.path().join("almanac")).unwrap() == before, "nothing changed, and it was written");
    // A day that is none does not lose the text, nor the day before.
    assert_eq!(said(&hold(&mut desk, id, "Title", "Body", "2026-11-01")), "Kept.");
    let next = hold(&mut desk, id, "Title", "More body", "last week");
    assert!(said(&next).starts_with("Kept, but not the date."), "{next:?}");
    let screen = desk.screen(&format!("note/{id}"));
    assert_eq!((field(&screen, "body"), field(&screen, "event")), ("More body".to_owned(), "2026-11-01".to_owned()));
    // Taking everything out is no way to lose a note.
    let next = hold(&mut desk, id, " ", "\n", "");
    assert!(matches!(&next, Next::Kept { said } if said.starts_with("An empty note is not kept")), "{next:?}");
    assert_eq!(field(&desk.screen(&format!("note/{id}")), "body"), "More body");
    // Too long: refused, and what was kept stays.
    let next = hold(&mut desk, id, "Title", &"x".repeat(100_001), "");
    assert!(matches!(&next, Next::Refused { said } if said.starts_with("This is too long")), "{next:?}");
    assert_eq!(field(&desk.screen(&format!("note/{id}")), "body"), "More body");
}

#[test]
fn a_note_begun_and_never_written_is_nothing() {
    let (_dir, mut desk) = writing();
    let Next::Show { route, .. } = desk.run("new-note/note", &[], "") else { panic!("no note") };
    desk.screen(&route.to_string());
    assert_eq!(hold(&mut desk, 1, "", "", ""), Next::Kept { said: String::new() });
    assert!(plain::words(&desk.screen("notes")).contains("No notes yet."));
    // Dropping one that was kept meanwhile by itself takes it away again.
    let Next::Show { route: Route::Note { id }, .. } = desk.run("new-note/note", &[], "") else { panic!("no note") };
    desk.screen(&format!("note/{id}"));
    hold(&mut desk, id, "not wanted", "", "");
    assert_eq!(said(&desk.run(&format!("drop-changes/{id}"), &[], "")), "Your changes were dropped.");
    assert!(plain::words(&desk.screen("notes")).contains("No notes yet."));
}

#[test]
fn dropping_changes_goes_back_to_what_was_opened_and_no_further() {
    let (_dir, mut desk) = writing();
    let id = write_note(&mut desk, "T", "first");
    let here = format!("note/{id}");
    desk.screen("notes");
    desk.screen(&here);
    hold(&mut desk, id, "T", "second", "");
    // Left and come back to: this is what was opened now.
    desk.screen("notes");
    desk.screen(&here);
    hold(&mut desk, id, "T", "third", "");
    // Turning the phone draws the same screen once more.
    desk.screen(&here);
    hold(&mut desk, id, "T", "fourth", "");
    desk.run(&format!("drop-changes/{id}"), &[], "");
    assert_eq!(field(&desk.screen(&here), "body"), "second");
}

#[test]
fn leaving_forgets_forms_and_a_list_of_files_does_not() {
    let (dir, mut desk) = fresh();
    let text = "the corner of a street";
    desk.run("hold-form/saw", &[("where", text)], "");
    desk.app.lock();
    assert_eq!(field(&desk.screen("report/saw"), "where"), text);
    let Next::Show { route, .. } = desk.run("make-text/saw", &[("where", text)], "") else { panic!("no text") };
    assert!(plain::words(&desk.screen(&route.to_string())).contains(text));
    desk.run("export-form/saw", &[], "");
    assert!(String::from_utf8(desk.file.clone().unwrap()).unwrap().contains(text));
    desk.app.leave();
    assert_eq!(field(&desk.screen("report/saw"), "where"), "");
    let written = fs::read(dir.path().join("almanac")).unwrap();
    assert!(!written.windows(text.len()).any(|window| window == text.as_bytes()));
}

#[test]
fn kept_steps_name_whom_to_reach_and_no_answer() {
    let (_dir, mut desk) = writing();
    let route = "triage/me?now=no&phone=mine&talk=call&you=adult&what=both&leave=left&imm=yes";
    let next = desk.run(&format!("keep-steps/{route}"), &[], "");
    assert_eq!(next, Next::Stay { said: "Kept in your notes.".to_owned() });
    let screen = desk.screen("note/1");
    let body = field(&screen, "body");
    assert!(body.contains("1-888-373-7888"));
    let outcome = desk.screen(route);
    let steps = Seen::of(&outcome).steps.len();
    assert_eq!(body.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count(), steps);
    for answer in ["imm", "now=", "leave", "?"] {
        assert!(!body.contains(&format!("{answer}=")) && !body.contains("what="), "{answer}");
    }
    // The same with or without papers: what is kept tells no answer.
    desk.run(&format!("keep-steps/{}", route.replace("imm=yes", "imm=?")), &[], "");
    assert_eq!(field(&desk.screen("note/2"), "body"), body);
    // A question is no outcome.
    let command: Command = "keep-steps/triage/me?now=no".parse().unwrap();
    assert!(desk.app.run(&command, &[], &[]).is_err());
}

#[test]
fn a_sealed_file_merges_and_what_does_not_open_changes_nothing() {
    let (_dir, mut desk) = writing();
    write_note(&mut desk, "One", "first body");
    assert_eq!(said(&desk.run("export-all", &[], "elevenchars")), "Use at least 12 letters for the file.");
    desk.run("export-all", &[], "twelve letters");
    let sealed = desk.file.clone().unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1"));
    // The list of files has closed the notes.
    assert!(matches!(desk.run("new-note/note", &[], ""), Next::Refused { .. }));
    desk.run("open-notes", &[], WORDS);
    write_note(&mut desk, "Two", "only here");
    hold(&mut desk, 1, "One", "changed body", "");
    assert_eq!(said(&desk.run("import-all", &[], "twelve letters")), "Choose the file first.");

    for (bytes, passphrase) in [
        (sealed.clone(), "not the passphrase"),
        (sealed[..sealed.len() - 9].to_vec(), "twelve letters"),
        (b"age-encryption.org/v1\nnot one".to_vec(), "twelve letters"),
        (Vec::new(), "twelve letters"),
    ] {
        desk.file = Some(bytes);
        let next = desk.run("pick-import", &[], "");
        assert_eq!(said(&next), "The file is here. Open your notes now, or start new ones.");
        desk.run("open-notes", &[], WORDS);
        let next = desk.run("import-all", &[], passphrase);
        assert!(matches!(&next, Next::Refused { said } if said.starts_with("This file does not open")), "{next:?}");
        assert_eq!(field(&desk.screen("note/1"), "body"), "changed body");
    }
    desk.file = Some(sealed);
    desk.run("pick-import", &[], "");
    let next = desk.run("open-notes", &[], WORDS);
    assert!(matches!(&next, Next::Show { route, .. } if route.to_string() == "notes/import"), "{next:?}");
    // The note was changed here: it stays as it is, and what the file has stands beside it.
    assert_eq!(said(&desk.run("import-all", &[], "twelve letters")), "1 note added");
    assert_eq!(field(&desk.screen("note/1"), "body"), "changed body");
    assert_eq!(field(&desk.screen("note/2"), "body"), "only here");
    assert_eq!(field(&desk.screen("note/3"), "body"), "first body");
    // Once more: all of it is there.
    desk.run("pick-import", &[], "");
    desk.run("open-notes", &[], WORDS);
    assert_eq!(said(&desk.run("import-all", &[], "twelve letters")), "0 notes added");
    // Nothing was picked: nothing happens.
    desk.file = None;
    assert_eq!(desk.run("pick-import", &[], ""), Next::Stay { said: String::new() });
}

#[test]
fn what_was_chosen_is_there_at_the_next_start_and_gone_after_an_erase() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::asleep(dir.path(), KeyState::Absent);
    // Chosen before there is a file, as on a slow first start.
    desk.app.set_language("es").unwrap();
    let next = desk.app.wake();
    desk.follow(next);
    desk.run("turn-on/volume-leaves", &[], "");
    desk.run("turn-on/plain-first", &[], "");
    let key = desk.key;
    drop(desk);
    let mut desk = Desk::open(dir.path(), key);
    assert_eq!(desk.app.language().tag, "es");
    assert_eq!(desk.app.start(0), Route::Plain);
    assert_eq!(desk.screen("home").volume, Some(Action::Leave));
    desk.run("turn-off/plain-first", &[], "");
    assert_eq!(desk.app.start(0), Route::Home);
    desk.run("erase", &[], "");
    assert_eq!(desk.screen("home").volume, None);
    assert_eq!(desk.app.language().tag, "es", "an erase leaves the reader able to read");
    // Trying is not turning on.
    let tried = desk.screen("volume").volume;
    assert_eq!(tried, Some(Action::Run { command: Command::TriedVolume }));
    desk.run("tried-volume", &[], "");
    assert_eq!(desk.screen("home").volume, None);
}

#[test]
fn the_answer_that_led_on_is_marked_on_the_way_back() {
    let mut app = open("en");
    let question = Route::parse("triage/me?now=no").unwrap();
    let went = Route::parse("triage/me?now=no&phone=seen").unwrap();
    let chosen = |screen: &Screen| {
        let rows = screen.blocks.iter().filter_map(|b| if let Block::Doors { rows } = b { Some(rows) } else { None });
        rows.flatten().filter(|row| row.chosen).map(|row| row.action.clone()).collect::<Vec<_>>()
    };
    assert_eq!(chosen(&app.screen(&question).unwrap()), []);
    assert_eq!(chosen(&app.screen_again(&question, &went).unwrap()), [Action::Go { route: went }]);
    assert_eq!(chosen(&app.screen_again(&question, &Route::Home).unwrap()), []);
    // Elsewhere a mark says what is in force, and coming back changes nothing.
    let languages = app.screen(&Route::Languages).unwrap();
    assert_eq!(app.screen_again(&Route::Languages, &Route::Home).unwrap(), languages);
}

fn any_command() -> impl Strategy<Value = String> {
    let names = vec![
        "open-notes",
        "start-notes",
        "offer-words",
        "change-words",
        "close-notes",
        "new-note/note",
        "new-note/seen",
        "hold-note/1",
        "keep-note/2",
        "drop-changes/1",
        "delete-note/1",
        "export-note/1",
        "export-all",
        "pick-import",
        "import-all",
        "hold-form/saw",
        "make-text/timeline",
        "clear-form/saw",
        "keep-form/saw",
        "export-form/timeline",
        "keep-steps/triage/me?now=danger",
        "keep-steps/home",
        "erase",
        "tried-volume",
        "turn-on/plain-first",
        "turn-off/volume-leaves",
    ];
    prop_oneof![prop::sample::select(names).prop_map(str::to_owned), "[a-z-]{0,12}(/[a-z0-9=?&-]{0,20})?", ".{0,30}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Any order of any commands, in a folder that has room and in one that has none.
    #[test]
    fn any_commands_give_something_to_do_or_a_typed_error(
        commands in prop::collection::vec((any_command(), ".{0,20}"), 1..6),
        broken in any::<bool>(),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let folder = if broken { Path::new("/dev/full").to_owned() } else { dir.path().to_owned() };
        let mut desk = Desk::open(&folder, KEY);
        for (text, typed) in commands {
            let Ok(command) = text.parse::<Command>() else { continue };
            prop_assert_eq!(command.to_string(), text.clone());
            let fields = ["title", "body", "event", "where"].map(|anchor| FieldValue {
                anchor: anchor.to_owned(),
                text: typed.clone(),
            });
            let ran = desk.app.run(&command, &fields, typed.as_bytes());
            let Ok(ran) = ran else { continue };
            let next = done(&mut desk.app, ran);
            if let Next::Show { route, .. } = desk.follow(next) {
                prop_assert!(desk.app.screen(&route).is_ok(), "{route}");
            }
        }
    }
}

#[test]
fn leaving_while_the_first_file_is_made_loses_neither() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::asleep(dir.path(), KeyState::Absent);
    assert_eq!(desk.app.wake(), Next::MakeKey);
    desk.key = Some([1; 32]);
    let Ran::Work(work) = desk.app.key_made(true) else { panic!("no work") };
    // Nothing is held up meanwhile: a language is chosen, the app is left and opened again.
    desk.app.set_language("es").unwrap();
    desk.app.leave();
    assert_eq!(desk.app.wake(), Next::Stay { said: String::new() });
    let worked = work.run();
    assert_eq!(desk.app.worked(worked), Next::Stay { said: String::new() });
    assert!(matches!(desk.run("start-notes", &[], WORDS), Next::Show { .. }));
    let key = desk.key;
    drop(desk);
    assert_eq!(Desk::open(dir.path(), key).app.language().tag, "es");
}

#[test]
fn leaving_gives_the_file_a_new_time_with_notes_or_without() {
    let (unused, mut idle) = fresh();
    let (used, mut busy) = writing();
    write_note(&mut busy, "a", "b");
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for (dir, desk) in [(&unused, &mut idle), (&used, &mut busy)] {
        let file = dir.path().join("almanac");
        let size = fs::metadata(&file).unwrap().len();
        fs::File::options().write(true).open(&file).unwrap().set_modified(long_ago).unwrap();
        desk.app.leave();
        let left = fs::metadata(&file).unwrap();
        assert_ne!(left.modified().unwrap(), long_ago);
        assert_eq!(left.len(), size);
    }
}

#[test]
fn nothing_that_was_typed_is_in_what_is_printed_of_it() {
    let secret = "quillback ambrosia";
    let value = FieldValue { anchor: "where".to_owned(), text: secret.to_owned() };
    let (_dir, mut desk) = writing();
    desk.run("hold-form/saw", &[("where", secret)], "");
    write_note(&mut desk, secret, secret);
    let note = desk.app.run(&"export-note/1".parse().unwrap(), &[], &[]);
    let sealing = desk.app.run(&Command::ExportAll, &[], secret.as_bytes());
    let opening = desk.app.run(&Command::OpenNotes, &[], secret.as_bytes());
    assert!(matches!((&sealing, &opening), (Ok(Ran::Work(_)), Ok(Ran::Work(_)))));
    let printed = format!("{value:?} {note:?} {sealing:?} {opening:?} {:?}", desk.app);
    for part in [secret, "ambrosia"] {
        assert!(!printed.contains(part), "{part}");
    }
    // What is shown is what it is for: a screen holds it, and is dropped with it.
    assert!(plain::words(&desk.screen("note/1")).contains(secret));
}

#[test]
fn what_a_list_of_files_leaves_is_said_before_it_opens() {
    let (_dir, mut desk) = writing();
    write_note(&mut desk, "a", "b");
    desk.run("hold-form/saw", &[("where", "here")], "");
    for (route, opens, says) in [
        ("notes/export", "export-all", "ui.export.picker"),
        ("notes/import", "pick-import", "ui.import.picker"),
        ("note/1/export", "export-note/1", "ui.export.picker"),
        ("report/saw/text", "export-form/saw", "ui.export.picker"),
    ] {
        let screen = desk.screen(route);
        let runs = |block: &Block| match block {
            Block::Buttons { buttons } => buttons.iter().any(|button| match &button.action {
                Action::Run { command } => command.to_string() == opens,
                _ => false,
            }),
            _ => false,
        };
        let notice = |block: &Block| matches!(block, Block::Callout { anchor, .. } if anchor == says);
        let before = screen.blocks.iter().position(notice).unwrap();
        assert!(before < screen.blocks.iter().position(runs).unwrap(), "{route}");
    }
}
