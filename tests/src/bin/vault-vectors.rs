//! Makes the frozen files of tests/vectors that are missing. Never touches one that is there: what was once written opens for ever.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "a tool says what it made")]

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use almanac_core::vault::{CELL, Draft, NoteKind, Profile, Vault};
use almanac_tests::vault::forge;
use almanac_tests::vault::sim::{Medium, Op, Seeded, SimDisk};
use almanac_tests::vault::vectors::{Vector, answer, pack, unpack};
use almanac_tests::vault::world::{NEW, OLD, Phone, World, draft};

const KEY: [u8; 32] = [7; 32];
type Make = fn() -> Medium;
/// Name, what it shows, how it is made, the words to try, the phone.
type Case = (&'static str, &'static str, Make, &'static str, [u8; 32]);

fn fresh() -> (SimDisk, World) {
    let disk = SimDisk::default();
    let world = World::open(disk.clone(), Seeded(11)).expect("made");
    (disk, world)
}

/// Notes as this says, then locked or not.
fn with(lock: bool, act: impl FnOnce(&mut World)) -> Medium {
    let (disk, mut world) = fresh();
    world.start(OLD).expect("started");
    act(&mut world);
    if lock {
        world.vault.lock().expect("locked");
    }
    disk.durable()
}

fn save(world: &mut World, title: &str, body: &str) {
    world.save(title, body).expect("kept");
}

fn unused() -> Medium {
    fresh().0.durable()
}

fn one() -> Medium {
    with(true, |world| save(world, "first", "the van was blue"))
}

fn three() -> Medium {
    with(true, |world| (0..3).for_each(|n| save(world, &format!("note {n}"), "El niño habló.")))
}

fn not_locked() -> Medium {
    with(false, |world| (0..3).for_each(|n| save(world, &format!("note {n}"), "kept before the power went")))
}

fn edited() -> Medium {
    with(true, |world| {
        let id = world.save("first", "before").expect("kept");
        world.vault.save_note(&draft(Some(id), "first", "after"), 20_790).expect("kept");
    })
}

fn deleted() -> Medium {
    with(true, |world| {
        let id = world.save("first", "gone").expect("kept");
        save(world, "second", "stays");
        world.vault.delete_note(id).expect("deleted");
    })
}

fn emptied() -> Medium {
    with(true, |world| {
        let id = world.save("first", "gone").expect("kept");
        world.vault.delete_note(id).expect("deleted");
    })
}

fn changed_words() -> Medium {
    with(true, |world| {
        save(world, "first", "under other words");
        world.change_words(NEW).expect("changed");
    })
}

fn started_over() -> Medium {
    with(true, |world| {
        save(world, "first", "replaced");
        world.start(NEW).expect("started");
        save(world, "fresh", "start");
    })
}

fn kinds() -> Medium {
    with(true, |world| {
        for (kind, event) in [(NoteKind::Note, None), (NoteKind::Seen, Some(20_000)), (NoteKind::Timeline, Some(-3))] {
            let title = format!("{kind:?}").into();
            let draft = Draft { id: None, kind, event, title, body: "text".to_owned().into() };
            world.vault.save_note(&draft, 20_782).expect("kept");
        }
    })
}

fn unicode() -> Medium {
    with(true, |world| {
        save(world, "ñ Ñ é ü — “quoted”", "日本語 \u{1f512} العربية \u{0} \r\n\t \u{202e}");
        save(world, "", "no title");
        save(world, "no text", "");
    })
}

fn long() -> Medium {
    with(true, |world| save(world, "long", &"0123456789".repeat(3_000)))
}

fn two_tables() -> Medium {
    with(true, |world| save(world, "large", &"\u{1f512}".repeat(33_000).repeat(3)))
}

fn in_spanish() -> Medium {
    let (disk, mut world) = fresh();
    world.vault.set_settings(Some("es"), 5).expect("kept");
    world.start("río piedra lámpara").expect("started");
    save(&mut world, "uno", "el carro era azul");
    world.vault.lock().expect("locked");
    disk.durable()
}

fn erased() -> Medium {
    let disk = SimDisk::of(one());
    let mut world = World::open(disk.clone(), Seeded(12)).expect("opened");
    world.vault.erase().expect("erased");
    world.vault.finish_erase().expect("erased");
    disk.durable()
}

fn marked() -> Medium {
    let disk = SimDisk::of(one());
    World::open(disk.clone(), Seeded(12)).expect("opened").vault.erase().expect("erased");
    disk.durable()
}

fn marked_and_short() -> Medium {
    let mut medium = marked();
    medium.truncate(40);
    medium
}

fn of_profile(profile: Profile) -> Medium {
    let disk = SimDisk::default();
    let vault = Vault::open(Box::new(disk.clone()), Box::new(Seeded(13)), profile).expect("made");
    let mut world = World { vault, phone: Phone(KEY) };
    world.start(OLD).expect("started");
    save(&mut world, "first", "the real profile");
    world.vault.lock().expect("locked");
    disk.durable()
}

fn standard() -> Medium {
    of_profile(Profile::Standard)
}

fn small() -> Medium {
    of_profile(Profile::Small)
}

fn grown() -> Medium {
    let mut medium = three();
    let disk_len = medium.len;
    medium.write(disk_len, &vec![0xa5; usize::try_from(disk_len).expect("4 MiB")]);
    medium
}

fn grown_by_a_part() -> Medium {
    let mut medium = grown();
    medium.truncate(medium.len - 1);
    medium
}

fn flip(mut medium: Medium, at: u64) -> Medium {
    let mut byte = [0];
    medium.read(at, &mut byte).expect("inside");
    medium.write(at, &[byte[0] ^ 1]);
    medium
}

fn at(cell: u64, offset: u64) -> u64 {
    cell * CELL as u64 + offset
}

/// The cells that opening reads, in the order in which it does.
fn read_by(medium: &Medium, words: &str, phone: Phone) -> Vec<u64> {
    let disk = SimDisk::of(medium.clone());
    let mut world = World::open(disk.clone(), Seeded(9)).expect("opened");
    world.phone = phone;
    let _ = world.unlock(words);
    let mut cells = disk.take_read();
    cells.sort_unstable();
    cells.dedup();
    cells
}

/// A table, a page.
fn table_and_page(medium: &Medium) -> (u64, u64) {
    // Lowest first: the pages of a first save, then its table.
    let cells = read_by(medium, OLD, Phone(KEY));
    let inner: Vec<u64> = cells.into_iter().filter(|cell| *cell >= 5).collect();
    (*inner.last().expect("a table"), *inner.first().expect("a page"))
}

fn page_flipped() -> Medium {
    let medium = one();
    let (_, page) = table_and_page(&medium);
    flip(medium, at(page, 5000))
}

fn table_flipped() -> Medium {
    let medium = one();
    let (table, _) = table_and_page(&medium);
    flip(medium, at(table, 10))
}

fn pages_swapped() -> Medium {
    let mut medium = one();
    let (_, page) = table_and_page(&medium);
    let (mut first, mut second) = ([0; CELL], [0; CELL]);
    medium.read(at(page, 0), &mut first).expect("inside");
    medium.read(at(page + 1, 0), &mut second).expect("inside");
    medium.write(at(page, 0), &second);
    medium.write(at(page + 1, 0), &first);
    medium
}

/// A save of which everything but one page arrived.
fn newer_without_a_page() -> Medium {
    let disk = SimDisk::of(three());
    let mut world = World::open(disk.clone(), Seeded(14)).expect("opened");
    world.unlock(OLD).expect("opened");
    disk.ignore_flush();
    let _ = disk.take_log();
    save(&mut world, "last", "not kept whole");
    let log = disk.take_log();
    let mut medium = disk.durable();
    let is_page = |op: &&Op| matches!(op, Op::Write(place, _) if *place >= at(5, 0));
    let missing = log.iter().find(is_page).expect("a page");
    for op in log.iter().filter(|op| !std::ptr::eq(*op, missing)) {
        medium.apply(op);
    }
    medium
}

/// Notes opened, one more kept, and the power went.
fn begun() -> Medium {
    let disk = SimDisk::of(three());
    let mut world = World::open(disk.clone(), Seeded(14)).expect("opened");
    world.unlock(OLD).expect("opened");
    save(&mut world, "last", "kept before the power went");
    disk.durable()
}

/// As if the medium had forgotten the newest root after its flush: what stood there was a twin.
fn newest_root_put_back() -> Medium {
    let (before, mut medium) = (three(), begun());
    let mut root = [0; CELL];
    // What begins a session went to slot 4, so that the note's root is in slot 3.
    before.read(at(3, 0), &mut root).expect("inside");
    medium.write(at(3, 0), &root);
    medium
}

fn first_slot_torn() -> Medium {
    flip(three(), at(3, 100))
}

fn second_slot_torn() -> Medium {
    flip(three(), at(4, 8191))
}

fn first_slot_torn_unlocked() -> Medium {
    flip(not_locked(), at(3, 0))
}

fn second_slot_torn_unlocked() -> Medium {
    flip(not_locked(), at(4, 0))
}

fn both_slots_torn() -> Medium {
    flip(first_slot_torn(), at(4, 4000))
}

fn slots_swapped() -> Medium {
    let mut medium = not_locked();
    let (mut first, mut second) = ([0; CELL], [0; CELL]);
    medium.read(at(3, 0), &mut first).expect("inside");
    medium.read(at(4, 0), &mut second).expect("inside");
    medium.write(at(3, 0), &second);
    medium.write(at(4, 0), &first);
    medium
}

fn salt_flipped() -> Medium {
    flip(one(), 5)
}

fn version_2() -> Medium {
    let mut medium = one();
    medium.write(32, &[2]);
    medium
}

fn profile_of(number: u8) -> Medium {
    let mut medium = one();
    medium.write(33, &[number]);
    medium
}

fn profile_0() -> Medium {
    profile_of(0)
}

fn profile_2() -> Medium {
    profile_of(2)
}

fn profile_not_its_own() -> Medium {
    // Argon2 differs, and so does what the roots are bound to.
    profile_of(3)
}

fn one_byte_short() -> Medium {
    let mut medium = one();
    medium.truncate(medium.len - 1);
    medium
}

fn settings_torn() -> Medium {
    flip(flip(one(), at(1, 33)), at(2, 0))
}

/// An image that somebody with words and phone put there.
fn newer_schema() -> Medium {
    let mut image = forge::image();
    // `user_version`, big-endian.
    image[60..64].copy_from_slice(&2_u32.to_be_bytes());
    forge::around(&image)
}

fn with_a_journal() -> Medium {
    let mut image = forge::image();
    // Both versions of the file format: a write-ahead log.
    image[18..20].copy_from_slice(&[2, 2]);
    forge::around(&image)
}

fn no_database() -> Medium {
    forge::around(b"not a database")
}

const OTHER: [u8; 32] = [8; 32];
const CASES: &[Case] = &[
    ("unused", "a first start and nothing else", unused, OLD, KEY),
    ("one", "one note", one, OLD, KEY),
    ("one-wrong-words", "one note, one letter off", one, "river stone lamb", KEY),
    ("one-wrong-phone", "one note, another phone", one, OLD, OTHER),
    ("one-no-words", "one note, nothing typed", one, "", KEY),
    ("one-capitals", "capitals and spaces", one, "  RIVER\u{a0}\u{2003}Stone\tLAMP\n", KEY),
    ("one-full-width", "full-width letters", one, "ｒｉｖｅｒ ｓｔｏｎｅ ｌａｍｐ", KEY),
    ("one-marks", "marks over letters", one, "ri\u{301}ver stöne lamp", KEY),
    ("three", "three notes", three, OLD, KEY),
    ("not-locked", "the power went: roots of two generations", not_locked, OLD, KEY),
    ("edited", "a changed note", edited, OLD, KEY),
    ("deleted", "one of two notes deleted", deleted, OLD, KEY),
    ("emptied", "the only note deleted", emptied, OLD, KEY),
    ("changed-words", "other words", changed_words, NEW, KEY),
    ("changed-words-old", "the old words after a change", changed_words, OLD, KEY),
    ("started-over", "new notes over old ones", started_over, NEW, KEY),
    ("started-over-old", "the old words after a new start", started_over, OLD, KEY),
    ("kinds", "three kinds, days before and after 1970", kinds, OLD, KEY),
    ("unicode", "all sorts of characters, no title, no text", unicode, OLD, KEY),
    ("long", "a note over several pages", long, OLD, KEY),
    ("large", "a note of 396,000 bytes", two_tables, OLD, KEY),
    ("in-spanish", "words with accents, open settings", in_spanish, "Rio PIEDRA lámpara", KEY),
    ("erased", "erased and made new", erased, OLD, KEY),
    ("marked", "an erase cut after its first write", marked, OLD, KEY),
    ("marked-short", "a first start cut early", marked_and_short, OLD, KEY),
    ("standard", "64 MiB, three passes", standard, OLD, KEY),
    ("small", "19 MiB, two passes", small, OLD, KEY),
    ("grown", "twice the first size", grown, OLD, KEY),
    ("grown-by-a-part", "a length between two sizes", grown_by_a_part, OLD, KEY),
    ("page-flipped", "a bit of a page", page_flipped, OLD, KEY),
    ("table-flipped", "a bit of a table", table_flipped, OLD, KEY),
    ("pages-swapped", "two pages in each other's place", pages_swapped, OLD, KEY),
    ("newer-without-a-page", "a save of which one page is missing", newer_without_a_page, OLD, KEY),
    ("begun", "a note kept after opening, then the power went", begun, OLD, KEY),
    ("newest-root-put-back", "the root of that note as it was before", newest_root_put_back, OLD, KEY),
    ("first-slot-torn", "a twin torn", first_slot_torn, OLD, KEY),
    ("second-slot-torn", "the other twin torn", second_slot_torn, OLD, KEY),
    ("first-slot-torn-unlocked", "a root torn, no twins", first_slot_torn_unlocked, OLD, KEY),
    ("second-slot-torn-unlocked", "the other root torn, no twins", second_slot_torn_unlocked, OLD, KEY),
    ("both-slots-torn", "both roots torn", both_slots_torn, OLD, KEY),
    ("slots-swapped", "roots in each other's place", slots_swapped, OLD, KEY),
    ("salt-flipped", "a bit of the salt", salt_flipped, OLD, KEY),
    ("version-2", "another version", version_2, OLD, KEY),
    ("profile-0", "no profile", profile_0, OLD, KEY),
    ("profile-2", "a profile that never was", profile_2, OLD, KEY),
    ("profile-not-its-own", "a profile that it was not made under", profile_not_its_own, OLD, KEY),
    ("one-byte-short", "shorter than any finished file", one_byte_short, OLD, KEY),
    ("newer-schema", "a schema that is newer than the app", newer_schema, OLD, KEY),
    ("image-with-a-journal", "an image that wants a write-ahead log", with_a_journal, OLD, KEY),
    ("image-no-database", "a page that is no database", no_database, OLD, KEY),
    ("settings-torn", "both settings cells torn", settings_torn, OLD, KEY),
];

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "tests/vectors".to_owned()));
    let made = CASES.iter().filter(|case| make(&folder, case)).count();
    println!("{made} made, {} were there", CASES.len() - made);
}

fn make(folder: &Path, (name, about, medium, words, key): &Case) -> bool {
    let described = folder.join(format!("{name}.json"));
    if described.exists() {
        return false;
    }
    let (medium, phone) = (medium(), Phone(*key));
    let mut cells = read_by(&medium, words, phone);
    if cells.is_empty() {
        cells = vec![0];
    }
    let file = format!("{name}.bin");
    let packed = pack(&medium, &cells);
    let hex = key
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect();
    let words = (*words).to_owned();
    let about = (*about).to_owned();
    let answer = answer(&medium, &words, phone);
    let vector = Vector { about, file, length: medium.len, cells, words, device_key: hex, answer };
    let again = almanac_tests::vault::vectors::answer(&unpack(&vector, &packed), &vector.words, phone);
    assert_eq!(again, vector.answer, "{name}: the cells kept are not all that it needs");
    let json = serde_json::to_vec_pretty(&vector).expect("json");
    for (path, bytes) in [(folder.join(&vector.file), packed), (described, json)] {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path).expect("a new file");
        file.write_all(&bytes).expect("written");
    }
    true
}
