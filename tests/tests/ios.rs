//! The iOS side as text: what it asks of the phone, what it says of itself, what it must not hold. No Swift is needed.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use almanac_core::screen::model::{AppIcon, Icon};
use almanac_tests::names::telling;
use plist::{Dictionary, Value};
use yaml_rust2::{Yaml, YamlLoader};

/// The most lines of Swift that are shipped.
const MOST_LINES: usize = 1_500;
/// The most strings in them.
const MOST_LITERALS: usize = 60;

fn ios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ios")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = ios().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below a folder that people or tools wrote and git keeps.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let made = [".build", "build", "AlmanacCore", "AlmanacFFI", "__pycache__"];
        if path.is_dir() && !made.iter().any(|name| path.ends_with(name)) {
            found.extend(files(&path));
        } else if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The Swift that is shipped, with its name.
fn shipped() -> Vec<(String, String)> {
    let swift = |path: &PathBuf| path.extension().is_some_and(|end| end == "swift");
    let folders = [ios().join("App"), ios().join("Sources/AlmanacShell")];
    // What people wrote beside the generated code.
    let reading = ios().join("Sources/AlmanacCore/Reading.swift");
    let all = folders.iter().flat_map(|folder| files(folder)).filter(swift).chain([reading]);
    all.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap()))
        .collect()
}

fn list(path: &str) -> Dictionary {
    Value::from_file(ios().join(path)).unwrap().into_dictionary().unwrap()
}

fn is_empty_list(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

#[test]
fn the_app_asks_for_nothing_and_is_open_to_nobody() {
    let info = list("App/Info.plist");
    let never = [
        "BGTaskSchedulerPermittedIdentifiers",
        "CFBundleDocumentTypes",
        "CFBundleURLTypes",
        "LSApplicationQueriesSchemes",
        "LSSupportsOpeningDocumentsInPlace",
        "NSAppTransportSecurity",
        "NSExtension",
        "NSUserActivityTypes",
        "UIBackgroundModes",
        "UIFileSharingEnabled",
        "UTExportedTypeDeclarations",
    ];
    for (key, _) in &info {
        assert!(!never.contains(&key.as_str()) && !key.ends_with("UsageDescription"), "{key}");
    }
    assert_eq!(info["CFBundleDisplayName"].as_string(), Some("Almanac"));
    assert!(info["ITSAppUsesNonExemptEncryption"].as_boolean().is_some());
    let scenes = info["UIApplicationSceneManifest"].as_dictionary().unwrap();
    assert_eq!(scenes["UIApplicationSupportsMultipleScenes"].as_boolean(), Some(false));
}

#[test]
fn nothing_is_collected_and_every_call_that_needs_a_reason_has_one() {
    let privacy = list("App/PrivacyInfo.xcprivacy");
    assert_eq!(privacy["NSPrivacyTracking"].as_boolean(), Some(false));
    assert!(is_empty_list(&privacy["NSPrivacyTrackingDomains"]));
    assert!(is_empty_list(&privacy["NSPrivacyCollectedDataTypes"]));
    let reasons: Vec<(String, Vec<String>)> = privacy["NSPrivacyAccessedAPITypes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| {
            let each = value.as_dictionary().unwrap();
            let strings = each["NSPrivacyAccessedAPITypeReasons"].as_array().unwrap().iter();
            let name = each["NSPrivacyAccessedAPIType"].as_string().unwrap().to_owned();
            (name, strings.map(|reason| reason.as_string().unwrap().to_owned()).collect())
        })
        .collect();
    let wanted = [("FileTimestamp", "C617.1"), ("SystemBootTime", "35F9.1")];
    let wanted = wanted.map(|(name, why)| (format!("NSPrivacyAccessedAPICategory{name}"), vec![why.to_owned()]));
    assert_eq!(reasons, wanted);
}

#[test]
fn files_are_unreadable_while_the_phone_is_locked() {
    let entitlements = list("App/Almanac.entitlements");
    let keys: Vec<_> = entitlements.keys().collect();
    assert_eq!(keys, ["com.apple.developer.default-data-protection"]);
    assert_eq!(entitlements[keys[0]].as_string(), Some("NSFileProtectionComplete"));
}

