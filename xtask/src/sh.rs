//! Runs other programs: their output goes to a log, a line says from time to time that they live, their end is shown when they fail.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::project::Project;
use crate::say;

/// How often a long step says that it lives.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// How many lines of a log are shown when its program failed.
const TAIL: usize = 40;

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
    let log = project
        .root
        .join("target/xtask-logs")
        .join(format!("{log}.log"));
    fs::create_dir_all(log.parent().unwrap_or(&project.root))
        .context("target/xtask-logs cannot be made")?;
    let errors =
        File::create(&log).with_context(|| format!("{} cannot be written", log.display()))?;
    let (out_path, output) = match out {
        Out::Logged => (log.clone(), errors.try_clone()?),
        Out::Apart => {
            let path = log.with_extension("out");
            (path.clone(), File::create(path)?)
        }
    };
    let begin = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(output)
        .stderr(errors)
        .spawn()
        .with_context(|| cannot_start(command))?;
    let mut heart = Heart::new(&log, growing);
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        heart.beat(begin.elapsed());
        thread::sleep(Duration::from_millis(if begin.elapsed().as_secs() < 2 {
            10
        } else {
            100
        }));
    };
    let out = String::from_utf8_lossy(&fs::read(out_path)?).into_owned();
    Ok(Finished {
        ok: status.success(),
        log,
        out,
    })
}

/// Like [`run`], but a failure of the program is an error, with the end of its log already shown.
pub(crate) fn must(
    project: &Project,
    log: &str,
    command: &mut Command,
    out: Out,
) -> Result<Finished> {
    let finished = run(project, log, command, out, None)?;
    if !finished.ok {
        show_tail(project, &finished.log);
        bail!("`{}` failed", name(command));
    }
    Ok(finished)
}

/// Runs a program that talks to the person itself: a window, a tour, a measurement. Says whether all went well.
pub(crate) fn talk(command: &mut Command) -> Result<bool> {
    Ok(command
        .stdin(Stdio::null())
        .status()
        .with_context(|| cannot_start(command))?
        .success())
}

/// What a short program prints, where it can be run and says that all went well.
pub(crate) fn ask(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = [output.stdout, output.stderr].concat();
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&text).into_owned())
}

/// Shows the last lines of a log.
pub(crate) fn show_tail(project: &Project, log: &Path) {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    say::detail(format_args!("the end of {}:", project.shown(log)));
    for line in lines.iter().skip(lines.len().saturating_sub(TAIL)) {
        say::line(format_args!("    | {line}"));
    }
}

fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    words.join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!(
        "{} cannot be started",
        command.get_program().to_string_lossy()
    )
}

/// Says that a step lives: the time, what was downloaded, the newest line of its log.
struct Heart<'a> {
    log: &'a Path,
    growing: Option<(&'a Path, u64)>,
    next: Duration,
}

impl<'a> Heart<'a> {
    fn new(log: &'a Path, growing: Option<&'a Path>) -> Self {
        Self {
            log,
            growing: growing.map(|folder| (folder, bytes_below(folder))),
            next: HEARTBEAT,
        }
    }

    fn beat(&mut self, time: Duration) {
        if time < self.next {
            return;
        }
        self.next = time + HEARTBEAT;
        let mut words = say::clock(time);
        if let Some((folder, before)) = self.growing {
            let grown = bytes_below(folder).saturating_sub(before);
            if grown > 0 {
                let _ = write!(words, ", {} downloaded", say::megabytes(grown));
            }
        }
        let text = fs::read(self.log).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        if let Some(line) = text.lines().rev().find(|line| !line.trim().is_empty()) {
            words.push_str(": ");
            words.extend(line.trim().chars().filter(|c| !c.is_control()).take(90));
        }
        say::detail(words);
    }
}

fn bytes_below(folder: &Path) -> u64 {
    let files = crate::project::files_below(folder, &|_| true);
    files
        .iter()
        .filter_map(|file| fs::metadata(file).ok())
        .map(|file| file.len())
        .sum()
}
