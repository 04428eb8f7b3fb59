//! Makes, reads and wrecks sealed files, for bug reports and for people who test from outside. Only for made-up notes: the words
//! stand on the command line. `docs/vault-tool.md` says what goes in, what comes out, and what each exit code means.
#![forbid(unsafe_code)]

mod answer;
mod files;
mod make;
mod notes;
mod read;
mod wreck;

use std::io::{self, Write as _};
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

/// Decimal, or hexadecimal after `0x`: digits, and no sign.
fn number<T: TryFrom<u64>>(text: &str) -> Result<T, String> {
    let (digits, radix) = text.strip_prefix("0x").map_or((text, 10), |hex| (hex, 16));
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return Err("a number is digits, or 0x and hexadecimal digits".to_owned());
    }
    let number = u64::from_str_radix(digits, radix).ok().and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| "too large".to_owned())
}

/// The sealed file that is meant: this one, or `almanac` in this folder.
fn meant(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("almanac") } else { path.to_owned() }
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // Help that was asked for is an answer like another; where it cannot be printed, the code says so.
        Err(said) if said.use_stderr() => said.exit(),
        Err(said) => return end(files::say(said.render())),
    };
    end(match arguments.command {
        Command::Make(make) => make.run(),
        Command::Read(read) => read.run(),
        Command::Wreck(wreck) => wreck.run(),
    })
}

fn end(done: Result<(), Trouble>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Trouble { text, code }) => {
            // Where nobody can be told, the code still tells.
            let _ = writeln!(io::stderr().lock(), "{text}");
            ExitCode::from(code)
        }
    }
}
