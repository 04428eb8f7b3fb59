//! What of others is in the package, with versions, licences and checksums: the bill of materials.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::android::App;
use crate::cargo;
use crate::project::Project;
use crate::sh::{self, Out};

/// The kind of phone whose crates are listed. Others differ at most in which assembly of the same crates they use.
const PHONE: &str = "aarch64-linux-android";

/// A library that is in the package, whole or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The kind of package: `cargo`, `maven`, `generic`.
    kind: &'static str,
    /// With its group, for Maven: `org.jetbrains.kotlin/kotlin-stdlib`.
    pub(super) name: String,
    pub(super) version: String,
    /// An SPDX expression.
    pub(super) licence: Option<String>,
    /// Of what was downloaded, in hexadecimal.
    sha256: Option<String>,
    /// The names of these are used by it.
    uses: Vec<String>,
}

impl Part {
    /// `pkg:cargo/age@0.12.1`
    fn url(&self) -> String {
        format!("pkg:{}/{}@{}", self.kind, self.name, self.version)
    }

    /// As the report names it.
    pub(super) fn json(&self) -> Value {
        json!({ "part": self.url(), "licence": self.licence })
    }

    /// As a component of `CycloneDX` 1.6.
    fn component(&self) -> Value {
        let (group, name) = self.name.rsplit_once('/').unwrap_or(("", &self.name));
        let mut component = json!({
            "type": "library", "bom-ref": self.url(), "name": name, "version": self.version, "purl": self.url(),
        });
        if !group.is_empty() {
            component["group"] = group.into();
        }
        if let Some(licence) = &self.licence {
            component["licenses"] = json!([{ "expression": licence }]);
        }
        if let Some(sha256) = &self.sha256 {
            component["hashes"] = json!([{ "alg": "SHA-256", "content": sha256 }]);
        }
        component
    }
}

/// Everything, sorted by name: of Rust's crates those that are compiled into the library for phones.
pub(super) fn all(project: &Project, app: &App) -> Result<Vec<Part>> {
    let mut parts = crates(project)?;
    for jar in ["kotlin-stdlib-", "annotations-13.", "jna-"] {
        parts.push(of_maven(&app.jar(jar)?)?);
    }
    parts.extend(libffi(&parts));
    parts.sort_by_key(Part::url);
    Ok(parts)
}

/// The list in the form that other tools read. No date and no random number: the same package has the same list.
pub(super) fn bill(parts: &[Part], version: &str) -> Value {
    let app = format!("pkg:generic/app.almanac@{version}");
    let by_name: BTreeMap<&str, String> = parts.iter().map(|part| (part.name.as_str(), part.url())).collect();
    let inner: BTreeSet<&str> = parts.iter().flat_map(|part| &part.uses).map(String::as_str).collect();
    let mut dependencies: Vec<Value> = parts
        .iter()
        .map(|part| {
            let uses: Vec<_> = part.uses.iter().filter_map(|name| by_name.get(name.as_str())).collect();
            json!({ "ref": part.url(), "dependsOn": uses })
        })
        .collect();
    let direct: Vec<_> = parts.iter().filter(|part| !inner.contains(part.name.as_str())).map(Part::url).collect();
    dependencies.push(json!({ "ref": app, "dependsOn": direct }));
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": app, "name": "app.almanac", "version": version,
                "licenses": [{ "expression": "Apache-2.0" }],
            },
        },
        "components": parts.iter().map(Part::component).collect::<Vec<_>>(),
        "dependencies": dependencies,
    })
}

