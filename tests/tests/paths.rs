//! Every path of every question graph, in both languages: the laws of the questions hold on each.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use almanac_core::app::App;
use almanac_core::content::model::Contact;
use almanac_core::content::words::{LANGUAGES, Words};
use almanac_core::content::{Files, load};
use almanac_core::route::{Answer, Route};
use almanac_core::screen::model::{Action, Block, Screen};
use almanac_core::triage::path::Place;
use almanac_core::triage::protocol::Protocol;
use almanac_tests::look::{Seen, open};

/// One place of a graph: the answers that lead there, and whether nothing more is asked.
#[derive(Debug, Clone)]
struct Path {
    graph: &'static str,
    answers: Vec<Answer>,
    full: bool,
}

impl Path {
    fn answer(&self, question: &str) -> Option<&str> {
        self.answers.iter().find(|a| a.question == question).map(|a| a.answer.as_str())
    }

    /// The answer as the rules read it: what was not reached is "?".
    fn read(&self, question: &str) -> &str {
        self.answer(question).unwrap_or("?")
    }

    fn outcome(&self) -> Route {
        Route::Triage { graph: self.graph.to_owned(), answers: self.answers.clone(), more: false, show: true }
    }

    fn in_usa(&self) -> bool {
        self.answer("you") != Some("outside") && self.answer("part") != Some("outside")
    }
}

/// Every list of answers that a graph can be given, shortest first within a branch.
fn paths(app: &App, graph: &'static str) -> Vec<Path> {
    let checked = app.triage().graph(graph).unwrap();
    let mut found = Vec::new();
    let mut open: Vec<Vec<Answer>> = vec![Vec::new()];
    while let Some(answers) = open.pop() {
        // Past the emergency steps of the first question there are more questions.
        let (mut place, _) = checked.walk(&answers, false, false).unwrap();
        if let Place::Outcome { more: true } = place {
            place = checked.walk(&answers, true, false).unwrap().0;
        }
        let question = match place {
            Place::Question(question) => Some(question),
            Place::Outcome { .. } => None,
        };
        for choice in question.iter().flat_map(|q| &q.answers) {
            let answer = Answer { question: question.unwrap().id.clone(), answer: choice.id.clone() };
            open.push(answers.iter().cloned().chain([answer]).collect());
        }
        if !answers.is_empty() {
            found.push(Path { graph, answers, full: question.is_none() });
        }
    }
    found
}

const GRAPHS: [&str; 3] = ["me", "other", "police"];

/// A law: what must hold for one outcome.
type Law = fn(&Facts, &Path, &Screen, &Seen);

/// What laws need to know of the content.
struct Facts {
    contacts: BTreeMap<String, Contact>,
    words: Words,
    /// The graph about the police.
    police: Protocol,
}

/// Draws every outcome, early ones too, in every language, and holds every law against each.
fn each_outcome(laws: &[Law], mut look: impl FnMut(&Path, &Screen, &Seen)) -> usize {
    let mut drawn = 0;
    for language in LANGUAGES {
        let mut app = open(language.tag);
        let facts = Facts {
            contacts: app.content().contacts.clone(),
            words: load::words(&Files::built_in(), language).unwrap(),
            police: app.triage().graph("police").unwrap().protocol().clone(),
        };
        for graph in GRAPHS {
            for path in paths(&app, graph) {
                let screen = app.screen(&path.outcome()).unwrap();
                let seen = Seen::of(&screen);
                for law in laws {
                    law(&facts, &path, &screen, &seen);
                }
                look(&path, &screen, &seen);
                drawn += 1;
            }
        }
    }
    drawn
}

fn assert_at(holds: bool, path: &Path, law: &str) {
    assert!(holds, "{}: {law}", path.outcome());
}

#[test]
fn the_paths_are_as_many_as_the_reference_says() {
    let app = open("en");
    let counts: BTreeMap<&str, (usize, usize)> = GRAPHS
        .iter()
        .map(|graph| {
            let paths = paths(&app, graph);
            (*graph, (paths.iter().filter(|p| p.full).count(), paths.len()))
        })
        .collect();
    println!("full paths and all places: {counts:?}");
    assert_eq!(counts["me"].0, 11_100);
    assert_eq!(counts["other"].0, 320);
    assert_eq!(counts["police"].0, 1_200);
    let longest = |graph| paths(&app, graph).iter().map(|p| p.answers.len()).max().unwrap();
    assert_eq!((longest("me"), longest("other"), longest("police")), (7, 4, 5));
    let child = paths(&app, "me").into_iter().filter(|p| p.answer("you") == Some("child"));
    assert_eq!(child.map(|p| p.answers.len()).max(), Some(5));
}

