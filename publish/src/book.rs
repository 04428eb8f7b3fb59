//! The review book: every page, piece, question and rule beside its sources, in one file for reading, printing and signing.
//!
//! The file needs no network and loads nothing. Its button saves what was filled in as the table that `import` reads.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use almanac_core::content::date::{Date, Day};
use almanac_core::content::model::SourceRef;
use almanac_core::content::review::{Role, Said, Subject};
use almanac_core::content::words::Words;
use almanac_core::triage::protocol::{Clause, Protocol, Rule};
use anyhow::{Context as _, Result};

use crate::folder::Guide;
use crate::signoffs::{COLUMNS, can_sign, cells};

const STYLE: &str = include_str!("book.css");
const SCRIPT: &str = include_str!("book.js");

/// What this book is for, and how to fill it in.
const INTRO: &str = "<p>This is everything that the app says, with what each sentence rests on. Read a part, hold it against its sources, and \
sign below it if you stand for it: choose your role and write the day. A role is enough; write no name. You can sign as few parts as you \
like. At the end press <b>Save my sign-offs</b> and send the file back, or print the book and write on paper.</p>\
<p>Something is wrong? Do not sign that part. Write down its name, and what you would say instead.</p>";

/// The book in English, with the words of another language beside them where one is given.
///
/// # Errors
/// When a content file cannot be read.
pub fn book(guide: &Guide, beside: Option<&Words>, today: Day) -> Result<String> {
    let issue = guide.content.issue;
    let mut out = String::from("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    // Nothing is loaded from anywhere, whatever a later change puts in here by mistake.
    out.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
    write!(out, "<title>Review book, issue {}</title>\n<style>{STYLE}</style></head><body>\n", issue.number)?;
    write!(
        out,
        "<h1>Review book</h1><p>Issue {} of {}, printed on {}.</p>{INTRO}",
        issue.number,
        Date::from_day(issue.issued),
        Date::from_day(today)
    )?;
    let mut kind = "";
    for subject in &guide.subjects {
        let this = subject.id.split('/').next().unwrap_or_default();
        if this != kind {
            kind = this;
            write!(out, "<h2>{}</h2>", heading(kind))?;
        }
        section(&mut out, guide, subject, beside)?;
    }
    let columns = COLUMNS.map(|column| format!("\"{column}\"")).join(",");
    write!(
        out,
        "<p class=\"save\"><button type=\"button\" id=\"save\">Save my sign-offs</button> <span id=\"saved\"></span></p>"
    )?;
    write!(out, "<script>const COLUMNS=[{columns}];\n{SCRIPT}</script></body></html>\n")?;
    Ok(out)
}

fn heading(kind: &str) -> &str {
    match kind {
        "page" => "Pages",
        "contact" => "Lines and organisations",
        "block" => "Pieces of outcomes: steps, headlines, warnings",
        "question" => "Questions",
        "rule" => "Rules: which answers lead to which pieces",
        "reason" => "Why these steps: what the law says",
        "card" => "Cards to show to somebody",
        "say" => "What to say",
        "forms" => "Forms",
        "first" => "First words",
        "language" => "Languages: how the words read to a native speaker",
        other => other,
    }
}

fn section(out: &mut String, guide: &Guide, subject: &Subject, beside: Option<&Words>) -> Result<()> {
    write!(out, "\n<section><h3>{}</h3><p class=\"id\">{}</p>", escape(&guide.title(subject)), escape(&subject.id))?;
    if let Some((graph, rule)) = rule(guide, subject) {
        write!(out, "<ul>{}</ul>", rule_text(guide, graph, rule))?;
    }
    let sources: BTreeMap<&str, &[SourceRef]> =
        subject.statements.iter().map(|Said { key, sources }| (key.as_str(), sources.as_slice())).collect();
    if subject.id.starts_with("language/") {
        write!(
            out,
            "<p>{} texts: those of the app in this language.</p>",
            subject.words(guide.words_of(subject)).count()
        )?;
    } else {
        out.push_str("<table>");
        for (key, text) in subject.words(guide.english()) {
            let other =
                beside.map(|words| format!("<br><i lang=\"{}\">{}</i>", words.language.tag, escape(words.get(key))));
            let rests_on = sources.get(key).map(|refs| source_list(guide, refs)).unwrap_or_default();
            write!(out, "<tr><td>{}{}</td><td>{rests_on}</td></tr>", escape(text), other.unwrap_or_default())?;
        }
        if subject.stem.is_empty() {
            for said in &subject.statements {
                write!(out, "<tr><td>This rule</td><td>{}</td></tr>", source_list(guide, &said.sources))?;
            }
        }
        out.push_str("</table>");
    }
    sign(out, guide, subject)
}

/// The fields to sign in, with what stands there already.
fn sign(out: &mut String, guide: &Guide, subject: &Subject) -> Result<()> {
    let [id, fingerprint, title, role, date] = cells(guide, subject)?.map(|cell| escape(&cell));
    write!(
        out,
        "<p class=\"sign\" data-what=\"{id}\" data-fingerprint=\"{fingerprint}\" data-title=\"{title}\"><label>Role <select><option></option>"
    )?;
    for (each, name) in Role::ALL.into_iter().filter(|(each, _)| can_sign(*each, subject)) {
        let chosen = if name == role { " selected" } else { "" };
        write!(out, "<option value=\"{name}\"{chosen}>{}</option>", role_name(each))?;
    }
    write!(out, "</select></label> <label>Day <input type=\"date\" value=\"{date}\"></label></p></section>")?;
    Ok(())
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Lawyer => "lawyer",
        Role::Representative => "accredited representative",
        Role::Advocate => "advocate",
        Role::Survivor => "survivor who works on this",
        Role::Operator => "the line or organisation itself",
        Role::Speaker => "native speaker",
    }
}

