//! Measures the core: opening, screens, search beside a bare FTS5 query of the same words, packs, memory. Prints figures, judges none.
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
use almanac_tests::look::{PHONE, Seen, TODAY, day, open};
use almanac_tests::pack::{issue, keys, sealed};
use rusqlite::Connection;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    println!("measure                                          median        p99        max  (aim)");
    opening()?;
    screens()?;
    search()?;
    packs()?;
    memory()
}

/// From nothing to the first screen.
fn opening() -> Result<()> {
    let mut times = Vec::new();
    for i in 0..200 {
        let language = LANGUAGES[i % LANGUAGES.len()].tag.to_owned();
        let start = Instant::now();
        let mut app = App::open(Path::new("/nowhere"), &[language], day(TODAY), PHONE)?;
        let screen = app.screen(&Route::Home)?;
        times.push(start.elapsed());
        drop(screen);
    }
    row("open to first screen", times, "5 ms");
    Ok(())
}

/// Every screen that taps lead to, and the outcomes along some paths of each graph.
fn screens() -> Result<()> {
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
    row(&format!("any of {} screens", routes.len()), times, "p99 0.2 ms");
    Ok(())
}

/// What people type, letter by letter, through the screen; and the same expression put to a bare index of the same words.
fn search() -> Result<()> {
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
    println!("{:46} {:>8.2} ms", "building the index, once", start.elapsed().as_secs_f64() * 1_000.0);
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
    row("search, the whole screen", ours, "p99 2 ms");
    row("search, the bare FTS5 query", theirs, "");
    println!("{:46} {ratio:>8.2}  (2)", "search: ours over the bare query");
    Ok(())
}

/// A pack of the whole content: its signature, limits and every check; and reading it as the app does when it is taken.
fn packs() -> Result<()> {
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
    row("a pack by nobody we know, refused", signature, "");
    row("a pack opened: signature and every check", opening, "50 ms");
    row("its content read", taking, "");
    Ok(())
}

/// The most memory that this process ever held, and how much of it was there before the core.
fn memory() -> Result<()> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: not known");
    println!("peak memory of this process, both languages and the index included: {}  (15 MB)", peak.trim());
    Ok(())
}

fn total(times: &[Duration]) -> f64 {
    times.iter().map(Duration::as_secs_f64).sum()
}

fn row(name: &str, mut times: Vec<Duration>, aim: &str) {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1_000.0;
    println!("{name:46} {:>8.3}ms {:>8.3}ms {:>8.3}ms  ({aim})", at(50), at(99), at(100));
}
