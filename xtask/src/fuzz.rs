//! Fuzzing by cargo-fuzz, which needs a nightly toolchain: the crate in `fuzz/`, one target after the other.

use std::time::Duration;

use anyhow::Result;

use crate::project::Project;
use crate::sh::{self, Out};
use crate::{cargo, say};

/// A program in `fuzz/fuzz_targets`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// How long its inputs are at most: much longer ones find little more, and slowly.
    longest: u32,
    /// The most memory that the whole process may hold, in MiB.
    memory: u32,
}

/// Those of the sealed file. They stretch passphrases, and the fuzzer counts for itself too.
pub(crate) const VAULT: [Target; 4] = [
    Target { name: "file", longest: 65_536, memory: 2_048 },
    Target { name: "image", longest: 65_536, memory: 2_048 },
    Target { name: "import", longest: 65_536, memory: 2_048 },
    Target { name: "form", longest: 65_536, memory: 2_048 },
];
/// The version of cargo-fuzz that is installed where there is none.
const CARGO_FUZZ: &str = "0.13.2";

/// That of content packs. It holds each input to 64 MiB by itself: the sanitizer's own memory is not the core's.
pub(crate) const PACK: Target = Target { name: "pack", longest: 65_536, memory: 2_048 };

/// What came of it.
#[derive(Debug)]
pub(crate) enum Answer {
    /// Why nothing was done.
    Skipped(String),
    /// So many inputs, and the first that brought a program down.
    Ran { crash: Option<String>, executions: u64 },
}

/// Runs a target for this long.
pub(crate) fn target(project: &Project, target: Target, time: Duration) -> Result<Answer> {
    let name = target.name;
    if let Some(why) = missing(project)? {
        return Ok(Answer::Skipped(why));
    }
    let root = tools(project);
    let mut command = cargo::on_nightly(project, root.join("bin/cargo-fuzz"));
    command.args(["fuzz", "run", name, "--target-dir", "target/fuzz", "--"]);
    command.arg(format!("-max_total_time={}", time.as_secs())).arg("-timeout=20");
    command.arg(format!("-rss_limit_mb={}", target.memory)).arg(format!("-max_len={}", target.longest));
    let finished = sh::run(project, &format!("fuzz-{name}"), &mut command, Out::Logged, None)?;
    let text = sh::read(&finished.log);
    let executions = text.lines().rev().find_map(executions).unwrap_or_default();
    let crash = (!finished.ok).then(|| {
        sh::show_tail(project, &finished.log);
        let line =
            text.lines().find(|line| line.contains("panicked at") || line.starts_with("==") && line.contains("ERROR"));
        say::short(line.unwrap_or("it does not build, or ended without words"), 200)
    });
    Ok(Answer::Ran { crash, executions })
}

/// What stands in the way, if anything does. Installs cargo-fuzz where only that is missing.
fn missing(project: &Project) -> Result<Option<String>> {
    if sh::ask("cargo", &["+nightly", "--version"]).is_none() {
        return Ok(Some("no nightly toolchain (rustup toolchain install nightly)".to_owned()));
    }
    if sh::ask("c++", &["--version"]).is_none() {
        return Ok(Some("no C++ compiler (apt-get install g++)".to_owned()));
    }
    let root = tools(project);
    if root.join("bin/cargo-fuzz").exists() {
        return Ok(None);
    }
    say::detail("installing cargo-fuzz, once");
    let mut install =
        cargo::command(project, &["install", "cargo-fuzz", "--version", CARGO_FUZZ, "--locked", "--root"]);
    let installed = sh::run(project, "cargo-fuzz", install.arg(&root), Out::Logged, None)?;
    Ok((!installed.ok).then(|| format!("cargo-fuzz {CARGO_FUZZ} cannot be installed")))
}

fn tools(project: &Project) -> std::path::PathBuf {
    project.work.join("tools")
}

/// `#12345 DONE …`, `stat::…` and the like: the number of inputs so far.
fn executions(line: &str) -> Option<u64> {
    line.strip_prefix('#')?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::executions;

    #[test]
    fn the_number_of_inputs_is_read() {
        assert_eq!(executions("#1048576\tpulse  cov: 1 ft: 1 corp: 1/1b exec/s: 262144"), Some(1_048_576));
        assert_eq!(executions("Done 12 runs"), None);
    }
}