fn source_list(guide: &Guide, refs: &[SourceRef]) -> String {
    let lines = refs.iter().map(|r| {
        let Some(source) = guide.content.sources.get(&r.id) else { return escape(&r.id) };
        let place = if r.locator.is_empty() { String::new() } else { format!(", {}", r.locator) };
        let copy = if source.copy { ", read in a copy" } else { "" };
        let address = source.url.as_deref().map(|url| format!(", {url}")).unwrap_or_default();
        escape(&format!("{}: {}{place} (read {}{copy}{address})", source.publisher, source.title, source.checked))
    });
    lines.collect::<Vec<_>>().join("<br>")
}

fn rule<'g>(guide: &'g Guide, subject: &Subject) -> Option<(&'g Protocol, &'g Rule)> {
    let (graph, id) = subject.id.strip_prefix("rule/")?.split_once('/')?;
    let graph = guide.triage.2.iter().find(|protocol| protocol.id == graph)?;
    Some((graph, graph.rules.iter().find(|rule| rule.id == id)?))
}

/// A rule as people read it.
fn rule_text(guide: &Guide, graph: &Protocol, rule: &Rule) -> String {
    let mut lines = vec![format!("<b>When</b> {}", clauses(guide, graph, &rule.when))];
    for addition in &rule.then {
        let when = match addition.when.as_slice() {
            [] => String::new(),
            some => format!(" if {}", clauses(guide, graph, some)),
        };
        let lists = [
            ("steps", &addition.steps),
            ("headlines", &addition.callouts),
            ("further help", &addition.lines),
            ("warnings", &addition.warnings),
        ];
        for (name, ids) in lists.into_iter().filter(|(_, ids)| !ids.is_empty()) {
            let title = |id: &String| escape(guide.english().get(&format!("block.{id}.title")));
            lines.push(format!("<b>{name}</b>{when}: {}", ids.iter().map(title).collect::<Vec<_>>().join("; ")));
        }
        if !addition.read.is_empty() {
            lines.push(format!("<b>read next</b>{when}: {}", escape(&addition.read.join(", "))));
        }
    }
    if !rule.stop.is_empty() {
        lines.push(format!("<b>and no further rule</b> when {}", clauses(guide, graph, &rule.stop)));
    }
    lines.iter().map(|line| format!("<li>{line}</li>")).collect::<Vec<_>>().concat()
}

fn clauses(guide: &Guide, graph: &Protocol, clauses: &[Clause]) -> String {
    clauses.iter().map(|each| clause(guide, graph, each)).collect::<Vec<_>>().join(" <b>or</b> ")
}

fn clause(guide: &Guide, graph: &Protocol, clause: &Clause) -> String {
    let say = |rest: String| escape(guide.english().get(&format!("triage.{}.{rest}", graph.id)));
    let ask = |question: &str| format!("“{}”", say(format!("{question}.ask")));
    let parts = clause.iter().map(|(condition, values)| match condition.as_str() {
        "answered" | "unanswered" => {
            format!("{condition}: {}", values.iter().map(|q| ask(q)).collect::<Vec<_>>().join(", "))
        }
        _ => {
            let question = condition.trim_end_matches('!');
            let is = if condition.ends_with('!') { "is none of" } else { "is" };
            let answers = values.iter().map(|v| say(format!("{question}.{}", if v == "?" { "unsaid" } else { v })));
            format!("{} {is} {}", ask(question), answers.map(|a| format!("“{a}”")).collect::<Vec<_>>().join(" / "))
        }
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { "always".to_owned() } else { parts.join(" <b>and</b> ") }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The words of a language, for a book with two.
///
/// # Errors
/// When there is no such language.
pub fn language<'g>(guide: &'g Guide, tag: &str) -> Result<&'g Words> {
    guide.words.iter().find(|words| words.language.tag == tag).with_context(|| format!("there is no language {tag:?}"))
}
