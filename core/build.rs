//! Lists the content files, so that adding a page is adding a file: no code names it; and reads the publisher's keys.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let crate_root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let root = crate_root.join("content");
    println!("cargo:rerun-if-changed={}", root.display());
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let mut names = Vec::new();
    list(&root, "", &mut names);
    // What translators are told is read by no reader.
    names.retain(|name| name != "descriptions.json");
    names.sort();
    let mut code = String::from("&[\n");
    for name in names {
        // Without the white space that is there for people, and deflated: a quarter of the library otherwise.
        let text = fs::read_to_string(root.join(&name)).expect("the content folder can be read");
        let text = serde_json::from_str::<serde_json::Value>(&text).map_or(text, |value| value.to_string());
        let deflated = out.join(name.replace('/', "-") + ".deflated");
        fs::write(&deflated, miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 10))
            .expect("the build folder can be written");
        let deflated = deflated.display().to_string();
        writeln!(code, "    ({name:?}, include_bytes!({deflated:?})),").expect("a string takes all");
    }
    code.push_str("]\n");
    fs::write(out.join("content.rs"), code).expect("the build folder can be written");
    let keys = ["first.pub", "second.pub"].map(|name| key(&crate_root.join("content-keys").join(name)));
    fs::write(out.join("keys.rs"), format!("{keys:?}")).expect("the build folder can be written");
}

/// A public key: the first line of its file, 64 hex digits.
fn key(path: &Path) -> Vec<u8> {
    println!("cargo:rerun-if-changed={}", path.display());
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let line = text.lines().next().unwrap_or_default();
    let bytes = (0..line.len()).step_by(2).map(|i| line.get(i..i + 2).and_then(|h| u8::from_str_radix(h, 16).ok()));
    let bytes: Option<Vec<u8>> = bytes.collect();
    bytes.filter(|b| b.len() == 32).unwrap_or_else(|| panic!("{}: not 64 hex digits", path.display()))
}

fn list(folder: &Path, prefix: &str, names: &mut Vec<String>) {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).expect("the content folder can be read") {
        let entry = entry.expect("the content folder can be read");
        let name = entry.file_name().into_string().expect("content files have plain names");
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{prefix}{name}/"), names);
        } else if entry.path().extension().is_some_and(|e| e == "json") {
            names.push(format!("{prefix}{name}"));
        }
    }
}
