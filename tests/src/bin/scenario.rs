//! Runs scenarios given from outside: `scenario FILE…`. Prints what did not hold; fails where something did not.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::process::ExitCode;

use almanac_tests::scenario::{Scenario, run};

fn main() -> ExitCode {
    let (mut passed, mut failed) = (0, 0);
    for file in std::env::args().skip(1) {
        let result = std::fs::read_to_string(&file)
            .map_err(|e| e.to_string())
            .and_then(|text| serde_json::from_str::<Scenario>(&text).map_err(|e| e.to_string()))
            .and_then(|scenario| run(&scenario).map_err(|failure| failure.to_string()));
        match result {
            Ok(()) => passed += 1,
            Err(why) => {
                failed += 1;
                println!("{file}: {why}");
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
