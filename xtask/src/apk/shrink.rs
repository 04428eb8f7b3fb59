//! The code, made small by R8 in full mode: as the phone runs it, or as classes that this machine runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::phone::OLDEST;
use crate::android::App;
use crate::archive;
use crate::maven;
use crate::project::Project;
use crate::sh::{self, Out};

/// The version of R8.
const R8: &str = "9.5.28";

/// What R8 works on.
#[derive(Debug)]
pub(crate) struct Code {
    r8: PathBuf,
    java: PathBuf,
    java_home: PathBuf,
    /// The app, the bindings, Kotlin's library, JNA.
    program: Vec<PathBuf>,
    framework: PathBuf,
    /// JNA's Android archive.
    pub(super) jna: PathBuf,
}

/// What R8 makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `classes.dex`
    Dex,
    /// `shrunk.jar`
    Classes,
}

impl Code {
    /// Gathers it. What a phone cannot use is not in it: JNA comes from its Android archive.
    pub(crate) fn gather(project: &Project, app: &App) -> Result<Self> {
        let jdk = app.jdk();
        let r8 =
            maven::tool(project, jdk, &format!("com.android.tools:r8:{R8}"), &format!("r8-{R8}.jar"), "R8, 21 MB")?;
        let jna = jna(project, app)?;
        let jna_classes = project.work_file("apk/jna.jar")?;
        fs::write(&jna_classes, archive::entry(&jna, "classes.jar")?).context("JNA's classes cannot be written")?;
        let program = vec![
            archive::jar(&app.module().join("target/classes"), &project.work_file("apk/app.jar")?)?,
            archive::jar(&project.android().join("bindings/target/classes"), &project.work_file("apk/bindings.jar")?)?,
            app.jar("kotlin-stdlib-")?,
            app.jar("annotations-13.")?,
            jna_classes,
        ];
        let (java, java_home) = (jdk.java(), jdk.home.clone());
        Ok(Self { r8, java, java_home, program, framework: app.jar("android-all-")?, jna })
    }

    /// Runs it to its end with these files of rules. `out` is a folder, which is emptied first.
    pub(crate) fn shrink(&self, project: &Project, form: Form, rules: &[PathBuf], out: &Path) -> Result<PathBuf> {
        let _ = fs::remove_dir_all(out);
        fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
        let mut command = Command::new(&self.java);
        command.arg("-cp").arg(&self.r8).args(["com.android.tools.r8.R8", "--release", "--no-data-resources"]);
        // The framework's jar leaves Java's own classes out.
        command.arg("--lib").arg(&self.java_home).arg("--lib").arg(&self.framework);
        for file in rules {
            command.arg("--pg-conf").arg(file);
        }
        command.arg("--pg-map-output").arg(out.join("names.txt"));
        let made = match form {
            Form::Dex => {
                command.args(["--min-api", &OLDEST.to_string()]).arg("--output").arg(out);
                out.join("classes.dex")
            }
            Form::Classes => {
                let jar = out.join("shrunk.jar");
                command.arg("--classfile").arg("--output").arg(&jar);
                jar
            }
        };
        sh::must(project, "r8", command.args(&self.program), Out::Logged)?;
        Ok(made)
    }
}

/// The rules that the project keeps by hand.
pub(crate) fn rules(app: &App) -> PathBuf {
    app.module().join("keep.pro")
}

/// In the version that the app is compiled with.
fn jna(project: &Project, app: &App) -> Result<PathBuf> {
    let jar = app.jar("jna-")?;
    let version = jar.file_stem().unwrap_or_default().to_string_lossy().replace("jna-", "");
    let artifact = format!("net.java.dev.jna:jna:{version}:aar");
    maven::tool(project, app.jdk(), &artifact, &format!("jna-{version}.aar"), "JNA for Android, 0.5 MB")
}
