//! What the ledger says of the browser and of the app's inner names.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use almanac_core::content::words::LANGUAGES;
use almanac_core::route::Route;
use almanac_core::screen::model::{Action, Block};
use almanac_tests::look::open;
use almanac_tests::names::telling;
use almanac_tests::reach::reachable;

#[test]
fn a_page_is_opened_only_where_its_address_and_what_it_leaves_stand_before_the_button() {
    for language in LANGUAGES {
        let mut app = open(language.tag);
        let mut opened = 0;
        for (route, seen) in reachable(&mut app) {
            let pages: Vec<&String> = seen
                .actions
                .iter()
                .filter_map(|action| if let Action::Browse { url, .. } = action { Some(url) } else { None })
                .collect();
            assert_eq!(pages.len(), usize::from(matches!(route, Route::BeforeWeb { .. })), "{route}");
            let Some(url) = pages.first() else { continue };
            let blocks = app.screen(&route).unwrap().blocks;
            let place = |which: &dyn Fn(&Block) -> bool| blocks.iter().position(which);
            let address = place(&|block| matches!(block, Block::Text { text, .. } if text == *url));
            let leaves = place(
                &|block| matches!(block, Block::Callout { anchor, text, .. } if anchor == "leaves" && !text.is_empty()),
            );
            let button = place(
                &|block| matches!(block, Block::Buttons { buttons } if buttons.iter().any(|b| matches!(b.action, Action::Browse { .. }))),
            );
            assert!(address.is_some() && address < button, "{route}");
            assert!(leaves.is_some() && leaves < button, "{route}");
            opened += 1;
        }
        assert!(opened > 3, "{}: {opened}", language.tag);
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Phones list an app by its package, its components, their labels and icons, its files and its library.
#[test]
fn no_inner_name_tells_what_the_app_is_for() {
    let main = root().join("android/app/src/main");
    let mut found = Vec::new();
    files(&main, &mut found);
    assert!(found.len() > 50, "{}", found.len());
    for path in &found {
        let name = path.strip_prefix(&main).unwrap().to_str().unwrap();
        assert_eq!(telling(name), None, "{name}");
        if path.extension().is_some_and(|end| end == "xml") {
            assert_eq!(telling(&fs::read_to_string(path).unwrap()), None, "{name}");
        }
    }
    for name in ["Cargo.toml", "uniffi.toml"] {
        assert_eq!(telling(&fs::read_to_string(root().join("bindings").join(name)).unwrap()), None, "{name}");
    }
    assert_eq!(telling("app.almanac.HotlineActivity"), Some("hotline"));
}
