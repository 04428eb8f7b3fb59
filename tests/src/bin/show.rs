//! Prints screens as plain text: `show [--language TAG] ROUTE…`
#![forbid(unsafe_code)]

use std::error::Error;
use std::io::{self, Write as _};
use std::path::Path;

use almanac_core::app::App;
use almanac_core::content::date::Date;
use almanac_core::route::Route;
use almanac_tests::{look::PHONE, plain};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut language = "en".to_owned();
    if arguments.first().is_some_and(|a| a == "--language") && arguments.len() > 1 {
        language = arguments.remove(1);
        arguments.remove(0);
    }
    let today = Date::parse("2026-11-25").ok_or("a date")?.to_day();
    let mut app = App::open(Path::new(""), &[language], today, PHONE)?;
    for route in &arguments {
        writeln!(io::stdout(), "{}", plain::text(&app.screen(&Route::parse(route)?)?))?;
    }
    Ok(())
}
