//! Measures the sealed file beside `SQLCipher`: `vault-bench FOLDER PEER` prints figures, and writes them to `FOLDER/speed.json`.
//!
//! The peer (`bench/`) is another process, because one binary holds one SQLite: both take turns, one operation each, in another order each
//! round; each times itself around the operation alone. For our own operations the time of the processor is told too: a machine
//! that does other things at the same time spoils that one least. `vault-bench memory FILE` is what this calls itself with.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::error::Error;
use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use almanac_core::vault::{CELL, Disk as _, FileDisk, Import, NoteId, Opened, Response, SystemRandom, Words};
use almanac_tests::figures::{self, rounded};
use almanac_tests::vault::world::{OLD, TODAY, World, draft};
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments[..] {
        [command, file] if command == "memory" => memory(Path::new(file)),
        [folder, peer] => all(Path::new(folder), Path::new(peer)),
        _ => Err("vault-bench FOLDER PEER".into()),
    }
}

fn all(folder: &Path, peer: &Path) -> Result<()> {
    let mut sheet = Sheet::default();
    for (notes, rounds) in [(100, 300), (1_000, 300), (10_000, 100)] {
        saving(&mut sheet, folder, peer, notes, rounds)?;
    }
    sheet.print();
    std::fs::write(folder.join("speed.json"), format!("{:#}\n", Value::Array(sheet.rows)))?;
    Ok(())
}

/// How long something took by the clock and, where it was done in this process, by the processor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Took {
    clock: Duration,
    processor: Option<Duration>,
}

/// Runs this and says how long it took.
fn timed<T>(act: impl FnOnce() -> T) -> (Took, T) {
    let (start, before) = (Instant::now(), processor());
    let out = act();
    (Took { clock: start.elapsed(), processor: Some(processor().saturating_sub(before)) }, out)
}

/// The time that this process has had of the processor.
fn processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// What was measured.
#[derive(Default)]
struct Sheet {
    rows: Vec<Value>,
}

impl Sheet {
    fn times(&mut self, name: &str, notes: i64, times: &mut [Took], bytes: Option<u64>) -> f64 {
        times.sort_unstable();
        let at = |part: usize| times[(times.len() - 1) * part / 100].clock.as_secs_f64() * 1_000.0;
        let mut row = json!({"row": name, "notes": notes, "times": times.len(), "median_ms": rounded(at(50)), "p99_ms": rounded(at(99))});
        let mut processor: Vec<Duration> = times.iter().filter_map(|took| took.processor).collect();
        processor.sort_unstable();
        if let Some(median) = processor.get(processor.len() / 2) {
            row["processor_ms"] = rounded(median.as_secs_f64() * 1_000.0).into();
        }
        if let Some(bytes) = bytes {
            row["kib_written"] = (bytes / 1024).into();
        }
        self.rows.push(row);
        at(50)
    }

    /// A figure that has a limit.
    fn limit(&mut self, name: &str, notes: i64, value: f64, limit: f64, unit: &str) {
        let mut row = figures::limit(name, unit, value, limit);
        row["notes"] = notes.into();
        self.rows.push(row);
    }

    fn print(&self) {
        for row in &self.rows {
            let name = format!("{}, {} notes", row["row"].as_str().unwrap_or_default(), row["notes"]);
            let field = |field: &str| row[field].as_f64().unwrap_or_default();
            if row["limit"].is_null() {
                let kib = row["kib_written"].as_u64().map_or(String::new(), |kib| format!("{kib:>8} KiB written"));
                let ours = row["processor_ms"].as_f64().map_or(String::new(), |ms| format!(" {ms:>9.3} ms processor"));
                println!("{name:58} {:>9.3} ms {:>9.3} ms p99{kib}{ours}", field("median_ms"), field("p99_ms"));
            } else {
                let verdict = if row["holds"] == true { "" } else { "   OVER" };
                let unit = row["unit"].as_str().unwrap_or_default();
                println!("{name:58} {:>9.3} {unit} (at most {}){verdict}", field("value"), row["limit"]);
            }
        }
    }
}

