//! How well the content is checked: what it rests on, how old that is, and who has signed it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use almanac_core::content::date::{Date, Day, STALE_AFTER};
use almanac_core::content::model::{Page, SourceRef};
use almanac_core::content::number;
use almanac_core::content::reading::{ease, grade};
use almanac_core::content::review::{CallResult, Said};
use almanac_core::content::words::Words;
use anyhow::Result;

use crate::folder::Guide;

/// The report. `list` names everything that it counts.
///
/// # Errors
/// None that a content which loads can cause.
pub fn report(guide: &Guide, today: Day, list: bool) -> Result<String> {
    let mut out = String::new();
    let issue = guide.content.issue;
    let age = today.saturating_sub(issue.issued);
    writeln!(out, "Issue {} of {}, {age} days old", issue.number, Date::from_day(issue.issued))?;
    statements(&mut out, guide, today)?;
    sources(&mut out, guide, today, list)?;
    reviews(&mut out, guide, list)?;
    numbers(&mut out, guide)?;
    reading(&mut out, guide)?;
    translations(&mut out, guide)?;
    Ok(out)
}

/// Every statement: those that can be signed, and those that stand outside.
fn said(guide: &Guide) -> Vec<(&Said, bool)> {
    guide.subjects.iter().flat_map(|s| s.statements.iter().map(|said| (said, s.signed().is_some()))).collect()
}

fn statements(out: &mut String, guide: &Guide, today: Day) -> Result<()> {
    let said = said(guide);
    let with_source = said.iter().filter(|(said, _)| !said.sources.is_empty()).count();
    let reviewed = said.iter().filter(|(_, signed)| *signed).count();
    let stale =
        said.iter().filter(|(said, _)| age(guide, &said.sources, today).is_none_or(|a| a > STALE_AFTER)).count();
    let percent = 100 * with_source / said.len().max(1);
    writeln!(out, "\nstatements {}, with source {percent} %, reviewed {reviewed}, stale {stale}", said.len())?;
    let mut by_age: BTreeMap<Day, usize> = BTreeMap::new();
    for (said, _) in &said {
        let bucket = age(guide, &said.sources, today)
            .map_or(Day::MAX, |a| [30, 90, STALE_AFTER].into_iter().find(|b| a <= *b).unwrap_or(Day::MAX - 1));
        *by_age.entry(bucket).or_default() += 1;
    }
    for (bucket, count) in by_age {
        let name = match bucket {
            Day::MAX => "without a date".to_owned(),
            b if b == Day::MAX - 1 => format!("older than {STALE_AFTER} days"),
            b => format!("at most {b} days"),
        };
        writeln!(out, "  oldest source {name}: {count}")?;
    }
    Ok(())
}

/// How many days ago the oldest of these sources was read.
fn age(guide: &Guide, sources: &[SourceRef], today: Day) -> Option<Day> {
    guide.content.oldest(sources).map(|day| today.saturating_sub(day))
}

fn sources(out: &mut String, guide: &Guide, today: Day, list: bool) -> Result<()> {
    let mut resting: BTreeMap<&str, usize> = BTreeMap::new();
    let said = said(guide);
    for source in said.iter().flat_map(|(said, _)| &said.sources) {
        *resting.entry(source.id.as_str()).or_default() += 1;
    }
    let mut sources: Vec<_> = guide.content.sources.values().collect();
    sources.sort_by_key(|s| (&s.checked, std::cmp::Reverse(resting.get(s.id.as_str()).copied())));
    let copies = sources.iter().filter(|s| s.copy).count();
    writeln!(out, "\nsources {} ({copies} read in a copy), the oldest first", sources.len())?;
    let shown = if list { sources.len() } else { 10 };
    for source in sources.iter().take(shown) {
        let days = Date::parse(&source.checked).map_or(0, |d| today.saturating_sub(d.to_day()));
        let used = resting.get(source.id.as_str()).copied().unwrap_or_default();
        writeln!(
            out,
            "  {} ({days} days)  {used:>3} statements  {}: {}",
            source.checked, source.publisher, source.title
        )?;
    }
    if sources.len() > shown {
        writeln!(out, "  … and {} more: --list", sources.len() - shown)?;
    }
    Ok(())
}

