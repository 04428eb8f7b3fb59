//! Calls Maven on the Android side: without the network where it can, with it where it must.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::jdk::Jdk;
use crate::project::{self, Project};
use crate::say;
use crate::sh::{self, Finished, Out};

/// What Maven says when something is not in its local repository.
const MISSING: [&str; 4] = [
    "in offline mode",
    "has not been downloaded from it before",
    "Could not resolve dependencies",
    "Unresolveable build extension",
];

/// One call of Maven.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    /// Names the log, and what has been downloaded for it.
    pub(crate) log: &'a str,
    /// Phases, profiles, properties.
    pub(crate) arguments: Vec<OsString>,
    /// What is downloaded the first time, and about how much.
    pub(crate) downloads: &'a str,
}

impl Call<'_> {
    /// Runs it to its end, offline once it succeeded online with these build files.
    pub(crate) fn run(&self, project: &Project, jdk: &Jdk) -> Result<Finished> {
        let stamp = project.work_file(&format!("maven/{}.online", self.log))?;
        let poms = fingerprint_of_poms(project)?;
        if fs::read_to_string(&stamp).is_ok_and(|known| known == poms) {
            let finished = self.start(project, jdk, true)?;
            if finished.ok || !lacks_something(&finished) {
                return Ok(finished);
            }
            say::detail("Maven lacks something that it had before: once more, with the network");
        } else {
            say::detail(format_args!("Maven may download, the first time only: {}", self.downloads));
        }
        let finished = self.start(project, jdk, false)?;
        // Failed tests need nothing more from the network either.
        if finished.ok || finished.out.contains("Tests run:") {
            fs::write(&stamp, poms).context("a stamp cannot be written")?;
        }
        Ok(finished)
    }

    fn start(&self, project: &Project, jdk: &Jdk, offline: bool) -> Result<Finished> {
        let mut command = Command::new("mvn");
        command.args(["--batch-mode", "--no-transfer-progress", "-Dstyle.color=never"]);
        // A compiler daemon would stay behind for hours.
        command.arg("-Dkotlin.compiler.daemon=false");
        command.args(offline.then_some("--offline")).args(&self.arguments);
        command.current_dir(project.android()).env("JAVA_HOME", &jdk.home);
        sh::run(project, self.log, &mut command, Out::Logged, (!offline).then(local_repository).flatten().as_deref())
    }
}

/// A tool that is one jar, kept in this project's own folder. `name` is its file name.
pub(crate) fn tool(project: &Project, jdk: &Jdk, artifact: &str, name: &str, downloads: &str) -> Result<PathBuf> {
    let jar = project.work_file(&format!("tools/{name}"))?;
    if jar.exists() {
        return Ok(jar);
    }
    let folder = jar.parent().unwrap_or(&project.work);
    let goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy".into();
    let arguments =
        vec!["--non-recursive".into(), goal, property("artifact", artifact), property("outputDirectory", folder)];
    let finished = Call { log: "tools", arguments, downloads }.run(project, jdk)?;
    if !jar.exists() {
        sh::show_tail(project, &finished.log);
        bail!("{name} cannot be downloaded");
    }
    Ok(jar)
}

/// `-Dname=value`
pub(crate) fn property(name: &str, value: impl AsRef<std::ffi::OsStr>) -> OsString {
    let mut property = OsString::from(format!("-D{name}="));
    property.push(value);
    property
}

fn lacks_something(finished: &Finished) -> bool {
    MISSING.iter().any(|words| finished.out.contains(words))
}

/// Where Maven, and Robolectric through it, keep what they downloaded.
pub(crate) fn local_repository() -> Option<PathBuf> {
    env::home_dir().map(|home| home.join(".m2"))
}

/// Changes with any build file: another version may have to be downloaded.
fn fingerprint_of_poms(project: &Project) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in sources(project) {
        if path.ends_with("pom.xml") {
            fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?.hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// All files of the Android side that Maven builds from.
pub(crate) fn sources(project: &Project) -> Vec<PathBuf> {
    project::files_below(&project.android(), &|path: &Path| !path.ends_with("target"))
}
