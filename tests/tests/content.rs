//! The content as it is built in is without findings, and every refusal of the checker has a bad file that triggers it.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use almanac_core::content::check::{Finding, Problem, check};
use almanac_core::content::plural::Form;
use almanac_core::content::words::LANGUAGES;
use almanac_core::content::{Content, Files, load, reading};
use almanac_core::triage::check::Fault;
use almanac_tests::change::{changed, entry, within};
use serde_json::{Value, json};

/// Asserts that a change is refused with this problem, at this file and key.
fn refused(files: &Files, file: &str, key: &str, is: impl Fn(&Problem) -> bool) {
    let findings = check(files);
    let found = findings.iter().any(|f: &Finding| f.file == file && f.key == key && is(&f.problem));
    assert!(found, "{file}: {key} is not among {findings:#?}");
}

fn is(problem: &Problem) -> impl Fn(&Problem) -> bool {
    move |other| other == problem
}

#[test]
fn what_is_built_in_is_without_findings() {
    assert_eq!(check(&Files::built_in()), []);
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let mut files = Files::built_in();
    files.remove("contacts.json");
    refused(&files, "contacts.json", "", |p| matches!(p, Problem::Load(load::LoadError::Missing(_))));
    for (file, text) in [
        ("sources.json", "["),
        ("guide/signs.json", "{}"),
        ("triage/me.json", "{\"id\":3}"),
        ("text/es.json", "[]"),
        ("contacts.json", "[{\"id\":\"x\",\"surprise\":1}]"),
    ] {
        let mut files = Files::built_in();
        files.put(file, text.to_owned());
        refused(&files, file, "", |p| matches!(p, Problem::Load(load::LoadError::Shape { .. })));
    }
    let mut files = Files::built_in();
    files.remove("never.json");
    refused(&files, "never.json", "", |p| matches!(p, Problem::Load(_)));
}

#[test]
fn ids_that_do_not_exist_are_refused() {
    let unknown = |p: &Problem| matches!(p, Problem::Unknown(_));
    let files = changed("guide/signs.json", |page| page["summary"]["sources"] = json!(["nowhere"]));
    refused(&files, "guide/signs.json", "summary", unknown);
    let files = changed("guide/signs.json", |page| {
        page["blocks"].as_array_mut().unwrap().push(json!({"kind": "contacts", "ids": ["nobody"]}));
    });
    refused(&files, "guide/signs.json", "nobody", unknown);
    let files = changed("contacts.json", |c| entry(c, "nhth")["says"][0]["part"] = json!("rumour"));
    refused(&files, "contacts.json", "nhth.rumour", unknown);
    let files = changed("triage/blocks.json", |b| entry(b, "hotline")["contacts"] = json!(["nobody"]));
    refused(&files, "triage/blocks.json", "hotline", unknown);
    let files = changed("triage/blocks.json", |b| entry(b, "if-danger")["unless_step"] = json!(["nothing"]));
    refused(&files, "triage/blocks.json", "if-danger", unknown);
    let files = changed("triage/me.json", |g| g["keep_text"] = json!(["nobody"]));
    refused(&files, "triage/me.json", "nobody", unknown);
    let files = changed("traces.json", |t| t[0]["group"] = json!("elsewhere"));
    assert!(check(&files).iter().any(|f| f.file == "traces.json" && unknown(&f.problem)));
}

#[test]
fn what_is_there_twice_is_refused() {
    let twice = |list: &mut Value| {
        let first = list[0].clone();
        list.as_array_mut().unwrap().push(first);
    };
    for file in ["sources.json", "contacts.json", "triage/blocks.json", "traces.json", "guide/topics.json"] {
        let files = changed(file, twice);
        assert!(check(&files).iter().any(|f| f.file == file && f.problem == Problem::Twice), "{file}");
    }
    let files = changed("guide/signs.json", |page| {
        let first = page["blocks"][0].clone();
        page["blocks"].as_array_mut().unwrap().push(first);
    });
    assert!(check(&files).iter().any(|f| f.file == "guide/signs.json" && f.problem == Problem::Twice));
    // Under two headings of a topic a contact may stand, but not twice under one.
    let files = changed("guide/topics.json", |t| entry(t, "lines")["groups"][0]["contacts"] = json!(["911", "911"]));
    refused(&files, "guide/topics.json", "911", is(&Problem::Twice));
}