fn danger_to_life_comes_first_and_nothing_before_it(_: &Facts, path: &Path, screen: &Screen, seen: &Seen) {
    let abroad = path.answer("place");
    let wanted = match (path.read("now"), path.in_usa(), abroad) {
        ("danger" | "hurt" | "missing", true, _) => "emergency",
        ("ending", true, _) => "988",
        ("danger" | "hurt" | "missing", false, Some("ca")) => "emergency-ca",
        ("danger" | "hurt" | "missing", false, Some("mx")) => "emergency-mx",
        ("ending", false, Some("ca")) => "crisis-ca",
        ("ending", false, Some("mx")) => "crisis-mx",
        _ => return,
    };
    assert_at(seen.steps.first().is_some_and(|s| s == wanted), path, wanted);
    assert_at(matches!(screen.blocks[0], Block::Step { .. }), path, "something stands before the first step");
}

fn lines_of_police_and_prosecutors_are_never_a_step_and_the_ice_line_is_nowhere(
    _: &Facts,
    path: &Path,
    screen: &Screen,
    seen: &Seen,
) {
    for block in &screen.blocks {
        let Block::Step { contacts, doors, .. } = block else { continue };
        let named: BTreeSet<String> = contacts.iter().map(|c| c.anchor.clone()).collect();
        for id in ["ice-tip", "k2p", "doj-crt", "fbi", "us-attorney"] {
            assert_at(!named.contains(id), path, id);
            let door = Action::Go { route: Route::Contact { id: id.to_owned() } };
            assert_at(doors.iter().all(|d| d.action != door), path, id);
        }
    }
    assert_at(!seen.contacts.contains("ice-tip"), path, "ice-tip in an outcome");
    if path.graph != "other" {
        assert_at(!seen.anchors.contains("other-lines"), path, "other-lines");
    }
}

fn unchecked_numbers_are_never_a_step_and_carry_the_word(facts: &Facts, path: &Path, screen: &Screen, _: &Seen) {
    let unverified: BTreeSet<String> = facts.contacts.values().filter(|c| c.unverified).map(|c| c.id.clone()).collect();
    assert!(unverified.len() >= 5);
    for block in &screen.blocks {
        let (rows, is_step) = match block {
            Block::Step { contacts, .. } => (contacts, true),
            Block::Line { contacts, .. } => (contacts, false),
            _ => continue,
        };
        for row in rows {
            assert_at(row.caution.is_empty() != unverified.contains(&row.anchor), path, &row.anchor);
            assert_at(!(is_step && unverified.contains(&row.anchor)), path, &row.anchor);
        }
    }
}

#[test]
fn not_saying_ones_papers_leads_where_being_without_them_leads() {
    for language in LANGUAGES {
        let mut app = open(language.tag);
        let mut compared = 0;
        for path in paths(&app, "me").into_iter().filter(|p| p.answer("imm") == Some("?")) {
            let mut yes = path.clone();
            yes.answers.last_mut().unwrap().answer = "yes".to_owned();
            let [unsaid, said] = [&path, &yes].map(|p| Seen::of(&app.screen(&p.outcome()).unwrap()));
            assert_at(unsaid.in_order == said.in_order, &path, "contacts differ");
            assert_at(unsaid.steps == said.steps, &path, "steps differ");
            compared += 1;
        }
        assert_eq!(compared, 3_000);
    }
}

fn a_citizen_is_told_nothing_about_visas(_: &Facts, path: &Path, _: &Screen, seen: &Seen) {
    if path.answer("imm") == Some("citizen") {
        let text = seen.text_without_sources.to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        assert_at(!words.any(|word| ["visa", "visas"].contains(&word)), path, "a visa");
    }
}

fn what_a_line_must_report_about_a_child_stands_above_the_first_such_line(
    _: &Facts,
    path: &Path,
    screen: &Screen,
    _: &Seen,
) {
    if path.answer("you") != Some("child") {
        return;
    }
    let offers = |block: &Block| match block {
        Block::Step { contacts, .. } => contacts.iter().any(|c| ["ncmec", "nhth", "nrs"].contains(&c.anchor.as_str())),
        _ => false,
    };
    let limits = |block: &Block| matches!(block, Block::Callout { anchor, .. } if anchor == "limits-child");
    if let Some(first) = screen.blocks.iter().position(offers) {
        let above = screen.blocks[..first].iter().rev().take_while(|b| matches!(b, Block::Callout { .. }));
        assert_at(above.into_iter().any(limits), path, "limits-child is not directly above");
    }
}