#[test]
fn the_project_names_what_is_there() {
    let project = &YamlLoader::load_from_str(&read("project.yml")).unwrap()[0];
    let app = &project["targets"]["Almanac"];
    let settings = &app["settings"]["base"];
    let paths = app["sources"].as_vec().unwrap().iter().map(|source| &source["path"]);
    for path in paths.chain([&settings["INFOPLIST_FILE"], &settings["CODE_SIGN_ENTITLEMENTS"]]) {
        let path = path.as_str().unwrap();
        assert!(ios().join(path).exists(), "{path}");
    }
    assert_eq!(settings["PRODUCT_BUNDLE_IDENTIFIER"].as_str(), Some("app.almanac"));
    assert_eq!(settings["SWIFT_TREAT_WARNINGS_AS_ERRORS"], Yaml::String("YES".to_owned()));
    let package = app["dependencies"][0]["product"].as_str().unwrap();
    assert!(read("Package.swift").contains(&format!("name: \"{package}\"")));

    let mut icons: Vec<_> =
        settings["ASSETCATALOG_COMPILER_ALTERNATE_APPICON_NAMES"].as_str().unwrap().split(' ').collect();
    icons.push(settings["ASSETCATALOG_COMPILER_APPICON_NAME"].as_str().unwrap());
    assert_eq!(icons.len(), AppIcon::ALL.len());
    for icon in icons {
        let png = fs::read(ios().join(format!("App/Assets.xcassets/{icon}.appiconset/{icon}.png"))).unwrap();
        // The store wants 1024 × 1024, eight bits a colour, without transparency.
        assert_eq!(&png[16..26], [0, 0, 4, 0, 0, 0, 4, 0, 8, 2], "{icon}");
    }
}

#[test]
fn both_phones_draw_the_same_drawings() {
    let strokes = |text: &str, before: &str| -> Vec<String> {
        text.split(before).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let android = ios().join("../android/app/src/main/res/drawable");
    let look = read("App/Look.swift") + &read("App/ScreenView.swift") + &read("App/Blocks.swift");
    let mut seen = 0;
    for folder in fs::read_dir(ios().join("App/Assets.xcassets")).unwrap() {
        let folder = folder.unwrap().path();
        if folder.extension().is_none_or(|end| end != "imageset") {
            continue;
        }
        let name = folder.file_stem().unwrap().to_str().unwrap().to_owned();
        let svg = fs::read_to_string(folder.join(format!("{name}.svg"))).unwrap();
        let xml = fs::read_to_string(android.join(format!("{name}.xml"))).unwrap();
        assert_eq!(
            strokes(&svg, "<path d=\""),
            strokes(&xml, "android:pathData=\""),
            "run ios/tools/assets.py: {name}"
        );
        assert!(look.contains(&format!("\"{name}\"")), "{name} is drawn nowhere");
        seen += 1;
    }
    assert!(seen >= 13, "{seen} drawings");
    // One for each icon of the core but none.
    let _: Icon = Icon::Check;
}

#[test]
fn the_shell_is_thin() {
    let lines: usize = shipped().iter().map(|(_, text)| text.lines().count()).sum();
    let rest = |folder: &str| -> usize {
        let swift =
            files(&ios().join(folder)).into_iter().filter(|path| path.extension().is_some_and(|e| e == "swift"));
        swift.map(|path| fs::read_to_string(path).unwrap().lines().count()).sum()
    };
    println!(
        "{lines} lines of Swift are shipped; {} test it, {} stand for Apple's frameworks",
        rest("Tests"),
        rest("LinuxStubs")
    );
    assert!(lines <= MOST_LINES, "{lines} lines of Swift");
}

/// The strings of a source, without comments.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in source.lines() {
        let mut rest = line;
        while let Some(at) = rest.find('"') {
            if rest[..at].contains("//") {
                break;
            }
            let Some(end) = rest[at + 1..].find('"') else { break };
            found.push(rest[at..at + end + 2].to_owned());
            rest = &rest[at + end + 2..];
        }
    }
    found
}