#[test]
fn ids_that_break_the_grammar_are_refused() {
    let files = changed("contacts.json", |c| entry(c, "aba")["id"] = json!("Aba Law"));
    refused(&files, "contacts.json", "Aba Law", is(&Problem::BadId));
    let files = changed("guide/signs.json", |page| page["id"] = json!("sings"));
    refused(&files, "guide/sings.json", "sings", is(&Problem::WrongFile));
}

#[test]
fn words_are_there_in_every_language_and_fit_their_place() {
    for language in LANGUAGES {
        let file = format!("text/{}.json", language.tag);
        let files = changed(&file, |words| {
            words.as_object_mut().unwrap().remove("page.signs.title");
        });
        refused(&files, &file, "page.signs.title", is(&Problem::MissingWords));
        let files = changed(&file, |words| {
            words.as_object_mut().unwrap().remove("ui.leave");
        });
        let missing = check(&files).into_iter().any(|f| f.key == "ui.leave" && f.problem == Problem::MissingWords);
        assert!(missing, "{file}");
        for bad in ["", " Signs", "Signs ", "Two  spaces", "A line\nbreak", "A\u{1}mark"] {
            let files = changed(&file, |words| words["page.signs.title"] = json!(bad));
            refused(&files, &file, "page.signs.title", is(&Problem::BadWords));
        }
        let files = changed(&file, |words| words["page.signs.title"] = json!("a".repeat(61)));
        refused(&files, &file, "page.signs.title", is(&Problem::TooLong(61, 60)));
        let files = changed(&file, |words| words["block.limits.title"] = json!("a".repeat(41)));
        refused(&files, &file, "block.limits.title", is(&Problem::TooLong(41, 40)));
        let files = changed(&file, |words| words["ui.leave"] = json!("a".repeat(401)));
        refused(&files, &file, "ui.leave", is(&Problem::TooLong(401, 400)));
        let files = changed(&file, |words| words["page.signs.never-shown"] = json!("Words"));
        refused(&files, &file, "page.signs.never-shown", is(&Problem::UnusedWords));
    }
    let files = changed("text/es.json", |words| words["ui.call"] = json!("Llamar al {numero}"));
    refused(&files, "text/es.json", "ui.call", is(&Problem::Placeholders));
    let files = changed("text/es.json", |words| words["ui.only-here"] = json!("Palabras"));
    refused(&files, "text/en.json", "ui.only-here", is(&Problem::MissingWords));
}

#[test]
fn what_must_never_be_said_is_refused() {
    for (tag, words) in [
        ("en", "Dial 988, PRESS 3 for more."),
        ("en", "There is no trace of it."),
        ("en", "Call 1-855-488-6423."),
        ("es", "Usted califica para la visa."),
        ("es", "Llame al 877-4-HSI-TIP."),
    ] {
        let file = format!("text/{tag}.json");
        let files = changed(&file, |text| text["page.signs.summary"] = json!(words));
        refused(&files, &file, "page.signs.summary", |p| matches!(p, Problem::Forbidden(_)));
    }
}

#[test]
fn doors_to_nowhere_are_refused() {
    for route in [
        "page/nothing",
        "topic/nothing",
        "contact/nobody",
        "triage/none",
        "triage/me?now=no",
        "home",
        "https://example.org",
        "",
    ] {
        let files = changed("guide/signs.json", |page| {
            page["blocks"].as_array_mut().unwrap().push(json!({"kind": "doors", "routes": [route]}));
        });
        refused(&files, "guide/signs.json", route, is(&Problem::DeadLink(route.to_owned())));
    }
    let files = changed("guide/topics.json", |topics| topics[0]["pages"] = json!(["nothing"]));
    refused(&files, "guide/topics.json", "nothing", is(&Problem::DeadLink("page/nothing".to_owned())));
    let files = changed("triage/blocks.json", |b| entry(b, "signs")["doors"] = json!(["page/nothing"]));
    refused(&files, "triage/blocks.json", "signs", is(&Problem::DeadLink("page/nothing".to_owned())));
    let files = changed("triage/me.json", |g| within(g, "rules", "M19")["then"][0]["read"] = json!(["page/nothing"]));
    refused(&files, "triage/me.json", "M19", is(&Problem::DeadLink("page/nothing".to_owned())));
}

