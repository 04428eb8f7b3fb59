//! The long proof of content packs: `pack-evidence FILE SECONDS` turns over the bits of a pack of the whole content, one at a time, goes
//! on where FILE says that it was, for so long, and writes after each batch what has been done in all.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "a long run says where it is")]

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

use almanac_tests::pack::{flipped, with_another_number};
use almanac_tests::vault::share::on_every_core;
use serde_json::{Value, json};

const ROW: &str = "every bit of a pack of the whole content with one changed number, turned over";
/// Bits in one go: some seconds.
const BATCH: u64 = 8_192;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let file = arguments.next().ok_or("FILE SECONDS")?;
    let time = Duration::from_secs(arguments.next().ok_or("FILE SECONDS")?.parse()?);
    let begin = Instant::now();
    let pack = with_another_number();
    let mut row = begun(&pack, Path::new(&file));
    while row["holds"] == true && row["done"].as_u64() < row["aim"].as_u64() && begin.elapsed() < time {
        let (from, aim) = (row["done"].as_u64().unwrap_or(0), row["aim"].as_u64().unwrap_or(0));
        let batch = from..aim.min(from + BATCH);
        let bits = |part: std::ops::Range<u64>| part.filter_map(|bit| usize::try_from(bit).ok());
        let refused: Result<Vec<u64>, String> =
            on_every_core(&batch, |part| flipped(&pack, bits(part))).into_iter().collect();
        match refused {
            Ok(refused) => row["done"] = (from + refused.iter().sum::<u64>()).into(),
            Err(why) => (row["holds"], row["why"]) = (false.into(), why.into()),
        }
        fs::write(&file, row.to_string())?;
    }
    println!("{ROW}: {} of {} bits", row["done"], row["aim"]);
    fs::write(&file, row.to_string())?;
    Ok(())
}

/// What was done of this pack before. Another content is another pack, and begins anew; its signature tells them apart.
fn begun(pack: &[u8], file: &Path) -> Value {
    let pack_id = pack[pack.len() - 64..].iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    let before = fs::read_to_string(file).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
    before.filter(|row| row["pack"] == pack_id.as_str()).unwrap_or_else(|| {
        json!({
            "row": ROW, "pack": pack_id,
            "must_hold": "refused: not signed, or no pack", "unit": "bits", "aim": pack.len() * 8, "done": 0, "holds": true,
            "figures": {},
        })
    })
}
