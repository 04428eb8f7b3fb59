//! `wreck`: damage of one kind a call, exactly as told, and said in full.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use almanac_core::vault::CELL;
use almanac_tests::vault::sim::Seeded;
use clap::Subcommand;

use crate::answer::Trouble;
use crate::meant;

/// What to wreck, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Wreck {
    /// The file, or the folder in which it is called `almanac`
    path: PathBuf,
    /// Write the damaged file here and leave the first as it is
    #[arg(long, global = true)]
    out: Option<PathBuf>,
    #[command(subcommand)]
    how: How,
}

#[derive(Debug, Subcommand)]
enum How {
    /// Turns bits over
    Flip {
        /// A byte from the beginning of the file, or of `--cell`
        #[arg(long, value_parser = number, default_value = "0")]
        byte: u64,
        /// Counts the byte from the beginning of this cell
        #[arg(long, value_parser = number)]
        cell: Option<u64>,
        /// Which bit of the byte: 0 is the lowest
        #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..8))]
        bit: u8,
        /// In place of one named bit, this many at random
        #[arg(long, conflicts_with_all = ["byte", "cell", "bit"])]
        random: Option<usize>,
        /// Which random ones: the same number turns the same bits
        #[arg(long, default_value_t = 1, requires = "random")]
        seed: u64,
    },
    /// Cuts the end off
    Truncate {
        /// The bytes that stay
        #[arg(long, value_parser = number)]
        to: u64,
    },
    /// Exchanges two cells
    Swap {
        /// The one
        #[arg(value_parser = number)]
        first: u64,
        /// The other
        #[arg(value_parser = number)]
        second: u64,
    },
    /// Replaces cells by others, such as those of an older copy of the file
    Replace {
        /// The cells, such as `3`, or `3 4`
        #[arg(required = true, value_parser = number)]
        cells: Vec<u64>,
        /// The file that they are taken from, out of the same places
        #[arg(long, required_unless_present = "with")]
        from: Option<PathBuf>,
        /// In place of another file: this byte throughout, two hexadecimal digits
        #[arg(long, value_parser = byte, conflicts_with = "from")]
        with: Option<u8>,
    },
}

impl Wreck {
    /// Damages in memory, then writes, so that what cannot be done as told changes nothing.
    pub(crate) fn run(&self) -> Result<(), Trouble> {
        let path = meant(&self.path);
        let mut bytes = read(&path)?;
        let told = self.how.apply(&mut bytes)?;
        let out = self.out.as_ref().unwrap_or(&path);
        std::fs::write(out, &bytes).map_err(|error| Trouble::file(out, &error))?;
        println!("{}: {told}", out.display());
        Ok(())
    }
}

impl How {
    /// Does it, and says what was done.
    fn apply(&self, bytes: &mut Vec<u8>) -> Result<String, Trouble> {
        match self {
            Self::Flip { random: Some(count), seed, .. } => {
                let mut random = Seeded(*seed);
                let mut told = format!("{count} random bits (seed {seed})");
                for _ in 0..*count {
                    let (at, bit) = (random.below(bytes.len()), u8::try_from(random.below(8)).unwrap_or(0));
                    let _ = write!(told, "\n  {}", flip(bytes, at, bit)?);
                }
                Ok(told)
            }
            Self::Flip { byte, cell, bit, .. } => {
                if cell.is_some() && *byte >= CELL as u64 {
                    return Err(Trouble::asked(format_args!(
                        "a cell has {CELL} bytes: there is no byte {byte} in one"
                    )));
                }
                let at = cell.unwrap_or(0).checked_mul(CELL as u64).and_then(|begin| begin.checked_add(*byte));
                flip(bytes, at.and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX), *bit)
            }
            Self::Truncate { to } => {
                let before = bytes.len();
                let to = usize::try_from(*to).unwrap_or(usize::MAX);
                if to >= before {
                    return Err(Trouble::asked(format_args!("it has {before} bytes: nothing to cut to {to}")));
                }
                bytes.truncate(to);
                Ok(format!("cut from {before} bytes to {to}"))
            }
            Self::Swap { first, second } => {
                let (one, two) = (cell(bytes, *first)?.to_vec(), cell(bytes, *second)?.to_vec());
                cell(bytes, *first)?.copy_from_slice(&two);
                cell(bytes, *second)?.copy_from_slice(&one);
                Ok(format!("cells {first} and {second} exchanged{}", unless_changed(one == two)))
            }
            Self::Replace { cells, from, with } => {
                let mut other = from.as_deref().map(read).transpose()?;
                let mut told = String::from("replaced");
                for number in cells {
                    let new = match (&mut other, with) {
                        (Some(other), _) => cell(other, *number)?.to_vec(),
                        (None, byte) => vec![byte.unwrap_or(0); CELL],
                    };
                    let old = cell(bytes, *number)?;
                    let _ = write!(told, " cell {number}{}", unless_changed(*old == *new));
                    old.copy_from_slice(&new);
                }
                Ok(told)
            }
        }
    }
}

fn unless_changed(same: bool) -> &'static str {
    if same { " (the same bytes as before)" } else { "" }
}

fn flip(bytes: &mut [u8], at: usize, bit: u8) -> Result<String, Trouble> {
    let length = bytes.len();
    let Some(byte) = bytes.get_mut(at) else {
        return Err(Trouble::asked(format_args!("it has {length} bytes, counted from 0: no such place in it")));
    };
    let before = *byte;
    *byte ^= 1 << bit;
    Ok(format!("byte {at} (cell {}, byte {} of it), bit {bit}: {before:02x} -> {byte:02x}", at / CELL, at % CELL))
}

fn cell(bytes: &mut [u8], number: u64) -> Result<&mut [u8], Trouble> {
    let whole = bytes.len() / CELL;
    let cells = bytes.chunks_exact_mut(CELL).nth(usize::try_from(number).unwrap_or(usize::MAX));
    cells.ok_or_else(|| Trouble::asked(format_args!("no cell {number}: {whole} whole cells, counted from 0")))
}

fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    let about = std::fs::metadata(path).map_err(|error| Trouble::file(path, &error))?;
    if !about.is_file() {
        return Err(Trouble::asked(format_args!("{} is no file", path.display())));
    }
    std::fs::read(path).map_err(|error| Trouble::file(path, &error))
}

/// Decimal, or hexadecimal with `0x`.
fn number(text: &str) -> Result<u64, String> {
    let parsed = text.strip_prefix("0x").map_or_else(|| text.parse(), |hex| u64::from_str_radix(hex, 16));
    parsed.map_err(|error| error.to_string())
}

fn byte(text: &str) -> Result<u8, String> {
    u8::from_str_radix(text, 16).map_err(|error| error.to_string())
}
