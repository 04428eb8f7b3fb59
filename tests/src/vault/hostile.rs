//! What is done with input of somebody else: the bodies of the fuzz targets in `fuzz/`. Nothing in them may panic but a law that broke.

use std::cell::RefCell;
use std::sync::OnceLock;

use almanac_core::command::{Command, FieldValue, KeyState};
use almanac_core::keeping::Ran;
use almanac_core::route::Route;
use almanac_core::vault::{Import, Opened};

use super::damage::{self, File};
use super::forge;
use super::look::{Sight, sight};
use super::sim::{Medium, Seeded, SimDisk};
use super::world::{OLD, TODAY, World, draft};
use crate::desk::Desk;

/// Reads the input as changes of some bytes: three of a place, one of a length, so many bytes. A length of 0 cuts there.
fn patch(bytes: &mut Vec<u8>, within: usize, mut input: &[u8]) {
    while let Some(([a, b, c, length], rest)) = input.split_first_chunk::<4>() {
        let at = u32::from_le_bytes([*a, *b, *c, 0]) as usize;
        if *length == 0 {
            bytes.truncate(at.max(1));
        }
        let (new, rest) = rest.split_at(rest.len().min(usize::from(*length)));
        for (n, byte) in new.iter().enumerate() {
            if let Some(place) = bytes.get_mut((at + n) % within.max(1)) {
                *place = *byte;
            }
        }
        input = rest;
    }
}

/// A used file, changed: it opens to what it held, or not at all.
///
/// # Panics
/// When a law is broken.
pub fn file(input: &[u8]) {
    static FILE: OnceLock<File> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        let [cut, _] = damage::files();
        cut
    });
    let mut bytes = file.medium.bytes();
    // Where the cells are that mean something.
    patch(&mut bytes, 40 * 8192, input);
    let disk = SimDisk::of(Medium::of(&bytes));
    let Ok(mut world) = World::open(disk, Seeded(1)) else { return };
    let _ = world.vault.set_settings(Some("es"), 1);
    if let (notes @ Sight::Notes(_), _) = sight(&mut world, OLD) {
        assert!(file.is_known(&notes), "other notes");
        world.save("more", "text").expect("a healthy disk");
    }
    let _ = world.vault.lock();
    let _ = world.vault.finish_erase();
}

/// An image that words and phone open, and that is not what the app wrote.
///
/// # Panics
/// When a law is broken.
pub fn image(input: &[u8]) {
    static IMAGE: OnceLock<Vec<u8>> = OnceLock::new();
    let mut bytes = match input.split_first() {
        Some((0, raw)) => raw.to_vec(),
        Some((_, patches)) => {
            let mut image = IMAGE.get_or_init(forge::image).clone();
            let within = image.len();
            patch(&mut image, within, patches);
            image
        }
        None => return,
    };
    if bytes.is_empty() {
        bytes.push(0);
    }
    let mut world = World::open(SimDisk::of(forge::around(&bytes)), Seeded(1)).expect("a file");
    if !matches!(world.unlock(OLD), Ok(Opened::Notes { .. })) {
        return;
    }
    let _ = world.vault.find("blue");
    let _ = world.vault.export();
    for note in world.vault.list().unwrap_or_default().into_iter().take(20) {
        let _ = world.vault.note(note.id);
        let _ = world.vault.save_note(&draft(Some(note.id), "edited", "text"), TODAY);
        let _ = world.vault.delete_note(note.id);
    }
    let _ = world.save("new", "text");
    let _ = world.vault.lock();
    let _ = world.unlock(OLD);
}

/// A file that somebody says is an export, sealed or as JSON.
///
/// # Panics
/// When a law is broken.
pub fn import(input: &[u8]) {
    let _ = Import::open(input, b"a long passphrase");
    let Ok(import) = Import::from_json(input) else { return };
    let mut world = World::open(SimDisk::default(), Seeded(1)).expect("made");
    world.start(OLD).expect("started");
    let first = world.vault.import(&import).expect("what was checked is kept");
    let again = world.vault.import(&import).expect("what was checked is kept");
    assert_eq!((again.added, again.there), (0, first.added + first.there), "twice is once");
    assert_eq!(world.notes().expect("open").len(), first.added);
}

/// How the text of a command or a route begins.
const BEGINNINGS: [&str; 34] = [
    "",
    "open-notes",
    "start-notes",
    "offer-words",
    "change-words",
    "close-notes",
    "new-note/",
    "hold-note/",
    "keep-note/",
    "drop-changes/",
    "delete-note/",
    "export-note/",
    "export-all",
    "pick-import",
    "import-all",
    "hold-form/saw",
    "hold-form/timeline",
    "make-text/saw",
    "make-text/timeline",
    "clear-form/",
    "keep-form/saw",
    "keep-form/timeline",
    "export-form/saw",
    "keep-steps/triage/me?",
    "erase",
    "turn-on/",
    "turn-off/",
    "report/saw",
    "report/timeline",
    "note/",
    "notes",
    "search?q=",
    "triage/me?",
    "page/",
];
/// Fields that forms and notes have.
const ANCHORS: [&str; 6] = ["title", "body", "when", "where", "words", "again"];

thread_local! {
    /// One app for all input: what stays of one may meet the next, as on a phone.
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
}

/// A command or a route, and what stands in the fields: a byte that picks a beginning, the rest of a line; then lines of fields.
///
/// # Panics
/// When a law is broken.
pub fn form(input: &[u8]) {
    let Some((pick, rest)) = input.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let mut lines = text.split('\n');
    let line = format!("{}{}", BEGINNINGS[usize::from(*pick) % BEGINNINGS.len()], lines.next().unwrap_or_default());
    let mut fields: Vec<FieldValue> = Vec::new();
    for (n, line) in lines.enumerate() {
        let (anchor, text) = line.split_once('\t').unwrap_or((ANCHORS[n % ANCHORS.len()], line));
        fields.push(FieldValue { anchor: anchor.to_owned(), text: text.to_owned() });
    }
    DESK.with_borrow_mut(|desk| {
        let desk = desk.get_or_insert_with(|| Desk::asleep(std::path::Path::new("/nowhere"), KeyState::Absent));
        if let Ok(route) = Route::parse(&line) {
            let _ = desk.app.screen(&route);
        }
        if let Ok(command) = line.parse::<Command>() {
            let next = match desk.app.run(&command, &fields, b"river stone lamp") {
                Ok(Ran::Next(next)) => next,
                Ok(Ran::Work(work)) => desk.app.worked(work.run()),
                Err(_) => return,
            };
            let _ = desk.follow(next);
        }
    });
}
