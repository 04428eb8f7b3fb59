//! `apk`: the Android package. Shrunk, linked, aligned, signed, then looked at: what it must keep to, and a report about it.
//!
//! [`phone`] builds the core for phones, [`shrink`] the code, [`resources`] the manifest and pictures, [`crate::archive`] puts them together,
//! [`sign`] aligns and signs, [`inspect`] reads the result, [`parts`] lists what of others is in it, [`report`] judges and tells.
//! [`alike`] proves that what the shrinker made is still the same app, [`twice`] that every folder gives the same bytes.

mod alike;
mod inspect;
mod parts;
mod phone;
mod report;
mod resources;
mod shrink;
mod sign;
mod twice;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use self::alike::Alike;
use self::report::Report;
use self::resources::Aapt;
use self::shrink::{Code, Form};
use self::sign::Key;
pub(crate) use self::twice::{from_two_folders, parts as parts_to_compare};
use crate::android::{self, App};
use crate::archive::{Archive, Kept};
use crate::project::Project;
use crate::say;
use crate::setup::{self, Level};

/// How to build the package.
#[derive(Debug, clap::Args)]
pub(crate) struct Apk {
    /// The key to sign with, a keystore; its password is read from `ALMANAC_KEYSTORE_PASSWORD` [default: `ALMANAC_KEYSTORE`,
    /// else a key that is made for this package and thrown away]
    #[arg(long)]
    keystore: Option<PathBuf>,
    /// The name of the key in the keystore [default: `ALMANAC_KEY_ALIAS`, else the only one]
    #[arg(long)]
    key_alias: Option<String>,
    /// Where the package, its report and its bill of materials go [default: out/apk]
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Builds, signs, looks, reports. Fails when the package breaks a rule.
pub(crate) fn apk(project: &Project, options: &Apk) -> Result<ExitCode> {
    let key = Key::choose(options.keystore.as_deref(), options.key_alias.as_deref())?;
    setup::ready(project, Level::Package)?;
    let app = android::compile(project)?;
    let unsigned = unsigned(project, &app)?;

    say::step("signing, and a look at what came out");
    let out = options.out.clone().unwrap_or_else(|| project.root.join("out/apk"));
    fs::create_dir_all(&out).with_context(|| format!("{} cannot be made", out.display()))?;
    let package = out.join("almanac.apk");
    sign::sign(project, app.jdk(), &key, &unsigned, &package)?;
    let found = inspect::package(&Aapt::of(app.module()), &package)?;
    let parts = parts::all(project, &app)?;
    let sha256 = parts::sha256(&fs::read(&package)?);
    let report = Report { found: &found, parts: &parts, sha256: &sha256, key_was_given: key != Key::ThrownAway };
    write(&out.join("report.json"), &format!("{:#}\n", report.json()))?;
    write(&out.join("report.md"), &report.markdown())?;
    let bill = parts::bill(&parts, found.manifest.attribute("versionName"));
    write(&out.join("almanac.cdx.json"), &format!("{bill:#}\n"))?;

    for check in report.checks() {
        say::detail(format_args!("{} {}: {}", if check.holds { "ok    " } else { "BROKEN" }, check.what, check.found));
    }
    say::step(format_args!(
        "{}: {} bytes; report.md and almanac.cdx.json beside it",
        project.shown(&package),
        found.bytes
    ));
    say::line(report.verdict());
    let holds = report.checks().iter().all(|check| check.holds);
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Everything up to the signature, aligned: the same bytes from the same sources, in whatever folder.
pub(crate) fn unsigned(project: &Project, app: &App) -> Result<PathBuf> {
    let code = Code::gather(project, app)?;
    let libraries = match phone::Ndk::find()? {
        Some(ndk) => phone::libraries(project, &ndk, &code.jna)?,
        None => vec![],
    };
    say::step("resources, and the code made small");
    let linked = Aapt::of(app.module()).link(project, app.module())?;
    let rules = [shrink::rules(app), linked.rules];
    let dex = code.shrink(project, Form::Dex, &rules, &project.work.join("apk/dex"))?;

    let mut archive = Archive::new(&project.work_file("apk/together.apk")?)?;
    archive.copy(&linked.package)?;
    archive.add("classes.dex", &fs::read(&dex)?, Kept::Deflated)?;
    for library in &libraries {
        archive.add(&library.name, &library.bytes, Kept::Stored)?;
    }
    let package = project.work_file("apk/unsigned.apk")?;
    sign::align(project, &archive.finish()?, &package)?;
    Ok(package)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

/// Proves that what R8 makes is still the same app. Returns how many lines of what it shows were compared.
pub(crate) fn prove_rules(project: &Project) -> Result<usize> {
    let app = android::compile(project)?;
    let alike = Alike::new(project, &app)?;
    alike.prove(&shrink::rules(&app))?;
    Ok(alike.lines())
}

/// Takes each keep rule away. Returns every rule with what then goes differently.
pub(crate) fn without_each_rule(project: &Project, app: &App) -> Result<Vec<(String, Option<String>)>> {
    Alike::new(project, app)?.without_each(&shrink::rules(app))
}
