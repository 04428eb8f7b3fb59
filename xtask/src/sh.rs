//! Runs other programs: their output goes to a log, whose part about the trouble is shown when they fail.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::project::Project;
use crate::{heart, say};

/// How many lines of a log are shown when its program failed.
const TAIL: usize = 40;
/// How a line begins where trouble does: of compilers, Maven, and the tests in Rust.
const TROUBLE: [&str; 5] = ["error", "[ERROR]", "failures:", "---- ", "thread '"];

/// A program that ended.
#[derive(Debug)]
pub(crate) struct Finished {
    /// Whether it said that all went well.
    pub(crate) ok: bool,
    /// Where its output is.
    pub(crate) log: PathBuf,
    /// Its standard output.
    pub(crate) out: String,
}

/// Where standard output goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Out {
    /// Into the log, among the errors.
    Logged,
    /// Into a file of its own, to be parsed.
    Apart,
}

/// Runs a program to its end. `log` names its log file, `growing` a folder whose growth shows that something is being downloaded.
pub(crate) fn run(
    project: &Project,
    log: &str,
    command: &mut Command,
    out: Out,
    growing: Option<&Path>,
) -> Result<Finished> {
    let log = project.root.join("target/xtask-logs").join(format!("{log}.log"));
    fs::create_dir_all(log.parent().unwrap_or(&project.root)).context("target/xtask-logs cannot be made")?;
    let errors = File::create(&log).with_context(|| format!("{} cannot be written", log.display()))?;
    let (out_path, output) = match out {
        Out::Logged => (log.clone(), errors.try_clone()?),
        Out::Apart => {
            let path = log.with_extension("out");
            (path.clone(), File::create(path)?)
        }
    };
    let mut child =
        command.stdin(Stdio::null()).stdout(output).stderr(errors).spawn().with_context(|| cannot_start(command))?;
    let status = heart::wait(&mut child, Some(&log), growing)?;
    let out = String::from_utf8_lossy(&fs::read(out_path)?).into_owned();
    Ok(Finished { ok: status.success(), log, out })
}

/// Like [`run`], but a failure of the program is an error, with the end of its log already shown.
pub(crate) fn must(project: &Project, log: &str, command: &mut Command, out: Out) -> Result<Finished> {
    let finished = run(project, log, command, out, None)?;
    if !finished.ok {
        show_tail(project, &finished.log);
        bail!("`{}` failed", name(command));
    }
    Ok(finished)
}

/// Runs a program that talks to the person itself: a window, a tour, a measurement. Says whether all went well. `growing` as for [`run`].
pub(crate) fn talk(command: &mut Command, growing: Option<&Path>) -> Result<bool> {
    let mut child = command.stdin(Stdio::null()).spawn().with_context(|| cannot_start(command))?;
    Ok(heart::wait(&mut child, None, growing)?.success())
}

/// What a short program prints, where it can be run and says that all went well.
pub(crate) fn ask(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    let text = [output.stdout, output.stderr].concat();
    output.status.success().then(|| String::from_utf8_lossy(&text).into_owned())
}

/// Shows what matters of a log: from the first trouble on, else its end.
pub(crate) fn show_tail(project: &Project, log: &Path) {
    let text = read(log);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let trouble = lines.iter().position(|line| TROUBLE.iter().any(|words| line.starts_with(words)));
    let end = lines.len().saturating_sub(TAIL);
    say::detail(format_args!("from {}:", project.shown(log)));
    for line in lines.iter().skip(trouble.unwrap_or(end)).take(TAIL) {
        say::line(format_args!("    | {}", say::short(line, 300)));
    }
}

/// A log, without what colours it.
pub(crate) fn read(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, after)| after));
    }
    plain
}

/// The program without its folder, and its arguments.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words: Vec<_> = std::iter::once(program).chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!("{} cannot be started", command.get_program().to_string_lossy())
}
