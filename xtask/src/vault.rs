//! Starts the tool for sealed files, which lives among the tests: it needs the core, and this tool builds in seconds without it.

use std::ffi::OsString;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context as _, Result};

use crate::cargo::{self, Built};
use crate::project::Project;

/// Builds the tool where it is not current, and hands everything over: arguments, folder, output, exit code.
pub(crate) fn run(project: &Project, arguments: &[OsString]) -> Result<ExitCode> {
    let mut command = cargo::command(project, &["build", "--package", "almanac-tests", "--bin", "vault-tool"]);
    command.args(["--message-format", "json-render-diagnostics"]);
    if project.root.join("target/debug/vault-tool").exists() {
        // Little to wait for: not a word. The first time Cargo says what it does, on the standard error.
        command.arg("--quiet");
    }
    let built = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().context("Cargo cannot be started")?;
    if !built.status.success() {
        return Ok(ExitCode::FAILURE);
    }
    let tool = Built::of(&String::from_utf8_lossy(&built.stdout)).file("vault-tool")?;
    let status = Command::new(tool).args(arguments).status().context("the tool cannot be started")?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
