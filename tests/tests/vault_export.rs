//! An import is somebody else's file: nothing in it panics, takes unbounded work, or changes what is there.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use almanac_core::vault::{Import, SystemRandom, VaultError};
use almanac_tests::vault::sim::{Seeded, SimDisk};
use almanac_tests::vault::world::{OLD, World};

const PASSPHRASE: &[u8] = b"a long passphrase";

fn sealed() -> (World, Vec<u8>) {
    let mut world = World::open(SimDisk::default(), SystemRandom).unwrap();
    world.start(OLD).unwrap();
    world.save("first", "El niño habló.").unwrap();
    let sealed = world.vault.export().unwrap().seal(PASSPHRASE).unwrap();
    (world, sealed)
}

#[test]
fn a_damaged_export_is_refused_and_changes_nothing() {
    let (world, sealed) = sealed();
    let before = world.notes().unwrap();
    let mut random = Seeded(3);
    for _ in 0..6 {
        let mut damaged = sealed.clone();
        let at = random.below(damaged.len());
        damaged[at] ^= 1 << random.below(8);
        assert!(Import::open(&damaged, PASSPHRASE).is_err(), "a bit of byte {at}");
    }
    for length in [0, 1, 20, 100, sealed.len() - 1] {
        assert_eq!(Import::open(&sealed[..length], PASSPHRASE).map(|_| ()), Err(VaultError::NotAnExport), "{length}");
    }
    assert_eq!(world.notes().unwrap(), before);
}

#[test]
fn more_work_than_two_to_the_eighteen_is_refused_before_it_is_done() {
    let (_, sealed) = sealed();
    let header = String::from_utf8_lossy(&sealed[..120]).into_owned();
    let line = header.lines().nth(1).unwrap();
    assert!(line.ends_with(" 17"), "{line}");
    let greedy = line.replace(" 17", " 30");
    let mut made = sealed.clone();
    let at = header.find(line).unwrap();
    made.splice(at..at + line.len(), greedy.bytes());
    let start = std::time::Instant::now();
    assert_eq!(Import::open(&made, PASSPHRASE).map(|_| ()), Err(VaultError::NotAnExport));
    assert!(start.elapsed().as_secs() < 2, "2^30 would take hours");
}

#[test]
fn json_that_is_no_export_is_refused() {
    let note = |change: &str| {
        let good = r#"{"uid":"00","kind":"note","made":1,"changed":1,"title":"t","body":"b"}"#;
        let (from, to) = change.split_once("=>").unwrap_or(("", ""));
        format!(r#"{{"almanac":1,"notes":[{}]}}"#, good.replacen(from, to, 1))
    };
    assert!(Import::from_json(note("").as_bytes()).is_ok());
    for change in [
        r#""00"=>"zz""#,
        r#""00"=>"100000000000000000000000000000000""#,
        r#""00"=>"+1""#,
        r#""00"=>"""#,
        r#""note"=>"other""#,
        r#""title":"t"=>"title":"t","more":1"#,
        r#""made":1=>"made":9999999999"#,
        r#""t"=>7"#,
        r#""title":"t","body":"b"=>"title":"","body":" ""#,
        r#""b"}=>"b""#,
    ] {
        assert_eq!(Import::from_json(note(change).as_bytes()).map(|_| ()), Err(VaultError::NotAnExport), "{change}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(Import::from_json(deep.as_bytes()).map(|_| ()), Err(VaultError::NotAnExport));
    assert_eq!(Import::from_json(br#"{"almanac":2,"notes":[]}"#).map(|_| ()), Err(VaultError::Unsupported));
    let long = format!(
        r#"{{"almanac":1,"notes":[{{"uid":"0","kind":"note","made":1,"changed":1,"title":"","body":"{}"}}]}}"#,
        "a".repeat(100_001)
    );
    assert_eq!(Import::from_json(long.as_bytes()).map(|_| ()), Err(VaultError::NotAnExport));
}
