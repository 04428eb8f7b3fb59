//! Measures the core: opening, screens, search beside a bare FTS5 query of the same words, packs, memory. `bench FILE` prints figures,
//! judging none, and writes them to the file as rows of JSON.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use almanac_core::app::App;
use almanac_core::content::files::Files;
use almanac_core::content::load::words;
use almanac_core::content::pack::{Keys, Pack};
use almanac_core::content::search::documents;
use almanac_core::content::words::LANGUAGES;
use almanac_core::route::{Answer, Route};
use almanac_tests::figures::{self, rounded};
use almanac_tests::look::{PHONE, Seen, TODAY, day, open};
use almanac_tests::pack::{issue, keys, sealed};
use rusqlite::Connection;
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let file = std::env::args().nth(1).ok_or("bench FILE")?;
    let mut sheet = Sheet::default();
    println!("measure                                          median        p99        max");
    opening(&mut sheet)?;
    screens(&mut sheet)?;
    search(&mut sheet)?;
    packs(&mut sheet)?;
    memory(&mut sheet)?;
    sheet.times.append(&mut sheet.limits);
    std::fs::write(file, format!("{:#}\n", Value::Array(sheet.times)))?;
    Ok(())
}

/// What was measured, as rows for a page.
#[derive(Default)]
struct Sheet {
    /// How long things took.
    times: Vec<Value>,
    /// What has a limit.
    limits: Vec<Value>,
}

impl Sheet {
    /// Prints and keeps how long something took; returns median and 99th of a hundred, in milliseconds.
    fn took(&mut self, name: &str, mut times: Vec<Duration>) -> [f64; 2] {
        times.sort_unstable();
        let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1_000.0;
        println!("{name:46} {:>8.3}ms {:>8.3}ms {:>8.3}ms", at(50), at(99), at(100));
        self.times.push(json!({"row": name, "median_ms": rounded(at(50)), "p99_ms": rounded(at(99))}));
        [at(50), at(99)]
    }

    /// Prints and keeps one figure beside what is wanted of it.
    fn limit(&mut self, name: &str, unit: &str, value: f64, limit: f64) {
        println!("{name:46} {value:>8.3} {unit}  (at most {limit})");
        self.limits.push(figures::limit(name, unit, value, limit));
    }
}

/// From nothing to the first screen.
fn opening(sheet: &mut Sheet) -> Result<()> {
    let mut times = Vec::new();
    for i in 0..200 {
        let language = LANGUAGES[i % LANGUAGES.len()].tag.to_owned();
        let start = Instant::now();
        let mut app = App::open(Path::new("/nowhere"), &[language], day(TODAY), PHONE)?;
        let screen = app.screen(&Route::Home)?;
        times.push(start.elapsed());
        drop(screen);
    }
    let [median, _] = sheet.took("open to first screen", times);
    sheet.limit("open to first screen, median", "ms", median, 5.0);
    Ok(())
}

/// Every screen that taps lead to, and the outcomes along some paths of each graph.
fn screens(sheet: &mut Sheet) -> Result<()> {
    let mut app = open("en");
    let mut routes = BTreeSet::from([Route::Home]);
    let mut left = vec![Route::Home];
    while let Some(route) = left.pop() {
        let deep = matches!(&route, Route::Triage { answers, .. } if answers.len() > 3);
        if deep {
            continue;
        }
        for next in Seen::of(&app.screen(&route)?).goes {
            if routes.insert(next.clone()) {
                left.push(next);
            }
        }
    }
    routes.retain(|r| !matches!(r, Route::Search { .. }));
    let longest = "now=no phone=seen talk=neither you=? what=both leave=left imm=?";
    let answers = longest.split(' ').filter_map(|pair| pair.split_once('='));
    let answers = answers.map(|(q, a)| Answer { question: q.to_owned(), answer: a.to_owned() }).collect();
    routes.insert(Route::Triage { graph: "me".to_owned(), answers, more: false, show: false });
    let mut times = Vec::new();
    for _ in 0..20 {
        for route in &routes {
            let start = Instant::now();
            let screen = app.screen(route)?;
            times.push(start.elapsed());
            drop(screen);
        }
    }
    let [_, slowest] = sheet.took(&format!("any of {} screens", routes.len()), times);
    sheet.limit("any screen, 99 of 100", "ms", slowest, 0.2);
    Ok(())
}

