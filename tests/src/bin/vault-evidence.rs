//! The long proof of the sealed file: `vault-evidence FILE SECONDS FOLDER` goes on where FILE says that it was, for so long, and writes
//! after each batch what has been done in all. It works in FOLDER, and needs `vault-writer` and `vault-on-disk` beside itself.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "a long run says where it is")]
#![allow(clippy::unnecessary_wraps, reason = "all proofs are called alike")]

use std::any::Any;
use std::collections::BTreeMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use almanac_tests::vault::damage::Tally;
use almanac_tests::vault::loop_disk::Kind;
use almanac_tests::vault::on_disk::{Outcome, Trial, What};
use almanac_tests::vault::share::on_every_core;
use almanac_tests::vault::{alike, crash, damage, kill, put_back};
use serde::{Deserialize, Serialize};

/// One kind of proof.
struct Proof {
    row: &'static str,
    must_hold: &'static str,
    unit: &'static str,
    /// How much is wanted in all.
    aim: u64,
    /// How many numbers one call takes.
    batch: u64,
    run: fn(&Place, Range<u64>) -> Result<Batch, String>,
}

/// Where to work.
struct Place {
    folder: PathBuf,
    writer: PathBuf,
}

/// What a call did: in units, and in figures that add up.
struct Batch {
    done: u64,
    figures: BTreeMap<String, u64>,
}

/// What has been done in all runs.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
struct Entry {
    row: String,
    must_hold: String,
    unit: String,
    aim: u64,
    done: u64,
    /// Where the next batch begins.
    next: u64,
    holds: bool,
    /// Why it does not hold, or why nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    figures: BTreeMap<String, u64>,
}

const PROOFS: [Proof; 10] = [
    Proof {
        row: "a writer is killed in everything that it does",
        must_hold: "no acknowledged save lost, none half done, it always opens or is fully erased",
        unit: "kills",
        aim: 100_000,
        batch: 40,
        run: killed,
    },
    Proof {
        row: "power cuts in random sessions on the simulated disk",
        must_hold: "the old state or the new",
        unit: "states",
        aim: 1_000_000,
        batch: 10,
        run: crashed,
    },
    Proof {
        row: "every bit of a used file turned over, one at a time",
        must_hold: "refused, the same notes, or the generation before and said so",
        unit: "bits",
        aim: (4 << 20) * 8,
        batch: 4_000,
        run: flipped,
    },
    Proof {
        row: "a root put back to everything that it has been, in random sessions, with calls that fail and without",
        must_hold: "the same notes, refused, or earlier ones and said so",
        unit: "files",
        aim: 1_000_000,
        batch: 10,
        run: rolled_back,
    },
    Proof {
        row: "wrong words, and right words with a wrong phone",
        must_hold: "nothing opens",
        unit: "of each",
        aim: 1_000_000,
        batch: 1_000,
        run: guessed,
    },
    Proof {
        row: "a real ext4 with 0 to 200 blocks free",
        must_hold: "typed errors, old or new whole, erase works",
        unit: "rounds",
        aim: 500,
        batch: 5,
        run: |place, range| filled(place, Kind::Ext4, range),
    },
    Proof {
        row: "a real f2fs with 0 to 200 blocks free",
        must_hold: "typed errors, old or new whole",
        unit: "rounds",
        aim: 500,
        batch: 5,
        run: |place, range| filled(place, Kind::F2fs, range),
    },
    Proof {
        row: "text and words in all bytes of an ext4, sessions of 5,000 operations with kills",
        must_hold: "0 found; what was planted is found",
        unit: "sessions",
        aim: 200,
        batch: 1,
        run: |place, range| scanned(place, Kind::Ext4, range),
    },
    Proof {
        row: "text and words in all bytes of an f2fs, sessions of 5,000 operations with kills",
        must_hold: "0 found; what was planted is found",
        unit: "sessions",
        aim: 200,
        batch: 1,
        run: |place, range| scanned(place, Kind::F2fs, range),
    },
    Proof {
        row: "a classifier and a compressor tell used from unused",
        must_hold: "within 4 deviations of chance",
        unit: "pairs",
        aim: 2_000,
        batch: 100,
        run: classified,
    },
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, seconds, folder] = &arguments[..] else { return Err("vault-evidence FILE SECONDS FOLDER".into()) };
    let writer = std::env::current_exe()?.with_file_name("vault-writer");
    if !writer.exists() {
        return Err(format!("{} is missing", writer.display()).into());
    }
    let place = Place { folder: folder.into(), writer };
    let file = Path::new(file);
    let mut rows: Vec<Entry> = match std::fs::read(file) {
        Ok(bytes) => serde_json::from_slice(&bytes)?,
        Err(_) => Vec::new(),
    };
    let mut left = Duration::from_secs(seconds.parse()?);
    // What has been served least comes first: a short run reaches what the last one did not.
    let served =
        |proof: &Proof| rows.iter().find(|row| row.row == proof.row).map_or(0, |row| row.done * 1_000_000 / row.aim);
    let mut proofs: Vec<&Proof> = PROOFS.iter().collect();
    proofs.sort_by_key(|proof| served(proof));
    for (n, proof) in proofs.into_iter().enumerate() {
        // What a proof does not need is for those after it.
        let share = left / u32::try_from(PROOFS.len() - n)?;
        let start = Instant::now();
        let row = go_on(proof, &place, rows.iter().find(|row| row.row == proof.row).cloned(), share);
        println!("{}: {} of {} {}: {}", row.row, row.done, row.aim, row.unit, verdict(&row));
        rows.retain(|other| other.row != row.row);
        rows.push(row);
        std::fs::write(file, format!("{}\n", serde_json::to_string_pretty(&rows)?))?;
        left = left.saturating_sub(start.elapsed());
    }
    rows.sort_by_key(|row| PROOFS.iter().position(|proof| proof.row == row.row));
    std::fs::write(file, format!("{}\n", serde_json::to_string_pretty(&rows)?))?;
    Ok(())
}

