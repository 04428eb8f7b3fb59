//! What a package must keep to, and the report about it: for people (Markdown) and for machines (JSON).

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};

use serde_json::{Value, json};

use super::inspect::{Component, Found, is_library};
use super::parts::Part;

/// The pages of the newest phones, in bytes.
const PAGE: u64 = 16_384;
/// What all but the libraries for phones may take, in bytes.
const MOST: u64 = 3_000_000;
/// What the code may take, in bytes.
const MOST_CODE: u64 = 400_000;

/// One rule, and what was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Check {
    pub(super) what: &'static str,
    pub(super) found: String,
    pub(super) holds: bool,
}

impl Check {
    fn new(what: &'static str, found: impl Display, holds: bool) -> Self {
        Self { what, found: found.to_string(), holds }
    }
}

/// All that the report says.
#[derive(Debug)]
pub(super) struct Report<'a> {
    pub(super) found: &'a Found,
    pub(super) parts: &'a [Part],
    /// Of the package, in hexadecimal.
    pub(super) sha256: &'a str,
    pub(super) key_was_given: bool,
}

impl Report<'_> {
    /// All rules.
    pub(super) fn checks(&self) -> Vec<Check> {
        let Found { permissions, manifest, configurations, signature, .. } = self.found;
        let said = |name| manifest.attribute(name);
        let open: Vec<&Component> = manifest.components.iter().filter(|one| one.exported && one.enabled).collect();
        let strange: Vec<String> = manifest
            .components
            .iter()
            .filter(|one| !one.kind.starts_with("activity") || (one.exported && !one.enabled && one.kind == "activity"))
            .map(|one| format!("{} {}", one.kind, one.name))
            .collect();
        let pseudo: Vec<_> =
            configurations.iter().filter(|name| name.contains("XA") || name.contains("XB")).cloned().collect();
        let names: Vec<&str> = open.iter().map(|one| one.name.as_str()).collect();
        let unlicensed: Vec<_> =
            self.parts.iter().filter(|part| part.licence.is_none()).map(|part| part.name.clone()).collect();
        vec![
            Check::new("no permission is asked for", list(permissions), permissions.is_empty()),
            Check::new("one component is open to other apps", list(&names), open.len() == 1),
            Check::new("no service, receiver or provider", list(&strange), strange.is_empty()),
            Check::new("not to be debugged", or_absent(said("debuggable")), matches!(said("debuggable"), "" | "false")),
            Check::new("not for tests alone", or_absent(said("testOnly")), matches!(said("testOnly"), "" | "false")),
            Check::new("kept out of backups", said("allowBackup"), said("allowBackup") == "false"),
            Check::new("no unprotected network", said("usesCleartextTraffic"), said("usesCleartextTraffic") == "false"),
            Check::new("no pseudo-locales", list(&pseudo), pseudo.is_empty()),
            Check::new("signed by schemes 2 and 3", list(&signature.schemes), signature.schemes == [2, 3]),
            Check::new("code: at most 400,000 bytes", self.code(), self.code() <= MOST_CODE),
            Check::new("all but phone libraries: at most 3,000,000 bytes", self.rest(), self.rest() <= MOST),
            self.pages(),
            Check::new("every part has a licence", list(&unlicensed), unlicensed.is_empty()),
        ]
    }

    /// The bytes of the code, as a phone loads it.
    fn code(&self) -> u64 {
        self.found.entries.iter().filter(|entry| entry.name.starts_with("classes")).map(|entry| entry.bytes).sum()
    }

    /// The bytes of the package without the libraries for phones.
    fn rest(&self) -> u64 {
        let libraries = self.found.entries.iter().filter(|entry| is_library(&entry.name));
        self.found.bytes.saturating_sub(libraries.map(|entry| entry.packed).sum())
    }

    /// What is stored as it is begins on a page; 64-bit libraries are linked for pages of that size.
    fn pages(&self) -> Check {
        let misplaced = self.found.entries.iter().filter(|entry| entry.begins.is_some_and(|begins| begins % PAGE != 0));
        let small = self
            .found
            .entries
            .iter()
            .filter(|entry| entry.name.contains("64") && entry.pages.is_some_and(|pages| pages % PAGE != 0));
        let bad: Vec<&str> = misplaced.chain(small).map(|entry| entry.name.as_str()).collect();
        Check::new(
            "aligned to pages of 16 KiB",
            if bad.is_empty() { "all".to_owned() } else { list(&bad) },
            bad.is_empty(),
        )
    }

    /// The kinds of processor that the package has the core's library for.
    fn processors(&self) -> Vec<&str> {
        let libraries = self.found.entries.iter().filter(|entry| entry.name.ends_with(crate::bindings::LIBRARY));
        libraries.filter_map(|entry| entry.name.split('/').nth(1)).collect()
    }

    /// For machines.
    pub(super) fn json(&self) -> Value {
        let Found { bytes, entries, manifest, permissions, configurations, signature } = self.found;
        let components = manifest
            .components
            .iter()
            .map(|one| json!({ "kind": one.kind, "name": one.name, "exported": one.exported, "enabled": one.enabled }));
        let entries = entries.iter().map(|entry| {
            json!({ "name": entry.name, "bytes": entry.bytes, "packed": entry.packed, "begins": entry.begins, "pages": entry.pages })
        });
        let checks = self.checks();
        let checks =
            checks.iter().map(|check| json!({ "what": check.what, "found": check.found, "holds": check.holds }));
        json!({
            "sha256": self.sha256,
            "bytes": bytes,
            "bytes_without_phone_libraries": self.rest(),
            "code_bytes": self.code(),
            "phone_libraries": self.processors(),
            "permissions": permissions,
            "attributes": manifest.attributes,
            "components": components.collect::<Vec<_>>(),
            "configurations": configurations,
            "signature": {
                "schemes": signature.schemes,
                "certificate_sha256": signature.sha256,
                "key": if self.key_was_given { "given" } else { "thrown away" },
            },
            "entries": entries.collect::<Vec<_>>(),
            "parts": self.parts.iter().map(Part::json).collect::<Vec<_>>(),
            "checks": checks.collect::<Vec<_>>(),
        })
    }

    /// For people.
    pub(super) fn markdown(&self) -> String {
        let mut text = String::new();
        let manifest = &self.found.manifest;
        let _ = writeln!(text, "# Almanac {}, the Android package\n", manifest.attribute("versionName"));
        let _ = writeln!(text, "{}\n", self.verdict());
        let _ = writeln!(text, "| rule | found | holds |\n|---|---|---|");
        for check in self.checks() {
            let holds = if check.holds { "yes" } else { "**no**" };
            let _ = writeln!(text, "| {} | {} | {holds} |", check.what, check.found);
        }
        let _ = writeln!(text, "\n| | |\n|---|---|");
        let _ = writeln!(text, "| package | {} |", manifest.attribute("package"));
        let (oldest, target) = (manifest.attribute("minSdkVersion"), manifest.attribute("targetSdkVersion"));
        let _ = writeln!(text, "| Android | {oldest} and newer, made for {target} |");
        let _ = writeln!(text, "| whole package | {} bytes, SHA-256 {} |", self.found.bytes, self.sha256);
        let key = if self.key_was_given { "the key given" } else { "a key made for it and thrown away" };
        let _ = writeln!(text, "| signed with | {key}, certificate SHA-256 {} |", self.found.signature.sha256);
        let _ = writeln!(text, "\n## Components\n");
        for one in &manifest.components {
            let exported = if one.exported { "open to other apps" } else { "closed" };
            let enabled = if one.enabled { "" } else { ", switched off" };
            let _ = writeln!(text, "- {} `{}`: {exported}{enabled}", one.kind, one.name);
        }
        let _ = writeln!(text, "\n## Files\n\n| file | bytes | packed | begins | pages |\n|---|---|---|---|---|");
        for entry in &self.found.entries {
            let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
            let (begins, pages) = (number(entry.begins), number(entry.pages));
            let _ = writeln!(text, "| {} | {} | {} | {begins} | {pages} |", entry.name, entry.bytes, entry.packed);
        }
        let _ = writeln!(text, "\n## Parts of others, by licence\n\nMore about each in `almanac.cdx.json`.\n");
        for (licence, parts) in by_licence(self.parts) {
            let _ = writeln!(text, "- {licence}: {}", parts.join(", "));
        }
        text
    }

    /// What this package is good for.
    pub(super) fn verdict(&self) -> String {
        let processors = self.processors();
        if processors.is_empty() {
            return "This package has NO library for phones, because no NDK was found (ANDROID_NDK_HOME): it is for checks. \
                    Do not install it: it could show nothing but a button that calls 911."
                .to_owned();
        }
        format!("For phones with {}.", processors.join(", "))
    }
}

