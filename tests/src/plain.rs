//! A screen as plain text, as a person would read it from top to bottom: for looking at, and for comparing.

use std::fmt::Write as _;

use almanac_core::screen::model::{Action, Block, Button, ContactRow, Door, Screen};

/// The screen as text. Folded blocks are indented by a bar.
#[must_use]
pub fn text(screen: &Screen) -> String {
    let mut out = format!("== {} [{}] ({})\n", screen.title, screen.bar.leave, screen.route);
    let mut folded = 0;
    for block in &screen.blocks {
        let bar = if folded > 0 { "| " } else { "" };
        folded = if let Block::Fold { count, .. } = block { *count } else { folded.saturating_sub(1) };
        for line in lines(block) {
            let _ = writeln!(out, "{bar}{line}");
        }
    }
    out
}

/// All words of a screen, without marks for what they are.
#[must_use]
pub fn words(screen: &Screen) -> String {
    let mut words = vec![screen.title.clone()];
    for block in &screen.blocks {
        words.extend(match block {
            Block::Doors { rows } => rows.iter().flat_map(|d| [d.title.clone(), d.hint.clone()]).collect(),
            Block::Buttons { buttons } => buttons.iter().map(|b| b.label.clone()).collect(),
            Block::Fold { title, .. } => vec![title.clone()],
            Block::Callout { title, text, buttons, .. } => {
                [title, text].into_iter().chain(buttons.iter().map(|b| &b.label)).cloned().collect()
            }
            Block::Card { title, lines, caution, buttons, footnotes, .. } => [title, caution]
                .into_iter()
                .chain(lines)
                .chain(buttons.iter().map(|b| &b.label))
                .chain(footnotes)
                .cloned()
                .collect(),
            Block::Step { title, text, points, contacts, doors, .. } => {
                [title, text].into_iter().chain(points).cloned().chain(inside(contacts, doors)).collect()
            }
            Block::Line { title, text, contacts, doors, .. } => {
                [title, text].into_iter().cloned().chain(inside(contacts, doors)).collect()
            }
            Block::Field { label, hint, value, beside, .. } => {
                vec![label.clone(), hint.clone(), value.clone(), beside.clone()]
            }
            Block::Sign { text, .. } => vec![text.clone()],
            Block::Sources { title, items } => std::iter::once(title.clone())
                .chain(items.iter().flat_map(|i| [i.title.clone(), i.detail.clone(), i.address.clone()]))
                .collect(),
            other => lines(other),
        });
    }
    words.retain(|text| !text.is_empty());
    words.join("\n")
}

fn inside(contacts: &[ContactRow], doors: &[Door]) -> Vec<String> {
    let rows = contacts.iter().flat_map(|row| {
        [row.name.clone(), row.hint.clone(), row.number.clone(), row.caution.clone()]
            .into_iter()
            .chain(row.buttons.iter().map(|b| b.label.clone()))
    });
    rows.chain(doors.iter().flat_map(|d| [d.title.clone(), d.hint.clone()])).collect()
}

fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { text } => vec![String::new(), format!("# {text}")],
        Block::Text { text, .. } | Block::Foreign { text, .. } => vec![text.clone()],
        Block::Bullets { items } => items.iter().map(|i| format!("• {i}")).collect(),
        Block::Numbered { items } => items.iter().enumerate().map(|(n, i)| format!("{}. {i}", n + 1)).collect(),
        Block::Callout { anchor, word, title, text, folded, buttons, .. } => {
            let fold = if *folded { " ▸" } else { "" };
            let mut lines = vec![format!("! {word}: {title}{fold} {text} {{{anchor}}}")];
            lines.extend(buttons.iter().map(button));
            lines
        }
        Block::Doors { rows } => rows.iter().map(door).collect(),
        Block::Card { anchor, title, lines, caution, buttons, footnotes, .. } => {
            let mut all = vec![format!("[{title}] {caution} {{{anchor}}}")];
            all.extend(lines.iter().map(|l| format!("  {l}")));
            all.extend(buttons.iter().map(button));
            all.extend(footnotes.iter().map(|l| format!("  ({l})")));
            all
        }
        Block::Step { anchor, number, title, text, points, contacts, doors } => {
            let mut all = vec![format!("({number}) {title} {{{anchor}}}")];
            all.extend(contacts.iter().flat_map(row));
            all.push(format!("  {text}"));
            all.extend(points.iter().map(|p| format!("  • {p}")));
            all.extend(doors.iter().map(door));
            all
        }
        Block::Line { anchor, title, text, contacts, doors } => {
            let mut all = vec![format!("- {title}: {text} {{{anchor}}}")];
            all.extend(contacts.iter().flat_map(row));
            all.extend(doors.iter().map(door));
            all
        }
        Block::Fold { title, count } => vec![format!("▸ {title} ({count})")],
        Block::Number { label, number, caution, .. } => vec![format!("{label} ==> {number} {caution}")],
        Block::Buttons { buttons } => buttons.iter().map(button).collect(),
        Block::SearchField { label, value } => vec![format!("{label} [{value}]")],
        Block::Field { anchor, label, hint, value, kind, beside, .. } => {
            vec![format!("{label} ({hint}) {kind:?} [{value}] <{beside}> {{{anchor}}}")]
        }
        Block::Sign { text, language, .. } => vec![format!("### {text} ({language})")],
        Block::Sources { title, items } => {
            let mut all = vec![format!("▸ {title}")];
            all.extend(items.iter().map(|i| format!("  {} ({}) {}", i.title, i.detail, i.address)));
            all
        }
    }
}

fn row(row: &ContactRow) -> Vec<String> {
    let mut all = vec![format!("  [{}] {} {} {} {{{}}}", row.name, row.hint, row.number, row.caution, row.anchor)];
    all.extend(row.buttons.iter().map(button));
    all
}

fn button(button: &Button) -> String {
    format!("  <{}> {}", button.label, action(&button.action))
}

fn door(door: &Door) -> String {
    let chosen = if door.chosen { "✓ " } else { "" };
    format!("> {chosen}{} — {} {}", door.title, door.hint, action(&door.action))
}

fn action(action: &Action) -> String {
    match action {
        Action::Go { route } => format!("→ {route}"),
        Action::Dial { number, .. } => format!("☎ {number}"),
        Action::Text { number, .. } => format!("✉ {number}"),
        Action::Browse { url, .. } => format!("⌂ {url}"),
        Action::Copy { text, .. } => format!("⎘ {text}"),
        Action::Listen { .. } => "♪".to_owned(),
        Action::SetLanguage { tag } => format!("language {tag}"),
        Action::UseIcon { icon, .. } => format!("icon {icon:?}"),
        Action::Run { command } => format!("run {command}"),
        Action::Back => "back".to_owned(),
        Action::Leave => "leave".to_owned(),
    }
}
