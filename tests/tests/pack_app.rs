//! Newer content in the app: picked, looked at, used until the person leaves, kept, taken away.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

use almanac_core::app::{App, AppError};
use almanac_core::command::Next;
use almanac_core::content::Files;
use almanac_core::content::pack::MOST_SEALED;
use almanac_core::content::pack::kept::FILE;
use almanac_core::keeping::Ran;
use almanac_core::route::Route;
use almanac_tests::change::{changed, changed_in, entry};
use almanac_tests::look::{PHONE, TODAY, day};
use almanac_tests::pack::{keys, sealed};
use almanac_tests::plain;
use serde_json::json;

/// The app as it is built, but for whom it trusts.
fn open(folder: &Path) -> App {
    App::open_trusting(keys(), folder, &["en".to_owned()], day(TODAY), PHONE).unwrap()
}

fn run(app: &mut App, command: &str) -> Result<Next, AppError> {
    match app.run(&command.parse().unwrap(), &[], b"")? {
        Ran::Next(next) => Ok(next),
        Ran::Work(work) => Ok(app.worked(work.run())),
    }
}

/// Picks a file as a shell does.
fn pick(app: &mut App, file: Option<Vec<u8>>) -> Next {
    assert_eq!(run(app, "pick-pack").unwrap(), Next::PickFile { most_bytes: MOST_SEALED as u64 });
    app.lock();
    match app.picked(file) {
        Ran::Next(next) => next,
        Ran::Work(work) => app.worked(work.run()),
    }
}

fn shown(app: &mut App, route: &str) -> String {
    plain::words(&app.screen(&Route::parse(route).unwrap()).unwrap())
}

/// The content with another number for the trafficking hotline, and another title of a page.
fn newer() -> Files {
    let files = changed("contacts.json", |c| entry(c, "nhth")["voice"] = json!("+18885550100"));
    changed_in(files, "text/en.json", |w| w["page.signs.title"] = json!("Newer signs"))
}

const OLD: &str = "1-888-373-7888";
const NEW: &str = "1-888-555-0100";

#[test]
fn a_pack_shows_what_it_changes_and_is_used_until_the_person_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = open(folder.path());
    assert!(shown(&mut app, "contact/nhth").contains(OLD));
    let found = pick(&mut app, Some(sealed(&newer(), 2)));
    assert_eq!(found, Next::Show { route: Route::Pack, replace: true, said: String::new() });
    let offered = shown(&mut app, "pack");
    for part in ["Issue 2", "call: 1-888-373-7888 becomes 1-888-555-0100", "Changed: Newer signs", "In use: issue 1"] {
        assert!(offered.contains(part), "{part}: {offered}");
    }
    // Looking is not taking.
    assert!(shown(&mut app, "contact/nhth").contains(OLD));
    assert!(matches!(run(&mut app, "use-pack").unwrap(), Next::Show { route: Route::Home, .. }));
    let now = shown(&mut app, "contact/nhth");
    assert!(now.contains(&format!("Call {NEW}")) && !now.contains(&format!("Call {OLD}")), "{now}");
    assert!(shown(&mut app, "search?q=newer").contains("Newer signs"));
    assert!(shown(&mut app, "about").contains("In use until you leave: issue 2"));
    // Another language is that of the pack too.
    app.set_language("es").unwrap();
    assert!(shown(&mut app, "contact/nhth").contains(NEW));
    app.leave();
    assert!(shown(&mut app, "contact/nhth").contains(OLD));
    assert_eq!(app.language().tag, "es");
    assert!(!folder.path().join(FILE).exists(), "nothing of it was written");
}

#[test]
fn what_is_kept_is_there_at_the_next_start_until_it_is_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = open(folder.path());
    pick(&mut app, Some(sealed(&newer(), 2)));
    run(&mut app, "keep-pack").unwrap();
    app.leave();
    assert!(shown(&mut app, "contact/nhth").contains(NEW), "leaving takes nothing that was kept");
    drop(app);
    let mut app = open(folder.path());
    assert!(shown(&mut app, "contact/nhth").contains(NEW));
    assert!(shown(&mut app, "pack").contains("from a file that you kept"));
    // One that is older than what is in use is refused, also when it is newer than the app.
    pick(&mut app, Some(sealed(&newer(), 3)));
    run(&mut app, "keep-pack").unwrap();
    pick(&mut app, Some(sealed(&newer(), 2)));
    assert!(shown(&mut app, "pack").contains("It is older than what is in use."));
    run(&mut app, "drop-pack").unwrap();
    assert!(shown(&mut app, "pack").contains("issue 3"), "saying no to a file takes away nothing");
    assert!(matches!(run(&mut app, "drop-pack").unwrap(), Next::Show { route: Route::Pack, .. }));
    assert!(shown(&mut app, "contact/nhth").contains(OLD));
    drop(app);
    assert!(!folder.path().join(FILE).exists());
    assert!(shown(&mut open(folder.path()), "contact/nhth").contains(OLD));
}

