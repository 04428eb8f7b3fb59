//! The core's library for phones. It needs Google's NDK; without one the package has no such library, and says so.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::archive;
use crate::project::Project;
use crate::sh::{self, Out};
use crate::{bindings, cargo, say};

/// The oldest Android that the library is linked for; the manifest's link says the same.
pub(super) const OLDEST: u32 = 26;

/// A kind of processor that phones have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Processor {
    /// As packages name it.
    pub(super) abi: &'static str,
    /// As Rust names it.
    target: &'static str,
    /// As the NDK's compiler names it.
    clang: &'static str,
}

/// All that the package is built for. 32-bit x86 phones are long gone.
pub(super) const PROCESSORS: [Processor; 3] = [
    Processor { abi: "arm64-v8a", target: "aarch64-linux-android", clang: "aarch64-linux-android" },
    Processor { abi: "armeabi-v7a", target: "armv7-linux-androideabi", clang: "armv7a-linux-androideabi" },
    Processor { abi: "x86_64", target: "x86_64-linux-android", clang: "x86_64-linux-android" },
];

/// A library as the package holds it.
#[derive(Debug)]
pub(super) struct Library {
    /// Such as `lib/arm64-v8a/libalmanac_bindings.so`.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// The folder of the NDK's programs. `None` where none is named or found.
#[derive(Debug)]
pub(super) struct Ndk(PathBuf);

impl Ndk {
    /// From `ANDROID_NDK_HOME` or `ANDROID_NDK_ROOT`, else the newest of an SDK (`ANDROID_HOME`, `ANDROID_SDK_ROOT`).
    pub(super) fn find() -> Result<Option<Self>> {
        let named = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        if let Some(home) = named("ANDROID_NDK_HOME").or_else(|| named("ANDROID_NDK_ROOT")) {
            return Self::at(&home).map(Some);
        }
        let sdk = named("ANDROID_HOME").or_else(|| named("ANDROID_SDK_ROOT"));
        sdk.and_then(|sdk| newest(&sdk.join("ndk"))).map(|home| Self::at(&home)).transpose()
    }

    fn at(home: &Path) -> Result<Self> {
        let programs = home.join("toolchains/llvm/prebuilt/linux-x86_64/bin");
        if !programs.is_dir() {
            bail!("{} is no NDK for this machine: {} is missing", home.display(), programs.display());
        }
        Ok(Self(programs))
    }

    fn compiler(&self, processor: Processor) -> PathBuf {
        self.0.join(format!("{}{OLDEST}-clang", processor.clang))
    }

    /// What Cargo and the crates that compile C read.
    fn environment(&self, processor: Processor) -> [(String, OsString); 3] {
        let cargo = processor.target.to_uppercase().replace('-', "_");
        let cc = processor.target.replace('-', "_");
        [
            (format!("CARGO_TARGET_{cargo}_LINKER"), self.compiler(processor).into()),
            (format!("CC_{cc}"), self.compiler(processor).into()),
            (format!("AR_{cc}"), self.0.join("llvm-ar").into()),
        ]
    }
}

/// The folder with the highest version as its name.
fn newest(folder: &Path) -> Option<PathBuf> {
    let version = |path: &PathBuf| -> Vec<u32> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.split('.').map(|part| part.parse().unwrap_or(0)).collect()
    };
    let homes = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).filter(|path| path.is_dir());
    homes.max_by_key(version)
}

/// The core's and JNA's libraries for all processors. `jna` is JNA's Android archive.
pub(super) fn libraries(project: &Project, ndk: &Ndk, jna: &Path) -> Result<Vec<Library>> {
    let mut libraries = Vec::new();
    for processor in PROCESSORS {
        say::step(format_args!("the library for {}", processor.abi));
        let core = build(project, ndk, processor)?;
        libraries.push(Library { name: format!("lib/{}/{}", processor.abi, bindings::LIBRARY), bytes: core });
        let name = format!("{}/libjnidispatch.so", processor.abi);
        let bytes = archive::entry(jna, &format!("jni/{name}"))?;
        libraries.push(Library { name: format!("lib/{name}"), bytes });
    }
    Ok(libraries)
}

fn build(project: &Project, ndk: &Ndk, processor: Processor) -> Result<Vec<u8>> {
    let sysroot = sh::ask("rustc", &["--print", "target-libdir", "--target", processor.target]).unwrap_or_default();
    if !Path::new(sysroot.trim()).is_dir() {
        bail!("Rust has no standard library for {0} here: `rustup target add {0}`", processor.target);
    }
    let arguments = ["--release", "-p", "almanac-bindings", "--lib", "--target", processor.target];
    let environment = ndk.environment(processor);
    let built = cargo::build_for_others(project, &format!("library-{}", processor.abi), &arguments, &environment)?;
    let library = project.work_file(&format!("phone/{}/{}", processor.abi, bindings::LIBRARY))?;
    fs::copy(built.file(bindings::LIBRARY)?, &library).context("the library cannot be copied")?;
    let mut strip = Command::new(ndk.0.join("llvm-strip"));
    sh::must(project, "strip", strip.arg("--strip-unneeded").arg(&library), Out::Logged)?;
    fs::read(&library).with_context(|| format!("{} cannot be read", library.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_ndk_of_an_sdk_is_taken() -> Result<()> {
        let folder = env::temp_dir().join(format!("xtask-ndk-{}", std::process::id()));
        for version in ["9.1.1", "27.2.12479018", "27.10.1"] {
            fs::create_dir_all(folder.join(version))?;
        }
        assert_eq!(newest(&folder), Some(folder.join("27.10.1")));
        assert_eq!(newest(&folder.join("no")), None);
        assert!(Ndk::at(&folder).is_err());
        fs::remove_dir_all(&folder)?;
        Ok(())
    }

    #[test]
    fn each_compiler_is_told_to_cargo_and_to_the_crates_that_compile_c() {
        let ndk = Ndk(PathBuf::from("/n"));
        let environment = ndk.environment(PROCESSORS[1]);
        let expected = [
            ("CARGO_TARGET_ARMV7_LINUX_ANDROIDEABI_LINKER", "/n/armv7a-linux-androideabi26-clang"),
            ("CC_armv7_linux_androideabi", "/n/armv7a-linux-androideabi26-clang"),
            ("AR_armv7_linux_androideabi", "/n/llvm-ar"),
        ];
        assert_eq!(environment, expected.map(|(name, value)| (name.to_owned(), value.into())));
    }
}
