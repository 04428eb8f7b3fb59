use std::sync::atomic::Ordering::Relaxed;

use almanac_core::command::{KeyState, Platform};

use super::*;

const WORDS: &[u8] = b"seven quiet rivers run east";

fn command(text: &str) -> Command {
    text.parse().expect(text)
}

/// An app with open notes, and what keeps its folder.
fn open() -> (Arc<Almanac>, tempfile::TempDir) {
    let dir = tempfile::tempdir().expect("a folder");
    let phone = Phone { key: KeyState::Absent, memory: 1 << 30, platform: Platform::Ios };
    let app = Almanac::open(dir.path().to_str().expect("a name"), &["en".to_owned()], 20_782, phone).expect("an app");
    assert!(matches!(app.wake(), Next::MakeKey));
    app.key_made(true);
    let next = app.run(&command("start-notes"), &[], WORDS).expect("a command");
    assert!(matches!(next, Next::Answer { .. }), "{next:?}");
    app.answered(&[7; 32]);
    assert!(is_open(&app));
    (app, dir)
}

/// Whether a note can be begun.
fn is_open(app: &Almanac) -> bool {
    matches!(app.run(&command("new-note/note"), &[], b""), Ok(Next::Show { route: Route::Note { .. }, .. }))
}

/// What a call answers that panics inside.
fn broken<T>(app: &Almanac, ask: impl FnOnce(&Almanac) -> T) -> T {
    app.breaks.store(true, Relaxed);
    let answer = ask(app);
    app.breaks.store(false, Relaxed);
    answer
}

#[test]
fn no_panic_ends_the_app_and_each_is_answered() {
    let (app, _dir) = open();
    let failed = |next: &Next| matches!(next, Next::Show { route: Route::Failed { kind: FailureKind::Internal }, .. });
    assert!(matches!(broken(&app, Almanac::wake), Next::Stay { .. }));
    assert!(failed(&broken(&app, |app| app.answered(&[7; 32]))));
    assert!(failed(&broken(&app, |app| app.wrote(true))));
    assert!(failed(&broken(&app, |app| app.picked(None))));
    assert!(failed(&broken(&app, |app| app.key_made(true))));
    broken(&app, Almanac::lock);
    broken(&app, Almanac::leave);
    broken(&app, |app| app.on_day(1));
    broken(&app, |app| app.handed_over(1));
    assert_eq!(broken(&app, |app| app.start(1)), Route::Home);
    // And goes on.
    assert!(app.screen(&Route::Home, None).is_ok());
}

#[test]
fn a_panic_closes_the_notes() {
    for ask in [
        |app: &Almanac| app.on_day(1),
        Almanac::lock,
        Almanac::leave,
        |app: &Almanac| {
            app.wrote(true);
        },
    ] {
        let (app, _dir) = open();
        broken(&app, ask);
        assert!(!is_open(&app));
    }
}

#[test]
fn whatever_cannot_fail_is_sane() {
    let source = include_str!("../app.rs");
    let exported = source.split("#[uniffi::export]").nth(1).and_then(|rest| rest.split("\n}\n").next());
    let calls: Vec<&str> = exported.expect("an export").split("    pub fn ").skip(1).collect();
    assert!(calls.len() > 10);
    for call in calls {
        let (head, body) = call.split_once('{').expect("a body");
        let guards = ["self.sane(", "self.next(", "palette::of("];
        assert!(head.contains("Result<") || guards.iter().any(|guard| body.contains(guard)), "{head}");
    }
}