/// Text of 2 KB, as the peer's.
fn body(id: i64) -> String {
    format!("{id} the house has a green door and she said. ").repeat(64).chars().take(2_000).collect()
}

/// What this process gave to `write` and its kin since it began, by the kernel's own count.
fn written() -> Result<u64> {
    let io = std::fs::read_to_string("/proc/self/io")?;
    let line = io.lines().find_map(|line| line.strip_prefix("wchar: ")).ok_or("no wchar")?;
    Ok(line.parse()?)
}

const OPERATIONS: [&str; 3] = ["insert", "edit", "delete"];

/// Our side: a vault on a real file, of so many notes.
struct Ours {
    world: World,
    ids: Vec<NoteId>,
    turn: usize,
}

impl Ours {
    fn of(path: &Path, notes: i64) -> Result<Self> {
        let mut world = World::open(FileDisk::open(path)?, SystemRandom)?;
        world.start(OLD)?;
        let entries = (1..=notes).map(|n| {
            json!({"uid": format!("{n:032x}"), "kind": "note", "made": 20_000, "changed": 20_000,
                "title": format!("note {n}"), "body": body(n)})
        });
        let export = json!({"almanac": 1, "notes": entries.collect::<Vec<_>>()}).to_string();
        world.vault.import(&Import::from_json(export.as_bytes())?)?;
        let ids = world.vault.list()?.iter().map(|note| note.id).collect();
        Ok(Self { world, ids, turn: 0 })
    }

    /// One operation: how long it took, and what was written.
    fn obey(&mut self, operation: &str) -> Result<(Took, u64)> {
        self.turn += 1;
        let n = i64::try_from(self.turn)?;
        let before = written()?;
        let took = match operation {
            "insert" => {
                let new = draft(None, "new", &body(n));
                let (took, id) = timed(|| self.world.vault.save_note(&new, TODAY));
                self.ids.push(id?);
                took
            }
            "edit" => {
                let id = self.ids[self.turn * 7919 % (self.ids.len() - 1)];
                let edited = draft(Some(id), "edited", &body(n + 7));
                let (took, id) = timed(|| self.world.vault.save_note(&edited, TODAY));
                id?;
                took
            }
            _ => {
                let id = self.ids.pop().ok_or("no note")?;
                let (took, done) = timed(|| self.world.vault.delete_note(id));
                done?;
                took
            }
        };
        Ok((took, written()? - before))
    }
}

/// The peer's process.
struct Peer {
    child: Child,
    ask: ChildStdin,
    answer: BufReader<ChildStdout>,
}

impl Peer {
    fn start(program: &Path, database: &Path, journal: &str) -> Result<Self> {
        let mut child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (ask, answer) = (child.stdin.take(), child.stdout.take());
        let (ask, answer) = (ask.ok_or("no pipe")?, BufReader::new(answer.ok_or("no pipe")?));
        let mut peer = Self { child, ask, answer };
        peer.obey(&format!("open {} {journal}", database.display()))?;
        Ok(peer)
    }

