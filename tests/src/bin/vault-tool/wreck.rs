//! `wreck`: damage of one kind a call, exactly as told, and said in full.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use almanac_core::vault::CELL;
use almanac_tests::vault::sim::Seeded;
use clap::Subcommand;

use crate::answer::Trouble;
use crate::files::{self, MOST_SEALED};
use crate::{meant, number};

/// Each is a line to print.
const MOST_RANDOM: usize = 65_536;

/// What to wreck, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Wreck {
    /// The file, or the folder in which it is called `almanac`
    path: PathBuf,
    /// Write the damaged file here, where no file is yet, and leave the first as it is
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
        #[arg(long, value_parser = number::<u64>, required_unless_present = "random")]
        byte: Option<u64>,
        /// Counts the byte from the beginning of this cell
        #[arg(long, value_parser = number::<u64>)]
        cell: Option<u64>,
        /// Which bit of the byte: 0 is the lowest, and meant where none is named
        #[arg(long, value_parser = bit)]
        bit: Option<u8>,
        /// In place of one named bit, this many at random
        #[arg(long, value_parser = count, conflicts_with_all = ["byte", "cell", "bit"])]
        random: Option<usize>,
        /// Which random ones: the same number turns the same bits. 1 where none is named
        #[arg(long, value_parser = number::<u64>, requires = "random", conflicts_with_all = ["byte", "cell", "bit"])]
        seed: Option<u64>,
    },
    /// Cuts the end off
    Truncate {
        /// The bytes that stay
        #[arg(long, value_parser = number::<u64>)]
        to: u64,
    },
    /// Exchanges two cells
    Swap {
        /// The one
        #[arg(value_parser = number::<u64>)]
        first: u64,
        /// The other
        #[arg(value_parser = number::<u64>)]
        second: u64,
    },
    /// Replaces cells by others, such as those of an older copy of the file
    Replace {
        /// The cells, such as `3`, or `3 4`
        #[arg(required = true, value_parser = number::<u64>)]
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
        let before = files::read(&path, MOST_SEALED)?;
        let mut after = before.clone();
        let told = self.how.apply(&mut after)?;
        let Some(out) = &self.out else {
            // Said first: what cannot be told is not done.
            files::say(format_args!("{}: {told}", path.display()))?;
            return files::rewrite(&path, &before, &after);
        };
        files::create(out, &after)?;
        files::say(format_args!("{}: {told}", out.display())).inspect_err(|_| {
            let _ = std::fs::remove_file(out);
        })
    }
}

impl How {
    /// Does it, and says what was done.
    fn apply(&self, bytes: &mut Vec<u8>) -> Result<String, Trouble> {
        match self {
            Self::Flip { random: Some(count), seed, .. } => {
                let bits = bytes.len().saturating_mul(8);
                if *count > bits {
                    return Err(Trouble::asked(format_args!("it has {bits} bits: not {count} to turn over")));
                }
                let seed = seed.unwrap_or(1);
                let (mut random, mut turned) = (Seeded(seed), BTreeSet::new());
                let mut told = format!("{count} random bits (seed {seed})");
                while turned.len() < *count {
                    let place = (random.below(bytes.len()), u8::try_from(random.below(8)).unwrap_or(0));
                    // Twice would be not at all.
                    if turned.insert(place) {
                        let _ = write!(told, "\n  {}", flip(bytes, place.0, place.1)?);
                    }
                }
                Ok(told)
            }
            Self::Flip { byte, cell, bit, .. } => {
                let byte = byte.unwrap_or(0);
                if cell.is_some() && byte >= CELL as u64 {
                    return Err(Trouble::asked(format_args!(
                        "a cell has {CELL} bytes: there is no byte {byte} in one"
                    )));
                }
                let at = cell.unwrap_or(0).checked_mul(CELL as u64).and_then(|begin| begin.checked_add(byte));
                flip(bytes, at.and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX), bit.unwrap_or(0))
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
                let mut other = from.as_deref().map(|from| files::read(from, MOST_SEALED)).transpose()?;
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

/// A bit of a byte.
fn bit(text: &str) -> Result<u8, String> {
    number(text).ok().filter(|bit| *bit < 8).ok_or_else(|| "the bits of a byte are 0 to 7".to_owned())
}

/// How many bits at random.
fn count(text: &str) -> Result<usize, String> {
    let count = number(text).ok().filter(|count| (1..=MOST_RANDOM).contains(count));
    count.ok_or_else(|| format!("a number from 1 to {MOST_RANDOM}"))
}

/// Two hexadecimal digits.
fn byte(text: &str) -> Result<u8, String> {
    let digits = Some(text).filter(|text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_hexdigit()));
    digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).ok_or_else(|| "two hexadecimal digits".to_owned())
}
