//! The publisher's tool, behind `cargo xtask pack` and `cargo xtask content`.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "printing is what it is for")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use almanac_core::content::date::{Date, Day};
use almanac_core::content::issue::Issue;
use almanac_core::content::{Content, Files};
use almanac_publish::folder::Guide;
use almanac_publish::{book, calls, folder, import, keys, pack, report, signoffs};
use anyhow::{Context as _, Result, bail};
use clap::{Parser, Subcommand};

/// Makes content packs, sends content out for review and takes sign-offs in.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Signed content packs
    #[command(subcommand)]
    Pack(PackCommand),
    /// How well the content is checked, and by whom
    #[command(subcommand)]
    Content(ContentCommand),
}

#[derive(Debug, Subcommand)]
enum ContentCommand {
    /// Prints how well the content is checked; writes the call-test sheet, the review book and a table of sign-offs
    Report {
        /// The folder of the content
        #[arg(long, default_value = "core/content")]
        content: PathBuf,
        /// The folder to write to
        #[arg(long, default_value = "target/content-report")]
        out: PathBuf,
        /// A language to print beside English in the book
        #[arg(long)]
        language: Option<String>,
        /// Names everything that is counted
        #[arg(long)]
        list: bool,
    },
    /// Takes filled-in call-test sheets and sign-offs back into the content
    Import {
        /// The folder of the content
        #[arg(long, default_value = "core/content")]
        content: PathBuf,
        /// The sheets
        #[arg(required = true)]
        sheets: Vec<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
enum PackCommand {
    /// Makes a key pair in a folder outside the project
    Keys {
        /// The folder
        folder: PathBuf,
    },
    /// Seals content into a pack
    Make {
        /// The private key, as `pack keys` made it
        #[arg(long)]
        key: PathBuf,
        /// Its number: one more than that of the last pack or app handed out
        #[arg(long)]
        issue: u32,
        /// Its day as YYYY-MM-DD; today where it is not given
        #[arg(long)]
        issued: Option<String>,
        /// The folder of the content; the built-in one where it is not given
        #[arg(long)]
        content: Option<PathBuf>,
        /// The file to write
        #[arg(long)]
        out: PathBuf,
    },
    /// Says what a pack is, who signed it and what it changes
    Read {
        /// The pack
        file: PathBuf,
        /// A public key to hold it against, besides those of the app
        #[arg(long)]
        key: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Pack(PackCommand::Keys { folder }) => make_keys(&folder),
        Command::Pack(PackCommand::Make { key, issue, issued, content, out }) => {
            make(&key, issue, issued.as_deref(), content.as_deref(), &out)
        }
        Command::Pack(PackCommand::Read { file, key }) => {
            let bytes = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
            let key = key.as_deref().map(keys::public).transpose()?;
            print!("{}", pack::describe(&bytes, key)?);
            Ok(())
        }
        Command::Content(ContentCommand::Report { content, out, language, list }) => {
            write_report(&content, &out, language.as_deref(), list)
        }
        Command::Content(ContentCommand::Import { content, sheets }) => take_in(&content, &sheets),
    }
}

fn write_report(content: &Path, out: &Path, language: Option<&str>, list: bool) -> Result<()> {
    let guide = Guide::of(folder::read(content)?)?;
    let today = today()?;
    let beside = language.map(|tag| book::language(&guide, tag)).transpose()?;
    print!("{}", report::report(&guide, today, list)?);
    fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
    let files = [
        ("call-tests.csv", calls::sheet(&guide)?),
        ("sign-offs.csv", signoffs::sheet(&guide)?),
        ("review-book.html", book::book(&guide, beside, today)?.into_bytes()),
    ];
    println!();
    for (name, bytes) in files {
        let path = out.join(name);
        fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

fn take_in(content: &Path, sheets: &[PathBuf]) -> Result<()> {
    let done = import::import(content, sheets, today()?)?;
    println!("{} sign-offs and {} call tests are new", done.sign_offs, done.calls);
    for finding in &done.wrong {
        println!("{finding}");
    }
    if !done.wrong.is_empty() {
        bail!("these numbers must be put right or taken out: until then the content is refused");
    }
    Ok(())
}

fn make_keys(folder: &Path) -> Result<()> {
    let (private, public) = keys::make(folder)?;
    println!("{}: signs packs. Keep it where nobody else reads it, and keep a copy.", private.display());
    println!(
        "{}: copy it over core/content-keys/first.pub or second.pub, and build: that app takes your packs.",
        public.display()
    );
    Ok(())
}

fn make(key: &Path, number: u32, issued: Option<&str>, content: Option<&Path>, out: &Path) -> Result<()> {
    let today = today()?;
    let issued = match issued {
        Some(text) => Date::parse(text).with_context(|| format!("{text} is no day as YYYY-MM-DD"))?.to_day(),
        None => today,
    };
    let files = content.map_or_else(|| Ok(Files::built_in()), folder::read)?;
    let built_in = Content::load(&Files::built_in())?.issue;
    if number <= built_in.number {
        bail!("the app itself comes with issue {}: a pack needs a higher number", built_in.number);
    }
    let bytes = pack::seal(&files, Issue { number, issued }, &keys::private(key)?, today)?;
    fs::write(out, &bytes).with_context(|| format!("{} cannot be written", out.display()))?;
    println!("{}: issue {number} of {}, {} bytes", out.display(), Date::from_day(issued), bytes.len());
    Ok(())
}

/// The day by this computer's clock.
fn today() -> Result<Day> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).context("this computer's clock is before 1970")?;
    Ok(Day::try_from(seconds.as_secs() / 86_400)?)
}