#[test]
fn statements_without_a_source_are_refused_wherever_they_stand() {
    let none = is(&Problem::NoSource);
    let files = changed("guide/signs.json", |page| page["summary"]["sources"] = json!([]));
    refused(&files, "guide/signs.json", "summary", &none);
    let files = changed("contacts.json", |c| entry(c, "nhth")["number_sources"] = json!([]));
    refused(&files, "contacts.json", "nhth", &none);
    let files = changed("contacts.json", |c| entry(c, "nhth")["says"][0]["sources"] = json!([]));
    assert!(check(&files).iter().any(|f| f.key.starts_with("nhth.") && none(&f.problem)));
    let files = changed("triage/blocks.json", |b| entry(b, "hotline")["says"][0]["sources"] = json!([]));
    refused(&files, "triage/blocks.json", "hotline.body", &none);
    let files = changed("triage/me.json", |g| within(g, "questions", "imm")["sources"] = json!([]));
    refused(&files, "triage/me.json", "imm", &none);
    let files = changed("triage/me.json", |g| within(g, "rules", "M1")["sources"] = json!([]));
    refused(&files, "triage/me.json", "M1", &none);
    let files = changed("triage/police.json", |g| g["intro_sources"] = json!([]));
    refused(&files, "triage/police.json", "intro", &none);
}

#[test]
fn sources_need_a_day_a_use_and_an_address_that_may_be_shown() {
    for bad in ["", "2026", "2026-11", "2026-02-30", "soon"] {
        let files = changed("sources.json", |s| entry(s, "nhth-report")["checked"] = json!(bad));
        refused(&files, "sources.json", "nhth-report", is(&Problem::NoDate));
    }
    let files = changed("sources.json", |s| {
        let mut unused = s[0].clone();
        unused["id"] = json!("nobody-asks");
        s.as_array_mut().unwrap().push(unused);
    });
    refused(&files, "sources.json", "nobody-asks", is(&Problem::UnusedSource));
    for url in ["ftp://x.org", "javascript:alert(1)", "x.org"] {
        let files = changed("sources.json", |s| entry(s, "nhth-report")["url"] = json!(url));
        refused(&files, "sources.json", "nhth-report", is(&Problem::BadAddress(url.to_owned())));
    }
    // The address of a copy is never shown.
    let files = changed("sources.json", |s| entry(s, "cfr-214-202")["url"] = json!("https://copy.example"));
    refused(&files, "sources.json", "cfr-214-202", is(&Problem::BadAddress("https://copy.example".to_owned())));
}

#[test]
fn numbers_match_the_grammar_and_the_letters_that_they_spell() {
    for number in ["8883737888", "+1888373788", "+18881737888", "91", "call", "+1-888-373-7888", ""] {
        let files = changed("contacts.json", |c| entry(c, "nhth")["voice"] = json!(number));
        refused(&files, "contacts.json", "nhth", is(&Problem::BadNumber(number.to_owned())));
        let files = changed("contacts.json", |c| entry(c, "nhth")["tty"] = json!(number));
        refused(&files, "contacts.json", "nhth", is(&Problem::BadNumber(number.to_owned())));
    }
    let files = changed("contacts.json", |c| entry(c, "nhth")["text"]["number"] = json!("2337"));
    refused(&files, "contacts.json", "nhth", is(&Problem::BadNumber("2337".to_owned())));
    let files = changed("contacts.json", |c| entry(c, "mx")["dial_in_country"] = json!("018005533000"));
    refused(&files, "contacts.json", "mx", is(&Problem::BadNumber("018005533000".to_owned())));
    let files = changed("contacts.json", |c| entry(c, "nhth")["text"]["spelled"] = json!("BEFREED"));
    refused(&files, "contacts.json", "nhth", is(&Problem::Spelling("BEFREED".to_owned(), "233733".to_owned())));
    let files = changed("contacts.json", |c| entry(c, "nhth")["voice_spelled"] = json!("888-FREE"));
    refused(&files, "contacts.json", "nhth", is(&Problem::Spelling("888-FREE".to_owned(), "+18883737888".to_owned())));
    for url in ["http://x.org", "https://x.org/ y", "mailto:a@b.org"] {
        let files = changed("contacts.json", |c| entry(c, "nhth")["web"][0]["url"] = json!(url));
        refused(&files, "contacts.json", "nhth", is(&Problem::BadAddress(url.to_owned())));
    }
    let files = changed("contacts.json", |c| entry(c, "nhth")["email"] = json!("nobody"));
    refused(&files, "contacts.json", "nhth", is(&Problem::BadAddress("nobody".to_owned())));
}