fn whoever_may_be_watched_is_sent_to_another_phone_first_and_shown_no_text_buttons(
    facts: &Facts,
    path: &Path,
    _: &Screen,
    seen: &Seen,
) {
    let numbers = |keep: bool| -> BTreeSet<String> {
        let contacts =
            facts.contacts.values().filter(move |c| ["911", "988", "crisis-text"].contains(&c.id.as_str()) == keep);
        contacts.filter_map(|c| c.text.as_ref().map(|t| t.number.clone())).collect()
    };
    let (kept, hidden) = (numbers(true), numbers(false));
    assert!(kept.len() == 3 && hidden.len() > 4);
    if path.graph != "me" || !path.in_usa() || !matches!(path.read("phone"), "seen" | "known") {
        return;
    }
    if matches!(path.read("now"), "no" | "?") {
        assert_at(seen.steps.first().is_some_and(|s| s == "safer-device"), path, "safer-device is not first");
    }
    let may_text = matches!(path.read("talk"), "type" | "deaf");
    for id in &seen.texted {
        let number = facts.contacts[id].text.as_ref().unwrap().number.clone();
        assert_at(may_text || kept.contains(&number), path, &format!("a text button for {id}"));
    }
    // The reason for a missing button is still said.
    if !may_text && seen.contacts.iter().any(|id| facts.contacts[id].text.is_some() && id != "911") {
        assert_at(seen.anchors.contains("w-text"), path, "w-text");
    }
}

fn outside_the_usa_no_us_line_is_a_step_and_no_visa_is_promised(_: &Facts, path: &Path, _: &Screen, seen: &Seen) {
    if path.in_usa() || path.answer("place").is_none() {
        return;
    }
    let abroad = ["safer-device", "ca", "mx", "scope", "emergency-ca", "emergency-mx", "crisis-ca", "crisis-mx"];
    for step in &seen.steps {
        assert_at(abroad.contains(&step.as_str()), path, step);
    }
    assert_at(!seen.anchors.contains("doors") && !seen.anchors.contains("lawyer"), path, "a visa");
}

fn whoever_only_asks_about_papers_gets_no_form_to_report_them(_: &Facts, path: &Path, _: &Screen, seen: &Seen) {
    let asked = path.graph == "other" && path.answer("what") == Some("?");
    if asked && !matches!(path.read("now"), "danger" | "missing") {
        for id in ["write-down", "local-police", "other-lines"] {
            assert_at(!seen.anchors.contains(id), path, id);
        }
    }
}

fn whoever_helps_in_their_work_hears_of_their_own_duty_and_may_ask(_: &Facts, path: &Path, _: &Screen, seen: &Seen) {
    let is = |anchor: &str| seen.anchors.contains(anchor);
    if path.answer("part") == Some("work") {
        assert_at(is("guide-help") && !is("no-confront") && !is("w-tip-off"), path, "asking is forbidden");
        let duty = path.read("young") != "no";
        assert_at(is("own-duty") == duty && !(duty && is("anonymous")), path, "own-duty");
    }
    // What says whom not to warn, and the warning about it, go together.
    assert_at(is("no-confront") == is("w-tip-off") && is("no-confront-ask") == is("w-tip-off-ask"), path, "w-tip-off");
    assert_at(!(is("no-confront") && is("no-confront-ask")), path, "asking is forbidden and allowed");
}

fn the_rule_for_who_was_under_18_depends_on_that_age_alone(_: &Facts, path: &Path, _: &Screen, seen: &Seen) {
    if seen.anchors.contains("under18") {
        let then = path.answer("before18") == Some("yes")
            || path.answer("you") == Some("child")
            || path.answer("part") == Some("work") && path.read("young") != "no";
        assert_at(then, path, "under18");
    }
    if path.answer("before18") == Some("yes") {
        assert_at(seen.steps.iter().any(|s| s == "under18"), path, "under18 is no step");
    }
    // No text says that 21 frees anybody from anything.
    let text = &seen.text_without_sources;
    if text.contains("21") && path.graph == "police" {
        assert_at(seen.anchors.contains("not-21"), path, "21");
    }
}

fn every_outcome_has_something_to_do_something_beside_it_and_its_sources(
    _: &Facts,
    path: &Path,
    screen: &Screen,
    seen: &Seen,
) {
    let open = seen.open_steps;
    assert_at((1..=4).contains(&open), path, &format!("{open} open steps"));
    let leads = !seen.contacts.is_empty() || seen.goes.iter().any(|r| matches!(r, Route::Page { .. }));
    assert_at(leads, path, "no contact and no page");
    assert_at(seen.beside > 0, path, "no warning, line or callout");
    assert_at(
        screen.blocks.iter().any(|b| matches!(b, Block::Sources { items, .. } if !items.is_empty())),
        path,
        "no sources",
    );
    for block in &screen.blocks {
        if let Block::Callout { title, folded: true, .. } = block {
            assert_at(title.chars().count() <= 40, path, title);
        }
    }
}

