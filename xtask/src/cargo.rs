//! Calls Cargo, and reads from it where its results are.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::project::Project;
use crate::sh::{self, Out};

/// Cargo, in the project.
pub(crate) fn command(project: &Project, arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(&project.root).env("CARGO_TERM_COLOR", "never");
    command
}

/// A program of Cargo's, in the project, on the nightly toolchain: not on the one that this tool was started by, which plain `cargo`
/// would be called from.
pub(crate) fn on_nightly(project: &Project, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&project.root).env("CARGO_TERM_COLOR", "never");
    command.env("RUSTUP_TOOLCHAIN", "nightly").env_remove("CARGO").env_remove("RUSTC");
    command
}

/// The files that a build made.
#[derive(Debug)]
pub(crate) struct Built(Vec<PathBuf>);

impl Built {
    /// The files named in Cargo's messages.
    pub(crate) fn of(messages: &str) -> Self {
        Self(artifacts(messages))
    }

    /// The one with this file name.
    pub(crate) fn file(&self, name: &str) -> Result<PathBuf> {
        let found = self.0.iter().find(|path| path.file_name().is_some_and(|file| file == name));
        found.cloned().with_context(|| format!("Cargo did not build {name}"))
    }
}

/// Builds, with the arguments of `cargo build`.
pub(crate) fn build(project: &Project, log: &str, arguments: &[&str]) -> Result<Built> {
    let mut command = command(project, &["build", "--message-format", "json-render-diagnostics"]);
    let finished = sh::must(project, log, command.args(arguments), Out::Apart)?;
    Ok(Built::of(&finished.out))
}

/// Builds for others: nothing in it names this machine's folders, so that every folder gives the same bytes.
pub(crate) fn build_for_others(
    project: &Project,
    log: &str,
    arguments: &[&str],
    environment: &[(String, OsString)],
) -> Result<Built> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let home = home.context("Cargo's folder cannot be found")?;
    let flags = [
        format!("--remap-path-prefix={}=/almanac", project.root.display()),
        format!("--remap-path-prefix={}=/cargo", home.display()),
        "-Clink-arg=-Wl,--build-id=none".to_owned(),
    ];
    // By `--config`, because the environment's flags would replace those of .cargo/config.toml; in a folder of their own,
    // because other flags build everything anew.
    let flags = format!("target.'cfg(all())'.rustflags={}", Value::from(flags.to_vec()));
    let options =
        ["--config", &flags, "--target-dir", "target/for-others", "--message-format", "json-render-diagnostics"];
    let mut command = command(project, &["build"]);
    command.args(options).args(arguments).envs(environment.iter().map(|(name, value)| (name, value)));
    let finished = sh::must(project, log, &mut command, Out::Apart)?;
    Ok(Built::of(&finished.out))
}

/// Brings the sources of all crates here, those of other platforms too: a build leaves out what it does not compile, and
/// `cargo metadata` without the network then fails.
pub(crate) fn fetch(project: &Project) -> Result<()> {
    let mut offline = command(project, &["fetch", "--locked", "--offline"]);
    if sh::run(project, "fetch", &mut offline, Out::Logged, None)?.ok {
        return Ok(());
    }
    sh::must(project, "fetch", &mut command(project, &["fetch", "--locked"]), Out::Logged).map(|_| ())
}

fn artifacts(messages: &str) -> Vec<PathBuf> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let made = messages.filter(|message| message["reason"] == "compiler-artifact");
    made.flat_map(|message| {
        let mut files: Vec<PathBuf> = message["filenames"].as_array().into_iter().flatten().filter_map(path).collect();
        files.extend(path(&message["executable"]));
        files
    })
    .collect()
}

fn path(value: &Value) -> Option<PathBuf> {
    value.as_str().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn artifacts_are_found_among_other_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","filenames":["/t/libx.rlib","/t/libx.so"],"executable":null}"#,
            "\nnot json\n",
            r#"{"reason":"build-script-executed","filenames":["/t/no"]}"#,
            "\n",
            r#"{"reason":"compiler-artifact","filenames":[],"executable":"/t/bindgen"}"#,
        );
        let built = Built::of(messages);
        assert_eq!(built.file("libx.so").ok(), Some(PathBuf::from("/t/libx.so")));
        assert_eq!(built.file("bindgen").ok(), Some(PathBuf::from("/t/bindgen")));
        assert!(built.file("no").is_err());
    }
}