#[test]
fn what_is_only_believed_is_not_shipped() {
    for certainty in ["U", "N", "D", "", "C", "C-1"] {
        let files = changed("contacts.json", |c| entry(c, "nhth")["certainty"] = json!(certainty));
        refused(&files, "contacts.json", "nhth", is(&Problem::Certainty(certainty.to_owned())));
    }
    let files = changed("contacts.json", |c| entry(c, "nhth")["seen_on"] = json!("2026"));
    refused(&files, "contacts.json", "nhth", is(&Problem::NoDate));
}

#[test]
fn what_a_line_may_pass_on_is_always_said() {
    let files = changed("contacts.json", |c| {
        entry(c, "whd")["says"].as_array_mut().unwrap().retain(|s| s["part"] != "pass_on");
    });
    refused(&files, "contacts.json", "whd.pass_on", is(&Problem::MissingWords));
}

#[test]
fn a_page_that_is_too_hard_to_read_is_refused() {
    let hard = "Applicants are statutorily obligated to demonstrate compliance with reasonable requests for assistance, \
        notwithstanding administrative determinations concerning eligibility, inadmissibility and derivative beneficiaries.";
    let files = changed("text/en.json", |words| {
        for (key, text) in words.as_object_mut().unwrap() {
            if key.starts_with("page.notario.") && !key.ends_with("title") {
                *text = json!(hard);
            }
        }
    });
    refused(&files, "guide/notario.json", "notario", |p| matches!(p, Problem::TooHard(grade, _) if *grade > 7.0));
    // Grade 7 to 8 was let through once.
    let files = changed("text/en.json", |words| {
        for (key, text) in words.as_object_mut().unwrap() {
            if key.starts_with("page.notario.") && !key.ends_with("title") {
                *text = json!(
                    "The lawyer who has your papers should send a copy of the letter to you before the day of the hearing."
                );
            }
        }
    });
    refused(&files, "guide/notario.json", "notario", |p| matches!(p, Problem::TooHard(grade, _) if *grade < 8.0));
}

#[test]
fn pages_that_are_too_hard_together_are_refused() {
    // None of these is above the limit of one page.
    let files = changed("text/en.json", |words| {
        for (key, text) in words.as_object_mut().unwrap() {
            if key.starts_with("page.") && !key.ends_with("title") {
                *text = json!("The lawyer who has your papers should send you a copy of the letter before that day.");
            }
        }
    });
    let findings = check(&files);
    let hard: Vec<&Finding> = findings.iter().filter(|f| matches!(f.problem, Problem::TooHard(..))).collect();
    assert!(matches!(hard[..], [one] if one.file == "guide"), "{hard:#?}");
}

#[test]
fn a_spanish_page_that_is_not_easy_to_read_is_refused() {
    let hard = "Los solicitantes se encuentran reglamentariamente obligados a demostrar su colaboración con las autoridades \
        administrativas competentes durante la totalidad del procedimiento.";
    let files = changed("text/es.json", |words| {
        for (key, text) in words.as_object_mut().unwrap() {
            if key.starts_with("page.notario.") && !key.ends_with("title") {
                *text = json!(hard);
            }
        }
    });
    refused(&files, "guide/notario.json", "notario", |p| matches!(p, Problem::NotEasy(ease, _) if *ease < 70.0));
}

#[test]
fn what_nobody_can_get_to_is_refused() {
    let files = changed("guide/topics.json", |t| entry(t, "work")["pages"] = json!([]));
    refused(&files, "guide/topics.json", "work-abuse", is(&Problem::Unreachable));
    let files = changed("guide/topics.json", |t| entry(t, "lines")["groups"][0]["contacts"] = json!([]));
    assert!(check(&files).iter().any(|f| f.key == "911" && f.problem == Problem::Unreachable));
    let files = changed("triage/other.json", |g| {
        for rule in g["rules"].as_array_mut().unwrap() {
            for addition in rule["then"].as_array_mut().unwrap() {
                if let Some(lines) = addition.get_mut("lines").and_then(Value::as_array_mut) {
                    lines.retain(|l| l != "meeting");
                }
            }
        }
    });
    refused(&files, "triage/blocks.json", "meeting", is(&Problem::Unreachable));
}

