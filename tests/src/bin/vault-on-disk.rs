//! Does a trial on a file system under the kernel that it runs on: `vault-on-disk TRIAL`, JSON in and out. It needs `vault-writer` beside
//! itself, and is what the proofs run under a kernel of its own.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

use almanac_tests::vault::on_disk::Trial;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let trial = std::env::args().nth(1).ok_or("vault-on-disk TRIAL")?;
    let trial: Trial = serde_json::from_str(&trial)?;
    let writer = std::env::current_exe()?.with_file_name("vault-writer");
    println!("{}", serde_json::to_string(&trial.here(&writer))?);
    Ok(())
}