/// What people type, letter by letter, through the screen; and the same expression put to a bare index of the same words.
fn search(sheet: &mut Sheet) -> Result<()> {
    let mut app = open("en");
    let typed: Vec<String> =
        ["passport", "police", "hotline text", "t visa", "lawyer free", "my boss keeps my papers", "888"]
            .iter()
            .flat_map(|text| (1..=text.len()).map(|n| text[..n].to_owned()))
            .collect();
    let words = words(&Files::built_in(), &LANGUAGES[0])?;
    let bare = Connection::open_in_memory()?;
    bare.execute_batch(
        "CREATE VIRTUAL TABLE entry USING fts5(route UNINDEXED, title, body, tokenize = \"unicode61 remove_diacritics 2\", prefix = '1 2 3');",
    )?;
    for document in documents(app.content(), app.triage(), &words, &[]) {
        bare.execute("INSERT INTO entry VALUES (?1, ?2, ?3)", [document.route, document.title, document.body])?;
    }
    let mut select = bare.prepare(
        "SELECT route, highlight(entry, 1, char(1), char(2)), snippet(entry, 2, char(1), char(2), '…', 12)
         FROM entry WHERE entry MATCH ?1 ORDER BY rank",
    )?;
    let start = Instant::now();
    app.screen(&Route::Search { query: "first".to_owned() })?;
    sheet.took("building the index, once", vec![start.elapsed()]);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..20 {
        for text in &typed {
            let expression: Vec<String> = text.split_whitespace().map(|term| format!("\"{term}\"*")).collect();
            let start = Instant::now();
            let rows = select.query_map([expression.join(" ")], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
            })?;
            let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            theirs.push(start.elapsed());
            drop(rows);
            let route = Route::Search { query: text.clone() };
            let start = Instant::now();
            let screen = app.screen(&route)?;
            ours.push(start.elapsed());
            drop(screen);
        }
    }
    let ratio = total(&ours) / total(&theirs);
    let [_, slowest] = sheet.took("search, the whole screen", ours);
    sheet.took("search, the bare FTS5 query", theirs);
    sheet.limit("search, 99 of 100", "ms", slowest, 2.0);
    sheet.limit("search over the bare query", "times", ratio, 2.0);
    Ok(())
}

/// A pack of the whole content: its signature, limits and every check; and reading it as the app does when it is taken.
fn packs(sheet: &mut Sheet) -> Result<()> {
    let bytes = sealed(&Files::built_in(), 2);
    let (mut signature, mut opening, mut taking) = (Vec::new(), Vec::new(), Vec::new());
    let nobody = Keys::instead_of_built_in(&[[3; 32]]);
    for _ in 0..50 {
        let start = Instant::now();
        let refused = Pack::open(&bytes, &nobody, issue(2), day(TODAY)).is_err();
        signature.push(start.elapsed());
        assert!(refused, "nobody's key");
        let start = Instant::now();
        let pack = Pack::open(&bytes, &keys(), issue(2), day(TODAY))?;
        opening.push(start.elapsed());
        let start = Instant::now();
        let app =
            App::open_checked(pack.files().clone(), Path::new("/nowhere"), &["en".to_owned()], day(TODAY), PHONE)?;
        taking.push(start.elapsed());
        drop(app);
    }
    println!("{:46} {:>8} bytes", "a pack of the whole content", bytes.len());
    sheet.took("a pack by nobody we know, refused", signature);
    let [median, _] = sheet.took("a pack opened: signature and every check", opening);
    sheet.took("its content read", taking);
    sheet.limit("a pack opened, median", "ms", median, 50.0);
    Ok(())
}

/// The most memory that this process ever held, all languages and the index among it.
fn memory(sheet: &mut Sheet) -> Result<()> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    let kib: f64 = peak.trim().trim_end_matches("kB").trim().parse()?;
    sheet.limit("most memory of the process", "MB", kib * 1_024.0 / 1e6, 15.0);
    Ok(())
}

fn total(times: &[Duration]) -> f64 {
    times.iter().map(Duration::as_secs_f64).sum()
}