fn by_licence(parts: &[Part]) -> BTreeMap<&str, Vec<String>> {
    let mut sorted: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for part in parts {
        let licence = part.licence.as_deref().unwrap_or("no licence stated");
        sorted.entry(licence).or_default().push(format!("{} {}", part.name, part.version));
    }
    sorted
}

fn list(items: &[impl Display]) -> String {
    if items.is_empty() {
        return "none".to_owned();
    }
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn or_absent(value: &str) -> &str {
    if value.is_empty() { "not said, so no" } else { value }
}

#[cfg(test)]
mod tests {
    use super::super::inspect::{Entry, Manifest};
    use super::super::sign::Signature;
    use super::*;

    fn entry(name: &str, bytes: u64, begins: Option<u64>, pages: Option<u64>) -> Entry {
        Entry { name: name.to_owned(), bytes, packed: bytes, begins, pages }
    }

    fn good() -> Found {
        let component = |kind: &str, exported, enabled| Component {
            kind: kind.to_owned(),
            name: format!(".{kind}"),
            exported,
            enabled,
        };
        let said = [("allowBackup", "false"), ("usesCleartextTraffic", "false"), ("package", "app.almanac")];
        Found {
            bytes: 3_000_000,
            entries: vec![
                entry("classes.dex", 400_000, None, None),
                entry("lib/x86_64/libalmanac_bindings.so", 1000, Some(32_768), Some(16_384)),
                entry("lib/armeabi-v7a/libalmanac_bindings.so", 1000, Some(49_152), Some(4096)),
            ],
            manifest: Manifest {
                attributes: said.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
                components: vec![component("activity", true, true), component("activity-alias", true, false)],
            },
            permissions: vec![],
            configurations: vec!["night".to_owned()],
            signature: Signature { schemes: vec![2, 3], sha256: String::new() },
        }
    }

    fn broken(change: impl FnOnce(&mut Found)) -> Vec<&'static str> {
        let mut found = good();
        change(&mut found);
        let report = Report { found: &found, parts: &[], sha256: "", key_was_given: false };
        report.checks().into_iter().filter(|check| !check.holds).map(|check| check.what).collect()
    }

    #[test]
    fn a_good_package_breaks_no_rule() {
        assert_eq!(broken(|_| ()), [""; 0]);
    }

    #[test]
    fn every_rule_is_broken_by_what_it_forbids() {
        let attribute = |name: &'static str, value: &'static str| {
            move |found: &mut Found| {
                found.manifest.attributes.insert(name.to_owned(), value.to_owned());
            }
        };
        assert_eq!(broken(|found| found.permissions.push("a".to_owned())), ["no permission is asked for"]);
        assert_eq!(
            broken(|found| found.manifest.components[1].enabled = true),
            ["one component is open to other apps"]
        );
        assert_eq!(
            broken(|found| found.manifest.components[1].kind = "service".to_owned()),
            ["no service, receiver or provider"]
        );
        assert_eq!(broken(attribute("debuggable", "true")), ["not to be debugged"]);
        assert_eq!(broken(attribute("testOnly", "true")), ["not for tests alone"]);
        assert_eq!(broken(attribute("allowBackup", "true")), ["kept out of backups"]);
        assert_eq!(broken(attribute("usesCleartextTraffic", "true")), ["no unprotected network"]);
        assert_eq!(broken(|found| found.configurations.push("en-rXA".to_owned())), ["no pseudo-locales"]);
        assert_eq!(broken(|found| found.signature.schemes = vec![1, 2, 3]), ["signed by schemes 2 and 3"]);
        assert_eq!(broken(|found| found.entries[0].bytes += 1), ["code: at most 400,000 bytes"]);
        assert_eq!(broken(|found| found.bytes += 2001), ["all but phone libraries: at most 3,000,000 bytes"]);
        assert_eq!(broken(|found| found.entries[1].begins = Some(4096)), ["aligned to pages of 16 KiB"]);
        assert_eq!(broken(|found| found.entries[1].pages = Some(4096)), ["aligned to pages of 16 KiB"]);
    }

    #[test]
    fn a_package_without_phone_libraries_says_so() {
        let mut found = good();
        let verdict = |found: &Found| Report { found, parts: &[], sha256: "", key_was_given: false }.verdict();
        assert_eq!(verdict(&found), "For phones with x86_64, armeabi-v7a.");
        found.entries.truncate(1);
        assert!(verdict(&found).contains("NO library for phones"));
    }
}