#[test]
fn a_rule_behind_a_block_names_its_place() {
    let file = "triage/police.json";
    let reason = |graph: &mut Value, change: &dyn Fn(&mut Value)| {
        change(graph["reasons"].as_array_mut().unwrap().iter_mut().find(|r| r["block"] == "trauma").unwrap());
    };
    let files = changed(file, |g| reason(g, &|r| r["block"] = json!("nothing")));
    refused(&files, file, "nothing", is(&Problem::Unknown("block nothing".to_owned())));
    let files = changed(file, |g| reason(g, &|r| r["block"] = json!("duty")));
    refused(&files, file, "duty", is(&Problem::Twice));
    let files = changed(file, |g| reason(g, &|r| r["says"][0]["sources"] = json!(["cfr-214-202"])));
    refused(&files, file, "reason.police.trauma.rule", is(&Problem::NoPlace));
    let files = changed(file, |g| reason(g, &|r| r["says"][0]["sources"] = json!([])));
    refused(&files, file, "reason.police.trauma.rule", is(&Problem::NoSource));
    let files = changed("text/es.json", |words| {
        words.as_object_mut().unwrap().remove("reason.police.trauma.rule");
    });
    refused(&files, "text/es.json", "reason.police.trauma.rule", is(&Problem::MissingWords));
}

#[test]
fn cards_that_cannot_be_shown_are_refused() {
    let unknown = |p: &Problem| matches!(p, Problem::Unknown(_));
    let files = changed("cards.json", |cards| {
        let first = cards[0].clone();
        cards.as_array_mut().unwrap().push(first);
    });
    refused(&files, "cards.json", "call-911", is(&Problem::Twice));
    let files = changed("cards.json", |cards| entry(cards, "bed")["id"] = json!("A bed"));
    refused(&files, "cards.json", "A bed", is(&Problem::BadId));
    let files = changed("cards.json", |cards| entry(cards, "bed")["sources"] = json!([]));
    refused(&files, "cards.json", "bed", is(&Problem::NoSource));
    let files = changed("cards.json", |cards| entry(cards, "bed")["group"] = json!("night"));
    refused(&files, "text/en.json", "card-group.night", is(&Problem::MissingWords));
    // A number that nobody has checked is not held up to a stranger.
    for contact in ["nobody", "takeitdown", "fbi"] {
        let files = changed("cards.json", |cards| entry(cards, "hotline")["contact"] = json!(contact));
        refused(&files, "cards.json", "hotline", unknown);
    }
    for (card, member) in [("hotline", "contact"), ("interpreter", "foreign")] {
        let files = changed("cards.json", |cards| {
            entry(cards, card).as_object_mut().unwrap().remove(member);
        });
        refused(&files, "cards.json", card, is(&Problem::Placeholders));
    }
    for language in LANGUAGES {
        let file = format!("text/{}.json", language.tag);
        let files = changed(&file, |words| words["card.bed"] = json!("a".repeat(121)));
        refused(&files, &file, "card.bed", is(&Problem::TooLong(121, 120)));
        let files = changed(&file, |words| words["card.bed"] = json!("A bed in {city}"));
        refused(&files, "cards.json", "bed", is(&Problem::Placeholders));
    }
}

fn said<'v>(say: &'v mut Value, part: &str) -> &'v mut Value {
    say["lines"].as_array_mut().unwrap().iter_mut().find(|line| line["part"] == part).unwrap()
}

#[test]
fn words_to_say_depend_on_nothing_that_must_stay_unsaid() {
    for question in ["imm", "you", "child", "now", "phone", "leave", "other", "place", "what!", "answered"] {
        let files = changed("say.json", |say| said(say, "call-help")["when"] = json!([{question: ["yes"]}]));
        refused(&files, "say.json", "call-help", is(&Problem::Private(question.to_owned())));
    }
    let files = changed("say.json", |say| said(say, "call-work")["when"] = json!([{"what": ["play"]}]));
    refused(&files, "say.json", "call-work", is(&Problem::Unknown("answer what=play".to_owned())));
}