#[test]
fn every_string_of_the_shell_is_listed() {
    let found: Vec<String> = shipped()
        .iter()
        .flat_map(|(name, text)| {
            literals(text).into_iter().map(move |each| format!("{}: {each}", name.trim_end_matches(".swift")))
        })
        .collect();
    assert_eq!(read("literals.txt").trim(), found.join("\n"));
    assert!(found.len() <= MOST_LITERALS, "{} strings", found.len());
    assert!(found.iter().all(|each| !each.contains("\\(")), "no string is put together");
    let digits = |each: &&String| each.split(": ").nth(1).unwrap().chars().filter(char::is_ascii_digit).count() >= 3;
    assert_eq!(found.iter().filter(digits).collect::<Vec<_>>(), ["RootView: \"911\""]);
}

#[test]
fn the_shell_calls_nothing_that_keeps_or_tells() {
    let never = [
        "@AppStorage",
        "CSSearchableItem",
        "INInteraction",
        "Logger(",
        "NSLog",
        "NSUserActivity",
        "NWConnection",
        "SceneStorage",
        "URLSession",
        "UserDefaults",
        "WKWebView",
        "debugPrint",
        "print(",
        "os_log",
        "canOpenURL",
        "UNUserNotification",
        "write(to",
        "UserNotifications",
    ];
    let allowed: BTreeSet<&str> = [
        "AVFoundation",
        "AlmanacCore",
        "AlmanacShell",
        "CryptoKit",
        "Foundation",
        "Observation",
        "Security",
        "SwiftUI",
        "UIKit",
        "UniformTypeIdentifiers",
    ]
    .into();
    for (name, text) in shipped() {
        for word in never {
            assert!(!text.contains(word), "{name}: {word}");
        }
        let imports = text.lines().filter_map(|line| line.strip_prefix("import "));
        for import in imports {
            assert!(allowed.contains(import), "{name} imports {import}");
        }
        // One file each for the clipboard and the Keychain.
        assert_eq!(text.contains("UIPasteboard"), name == "PhoneDevice.swift", "{name}");
        assert_eq!(text.contains("SecItem"), name == "Keychain.swift", "{name}");
    }
}

#[test]
fn what_is_new_in_the_core_must_be_drawn_and_done() {
    // Where blocks, actions and what comes next are told apart no case stands for the rest, in either shell.
    for file in ["App/Blocks.swift", "App/Buttons.swift", "App/Fields.swift", "App/Look.swift"] {
        assert!(!read(file).contains("default:"), "{file}");
    }
    for file in ["Sources/AlmanacShell/Shell.swift", "Sources/AlmanacShell/Commands.swift"] {
        assert!(!read(file).contains("default:"), "{file}");
    }
    for (file, switch) in [
        ("App/Blocks.swift", "switch row.block {"),
        ("Sources/AlmanacShell/Shell.swift", "switch action {"),
        ("Sources/AlmanacShell/Commands.swift", "switch next {"),
    ] {
        assert!(read(file).contains(switch), "{file}");
    }
    for (file, when, first) in [
        ("draw/Blocks.kt", "        when (block) {", "is Block."),
        ("MainActivity.kt", "        when (action) {", "is Action."),
        ("Commands.kt", "        when (next) {\n            is Next.Show", "->"),
        ("Failures.kt", "    when (failure) {\n        is AlmanacException.", "->"),
    ] {
        let text = read(format!("../android/app/src/main/kotlin/app/almanac/{file}"));
        let indent = when.len() - when.trim_start().len();
        let end = format!("\n{}}}", " ".repeat(indent));
        let body = text.split(when).nth(1).and_then(|rest| rest.split(&end).next()).expect(file);
        assert!(body.contains(first) && !body.contains("else ->"), "{file}");
    }
}

#[test]
fn no_name_tells_what_the_app_is_for() {
    let root = ios();
    for path in files(&root) {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
        assert_eq!(telling(name), None, "{name}");
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
        if ["plist", "xcprivacy", "entitlements", "yml", "json"].contains(&end) || name == "Package.swift" {
            assert_eq!(telling(&fs::read_to_string(&path).unwrap()), None, "{name}");
        }
    }
    assert_eq!(telling("HotlineView.swift"), Some("hotline"));
}
