//! What is in a finished package: read from the package itself, not from what it was made of.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use object::{Object as _, ObjectSegment as _};

use super::resources::Aapt;
use super::sign::{self, Signature};
use crate::archive;

/// A part of the app that the system can start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Component {
    /// `activity`, `activity-alias`, `service`, `receiver`, `provider`
    pub(super) kind: String,
    pub(super) name: String,
    /// Whether other apps may start it.
    pub(super) exported: bool,
    /// Whether anybody may, as the package is installed.
    pub(super) enabled: bool,
}

/// What the manifest says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Attributes of `manifest` and `application`, and the two Android versions.
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) components: Vec<Component>,
}

/// One file of the package.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) bytes: u64,
    /// How much of the package it takes.
    pub(super) packed: u64,
    /// Where its content begins, for what is stored as it is.
    pub(super) begins: Option<u64>,
    /// For libraries: what the addresses of their loaded parts are multiples of.
    pub(super) pages: Option<u64>,
}

/// All of it.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) bytes: u64,
    pub(super) entries: Vec<Entry>,
    pub(super) manifest: Manifest,
    pub(super) permissions: Vec<String>,
    /// Languages, night, Android versions: what there are resources for.
    pub(super) configurations: Vec<String>,
    pub(super) signature: Signature,
}

/// Reads a signed package.
pub(super) fn package(aapt: &Aapt, path: &Path) -> Result<Found> {
    let dump = |what: &[&str]| aapt.dump(what, path);
    let lines = |text: String| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let permissions: Vec<String> = lines(dump(&["permissions"])?);
    Ok(Found {
        bytes: path.metadata().with_context(|| format!("{} cannot be read", path.display()))?.len(),
        entries: entries(path)?,
        manifest: Manifest::read(&dump(&["xmltree", "--file", "AndroidManifest.xml"])?),
        permissions: permissions.into_iter().filter(|line| !line.starts_with("package: ")).collect(),
        configurations: lines(dump(&["configurations"])?),
        signature: sign::verify(path)?,
    })
}

fn entries(path: &Path) -> Result<Vec<Entry>> {
    let mut source = archive::read(path)?;
    let names: Vec<String> = source.file_names().map(|name| Ok(name?.into_owned())).collect::<Result<_>>()?;
    let mut entries = Vec::new();
    for name in names {
        let pages = if is_library(&name) { Some(pages(&archive::entry(path, &name)?)?) } else { None };
        let entry = source.by_name(&name)?;
        let stored = entry.compression() == zip::CompressionMethod::Stored;
        let begins = entry.data_start().filter(|_| stored);
        entries.push(Entry { bytes: entry.size(), packed: entry.compressed_size(), begins, pages, name });
    }
    Ok(entries)
}

pub(super) fn is_library(name: &str) -> bool {
    name.starts_with("lib/") && name.rsplit_once('.').is_some_and(|(_, end)| end == "so")
}

/// The smallest alignment of what a library has loaded.
fn pages(library: &[u8]) -> Result<u64> {
    let file = object::File::parse(library).context("a library is no ELF file")?;
    file.segments().map(|segment| segment.align()).min().context("a library loads nothing")
}

impl Manifest {
    /// From aapt2's tree: `E:` begins an element, `A:` below it is one of its attributes.
    fn read(tree: &str) -> Self {
        const COMPONENTS: [&str; 5] = ["activity", "activity-alias", "service", "receiver", "provider"];
        let mut manifest = Self::default();
        let mut element = "";
        for line in tree.lines().map(str::trim) {
            if let Some(rest) = line.strip_prefix("E: ") {
                element = rest.split(' ').next().unwrap_or_default();
                if COMPONENTS.contains(&element) {
                    manifest.components.push(Component {
                        kind: element.to_owned(),
                        name: String::new(),
                        exported: false,
                        enabled: true,
                    });
                }
            } else if let Some((name, value)) = line.strip_prefix("A: ").and_then(attribute) {
                manifest.add(element, COMPONENTS.contains(&element), name, value);
            }
        }
        manifest
    }

    fn add(&mut self, element: &str, is_component: bool, name: &str, value: &str) {
        if is_component && let Some(component) = self.components.last_mut() {
            match name {
                "name" => value.clone_into(&mut component.name),
                "exported" => component.exported = value == "true",
                "enabled" => component.enabled = value == "true",
                _ => {}
            }
        } else if matches!(element, "manifest" | "application" | "uses-sdk") {
            self.attributes.insert(name.to_owned(), value.to_owned());
        }
    }

    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// `http://…/android:exported(0x01010010)=true` or `package="app.almanac" (Raw: "app.almanac")`
fn attribute(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    let name = name.rsplit(':').next()?.split('(').next()?;
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split(' ').next()?,
    };
    Some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = r#"
N: android=http://schemas.android.com/apk/res/android (line=2)
  E: manifest (line=2)
    A: http://schemas.android.com/apk/res/android:versionCode(0x0101021b)=1
    A: package="app.almanac" (Raw: "app.almanac")
      E: uses-sdk (line=0)
        A: http://schemas.android.com/apk/res/android:minSdkVersion(0x0101020c)=26
      E: application (line=16)
        A: http://schemas.android.com/apk/res/android:allowBackup(0x01010280)=false
          E: activity (line=30)
            A: http://schemas.android.com/apk/res/android:name(0x01010003)=".MainActivity" (Raw: ".MainActivity")
            A: http://schemas.android.com/apk/res/android:exported(0x01010010)=true
              E: intent-filter (line=40)
                  E: action (line=41)
                    A: http://schemas.android.com/apk/res/android:name(0x01010003)="android.intent.action.MAIN" (Raw: "android.intent.action.MAIN")
          E: activity-alias (line=50)
            A: http://schemas.android.com/apk/res/android:name(0x01010003)=".Pages" (Raw: ".Pages")
            A: http://schemas.android.com/apk/res/android:enabled(0x0101000e)=false
"#;

    #[test]
    fn the_manifest_is_read_from_the_package() {
        let manifest = Manifest::read(TREE);
        let component = |kind: &str, name: &str, exported, enabled| Component {
            kind: kind.to_owned(),
            name: name.to_owned(),
            exported,
            enabled,
        };
        let expected =
            [component("activity", ".MainActivity", true, true), component("activity-alias", ".Pages", false, false)];
        assert_eq!(manifest.components, expected);
        assert_eq!(manifest.attribute("allowBackup"), "false");
        assert_eq!(manifest.attribute("package"), "app.almanac");
        assert_eq!(manifest.attribute("minSdkVersion"), "26");
        assert_eq!(manifest.attribute("name"), "");
    }

    #[test]
    fn what_is_no_library_has_no_pages() {
        assert!(pages(b"text").is_err());
        assert!(is_library("lib/x86_64/liba.so") && !is_library("lib/readme") && !is_library("res/a.so"));
    }
}