#[test]
fn words_to_say_are_there_after_every_answer_and_can_be_sent() {
    let unknown = |p: &Problem| matches!(p, Problem::Unknown(_));
    for contact in ["nobody", "whd", "crisis-text"] {
        let files = changed("say.json", |say| say["contact"] = json!(contact));
        refused(&files, "say.json", "contact", unknown);
    }
    for tag in ["xx", "es-MX"] {
        let files = changed("say.json", |say| say["text_languages"]["tags"] = json!([tag]));
        refused(&files, "say.json", "text_languages", unknown);
    }
    let files = changed("say.json", |say| say["text_languages"]["sources"] = json!([]));
    refused(&files, "say.json", "text_languages", is(&Problem::NoSource));
    let files = changed("say.json", |say| said(say, "call-help")["sources"] = json!([]));
    refused(&files, "say.json", "call-help", is(&Problem::NoSource));
    let files = changed("say.json", |say| said(say, "call-help")["part"] = json!("call-back"));
    refused(&files, "say.json", "call-back", is(&Problem::Twice));
    let files = changed("say.json", |say| said(say, "call-help")["foreign"] = json!(true));
    refused(&files, "say.json", "call-help", is(&Problem::Placeholders));
    let files = changed("text/es.json", |words| words["say.call-help"] = json!("a".repeat(121)));
    refused(&files, "text/es.json", "say.call-help", is(&Problem::TooLong(121, 120)));
    // Nothing to write when it is about work.
    let files = changed("say.json", |say| {
        let lines = say["lines"].as_array_mut().unwrap();
        lines.retain(|line| line["way"] == "call" || line["part"] == "text-other");
    });
    refused(&files, "say.json", "what=work&talk=type", is(&Problem::MissingWords));
    let files = changed("text/es.json", |words| {
        for part in ["hello", "no-call", "quiet"] {
            words[format!("say.text-{part}")] = json!("a".repeat(110));
        }
    });
    refused(&files, "say.json", "", |p| matches!(p, Problem::TooLong(length, 306) if *length > 330));
    let mut files = changed("say.json", |say| {
        let lines = say["lines"].as_array_mut().unwrap();
        lines.retain(|line| line["way"] == "call" || line["part"] == "text-hello");
    });
    files.put("text/en.json", files.get("text/en.json").unwrap().replace("I have a question.", "Help!"));
    refused(&files, "say.json", "talk=deaf", is(&Problem::Forbidden("Help!".to_owned())));
}

/// The issue's own limits, apart from those of the checker: grade 7 a page, 6 on average, ease 70 a page.
#[test]
fn every_page_reads_as_easily_as_promised() {
    let content = Content::load(&Files::built_in()).unwrap();
    let [english, spanish] = [0, 1].map(|i| load::words(&Files::built_in(), &LANGUAGES[i]).unwrap());
    assert_eq!((english.language.tag, spanish.language.tag), ("en", "es"));
    let mut sum = 0.0;
    for page in content.pages.values() {
        let keys: Vec<String> = page.statements().map(|(key, _)| format!("page.{}.{key}", page.id)).collect();
        let grade = reading::grade(keys.iter().map(|key| english.get(key)));
        let ease = reading::ease(keys.iter().map(|key| spanish.get(key)));
        println!("{:18} grade {grade:.1}, facilidad {ease:.1}", page.id);
        assert!(grade <= 7.0 && ease >= 70.0, "{}", page.id);
        sum += grade;
    }
    let count = f64::from(u32::try_from(content.pages.len()).unwrap());
    println!("mean {:.1}", sum / count);
    assert!(sum / count <= 6.0);
}

/// The labels that the core's code names.
fn labels_in_code(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            labels_in_code(&path, found);
        } else {
            let code = fs::read_to_string(&path).unwrap();
            let literals = code.split('"').skip(1).step_by(2);
            found.extend(literals.filter(|l| l.starts_with("ui.") && !l.contains(' ')).map(str::to_owned));
        }
    }
}

#[test]
fn every_label_of_the_code_has_words_and_every_label_with_words_is_in_the_code() {
    let mut named = BTreeSet::new();
    labels_in_code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src"), &mut named);
    assert!(named.len() > 80, "{}", named.len());
    let words = load::words(&Files::built_in(), &LANGUAGES[0]).unwrap();
    let labels: BTreeSet<&str> = words.keys().filter(|key| key.starts_with("ui.")).collect();
    // A name with a hole stands for every label that fits it: "ui.month.{}".
    let endings = || Form::ALL.iter().map(|form| form.suffix()).chain(["_hint", "_ios"]);
    let fits = |pattern: &str, label: &str| {
        if let Some((start, _)) = pattern.split_once('{') {
            return label.starts_with(start);
        }
        pattern == label || endings().any(|end| label.strip_suffix(end) == Some(pattern))
    };
    let missing: Vec<&String> = named.iter().filter(|n| *n != "ui." && !labels.iter().any(|l| fits(n, l))).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
    let unused: Vec<&&str> = labels.iter().filter(|l| !named.iter().any(|n| n != "ui." && fits(n, l))).collect();
    assert!(unused.is_empty(), "nothing names {unused:?}");
}

