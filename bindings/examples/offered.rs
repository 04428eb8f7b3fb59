//! Writes screens that no shell can come to in a test, as they cross the bindings: `offered FOLDER` makes `LANGUAGE-STATE.screen` of a pack
//! that is offered, and of one that is used. Both would have to be signed by the publisher's key; these are by the tests'.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use almanac_core::app::App;
use almanac_core::keeping::Ran;
use almanac_core::route::Route;
use almanac_core::screen::model::Screen;
use almanac_tests::look::{PHONE, TODAY, day};
use almanac_tests::pack::{keys, with_another_number};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("offered FOLDER")?);
    fs::create_dir_all(&folder)?;
    for language in ["en", "es"] {
        let nowhere = PathBuf::from("/nowhere");
        let mut app = App::open_trusting(keys(), &nowhere, &[language.to_owned()], day(TODAY), PHONE)?;
        app.run(&"pick-pack".parse()?, &[], b"")?;
        let picked = app.picked(Some(with_another_number()));
        finish(&mut app, picked);
        write(&folder, language, "offered", app.screen(&Route::Pack)?)?;
        let used = app.run(&"use-pack".parse()?, &[], b"")?;
        finish(&mut app, used);
        write(&folder, language, "used", app.screen(&Route::Pack)?)?;
    }
    Ok(())
}

fn finish(app: &mut App, ran: Ran) {
    if let Ran::Work(work) = ran {
        app.worked(work.run());
    }
}

fn write(folder: &Path, language: &str, state: &str, screen: Screen) -> Result<()> {
    let mut bytes = Vec::new();
    <Screen as uniffi::Lower<almanac_bindings::UniFfiTag>>::write(screen, &mut bytes);
    Ok(fs::write(folder.join(format!("{language}-{state}.screen")), bytes)?)
}
