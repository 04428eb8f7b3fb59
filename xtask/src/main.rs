//! The one tool of this project: it sets the machine up, builds, shows, tests and measures the app.
//!
//! Reading guide: [`legs`] is what `test` consists of, [`report`] reads what test runners say, [`setup`], [`jdk`] and [`swift`]
//! prepare the machine, [`cargo`], [`bindings`], [`maven`] and [`android`] build, [`show`], [`publish`], [`measure`], [`apk`],
//! [`evidence`], [`fuzz`] and [`vault`] are the other commands.

#![forbid(unsafe_code)]

mod android;
mod apk;
mod archive;
mod bindings;
mod cargo;
mod evidence;
mod fingerprint;
mod fuzz;
mod heart;
mod jdk;
mod legs;
mod maven;
mod measure;
mod project;
mod publish;
mod report;
mod say;
mod setup;
mod sh;
mod show;
mod swift;
mod vault;
mod xcframework;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::project::Project;

/// Builds, shows, tests and measures the app; sets the machine up by itself.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Opens the app in a window; without a display, walks through it and writes pictures
    Run(show::Run),
    /// Sets up, lints and tests everything; the last line is `N passed, N failed`
    Test {
        /// One Android version instead of all
        #[arg(long)]
        fast: bool,
        /// Also what passed before and has not changed since
        #[arg(long)]
        again: bool,
    },
    /// Checks the form of the code (rustfmt, clippy, ktlint, swift-format) and what of others is built in (cargo-deny)
    Lint,
    /// Checks what of others is built in, by cargo-deny: a part of `lint`
    Deny,
    /// Checks the guidance: pages, numbers, questions, translations; with `report` or `import`, sends it out for review and back
    #[command(disable_help_flag = true)]
    Content(publish::Passed),
    /// Makes, signs and reads content packs
    #[command(disable_help_flag = true)]
    Pack(publish::Passed),
    /// Tests the iOS side alone
    Swift,
    /// Builds the library as Xcode takes it, on a Mac
    Xcframework,
    /// Runs one scenario through the Rust façade and through the Android app
    Scenario {
        /// The scenario, a JSON file
        file: PathBuf,
    },
    /// Writes pictures of all screens to one folder
    Sheet(show::Sheet),
    /// Measures speed and size
    Bench,
    /// Proofs that take hours, in as many minutes as there are; results in docs/evidence
    Evidence(evidence::Evidence),
    /// Makes, reads and wrecks sealed files (docs/vault-tool.md)
    #[command(disable_help_flag = true)]
    Vault {
        /// `make`, `read`, `wreck`, `--help`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Builds the Android package, signs it, and reports what is in it
    Apk(apk::Apk),
    /// Taps through the app as it is and as the shrinker makes it: a part of `test`
    #[command(hide = true)]
    Shrunk,
    /// Builds what must be the same from every folder, into this one: a part of `evidence package`
    #[command(hide = true)]
    Parts {
        /// Where it goes
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(&Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            say::trouble(format_args!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    // For the tool Cargo's own lock is enough, and what is printed is for other programs to read.
    let _lock = if matches!(command, Command::Vault { .. }) { None } else { Some(project.lock()?) };
    match command {
        Command::Run(options) => show::run(&project, options),
        Command::Test { fast, again } => legs::test(&project, *fast, *again),
        Command::Lint => legs::lint_only(&project),
        Command::Content(passed) if passed.is_nothing() => legs::content_only(&project),
        Command::Content(passed) => publish::run(&project, "content", passed),
        Command::Pack(passed) => publish::run(&project, "pack", passed),
        Command::Swift => legs::swift_only(&project),
        Command::Xcframework => xcframework::build(&project),
        Command::Scenario { file } => legs::scenario_only(&project, file),
        Command::Sheet(options) => show::sheet(&project, options),
        Command::Deny => legs::deny_only(&project),
        Command::Bench => measure::bench(&project),
        Command::Evidence(options) => evidence::run(&project, options),
        Command::Vault { arguments } => vault::run(&project, arguments),
        Command::Apk(options) => apk::apk(&project, options),
        Command::Shrunk => legs::shrunk_only(&project),
        Command::Parts { out } => apk::parts_to_compare(&project, out).map(|()| ExitCode::SUCCESS),
    }
}
