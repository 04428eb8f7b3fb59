//! The texts and pictures for a store: whole in each language, no longer than a store takes, and without what must never be said.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::PathBuf;

use almanac_core::content::Files;
use serde_json::Value;

/// The store's name of each language, and ours.
const LANGUAGES: [(&str, &str); 2] = [("en-US", "en"), ("es-US", "es")];

fn folder(language: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../android/fastlane/metadata/android").join(language)
}

fn text(language: &str, file: &str) -> String {
    fs::read_to_string(folder(language).join(file)).unwrap().trim_end().to_owned()
}

#[test]
fn texts_are_no_longer_than_a_store_takes() {
    for (language, _) in LANGUAGES {
        for (file, most) in [
            ("title.txt", 30),
            ("short_description.txt", 80),
            ("full_description.txt", 4000),
            ("changelogs/1.txt", 500),
        ] {
            let length = text(language, file).chars().count();
            assert!((1..=most).contains(&length), "{language}/{file}: {length} signs");
        }
        assert_eq!(text(language, "title.txt"), "Almanac");
    }
}

#[test]
fn nothing_is_said_that_the_content_may_never_say() {
    let never: Value = serde_json::from_str(&Files::built_in().get("never.json").unwrap()).unwrap();
    let more = ["hidden", "untraceable", "safe app", "oculta", "100%"];
    for (store, language) in LANGUAGES {
        let all =
            format!("{}\n{}", text(store, "short_description.txt"), text(store, "full_description.txt")).to_lowercase();
        let listed = [&never["any"], &never[language]].into_iter().flat_map(|list| list.as_array().unwrap());
        for words in listed.map(|words| words.as_str().unwrap()).chain(more) {
            assert!(!all.contains(&words.to_lowercase()), "{store} says {words}");
        }
    }
}

#[test]
fn what_a_store_and_a_phone_keep_is_said() {
    for (language, words) in [
        ("en-US", ["installed and used", "Calls and texts stay", "A store with an account"]),
        ("es-US", ["se instaló y se usó", "quedan en las listas", "Una tienda con cuenta"]),
    ] {
        let all = text(language, "full_description.txt");
        for words in words {
            assert!(all.contains(words), "{language} does not say: {words}");
        }
    }
}

#[test]
fn the_pictures_are_there_and_are_pictures() {
    for (language, _) in LANGUAGES {
        for (file, width) in [
            ("icon.png", 512),
            ("phoneScreenshots/1.png", 720),
            ("phoneScreenshots/2.png", 720),
            ("phoneScreenshots/3.png", 720),
        ] {
            let bytes = fs::read(folder(language).join("images").join(file)).unwrap();
            assert!(bytes.starts_with(b"\x89PNG\r\n"), "{language}: {file}");
            assert_eq!(bytes[16..20], u32::to_be_bytes(width), "{language}: {file}");
        }
    }
}