fn crates(project: &Project) -> Result<Vec<Part>> {
    cargo::fetch(project)?;
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline"];
    let mut command = cargo::command(project, &arguments);
    command.args(["--filter-platform", PHONE]);
    let finished = sh::must(project, "metadata", &mut command, Out::Apart)?;
    let metadata: Value = serde_json::from_str(&finished.out).context("Cargo's metadata cannot be understood")?;
    let arguments = ["tree", "-p", "almanac-bindings", "--edges", "normal,no-proc-macro", "--target", PHONE];
    let mut command = cargo::command(project, &arguments);
    command.args(["--prefix", "none", "--format", "{p}", "--locked", "--offline"]);
    let tree = sh::must(project, "tree", &mut command, Out::Apart)?.out;
    let lock = fs::read_to_string(project.root.join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    let mut parts = compiled(&metadata, &tree, &checksums(&lock));
    parts.push(sqlite(&metadata)?);
    let toolchain = fs::read_to_string(project.root.join("rust-toolchain.toml"))?;
    let version = toolchain.split('"').nth(1).context("rust-toolchain.toml names no version")?;
    parts.push(Part {
        kind: "generic",
        name: "rust-std".to_owned(),
        version: version.to_owned(),
        licence: Some("MIT OR Apache-2.0".to_owned()),
        sha256: None,
        uses: vec![],
    });
    Ok(parts)
}

/// The crates that end up in the library, as Cargo's tree of it names them: not what builds, expands macros or tests, and
/// nothing that only other crates of the workspace ask for.
fn compiled(metadata: &Value, tree: &str, checksums: &BTreeMap<String, String>) -> Vec<Part> {
    let inside: BTreeSet<String> = tree.lines().filter_map(named).collect();
    let items = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let key = |package: &Value| Some(format!("{} {}", text(&package["name"])?, text(&package["version"])?));
    let packages: BTreeMap<String, Value> =
        items(&metadata["packages"]).into_iter().filter_map(|package| Some((text(&package["id"])?, package))).collect();
    let nodes = items(&metadata["resolve"]["nodes"]);
    let uses = |id: &str| -> Vec<String> {
        let node = nodes.iter().find(|node| node["id"] == id);
        let used = node.map(|node| items(&node["deps"])).unwrap_or_default();
        let used = used.iter().filter_map(|one| packages.get(one["pkg"].as_str()?));
        used.filter(|package| key(package).is_some_and(|key| inside.contains(&key)))
            .filter_map(|package| text(&package["name"]))
            .collect()
    };
    // What has no source is this project's own.
    let others = packages.iter().filter(|(_, package)| !package["source"].is_null());
    others
        .filter_map(|(id, package)| {
            let key = key(package).filter(|key| inside.contains(key))?;
            Some(Part {
                kind: "cargo",
                name: text(&package["name"])?,
                version: text(&package["version"])?,
                licence: text(&package["license"]).map(|licence| licence.replace('/', " OR ")),
                sha256: checksums.get(&key).cloned(),
                uses: uses(id),
            })
        })
        .collect()
}

/// `age v0.12.1` is `age 0.12.1`.
fn named(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    Some(format!("{} {}", words.next()?, words.next()?.strip_prefix('v')?))
}

/// `name version` and the checksum of each crate.
fn checksums(lock: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for package in lock.split("[[package]]") {
        let value = |name: &str| package.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
        if let (Some(name), Some(version), Some(checksum)) = (value("name"), value("version"), value("checksum")) {
            let bare = |text: &str| text.trim_matches('"').to_owned();
            found.insert(format!("{} {}", bare(name), bare(version)), bare(checksum));
        }
    }
    found
}

/// It comes inside a crate, as C.
fn sqlite(metadata: &Value) -> Result<Part> {
    let packages = metadata["packages"].as_array();
    let package = packages.into_iter().flatten().find(|package| package["name"] == "libsqlite3-sys");
    let manifest = package.and_then(|package| package["manifest_path"].as_str()).context("there is no SQLite")?;
    let header = Path::new(manifest).with_file_name("sqlite3").join("sqlite3.h");
    let text = fs::read_to_string(&header).with_context(|| format!("{} cannot be read", header.display()))?;
    let line = text.lines().find_map(|line| line.strip_prefix("#define SQLITE_VERSION "));
    let version = line.and_then(|line| line.split('"').nth(1)).context("SQLite does not say its version")?;
    Ok(Part {
        kind: "generic",
        name: "sqlite".to_owned(),
        version: version.to_owned(),
        licence: Some("blessing".to_owned()),
        sha256: None,
        uses: vec![],
    })
}

/// It comes inside JNA's libraries, as C; they do not say its version.
fn libffi(parts: &[Part]) -> Option<Part> {
    let jna = parts.iter().find(|part| part.name.ends_with("/jna"))?;
    Some(Part {
        kind: "generic",
        name: "libffi".to_owned(),
        version: format!("in-jna-{}", jna.version),
        licence: Some("MIT".to_owned()),
        sha256: None,
        uses: vec![],
    })
}

/// From where Maven keeps it: `…/GROUP/NAME/VERSION/NAME-VERSION.jar`, the build file beside it.
fn of_maven(jar: &Path) -> Result<Part> {
    let folders: Vec<_> = jar.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let start = folders.iter().rposition(|folder| folder == "repository");
    let Some([group @ .., name, version, _]) = start.map(|start| &folders[start + 1..]) else {
        bail!("{} is not where Maven keeps it", jar.display());
    };
    let bytes = fs::read(jar).with_context(|| format!("{} cannot be read", jar.display()))?;
    let pom = fs::read_to_string(jar.with_extension("pom"))
        .with_context(|| format!("the build file of {} cannot be read", jar.display()))?;
    Ok(Part {
        kind: "maven",
        name: format!("{}/{name}", group.join(".")),
        version: version.clone(),
        licence: licence(&pom)?,
        sha256: Some(sha256(&bytes)),
        uses: vec![],
    })
}

/// Several licences in a build file are a choice: the two that this project meets say so.
fn licence(pom: &str) -> Result<Option<String>> {
    let document = roxmltree::Document::parse(pom)?;
    let licences = document.descendants().filter(|node| node.has_tag_name("license"));
    let names = licences.filter_map(|node| node.children().find(|child| child.has_tag_name("name"))?.text());
    let names = names.map(|name| match name.trim() {
        "The Apache Software License, Version 2.0" => "Apache-2.0",
        name => name,
    });
    let names: Vec<_> = names.collect();
    Ok((!names.is_empty()).then(|| names.join(" OR ")))
}

/// In hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "almanac-bindings v0.1.0 (/somewhere/bindings)\na v1.0.0\nb v1.0.0\na v1.0.0 (*)\n";

    fn metadata() -> Value {
        let package = |name: &str, source: Option<&str>| {
            let version = if source.is_some() { "1.0.0" } else { "0.1.0" };
            json!({ "id": name, "name": name, "version": version, "source": source, "license": "MIT/Apache-2.0" })
        };
        let uses = |name: &str| json!({ "pkg": name });
        json!({
            "packages": [package("almanac-bindings", None), package("a", Some("r")), package("b", Some("r")), package("cc", Some("r"))],
            "resolve": { "nodes": [
                { "id": "almanac-bindings", "deps": [uses("a"), uses("cc")] },
                { "id": "a", "deps": [uses("b"), uses("cc")] },
            ] },
        })
    }

    #[test]
    fn only_what_is_compiled_into_the_library_is_a_part() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"0a\"\n\n[[package]]\nname = \"own\"\nversion = \"1\"\n";
        let parts = compiled(&metadata(), TREE, &checksums(lock));
        let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        assert_eq!(parts[0].licence.as_deref(), Some("MIT OR Apache-2.0"));
        assert_eq!((parts[0].sha256.as_deref(), parts[1].sha256.as_deref()), (Some("0a"), None));

        let bill = bill(&parts, "2");
        assert_eq!(bill["components"][0]["purl"], "pkg:cargo/a@1.0.0");
        let app = json!({ "ref": "pkg:generic/app.almanac@2", "dependsOn": ["pkg:cargo/a@1.0.0"] });
        assert_eq!(bill["dependencies"][2], app);
        assert_eq!(bill["dependencies"][0]["dependsOn"], json!(["pkg:cargo/b@1.0.0"]));
    }

    #[test]
    fn licences_of_build_files_are_told_in_one_form() -> Result<()> {
        let pom = |licences: &str| format!("<project><licenses>{licences}</licenses></project>");
        let apache = "<license><name>The Apache Software License, Version 2.0</name></license>";
        let two = "<license><name>LGPL-2.1-or-later</name></license><license><name>Apache-2.0</name></license>";
        assert_eq!(licence(&pom(apache))?.as_deref(), Some("Apache-2.0"));
        assert_eq!(licence(&pom(two))?.as_deref(), Some("LGPL-2.1-or-later OR Apache-2.0"));
        assert_eq!(licence(&pom(""))?, None);
        Ok(())
    }

    #[test]
    fn checksums_are_those_of_the_standard() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
