//! Runs scenarios given from outside: `scenario [--screens OUT] FILE…`. Prints what did not hold; fails where something did not.
//! What was seen is written to `OUT`, in the form of docs/scenarios.md.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::path::Path;
use std::process::ExitCode;

use almanac_tests::scenario::{Scenario, screens};

fn main() -> ExitCode {
    let (mut passed, mut failed, mut seen) = (0, 0, String::new());
    let mut arguments = std::env::args().skip(1).peekable();
    let out = arguments.next_if(|first| first == "--screens").and_then(|_| arguments.next());
    for file in arguments {
        let name = Path::new(&file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let result = std::fs::read_to_string(&file)
            .map_err(|e| e.to_string())
            .and_then(|text| serde_json::from_str::<Scenario>(&text).map_err(|e| e.to_string()))
            .and_then(|scenario| screens(&name, &scenario).map_err(|failure| failure.to_string()));
        match result {
            Ok(lines) => {
                passed += 1;
                seen.push_str(&lines);
            }
            Err(why) => {
                failed += 1;
                println!("{file}: {why}");
            }
        }
    }
    if let Some(out) = out
        && let Err(why) = std::fs::write(&out, seen)
    {
        failed += 1;
        println!("{out}: {why}");
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
