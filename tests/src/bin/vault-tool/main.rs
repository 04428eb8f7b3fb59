//! Makes, reads and wrecks sealed files, for bug reports and for people who test from outside. Only for made-up notes: the words
//! stand on the command line. `docs/vault-tool.md` says what goes in, what comes out, and what each exit code means.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool talks")]

mod answer;
mod make;
mod notes;
mod read;
mod wreck;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use almanac_core::vault::{Disk, Profile, SystemRandom, Vault, VaultError};
use almanac_tests::vault::world::{Phone, World};
use clap::{Parser, Subcommand, ValueEnum};

use crate::answer::Trouble;

/// Makes, reads and wrecks sealed files. Only for made-up notes: what stands on a command line is no secret.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask vault", bin_name = "cargo xtask vault")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Makes a file `almanac` in a folder and keeps notes in it
    Make(make::Make),
    /// Prints the notes of a file as JSON, or why they do not open. Never changes the file
    Read(read::Read),
    /// Damages a file as told
    Wreck(wreck::Wreck),
}

/// The two halves of every guess.
#[derive(Debug, clap::Args)]
struct Halves {
    /// The words, as somebody would type them
    #[arg(long)]
    words: String,
    /// The phone's key: 64 hexadecimal digits
    #[arg(long, value_parser = phone)]
    device_key: Phone,
    /// How much work a guess is. `read` takes a file of either real profile, and one of the test profile only when told so
    #[arg(long, value_enum, default_value = "standard")]
    profile: Cost,
}

/// A profile by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Cost {
    /// 64 MiB, three passes
    Standard,
    /// 19 MiB, two passes
    Small,
    /// Next to none: no app opens such a file
    Test,
}

impl Halves {
    /// Opens what this disk holds, as a phone with this key would.
    fn world(&self, disk: impl Disk + 'static) -> Result<World, VaultError> {
        let (disk, random) = (Box::new(disk), Box::new(SystemRandom));
        let vault = match self.profile {
            Cost::Standard => Vault::open(disk, random, Profile::Standard)?,
            Cost::Small => Vault::open(disk, random, Profile::Small)?,
            Cost::Test => Vault::open_weakened_for_tests(disk, random)?,
        };
        Ok(World { vault, phone: self.device_key })
    }
}

fn phone(text: &str) -> Result<Phone, String> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.ok_or("only the digits 0-9 and a-f")?;
    let digits: [u8; 64] = digits.try_into().map_err(|digits: Vec<u8>| format!("64 digits, not {}", digits.len()))?;
    let mut key = [0; 32];
    for (byte, pair) in key.iter_mut().zip(digits.chunks(2)) {
        *byte = pair[0] << 4 | pair[1];
    }
    Ok(Phone(key))
}

/// The sealed file that is meant: this one, or `almanac` in this folder.
fn meant(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("almanac") } else { path.to_owned() }
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Make(make) => make.run(),
        Command::Read(read) => read.run(),
        Command::Wreck(wreck) => wreck.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Trouble { text, code }) => {
            eprintln!("{text}");
            ExitCode::from(code)
        }
    }
}
