//! The scenarios of `tests/scenarios`, against the façade; and the proof that each rule of the questions has one.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use almanac_core::app::App;
use almanac_core::content::Files;
use almanac_core::triage;
use almanac_tests::scenario::{Scenario, Step, run, run_with};

fn scenarios() -> Vec<(String, Scenario)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: &Path| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let scenario = serde_json::from_str(&fs::read_to_string(path).unwrap());
        (name.clone(), scenario.unwrap_or_else(|e| panic!("{name}: {e}")))
    };
    files.iter().map(|path| read(path)).collect()
}

#[test]
fn every_scenario_holds_in_all_its_languages() {
    let scenarios = scenarios();
    let failures: Vec<String> =
        scenarios.iter().filter_map(|(name, s)| run(s).err().map(|why| format!("{name}: {why}"))).collect();
    assert!(failures.is_empty(), "{failures:#?}");
    let journeys = scenarios.iter().filter(|(name, _)| name.starts_with("journey-")).count();
    println!("{} scenarios, {journeys} of them whole journeys", scenarios.len());
    assert!(journeys >= 10);
    for (name, scenario) in &scenarios {
        let looks = scenario.steps.iter().any(|step| matches!(step, Step::Expect(_)));
        assert!(looks, "{name} expects nothing");
    }
}

/// The content without one rule.
fn without(graph: &str, rule: &str) -> Files {
    let mut files = Files::built_in();
    let name = format!("triage/{graph}.json");
    let mut data: serde_json::Value = serde_json::from_str(&files.get(&name).unwrap()).unwrap();
    let rules = data["rules"].as_array_mut().unwrap();
    let before = rules.len();
    rules.retain(|r| r["id"] != rule);
    assert_eq!(rules.len(), before - 1);
    files.put(&name, data.to_string());
    files
}

#[test]
fn each_rule_has_a_scenario_that_fails_without_it() {
    let scenarios = scenarios();
    let (_, _, protocols) = triage::read(&Files::built_in()).unwrap();
    let mut rules = 0;
    for protocol in &protocols {
        for rule in &protocol.rules {
            let files = without(&protocol.id, &rule.id);
            let own = format!("rule-{}", rule.id);
            let scenario = scenarios.iter().find(|(name, _)| *name == own).unwrap_or_else(|| panic!("no {own}"));
            let open = |dir: &Path, tag: &str, today, phone| {
                App::open_checked(files.clone(), dir, &[tag.to_owned()], today, phone)
            };
            assert!(run_with(&scenario.1, open).is_err(), "{own} holds without the rule");
            rules += 1;
        }
    }
    println!("{rules} rules, each missed by its scenario");
    let ids: BTreeSet<&str> = protocols.iter().flat_map(|p| &p.rules).map(|r| r.id.as_str()).collect();
    assert_eq!(ids.len(), rules, "two graphs share the id of a rule");
}

#[test]
fn a_scenario_that_says_something_unknown_is_refused() {
    let bad = [
        r#"{"name":"x","steps":[{"expect":{"contcats":["nhth"]}}]}"#,
        r#"{"name":"x","steps":[{"tap":{"call":"911"}}]}"#,
        r#"{"name":"x","steps":[{"jump":"home"}]}"#,
        r#"{"name":"x","step":[]}"#,
        r#"{"steps":[]}"#,
    ];
    for text in bad {
        assert!(serde_json::from_str::<Scenario>(text).is_err(), "{text}");
    }
}

#[test]
fn what_does_not_hold_is_told_with_its_step() {
    let bad = [
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"route":"about"}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"has":["nothing"]}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"lacks":["nhth"]}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"contacts":["whd"]}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"never_contacts":["911"]}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"steps":["hotline"]}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"actions":[{"dial":"912"}]}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"no_actions":[{"dial":"911"}]}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"text":"no such words"}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"no_text":"911"}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"title":"Reader"}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"handed":{"dial":"911"}}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"expect":{"left":true}}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"choose":"no"}]}"#,
        r#"{"name":"x","steps":[{"open":"home"},{"type":"no"}]}"#,
    ];
    for text in bad {
        let failure = run(&serde_json::from_str(text).unwrap()).expect_err(text);
        assert_eq!(failure.step, 2, "{text}: {failure}");
    }
    let nowhere = r#"{"name":"x","steps":[{"open":"page/nothing"}]}"#;
    assert_eq!(run(&serde_json::from_str(nowhere).unwrap()).unwrap_err().step, 1);
}
