//! `evidence`: proofs that take hours, in as many minutes as one has. Each part goes on where its last run ended, and adds up.
//!
//! A new part is a line in [`PARTS`] and a function that returns its rows; [`sheet`] writes them as `docs/evidence/NAME.json` and
//! `NAME.md`, with the kind of machine and the day. A row is any JSON object; `row`, `must_hold`, `unit`, `aim`, `done`, `holds`,
//! `why` and `figures` become the columns of the page.

mod package;
mod packs;
pub(crate) mod sheet;
mod traces;
mod vault;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::project::Project;
use crate::say;
use crate::setup::{self, Level};

/// How long, and what.
#[derive(Debug, clap::Args)]
pub(crate) struct Evidence {
    /// How long it may take in all, building not counted
    #[arg(long, default_value_t = 30)]
    minutes: u64,
    /// One part alone [all, if none is named]
    part: Option<String>,
}

/// One part.
struct Part {
    name: &'static str,
    title: &'static str,
    /// Works for about so long, and returns all rows with what all runs together have done.
    run: fn(&Project, Duration) -> Result<Vec<Value>>,
}

const PARTS: &[Part] = &[
    Part { name: "vault", title: vault::TITLE, run: vault::run },
    Part { name: "traces", title: "What a phone records", run: traces::run },
    Part { name: "packs", title: "Content packs", run: packs::run },
    Part { name: "package", title: "The Android package", run: package::run },
];

/// Runs the parts.
pub(crate) fn run(project: &Project, options: &Evidence) -> Result<ExitCode> {
    let is_meant = |part: &&Part| options.part.as_ref().is_none_or(|name| name == part.name);
    let parts: Vec<&Part> = PARTS.iter().filter(is_meant).collect();
    if parts.is_empty() {
        let names: Vec<_> = PARTS.iter().map(|part| part.name).collect();
        bail!("no such part: there is {}", names.join(", "));
    }
    setup::ready(project, Level::Android)?;
    setup::invite_witnesses(project);
    let share = Duration::from_secs(options.minutes * 60 / parts.len() as u64);
    let mut failed = 0;
    for part in parts {
        say::step(format_args!("evidence: {}, {}", part.title, say::clock(share)));
        let rows = (part.run)(project, share)?;
        failed += rows.iter().filter(|row| row["holds"] == false).count();
        sheet::write(project, part.name, part.title, &rows)?;
    }
    say::line("");
    say::line(format_args!("{failed} rows do not hold; docs/evidence has all"));
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