fn what_the_police_must_be_told_comes_with_the_rule_and_its_place_folded(
    facts: &Facts,
    path: &Path,
    screen: &Screen,
    seen: &Seen,
) {
    if path.graph != "police" {
        return;
    }
    let fold = screen.blocks.iter().rposition(|b| matches!(b, Block::Fold { .. })).unwrap();
    let Block::Fold { count, .. } = screen.blocks[fold] else { unreachable!() };
    let hidden = &screen.blocks[fold + 1..=fold + usize::try_from(count).unwrap()];
    let rules: Vec<&String> =
        hidden.iter().flat_map(|b| if let Block::Bullets { items } = b { &items[..] } else { &[] }).collect();
    let mut told = 0;
    for reason in facts.police.reasons.iter().filter(|reason| seen.anchors.contains(&reason.block)) {
        for said in &reason.says {
            let text = facts.words.get(&format!("reason.police.{}.{}", reason.block, said.part));
            let place = said.sources.iter().find(|s| !s.locator.is_empty()).unwrap();
            let there = rules.iter().any(|rule| rule.starts_with(text) && rule.contains(&place.locator));
            assert_at(there, path, &reason.block);
            told += 1;
        }
    }
    assert_at(told == rules.len() && told > 0, path, "a rule behind something that is not shown");
}

fn words_to_say_are_offered_with_two_answers_at_most(_: &Facts, path: &Path, _: &Screen, seen: &Seen) {
    let told: Vec<&Vec<Answer>> =
        seen.goes.iter().filter_map(|r| if let Route::Say { answers } = r { Some(answers) } else { None }).collect();
    // How one can talk, where that was not reached, counts as not said: then no text is offered.
    let unsaid = Answer { question: "talk".to_owned(), answer: "?".to_owned() };
    let given = |question: &str| path.answers.iter().find(|a| a.question == question).cloned();
    let wanted: Vec<Answer> = [given("what"), given("talk").or(Some(unsaid))].into_iter().flatten().collect();
    assert_at(told.iter().all(|answers| **answers == wanted), path, "other answers are handed on");
    let offered = path.graph == "me" && seen.steps.iter().any(|step| step == "hotline");
    assert_at(offered != told.is_empty(), path, "words for the hotline");
}

fn the_words_never_repeat_what_was_answered(facts: &Facts, path: &Path, _: &Screen, seen: &Seen) {
    for answer in &path.answers {
        let part = if answer.answer == "?" { "unsaid" } else { &answer.answer };
        let label = facts.words.get(&format!("triage.{}.{}.{part}", path.graph, answer.question));
        // "Yes" and "Both" are words of any text.
        if label.chars().count() > 12 {
            assert_at(!seen.text_without_sources.contains(label), path, label);
        }
    }
}

#[test]
fn the_laws_hold_on_every_path_in_every_language() {
    let laws: [Law; 14] = [
        danger_to_life_comes_first_and_nothing_before_it,
        lines_of_police_and_prosecutors_are_never_a_step_and_the_ice_line_is_nowhere,
        unchecked_numbers_are_never_a_step_and_carry_the_word,
        a_citizen_is_told_nothing_about_visas,
        what_a_line_must_report_about_a_child_stands_above_the_first_such_line,
        whoever_may_be_watched_is_sent_to_another_phone_first_and_shown_no_text_buttons,
        outside_the_usa_no_us_line_is_a_step_and_no_visa_is_promised,
        whoever_only_asks_about_papers_gets_no_form_to_report_them,
        whoever_helps_in_their_work_hears_of_their_own_duty_and_may_ask,
        the_rule_for_who_was_under_18_depends_on_that_age_alone,
        every_outcome_has_something_to_do_something_beside_it_and_its_sources,
        what_the_police_must_be_told_comes_with_the_rule_and_its_place_folded,
        words_to_say_are_offered_with_two_answers_at_most,
        the_words_never_repeat_what_was_answered,
    ];
    let (mut reached, mut early, mut compared) = (BTreeSet::new(), 0, 0);
    let mut first: BTreeMap<Route, (Vec<String>, Vec<String>)> = BTreeMap::new();
    let drawn = each_outcome(&laws, |path, screen, seen| {
        reached.extend(seen.anchors.iter().cloned());
        early += usize::from(!path.full);
        // The same contacts in the same order, whatever the language.
        let here = (seen.steps.clone(), seen.in_order.clone());
        match first.get(&screen.route) {
            Some(other) => {
                assert_at(*other == here, path, "languages differ");
                compared += 1;
            }
            None => {
                first.insert(screen.route.clone(), here);
            }
        }
    });
    println!("{drawn} outcomes drawn, {early} of them early, {} laws on each", laws.len());
    assert_eq!(compared * LANGUAGES.len(), drawn);
    assert!(early > 1_000, "{early}");
    let app = open("en");
    let unreached: Vec<&String> = app.triage().blocks().keys().filter(|id| !reached.contains(*id)).collect();
    assert!(unreached.is_empty(), "{unreached:?}");
}
