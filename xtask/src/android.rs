//! The Android app on this machine: compiled by Maven, started by plain `java`.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::jdk::{self, Jdk};
use crate::maven::{self, Call};
use crate::project::{self, Project};
use crate::{bindings, say, sh};

/// What the first build downloads.
const DOWNLOADS: &str = "Kotlin, the Android framework and its test runtime, about 0.7 GB";

/// The Android version that the mains run on: the newest that Java 17 runs.
const SDK: &str = "-Drobolectric.enabledSdks=35";
/// How the name of its framework begins, as Robolectric prepares it.
const RUNTIME: &str = "android-all-instrumented-15-";

/// Everything that a `main` of the app's test sources needs.
#[derive(Debug, Clone)]
pub(crate) struct App {
    jdk: Jdk,
    library: PathBuf,
    module: PathBuf,
    class_path: String,
    /// Where JNA's own library is, for classes of JNA that do not bring it.
    jna: Option<PathBuf>,
}

/// Builds the library, the bindings and the app.
pub(crate) fn compile(project: &Project) -> Result<App> {
    let library = bindings::kotlin(project)?;
    let jdk = jdk()?;
    let module = project.android().join("app");
    let class_path = module.join("target/classpath.txt");
    say::step("the Android app, compiled for this machine");
    let stamp = project.work_file("maven/compiled")?;
    if !class_path.exists() || !project::is_newer_than(&stamp, &maven::sources(project)) {
        let _ = fs::remove_file(&stamp);
        let arguments = vec!["process-test-classes".into(), maven::property("almanac.library", &library)];
        let finished = Call { log: "android-compile", arguments, downloads: DOWNLOADS }.run(project, &jdk)?;
        if !finished.ok {
            sh::show_tail(project, &finished.log);
            bail!("the Android app does not compile");
        }
        fs::write(&stamp, "").context("a stamp cannot be written")?;
    }
    let class_path =
        fs::read_to_string(&class_path).with_context(|| format!("{} cannot be read", class_path.display()))?;
    Ok(App { jdk, library, module, class_path: class_path.trim().to_owned(), jna: None })
}

/// The kit to build with.
pub(crate) fn jdk() -> Result<Jdk> {
    jdk::all().into_iter().next().context("no Java development kit was found")
}

impl App {
    /// The same app on another library.
    pub(crate) fn with_library(self, library: PathBuf) -> Self {
        Self { library, ..self }
    }

    /// The same app with these classes in place of its own, the bindings' and JNA's. `jna` is the folder of JNA's library.
    pub(crate) fn with_classes(&self, classes: &Path, jna: PathBuf) -> Result<Self> {
        let classes = classes.to_str().context("the project's folder has a name that Java cannot be told")?;
        let replaced =
            |entry: &&str| entry.ends_with("/app/target/classes") || entry.ends_with("/bindings/target/classes");
        let is_jna =
            |entry: &&str| Path::new(entry).file_name().is_some_and(|name| name.to_string_lossy().starts_with("jna-"));
        let others = self.class_path.split(':').filter(|entry| !replaced(entry) && !is_jna(entry));
        let class_path = std::iter::once(classes).chain(others).collect::<Vec<_>>().join(":");
        Ok(Self { class_path, jna: Some(jna), ..self.clone() })
    }

    /// The kit that it was built with.
    pub(crate) fn jdk(&self) -> &Jdk {
        &self.jdk
    }

    /// The folder of its module.
    pub(crate) fn module(&self) -> &Path {
        &self.module
    }

    /// The jar on its class path whose name begins so.
    pub(crate) fn jar(&self, name: &str) -> Result<PathBuf> {
        let mut jars = self.class_path.split(':').map(PathBuf::from);
        let named = |jar: &PathBuf| jar.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name));
        jars.find(named).with_context(|| format!("no {name}*.jar is on the class path"))
    }

    /// Whether its test sources have such a class.
    pub(crate) fn has(&self, class: &str) -> bool {
        self.module.join("target/test-classes").join(class.replace('.', "/")).with_extension("class").exists()
    }

    /// Starts a `main`, which talks to the person itself. `windows` asks for a Java that can open them.
    pub(crate) fn start(&self, class: &str, arguments: &[&OsStr], windows: bool) -> Result<()> {
        let growing = maven::local_repository().filter(|repository| !has_runtime(repository));
        if growing.is_some() {
            say::detail("the first time only, Robolectric downloads the Android framework that it runs: about 200 MB");
        }
        if !sh::talk(&mut self.command(class, arguments, windows), growing.as_deref())? {
            bail!("{class} failed");
        }
        Ok(())
    }

    /// Starting a `main`.
    pub(crate) fn command(&self, class: &str, arguments: &[&OsStr], windows: bool) -> Command {
        let all = jdk::all();
        let with_windows = all.iter().find(|jdk| jdk.has_windows()).filter(|_| windows);
        let jdk = with_windows.unwrap_or(&self.jdk);
        let mut command = Command::new(jdk.java());
        // Starts in half the time; none of these runs long enough to need the better compiler.
        command.args(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", SDK]).args(java_arguments(jdk));
        command.arg(maven::property("jna.library.path", &self.library));
        command.args(self.jna.as_ref().map(|folder| maven::property("jna.boot.library.path", folder)));
        command.arg("-cp").arg(&self.class_path).arg(class).args(arguments).current_dir(&self.module);
        command
    }
}

/// Whether the Android version that the mains run on was downloaded.
fn has_runtime(repository: &Path) -> bool {
    let folder = repository.join("repository/org/robolectric/android-all-instrumented");
    let jars = project::files_below(&folder, &|_| true);
    jars.iter().filter_map(|jar| jar.file_name()?.to_str()).any(|jar| jar.starts_with(RUNTIME) && jar.ends_with("jar"))
}

/// What Robolectric needs of newer Javas to reach into them.
pub(crate) fn java_arguments(jdk: &Jdk) -> &'static [&'static str] {
    if jdk.version < jdk::OLDEST_FOR_SDK_36 {
        return &[];
    }
    &[
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-exports=java.base/jdk.internal.access=ALL-UNNAMED",
    ]
}
