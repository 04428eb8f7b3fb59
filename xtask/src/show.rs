//! Shows the app: in a window, as a walk with pictures, as a sheet of all screens.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::project::Project;
use crate::setup::{self, Level};
use crate::{android, say};

/// How to run the app.
#[derive(Debug, clap::Args)]
pub(crate) struct Run {
    /// Walk through the main journeys and write pictures, although there is a display
    #[arg(long)]
    tour: bool,
    /// Where the pictures of the walk go [default: out/tour]
    #[arg(long)]
    out: Option<PathBuf>,
    /// The reader's language, such as `es`
    #[arg(long, default_value = "en")]
    language: String,
    /// Dark colours
    #[arg(long)]
    dark: bool,
    /// A phone with nothing on it. What the window's last phone kept is deleted
    #[arg(long)]
    new_phone: bool,
}

/// How to draw the sheet.
#[derive(Debug, clap::Args)]
pub(crate) struct Sheet {
    /// Where the pictures go [default: out/sheet]
    #[arg(long)]
    out: Option<PathBuf>,
    /// The pictures for a store instead [default: android/fastlane/metadata/android]
    #[arg(long)]
    store: bool,
}

/// Opens the window, or walks.
pub(crate) fn run(project: &Project, options: &Run) -> Result<ExitCode> {
    let window = !options.tour && has_display();
    setup::ready(project, if window { Level::Window } else { Level::Android })?;
    let app = android::compile(project)?;
    let theme = if options.dark { "dark" } else { "light" };
    let mut arguments: Vec<&OsStr> = ["--language", &options.language, "--theme", theme].map(OsStr::new).to_vec();
    if window {
        let phone = folder(project, None, "out/phone")?;
        if options.new_phone {
            fs::remove_dir_all(&phone).with_context(|| format!("{} cannot be deleted", project.shown(&phone)))?;
        }
        arguments.extend([OsStr::new("--phone"), phone.as_os_str()]);
        say::step(format_args!("the window: close it to end; its phone is kept in {}", project.shown(&phone)));
        app.start("app.almanac.PreviewKt", &arguments, true)?;
    } else {
        let out = folder(project, options.out.as_deref(), "out/tour")?;
        say::step("a walk through the app");
        arguments.extend([OsStr::new("--out"), out.as_os_str()]);
        app.start("app.almanac.TourKt", &arguments, false)?;
        say::step(format_args!("{} pictures in {}", pictures(&out), project.shown(&out)));
    }
    Ok(ExitCode::SUCCESS)
}

/// Draws all screens.
pub(crate) fn sheet(project: &Project, options: &Sheet) -> Result<ExitCode> {
    setup::ready(project, Level::Android)?;
    let app = android::compile(project)?;
    let (class, usual) = if options.store {
        ("app.almanac.StorePicturesKt", "android/fastlane/metadata/android")
    } else {
        ("app.almanac.ContactSheetKt", "out/sheet")
    };
    let out = folder(project, options.out.as_deref(), usual)?;
    say::step(if options.store { "pictures for a store" } else { "pictures of all screens" });
    app.start(class, &[OsStr::new("--out"), out.as_os_str()], false)?;
    say::step(format_args!("{} pictures in {}", pictures(&out), project.shown(&out)));
    Ok(ExitCode::SUCCESS)
}

/// A folder named from where the person stands, or the usual one, existing and absolute.
fn folder(project: &Project, wanted: Option<&Path>, usual: &str) -> Result<PathBuf> {
    let path = wanted.map_or_else(|| project.root.join(usual), Path::to_owned);
    fs::create_dir_all(&path).with_context(|| format!("{} cannot be made", path.display()))?;
    path.canonicalize().with_context(|| format!("{} cannot be found", path.display()))
}

/// Java's windows speak X; a desktop with Wayland alone has none for them.
fn has_display() -> bool {
    let has = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    if has("DISPLAY") {
        return true;
    }
    say::detail(if has("WAYLAND_DISPLAY") {
        "Wayland without X (DISPLAY is not set): Java has no window for it, so the app is walked through instead"
    } else {
        "no display: the app is walked through instead"
    });
    false
}

fn pictures(folder: &Path) -> usize {
    let files = crate::project::files_below(folder, &|_| true);
    files.iter().filter(|file| file.extension().is_some_and(|end| end == "png")).count()
}