#[test]
fn a_file_that_is_refused_says_why_and_the_app_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = open(folder.path());
    let good = sealed(&newer(), 2);
    let mut flipped = good.clone();
    flipped[good.len() / 2] ^= 1;
    for (file, why) in [
        (Vec::new(), "It is no update for this app."),
        (vec![7; MOST_SEALED + 1], "It is no update for this app."),
        (flipped, "or it was changed on the way"),
        (good[..good.len() - 1].to_vec(), "or it was changed on the way"),
    ] {
        assert!(matches!(pick(&mut app, Some(file)), Next::Show { route: Route::Pack, .. }));
        let screen = shown(&mut app, "pack");
        assert!(screen.contains(why), "{screen}");
        // Nothing was picked that could be taken.
        for command in ["use-pack", "keep-pack"] {
            assert!(matches!(run(&mut app, command), Err(AppError::Invalid { .. })));
        }
        assert!(shown(&mut app, "contact/nhth").contains(OLD));
    }
    // No file at all is no refusal.
    run(&mut app, "drop-pack").unwrap();
    assert!(matches!(pick(&mut app, None), Next::Stay { .. }));
    assert!(!shown(&mut app, "pack").contains("not used"));
    assert!(!folder.path().join(FILE).exists());
}

#[test]
fn what_was_kept_and_is_damaged_is_told_at_home_and_can_be_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = open(folder.path());
    assert!(!shown(&mut app, "home").contains("A file that you kept is not used"));
    pick(&mut app, Some(sealed(&newer(), 2)));
    run(&mut app, "keep-pack").unwrap();
    drop(app);
    let path = folder.path().join(FILE);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes.truncate(middle);
    fs::write(&path, &bytes).unwrap();
    let mut app = open(folder.path());
    assert!(shown(&mut app, "contact/nhth").contains(OLD));
    assert!(shown(&mut app, "home").contains("A file that you kept is not used"));
    assert!(shown(&mut app, "pack").contains("changed on the way"));
    assert_eq!(fs::read(&path).unwrap(), bytes, "it is left as it is");
    run(&mut app, "drop-pack").unwrap();
    assert!(!path.exists());
    assert!(!shown(&mut app, "home").contains("A file that you kept is not used"));
}

#[test]
fn erasing_everything_takes_a_kept_pack_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = open(folder.path());
    pick(&mut app, Some(sealed(&newer(), 2)));
    run(&mut app, "keep-pack").unwrap();
    assert!(folder.path().join(FILE).exists());
    run(&mut app, "erase").unwrap();
    assert!(!folder.path().join(FILE).exists());
    assert!(shown(&mut app, "contact/nhth").contains(OLD));
}

#[test]
fn leaving_while_a_file_is_looked_at_forgets_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = open(folder.path());
    run(&mut app, "pick-pack").unwrap();
    app.lock();
    let Ran::Work(work) = app.picked(Some(sealed(&newer(), 2))) else { panic!("looking takes time") };
    app.leave();
    assert!(matches!(app.worked(work.run()), Next::Stay { .. }));
    assert!(matches!(run(&mut app, "use-pack"), Err(AppError::Invalid { .. })));
    // And a file that comes after another command was run is none of a pack's.
    run(&mut app, "pick-pack").unwrap();
    run(&mut app, "pick-import").unwrap();
    assert!(matches!(app.picked(Some(sealed(&newer(), 2))), Ran::Next(_)));
}

#[test]
fn storage_that_refuses_is_told_and_nothing_changes() {
    let mut app = open(Path::new("/nowhere"));
    pick(&mut app, Some(sealed(&newer(), 2)));
    assert!(matches!(run(&mut app, "keep-pack").unwrap(), Next::Refused { .. }));
    assert!(shown(&mut app, "contact/nhth").contains(OLD));
    // It is still offered, and can be used for now.
    run(&mut app, "use-pack").unwrap();
    assert!(shown(&mut app, "contact/nhth").contains(NEW));
}

#[test]
fn what_nobody_has_signed_says_so_and_what_somebody_has_says_who() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = open(folder.path());
    assert!(shown(&mut app, "page/signs").contains("No lawyer or advocate has signed this page yet."));
    assert!(shown(&mut app, "triage/me?now=no&show=1").contains("has signed all of these steps yet"));
    assert!(shown(&mut app, "about").contains("No lawyer or advocate has signed off on this content yet."));
    assert!(shown(&mut app, "about").contains("Content: issue 1 of November 26, 2026."));
    // The fingerprint is held by the check, which this app's content has not been through.
    let signed = changed("guide/signs.json", |p| p["reviewed_by"] = json!("lawyer, 2026-12-01, 0123456789ab"));
    let mut app = App::open_checked(signed, folder.path(), &["en".to_owned()], day(TODAY), PHONE).unwrap();
    assert!(shown(&mut app, "page/signs").contains("Read and signed by a lawyer on December 1, 2026."));
    assert!(shown(&mut app, "about").contains("have signed 1 of the "));
}