/// A graph with two questions, to be broken in one place.
fn graph_fault(change: impl FnOnce(&mut Value)) -> Vec<Fault> {
    let files = changed("triage/other.json", change);
    check(&files)
        .into_iter()
        .filter(|f| f.file == "triage/other.json")
        .filter_map(|f| if let Problem::Graph(fault) = f.problem { Some(fault) } else { None })
        .collect()
}

#[test]
fn graphs_that_cannot_be_walked_are_refused() {
    let faults = graph_fault(|g| within(g, "questions", "part")["asked"] = json!([{"what": ["work"]}]));
    assert!(faults.contains(&Fault::Cycle("part".into(), "what".into())), "{faults:?}");
    let faults = graph_fault(|g| within(g, "questions", "part")["asked"] = json!([{"part": ["saw"]}]));
    assert!(faults.contains(&Fault::Cycle("part".into(), "part".into())), "{faults:?}");
    let faults = graph_fault(|g| within(g, "rules", "O7")["when"] = json!([{"nothing": ["x"]}]));
    assert!(faults.contains(&Fault::NoQuestion("rule O7".into(), "nothing".into())), "{faults:?}");
    let faults = graph_fault(|g| within(g, "rules", "O7")["when"] = json!([{"part": ["nothing"]}]));
    assert!(faults.contains(&Fault::NoAnswer("rule O7".into(), "part".into(), "nothing".into())), "{faults:?}");
    let faults = graph_fault(|g| within(g, "rules", "O7")["then"][0]["steps"] = json!(["nothing"]));
    assert!(faults.contains(&Fault::NoBlock("rule O7".into(), "nothing".into())), "{faults:?}");
    let faults = graph_fault(|g| within(g, "rules", "O7")["then"][0]["steps"] = json!(["w-call"]));
    assert!(faults.contains(&Fault::WrongKind("rule O7".into(), "w-call".into())), "{faults:?}");
    let faults = graph_fault(|g| {
        let rule = g["rules"][0].clone();
        g["rules"].as_array_mut().unwrap().push(rule);
    });
    assert!(faults.contains(&Fault::Twice("rule O0".into())), "{faults:?}");
    let faults = graph_fault(|g| {
        within(g, "questions", "young")["answers"].as_array_mut().unwrap().pop();
    });
    assert!(faults.contains(&Fault::Answers("young".into())), "{faults:?}");
}

#[test]
fn graphs_with_dead_ends_or_needless_parts_are_refused() {
    // Nothing to do when nothing else matched.
    let faults = graph_fault(|g| within(g, "rules", "O14")["then"][0]["steps"] = json!([]));
    assert!(faults.iter().any(|f| matches!(f, Fault::DeadEnd(_))), "{faults:?}");
    let faults = graph_fault(|g| within(g, "rules", "O7")["when"] = json!([{"part": ["work"], "part!": ["work"]}]));
    assert!(faults.contains(&Fault::UnreachableRule("O7".into())), "{faults:?}");
    let faults = graph_fault(|g| within(g, "rules", "O7")["then"][0]["if"] = json!([{"part": ["saw"]}]));
    assert!(faults.contains(&Fault::UnreachableAddition("O7".into(), 0)), "{faults:?}");
    let faults =
        graph_fault(|g| within(g, "questions", "place")["asked"] = json!([{"part": ["work"], "part!": ["work"]}]));
    assert!(faults.contains(&Fault::UnreachableQuestion("place".into())), "{faults:?}");
    // A further answer that no rule looks at.
    let faults = graph_fault(|g| {
        let answers = within(g, "questions", "part")["answers"].as_array_mut().unwrap();
        answers.insert(0, json!({"id": "saw-too"}));
    });
    assert!(faults.contains(&Fault::ChangesNothing("part".into(), "saw-too".into(), "saw".into())), "{faults:?}");
}
