//! Proves the keep rules: the app is tapped through as it is and as R8 made it, and both must show and hand over the same.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::resources::Aapt;
use super::shrink::{Code, Form};
use crate::android::App;
use crate::archive;
use crate::project::Project;
use crate::say;
use crate::sh::{self, Out};

/// Taps through the app and writes down what it shows.
const WALK: &str = "app.almanac.BlackBoxKt";
/// JNA's own library for this machine, in JNA's jar.
const JNA: &str = "com/sun/jna/linux-x86-64/libjnidispatch.so";

/// One app in two forms.
#[derive(Debug)]
pub(crate) struct Alike<'a> {
    project: &'a Project,
    app: &'a App,
    code: Code,
    /// What the manifest names.
    manifest: PathBuf,
    /// What the app shows as it is.
    expected: String,
    /// The folder of JNA's library.
    jna: PathBuf,
}

impl<'a> Alike<'a> {
    /// Taps through the app as it is.
    pub(crate) fn new(project: &'a Project, app: &'a App) -> Result<Self> {
        let code = Code::gather(project, app)?;
        let manifest = Aapt::of(app.module()).link(project, app.module())?.rules;
        let library = project.work_file("apk/jna/libjnidispatch.so")?;
        fs::write(&library, archive::entry(&app.jar("jna-")?, JNA)?).context("JNA's library cannot be written")?;
        let jna = library.parent().unwrap_or(&project.work).to_owned();
        say::step("tapping through the app as it is");
        let expected = walk(project, app, "as-it-is")?;
        Ok(Self { project, app, code, manifest, expected, jna })
    }

    /// The same on the classes that R8 makes with these rules. An error says what went differently.
    pub(crate) fn prove(&self, rules: &Path) -> Result<()> {
        say::step("tapping through the app as R8 makes it");
        let rules = [rules.to_owned(), self.manifest.clone()];
        let shrunk = self.code.shrink(self.project, Form::Classes, &rules, &self.project.work.join("apk/classes"))?;
        let app = self.app.with_classes(&shrunk, self.jna.clone())?;
        differs(&self.expected, &walk(self.project, &app, "shrunk")?)
    }

    /// Takes each rule away in turn. Returns every rule with what then went differently; `None` is a rule that nothing needs.
    pub(crate) fn without_each(&self, rules: &Path) -> Result<Vec<(String, Option<String>)>> {
        let text = fs::read_to_string(rules).with_context(|| format!("{} cannot be read", rules.display()))?;
        let fewer = self.project.work_file("apk/fewer.pro")?;
        let mut found = Vec::new();
        for rule in text.lines().filter(|line| line.starts_with('-')) {
            let others: Vec<&str> = text.lines().filter(|line| *line != rule).collect();
            fs::write(&fewer, others.join("\n")).context("fewer rules cannot be written")?;
            let difference = self.prove(&fewer).err().map(|error| say::short(&format!("{error:#}"), 200));
            say::detail(format_args!("without {rule}: {}", difference.as_deref().unwrap_or("the same")));
            found.push((rule.to_owned(), difference));
        }
        Ok(found)
    }

    /// How many lines the walk wrote.
    pub(crate) fn lines(&self) -> usize {
        self.expected.lines().count()
    }
}

fn walk(project: &Project, app: &App, name: &str) -> Result<String> {
    let out = project.work_file(&format!("apk/{name}.txt"))?;
    let _ = fs::remove_file(&out);
    let mut command = app.command(WALK, &[OsStr::new("--out"), out.as_os_str()], false);
    let finished = sh::run(project, &format!("walk-{name}"), &mut command, Out::Logged, None)?;
    match fs::read_to_string(&out) {
        Ok(text) if finished.ok => Ok(text),
        _ => bail!("the walk did not come to its end: {}", trouble(&finished.out)),
    }
}

/// The first exception that a log tells of.
fn trouble(log: &str) -> String {
    let line = log.lines().find(|line| line.contains("Exception") || line.contains("Error"));
    say::short(line.unwrap_or("it says nothing"), 200)
}

fn differs(expected: &str, found: &str) -> Result<()> {
    let mut pairs = expected.lines().zip(found.lines());
    match pairs.find(|(expected, found)| expected != found) {
        Some((expected, found)) => bail!("`{}` instead of `{}`", say::short(found, 90), say::short(expected, 90)),
        None if expected.lines().count() != found.lines().count() => bail!("one of the two walks ended early"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_are_alike_only_line_by_line() {
        assert!(differs("a\nb\n", "a\nb\n").is_ok());
        assert_eq!(
            differs("a\nb\n", "a\nc\n").map_err(|error| error.to_string()),
            Err("`c` instead of `b`".to_owned())
        );
        assert!(differs("a\nb\n", "a\n").is_err());
        assert!(differs("a\n", "a\nb\n").is_err());
    }
}
