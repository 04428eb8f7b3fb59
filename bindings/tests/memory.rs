//! After a lock or an erase nothing of a note, of the words or of a key's answer is left in this process's own memory.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that panics has failed; its figures are for reading"
)]

use std::io::{Read, Seek, SeekFrom};

use almanac_bindings::memory::wipe_what_sqlite_frees;
use almanac_core::vault::{Draft, NoteKind, Opened, Profile, Response, Vault, Words};

/// A secret that is in memory only while it is asked for: kept turned over.
struct Canary(Vec<u8>);

impl Canary {
    fn new(seed: u8) -> Self {
        Self((0..24_u8).map(|n| !(b'a' + (n.wrapping_mul(7).wrapping_add(seed)) % 26)).collect())
    }

    fn text(&self) -> String {
        self.0.iter().map(|byte| char::from(!byte)).collect()
    }

    /// How often it stands in this process's writable memory, the stack of this thread apart.
    fn remnants(&self) -> usize {
        let here = 0_u8;
        let stack = (&raw const here).addr();
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        let mut memory = std::fs::File::open("/proc/self/mem").unwrap();
        let mut buffer = vec![0; 1 << 20];
        let own = buffer.as_ptr().addr();
        let apart = [(own, own + buffer.len()), (stack - STACK, stack + STACK)];
        let mut count = 0;
        for (from, to) in maps.lines().filter(|line| line.contains(" rw-p ")).filter_map(range) {
            for (from, to) in without(from, to, &apart) {
                count += self.scan(&mut memory, from, to, &mut buffer);
            }
        }
        count
    }

    fn scan(&self, memory: &mut std::fs::File, from: usize, to: usize, buffer: &mut [u8]) -> usize {
        let (mut count, mut at) = (0, from);
        while at + self.0.len() <= to {
            let part = &mut buffer[..(to - at).min(1 << 20)];
            memory.seek(SeekFrom::Start(at as u64)).unwrap();
            if memory.read_exact(part).is_err() {
                break;
            }
            let turned = |window: &&[u8]| window.iter().zip(&self.0).all(|(a, b)| *a == !*b);
            count += part.windows(self.0.len()).filter(turned).count();
            part.fill(0);
            // Neighbouring parts overlap by a secret less one byte.
            at += part.len() - (self.0.len() - 1);
        }
        count
    }
}

/// A test thread's stack is two mebibytes.
const STACK: usize = 2 << 20;

fn range(line: &str) -> Option<(usize, usize)> {
    let (from, to) = line.split_once(' ')?.0.split_once('-')?;
    Some((usize::from_str_radix(from, 16).ok()?, usize::from_str_radix(to, 16).ok()?))
}

/// What is left of a range without these.
fn without(from: usize, to: usize, apart: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut left = vec![(from, to)];
    for (start, end) in apart {
        let cut = |(from, to): (usize, usize)| [(from, to.min(*start)), (from.max(*end), to)];
        left = left.into_iter().flat_map(cut).filter(|(from, to)| from < to).collect();
    }
    left
}

/// How many sessions are looked at: more in `cargo xtask evidence`.
fn sessions() -> u8 {
    std::env::var("ALMANAC_SESSIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(5)
}

// One test: it searches the memory of the whole process.
#[test]
fn nothing_is_left_after_a_lock_and_after_an_erase_and_what_is_held_is_found() {
    assert!(wipe_what_sqlite_frees(), "before the first connection");
    for n in 0..sessions() {
        session(n);
    }
}

/// Notes are kept, found, deleted, exported; locked, opened again; then locked or erased.
fn session(n: u8) {
    let [title, body, words, held] = [1, 2, 3, 4].map(|which| Canary::new(n.wrapping_mul(5).wrapping_add(which)));
    let keep = held.text();
    let folder = tempfile::tempdir().unwrap();
    let mut vault = Vault::open_file(&folder.path().join("almanac"), Profile::Small).unwrap();
    let answer = Response::new(&[9; 32]).unwrap();
    let challenge = |vault: &Vault| {
        let typed = zeroize::Zeroizing::new(words.text());
        vault.stretcher().unwrap().challenge(&Words::chosen(typed.as_bytes()).unwrap()).unwrap()
    };
    let first = challenge(&vault);
    vault.start_notes(&first, &answer).unwrap();
    drop(first);
    for n in 0..200 {
        let (title, body) = (title.text(), format!("{n} {}", body.text()).repeat(40));
        let draft = Draft { id: None, kind: NoteKind::Note, event: None, title: title.into(), body: body.into() };
        let id = vault.save_note(&draft, 20_000).unwrap();
        assert_eq!(vault.note(id).unwrap().body, draft.body);
        if n % 3 == 0 {
            vault.delete_note(id).unwrap();
        }
    }
    assert!(!vault.find(&body.text()).unwrap().is_empty());
    if n == 0 {
        drop(vault.export().unwrap().seal(b"a long passphrase").unwrap());
    }
    assert!(body.remnants() > 100, "open notes are in memory, and found there");
    let left = |when: &str| {
        let found = [title.remnants(), body.remnants(), words.remnants()];
        println!("session {n}, after {when}: remnants of title, text and words {found:?}; held: {}", held.remnants());
        assert_eq!(found, [0, 0, 0], "after {when}");
        assert!(held.remnants() > 0, "{}", keep.len());
    };
    vault.lock().unwrap();
    let again = challenge(&vault);
    assert!(matches!(vault.unlock(&again, &answer), Ok(Opened::Notes { .. })));
    drop(again);
    assert!(body.remnants() > 100, "open again");
    if n.is_multiple_of(2) {
        vault.lock().unwrap();
        left("the lock");
    } else {
        vault.erase().unwrap();
        left("the first step of an erase");
        vault.finish_erase().unwrap();
        left("the erase");
    }
}
