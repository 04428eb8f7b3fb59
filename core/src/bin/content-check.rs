//! Checks the content: prints every finding with its file and key, then the counts. Fails where there is a finding.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::process::ExitCode;

use almanac_core::content::check::check;
use almanac_core::content::{Content, Files};
use almanac_core::triage;

fn main() -> ExitCode {
    let files = Files::built_in();
    let findings = check(&files);
    for finding in &findings {
        println!("{finding}");
    }
    if let (Ok(content), Ok((blocks, _, protocols))) = (Content::load(&files), triage::read(&files)) {
        let statements = content.pages.values().map(|p| p.statements().count()).sum::<usize>()
            + content.contacts.values().map(|c| c.says.len()).sum::<usize>()
            + blocks.values().map(|b| b.says.len()).sum::<usize>()
            + content.cards.len()
            + content.say.lines.len();
        println!(
            "{} pages, {} contacts ({} unverified), {} blocks, {} rules, {} cards, {} statements, {} sources: {} findings",
            content.pages.len(),
            content.contacts.len(),
            content.contacts.values().filter(|c| c.unverified).count(),
            blocks.len(),
            protocols.iter().map(|p| p.rules.len()).sum::<usize>(),
            content.cards.len(),
            statements,
            content.sources.len(),
            findings.len(),
        );
    }
    if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