    fn obey(&mut self, command: &str) -> Result<(Took, u64)> {
        writeln!(self.ask, "{command}")?;
        let mut line = String::new();
        self.answer.read_line(&mut line)?;
        let (nanoseconds, bytes) = line.trim().split_once(' ').ok_or("the peer ended: what it said is above")?;
        Ok((Took { clock: Duration::from_nanos(nanoseconds.parse()?), processor: None }, bytes.parse()?))
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody who can be told to do one operation.
type Side<'a> = &'a mut dyn FnMut(&str) -> Result<(Took, u64)>;

/// All that is measured on a file of so many notes.
fn saving(sheet: &mut Sheet, folder: &Path, program: &Path, notes: i64, rounds: usize) -> Result<()> {
    let fresh = |name: &str| -> Result<PathBuf> {
        let folder = folder.join(format!("{name}-{notes}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder)?;
        Ok(folder.join("almanac"))
    };
    let path = fresh("ours")?;
    let mut ours = Ours::of(&path, notes)?;
    let mut wal = Peer::start(program, &fresh("wal")?, "WAL")?;
    let mut delete = Peer::start(program, &fresh("delete")?, "DELETE")?;
    for peer in [&mut wal, &mut delete] {
        peer.obey(&format!("fill {notes}"))?;
    }
    let mut bare = Bare::of(&fresh("bare")?, 8)?;
    let names = ["the sealed file", "SQLCipher WAL", "SQLCipher DELETE", "bare write of 8 cells and flush"];
    let mut times = vec![vec![Vec::new(); OPERATIONS.len()]; names.len()];
    let mut bytes = vec![[0; OPERATIONS.len()]; names.len()];
    for round in 0..rounds + 5 {
        for (n, operation) in OPERATIONS.into_iter().enumerate() {
            let sides: [Side<'_>; 4] =
                [&mut |what| ours.obey(what), &mut |what| wal.obey(what), &mut |what| delete.obey(what), &mut |_| {
                    bare.write()
                }];
            let mut turns: Vec<_> = sides.into_iter().enumerate().collect();
            turns.rotate_left(round % names.len());
            for (side, act) in turns {
                let (time, written) = act(operation)?;
                // The first rounds warm up.
                if round >= 5 {
                    times[side][n].push(time);
                    bytes[side][n] += written;
                }
            }
        }
    }
    let mut medians = vec![[0.0; OPERATIONS.len()]; names.len()];
    for (n, operation) in OPERATIONS.into_iter().enumerate() {
        for (side, name) in names.into_iter().enumerate() {
            let written = bytes[side][n] / u64::try_from(rounds)?;
            medians[side][n] = sheet.times(&format!("{operation}: {name}"), notes, &mut times[side][n], Some(written));
        }
    }
    let insert = |side: usize| medians[side][0];
    match notes {
        100 => sheet.limit("insert over SQLCipher WAL", notes, insert(0) / insert(1), 1.2, "times"),
        1_000 => sheet.limit("insert over SQLCipher WAL", notes, insert(0) / insert(1), 2.0, "times"),
        _ => sheet.limit("insert over the bare flush", notes, insert(0) - insert(3), 3.0, "ms"),
    }
    if notes < 10_000 {
        sheet.limit("insert over SQLCipher DELETE", notes, insert(0) / insert(2), 0.6, "times");
    }
    opened(sheet, &mut ours.world, notes)?;
    let mut found: Vec<Took> = (0..5).map(|_| Ok(wal.obey("find zebra")?.0)).collect::<Result<_>>()?;
    sheet.times("find: SQLCipher, LIKE", notes, &mut found, None);
    let mut unlocked: Vec<Took> = (0..9).map(|_| Ok(wal.obey("unlock")?.0)).collect::<Result<_>>()?;
    sheet.times("unlock: SQLCipher WAL, raw key", notes, &mut unlocked, None);
    drop(ours);
    held(sheet, &path, notes)?;
    erase(sheet, &path, notes)
}

/// A flush and nothing else: what any store pays that keeps its word.
struct Bare {
    disk: FileDisk,
    cells: u64,
    turn: u64,
}

impl Bare {
    fn of(path: &Path, cells: u64) -> Result<Self> {
        let mut disk = FileDisk::open(path)?;
        disk.write(0, &vec![1; 512 * CELL])?;
        disk.flush()?;
        Ok(Self { disk, cells, turn: 0 })
    }

    fn write(&mut self) -> Result<(Took, u64)> {
        self.turn += 1;
        let before = written()?;
        let content = [u8::try_from(self.turn % 251)?; CELL];
        let (took, done) = timed(|| {
            for n in 0..self.cells {
                self.disk.write((self.turn * 31 + n * 53) % 512 * CELL as u64, &content)?;
            }
            self.disk.flush()
        });
        done?;
        Ok((took, written()? - before))
    }
}

/// Finding, comparing, locking, unlocking.
fn opened(sheet: &mut Sheet, world: &mut World, notes: i64) -> Result<()> {
    let mut found = Vec::new();
    for _ in 0..9 {
        let (took, notes) = timed(|| world.vault.find("zebra"));
        if !notes?.is_empty() {
            return Err("a word that no note has".into());
        }
        found.push(took);
    }
    let find = sheet.times("find a word that is nowhere", notes, &mut found, None);
    let length = usize::try_from(notes)? * 2_048 * 8 / 7;
    let (one, two) = (vec![1_u8; length], vec![1_u8; length]);
    let compare =
        || one.chunks(CELL).zip(two.chunks(CELL)).filter(|(one, two)| black_box(one) != black_box(two)).count();
    let mut compared: Vec<Took> = (0..9).map(|_| timed(|| black_box(compare())).0).collect();
    sheet.times("of a save, comparing the pages of the image", notes, &mut compared, None);
    let (mut locks, mut unlocks) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        let (took, locked) = timed(|| world.vault.lock());
        locked?;
        locks.push(took);
        let challenge = world.vault.stretcher()?.challenge(&Words::typed(OLD.as_bytes())?)?;
        let response: Response = world.phone.answer(&challenge.bytes());
        let (took, opened) = timed(|| world.vault.unlock(&challenge, &response));
        if opened? == Opened::Nothing {
            return Err("the right words open nothing".into());
        }
        unlocks.push(took);
    }
    let unlock = sheet.times("unlock beyond stretching", notes, &mut unlocks, None);
    let lock = sheet.times("lock", notes, &mut locks, None);
    match notes {
        1_000 => sheet.limit("unlock beyond stretching", notes, unlock, 10.0, "ms"),
        10_000 => {
            sheet.limit("unlock beyond stretching", notes, unlock, 80.0, "ms");
            sheet.limit("find", notes, find, 50.0, "ms");
        }
        _ => {}
    }
    sheet.limit("lock", notes, lock, 20.0, "ms");
    Ok(())
}

/// What a process holds in which the notes are open, asked of one that does nothing else.
fn held(sheet: &mut Sheet, path: &Path, notes: i64) -> Result<()> {
    let output = Command::new(std::env::current_exe()?).arg("memory").arg(path).output()?;
    let told = String::from_utf8(output.stdout)?;
    let (peak, image) = told.trim().split_once(' ').ok_or("no answer about memory")?;
    let (peak, image): (f64, f64) = (peak.parse()?, image.parse()?);
    sheet.limit("most memory while unlocked, a save among it", notes, peak, rounded(4.0 * image + 20.0), "MB");
    Ok(())
}

fn memory(path: &Path) -> Result<()> {
    let mut world = World::open(FileDisk::open(path)?, SystemRandom)?;
    world.unlock(OLD)?;
    let listed = world.vault.list()?.len();
    world.vault.find("zebra")?;
    let id = world.save("new", &body(1))?;
    world.vault.delete_note(id)?;
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    let kib: f64 = peak.trim().trim_end_matches(" kB").parse()?;
    // The notes and what SQLite puts around them: three to a page of 8 KiB.
    let image = f64::from(u32::try_from(listed.div_ceil(3) * CELL)?);
    println!("{} {}", kib * 1_024.0 / 1e6, image / 1e6);
    Ok(())
}

/// From the tap to a file that is new.
fn erase(sheet: &mut Sheet, path: &Path, notes: i64) -> Result<()> {
    let mut times = Vec::new();
    let copy = path.with_extension("copy");
    for _ in 0..5 {
        std::fs::copy(path, &copy)?;
        FileDisk::open(&copy)?.flush()?;
        let mut world = World::open(FileDisk::open(&copy)?, SystemRandom)?;
        world.unlock(OLD)?;
        let (took, erased) = timed(|| world.vault.erase().and_then(|()| world.vault.finish_erase()));
        erased?;
        times.push(took);
    }
    std::fs::remove_file(&copy)?;
    let median = sheet.times("erase, whole", notes, &mut times, None);
    sheet.limit("erase, whole", notes, median, 100.0, "ms");
    Ok(())
}