fn reviews(out: &mut String, guide: &Guide, list: bool) -> Result<()> {
    let mut kinds: BTreeMap<&str, (usize, Vec<&str>)> = BTreeMap::new();
    for subject in &guide.subjects {
        let kind = subject.id.split('/').next().unwrap_or_default();
        let (all, unsigned) = kinds.entry(kind).or_default();
        *all += 1;
        if subject.signed().is_none() {
            unsigned.push(&subject.id);
        }
    }
    writeln!(out, "\nnot reviewed")?;
    for (kind, (all, unsigned)) in kinds {
        writeln!(out, "  {kind}: {} of {all}", unsigned.len())?;
        for id in unsigned.iter().filter(|_| list) {
            writeln!(out, "    {id}")?;
        }
    }
    Ok(())
}

fn numbers(out: &mut String, guide: &Guide) -> Result<()> {
    let contacts = guide.content.contacts.values();
    let unverified: Vec<_> = contacts.clone().filter(|c| c.unverified).collect();
    let numbers = contacts.clone().map(|c| c.numbers().count()).sum::<usize>();
    let called = contacts.map(|c| c.called.len()).sum::<usize>();
    writeln!(out, "\nnumbers {numbers}, called {called}; lines and organisations not verified: {}", unverified.len())?;
    let silent = guide.content.contacts.values().flat_map(|c| c.called.iter().map(move |(name, call)| (c, name, call)));
    for (contact, name, call) in
        silent.filter(|(c, name, _)| c.call(name).is_none_or(|c| c.result != CallResult::Answered))
    {
        writeln!(out, "  called without an answer: {}, {name}: {call}", contact.id)?;
    }
    for contact in unverified {
        let name = guide.english().get(&format!("contact.{}.name", contact.id));
        let main = contact.numbers().next().map_or_else(
            || contact.web.first().map(|web| web.url.clone()).unwrap_or_default(),
            |(_, digits)| number::display(digits),
        );
        writeln!(out, "  {name}: {main}")?;
    }
    Ok(())
}

fn texts<'w>(page: &'w Page, words: &'w Words) -> impl Iterator<Item = &'w str> {
    page.statements().map(|(key, _)| words.get(&format!("page.{}.{key}", page.id)))
}

fn reading(out: &mut String, guide: &Guide) -> Result<()> {
    let spanish = guide.words.iter().find(|words| words.language.tag == "es");
    let mut pages: Vec<(f64, f64, &str)> = guide
        .content
        .pages
        .values()
        .map(|page| {
            let ease = spanish.map_or(0.0, |words| ease(texts(page, words)));
            (grade(texts(page, guide.english())), ease, page.id.as_str())
        })
        .collect();
    pages.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mean = pages.iter().map(|(grade, ..)| grade).sum::<f64>() / f64::from(u32::try_from(pages.len().max(1))?);
    writeln!(out, "\npages {} by reading grade in English (mean {mean:.1}), and ease in Spanish", pages.len())?;
    for (grade, ease, id) in pages {
        writeln!(out, "  {grade:>4.1}  {ease:>5.1}  {id}")?;
    }
    Ok(())
}

fn translations(out: &mut String, guide: &Guide) -> Result<()> {
    let all = guide.english().keys().filter(|key| !key.starts_with('_')).count();
    writeln!(out, "\nlanguages")?;
    for words in &guide.words {
        let there = words.keys().filter(|key| !key.starts_with('_')).count();
        let id = format!("language/{}", words.language.tag);
        let signed =
            guide.subjects.iter().find(|s| s.id == id).and_then(almanac_core::content::review::Subject::signed);
        let status = signed.map_or("not yet checked by a native speaker".to_owned(), |s| {
            format!("signed: {}, {}", s.role.as_str(), s.on)
        });
        writeln!(out, "  {}: {there} of {all} texts, {status}", words.language.name)?;
    }
    Ok(())
}
