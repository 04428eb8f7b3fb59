//! The manifest and the resources, compiled and linked for a phone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::phone::OLDEST;
use crate::project::Project;
use crate::sh::{self, Out};

/// The Android that the app is made for.
const TARGET: u32 = 36;

/// The resource compiler, and the framework that it links against: Maven unpacked both for the tests.
#[derive(Debug)]
pub(super) struct Aapt {
    program: PathBuf,
    framework: PathBuf,
}

/// What linking gives.
#[derive(Debug)]
pub(super) struct Linked {
    /// A package without code.
    pub(super) package: PathBuf,
    /// What the shrinker must keep because the manifest names it.
    pub(super) rules: PathBuf,
}

impl Aapt {
    /// The one of the app's module.
    pub(super) fn of(module: &Path) -> Self {
        let tools = module.join("target/tools/prebuilt");
        Self { program: tools.join("linux/aapt2"), framework: tools.join("android-framework.jar") }
    }

    /// Compiles and links. Without pseudo-locales: those are for tests.
    pub(super) fn link(&self, project: &Project, module: &Path) -> Result<Linked> {
        let source = module.join("src/main");
        let compiled = project.work_file("apk/resources.zip")?;
        let mut compile = self.command("compile");
        compile.arg("--dir").arg(source.join("res")).arg("-o").arg(&compiled);
        sh::must(project, "aapt2-compile", &mut compile, Out::Logged)?;

        let linked =
            Linked { package: project.work_file("apk/resources.apk")?, rules: project.work_file("apk/manifest.pro")? };
        let mut link = self.command("link");
        link.arg("-o").arg(&linked.package).arg("--manifest").arg(source.join("AndroidManifest.xml"));
        link.arg("-I").arg(&self.framework).arg("--proguard").arg(&linked.rules);
        link.args(["--min-sdk-version", &OLDEST.to_string(), "--target-sdk-version", &TARGET.to_string()]);
        let numbers = project.work_file("apk/numbers/app/almanac/R.java")?;
        link.arg("--java").arg(project.work.join("apk/numbers"));
        sh::must(project, "aapt2-link", link.arg(&compiled), Out::Logged)?;
        // The code was compiled with the numbers of the link that the tests use.
        let compiled_with = module.join("target/res/java/app/almanac/R.java");
        if fs::read(&numbers)? != fs::read(&compiled_with)? {
            bail!(
                "the package numbers its resources otherwise than the code: {} is not current",
                compiled_with.display()
            );
        }
        Ok(linked)
    }

    /// What it says about a package: `dump permissions` and the like.
    pub(super) fn dump(&self, what: &[&str], package: &Path) -> Result<String> {
        let package = package.to_string_lossy();
        sh::ask(&self.program, &[&["dump"], what, &[&*package]].concat())
            .with_context(|| format!("aapt2 cannot read {package}"))
    }

    fn command(&self, what: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(what);
        command
    }
}
