//! Hands a command over to the publisher's tool, which this tool builds first.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use anyhow::Result;
use clap::Args;

use crate::project::Project;
use crate::setup::{self, Level};
use crate::{cargo, sh};

/// Words that the publisher's tool reads itself.
#[derive(Debug, Args)]
pub(crate) struct Passed {
    /// See `--help` of the command
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<OsString>,
}

impl Passed {
    /// Whether there are none.
    pub(crate) fn is_nothing(&self) -> bool {
        self.words.is_empty()
    }
}

/// Runs one group of its commands, in the folder that the person is in: the files that they name are from there.
pub(crate) fn run(project: &Project, group: &str, passed: &Passed) -> Result<ExitCode> {
    setup::ready(project, Level::Rust)?;
    let built = cargo::build(project, "publish-build", &["-p", "almanac-publish", "--bin", "almanac-publish"])?;
    let ok = sh::talk(Command::new(built.file("almanac-publish")?).arg(group).args(&passed.words), None)?;
    Ok(if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
