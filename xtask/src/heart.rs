//! Waits for a program, and says from time to time that it lives: the time, what was downloaded, the newest line of its log.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::{project, say, sh};

/// How often a long step says that it lives.
const HEARTBEAT: Duration = Duration::from_secs(30);

/// Waits for the end. `growing` is a folder that grows while something is being downloaded.
pub(crate) fn wait(child: &mut Child, log: Option<&Path>, growing: Option<&Path>) -> Result<ExitStatus> {
    let begin = Instant::now();
    let before = growing.map_or(0, bytes_below);
    let mut next = HEARTBEAT;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        let time = begin.elapsed();
        if time >= next {
            next = time + HEARTBEAT;
            beat(time, log, growing.map_or(0, bytes_below).saturating_sub(before));
        }
        thread::sleep(if time < Duration::from_secs(2) {
            Duration::from_millis(10)
        } else {
            Duration::from_millis(100)
        });
    }
}

fn beat(time: Duration, log: Option<&Path>, grown: u64) {
    let mut words = say::clock(time);
    if grown > 0 {
        let _ = write!(words, ", {} downloaded", say::megabytes(grown));
    }
    let text = log.map(sh::read).unwrap_or_default();
    if let Some(line) = text.lines().rev().find(|line| !line.trim().is_empty()) {
        words.push_str(": ");
        words.push_str(&say::short(line.trim(), 90));
    }
    // A program that talks itself is not interrupted without news.
    if log.is_some() || grown > 0 {
        say::detail(words);
    }
}

fn bytes_below(folder: &Path) -> u64 {
    let files = project::files_below(folder, &|_| true);
    files.iter().filter_map(|file| fs::metadata(file).ok()).map(|file| file.len()).sum()
}