fn verdict(row: &Entry) -> String {
    match (&row.why, row.holds) {
        (Some(why), true) => format!("not done: {why}"),
        (Some(why), false) => format!("DOES NOT HOLD: {why}"),
        (None, _) => "holds".to_owned(),
    }
}

/// Batches until the time is over, the aim reached or something does not hold.
fn go_on(proof: &Proof, place: &Place, before: Option<Entry>, time: Duration) -> Entry {
    let mut row = before.unwrap_or_else(|| Entry { holds: true, ..Entry::default() });
    (row.row, row.must_hold) = (proof.row.to_owned(), proof.must_hold.to_owned());
    (row.unit, row.aim, row.why) = (proof.unit.to_owned(), proof.aim, row.why.filter(|_| !row.holds));
    let start = Instant::now();
    while row.holds && row.done < row.aim && start.elapsed() < time {
        let range = row.next..row.next + proof.batch;
        match catch_unwind(AssertUnwindSafe(|| (proof.run)(place, range))) {
            Ok(Ok(batch)) => {
                row.done += batch.done;
                row.next += proof.batch;
                for (name, count) in batch.figures {
                    *row.figures.entry(name).or_default() += count;
                }
            }
            Ok(Err(why)) => {
                row.why = Some(why);
                break;
            }
            Err(panic) => {
                row.holds = false;
                row.why = Some(format!("from number {}: {}", row.next, words(panic.as_ref())));
            }
        }
    }
    if row.done == 0 && row.why.is_none() {
        row.why = Some("no time was left for it".to_owned());
    }
    row
}

fn words(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    words.unwrap_or("a panic without words").chars().take(600).collect()
}

fn figures<'a>(pairs: impl IntoIterator<Item = (&'a str, u64)>) -> BTreeMap<String, u64> {
    pairs.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()
}

fn killed(place: &Place, range: Range<u64>) -> Result<Batch, String> {
    let counted = kill::kills(&place.writer, &place.folder, 1_000_000 + range.start, range.end - range.start);
    Ok(Batch { done: counted.values().sum(), figures: figures(counted) })
}

fn crashed(_: &Place, range: Range<u64>) -> Result<Batch, String> {
    let parts = on_every_core(&range, |range| range.map(crash::random_session).collect::<Vec<_>>()).concat();
    let violations: Vec<&String> = parts.iter().flat_map(|(_, violations)| violations).collect();
    assert!(violations.is_empty(), "{} violations, such as {:?}", violations.len(), violations[0]);
    Ok(Batch {
        done: parts.iter().map(|(states, _)| states).sum(),
        figures: figures([("sessions", parts.len() as u64)]),
    })
}

fn flipped(_: &Place, range: Range<u64>) -> Result<Batch, String> {
    let [cut, _] = damage::files();
    let tally = cut.every_bit(&range);
    Ok(Batch { done: tally.total(), figures: figures(tally.0) })
}

fn rolled_back(_: &Place, range: Range<u64>) -> Result<Batch, String> {
    let session = |seed: u64| put_back::session(10_000 + seed / 2, seed % 2 == 1);
    let tally = Tally::sum(on_every_core(&range, |range| range.map(session).collect::<Vec<_>>()).concat());
    Ok(Batch { done: tally.total(), figures: figures(tally.0) })
}

fn guessed(_: &Place, range: Range<u64>) -> Result<Batch, String> {
    let opened = damage::guesses(&range);
    assert_eq!(opened, 0, "wrong guesses opened");
    Ok(Batch { done: range.end - range.start, figures: BTreeMap::new() })
}

fn filled(place: &Place, kind: Kind, range: Range<u64>) -> Result<Batch, String> {
    let done = range.end - range.start;
    Trial { kind, what: What::Full(range) }.run(&place.writer)?;
    Ok(Batch { done, figures: BTreeMap::new() })
}

fn scanned(place: &Place, kind: Kind, range: Range<u64>) -> Result<Batch, String> {
    let done = range.end - range.start;
    let mut sums = BTreeMap::new();
    for seed in range {
        let what = What::Scan { seed: 100 + seed, operations: 5_000 };
        let Outcome::Scan(left) = (Trial { kind, what }).run(&place.writer)? else { unreachable!("a scan") };
        for (name, count) in
            [("operations", left.operations), ("found of deleted notes of plain SQLite", left.baseline)]
        {
            *sums.entry(name.to_owned()).or_default() += count as u64;
        }
    }
    Ok(Batch { done, figures: sums })
}

fn classified(_: &Place, range: Range<u64>) -> Result<Batch, String> {
    let trial = alike::trial(&range);
    for (count, of) in [(trial.right, trial.asked), (trial.used_smaller, trial.differing)] {
        assert!(alike::deviations(count, of) < 4.0, "{trial:?}");
    }
    assert_eq!(trial.uneven, 0, "{trial:?}");
    let names = ["asked", "right", "compressed to other lengths", "used compressed better", "bytes uneven"];
    let counts = [trial.asked, trial.right, trial.differing, trial.used_smaller, trial.uneven];
    Ok(Batch { done: trial.pairs, figures: figures(names.into_iter().zip(counts)) })
}
