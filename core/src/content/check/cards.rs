//! Cards to show, and words for a call or a text.

use std::collections::BTreeSet;

use super::text::TITLE;
use super::{Checker, Problem, is_id};
use crate::content::cards::Card;
use crate::content::load::parse;
use crate::content::say::{GRAPH, QUESTIONS, Way};
use crate::content::words::{LANGUAGES, Words, language, placeholders};
use crate::route::Answer;
use crate::triage::check::MOST_ANSWERS;
use crate::triage::protocol::Question;

const CARDS: &str = "cards.json";
const SAY: &str = "say.json";

/// The longest card: it must fill a small screen and still be read from across a table.
const CARD: usize = 120;
/// The longest sentence to say.
const SENTENCE: usize = 120;
/// The longest text: two messages as phone companies count them.
const MESSAGE: usize = 306;
/// What a phone company takes for a command when it stands alone.
const COMMANDS: [&str; 6] = ["help", "info", "stop", "start", "yes", "quit"];

impl Checker<'_> {
    pub(super) fn cards(&mut self) {
        let cards: Vec<Card> = parse(self.files, CARDS).unwrap_or_default();
        let mut seen = BTreeSet::new();
        for card in &cards {
            let (id, key) = (&card.id, format!("card.{}", card.id));
            if !seen.insert(id.clone()) {
                self.find(CARDS, id, Problem::Twice);
            }
            if !is_id(id) {
                self.find(CARDS, id, Problem::BadId);
            }
            self.rests_on(CARDS, id, &card.sources);
            self.need(format!("card-group.{}", card.group), TITLE);
            let number = card.contact.as_ref().is_some_and(|contact| {
                let there = self.content.contacts.get(contact);
                there.is_some_and(|c| c.voice.is_some() && !c.unverified)
            });
            if let Some(contact) = card.contact.as_ref().filter(|_| !number) {
                self.find(CARDS, id, Problem::Unknown(format!("checked number of {contact}")));
            }
            let fill: Vec<&str> = [(number, "number"), (card.foreign, "language")]
                .into_iter()
                .filter_map(|(is, name)| is.then_some(name))
                .collect();
            self.fills(CARDS, id, &key, &fill);
            self.need(key, CARD);
        }
    }

    pub(super) fn say(&mut self) {
        let say = self.content.say.clone();
        match self.content.contacts.get(&say.contact) {
            Some(c) if c.voice.is_some() && c.text.is_some() && !c.unverified => {}
            _ => self.find(SAY, "contact", Problem::Unknown(format!("line to call and to text: {}", say.contact))),
        }
        self.rests_on(SAY, "text_languages", &say.text_languages.sources);
        for tag in say.text_languages.tags.iter().filter(|tag| language(tag).is_none_or(|l| l.tag != **tag)) {
            self.find(SAY, "text_languages", Problem::Unknown(format!("language {tag}")));
        }
        let graph = self.triage.2.iter().find(|protocol| protocol.id == GRAPH).cloned();
        let questions: Vec<Question> = graph.into_iter().flat_map(|protocol| protocol.questions).collect();
        let mut seen = BTreeSet::new();
        for line in &say.lines {
            let (part, key) = (&line.part, format!("say.{}", line.part));
            if !seen.insert(part.clone()) {
                self.find(SAY, part, Problem::Twice);
            }
            self.rests_on(SAY, part, &line.sources);
            let fill: &[&str] = if line.foreign { &["language"] } else { &[] };
            self.fills(SAY, part, &key, fill);
            for (name, values) in line.when.iter().flatten() {
                if !QUESTIONS.contains(&name.as_str()) {
                    self.find(SAY, part, Problem::Private(name.clone()));
                    continue;
                }
                let answers = questions.iter().filter(|q| q.id == *name).flat_map(|q| &q.answers);
                let known: Vec<&str> = answers.map(|a| a.id.as_str()).collect();
                for value in values.iter().filter(|value| !known.contains(&value.as_str())) {
                    self.find(SAY, part, Problem::Unknown(format!("answer {name}={value}")));
                }
            }
            self.need(key, SENTENCE);
        }
        for answers in every_answer(&questions) {
            self.script(&answers);
        }
    }

    /// Every list of answers has something to say and to send, and what is sent fits.
    fn script(&mut self, answers: &[Answer]) {
        let given: Vec<String> = answers.iter().map(|a| format!("{}={}", a.question, a.answer)).collect();
        let given = given.join("&");
        let mut problems = Vec::new();
        for language in LANGUAGES {
            let Some(words) = self.words.iter().find(|words| words.language.tag == language.tag) else { continue };
            let said = |way| text(&self.content.say, words, way, answers);
            let message = said(Way::Text);
            let length = message.chars().count();
            if said(Way::Call).is_empty() || message.is_empty() {
                problems.push(Problem::MissingWords);
            }
            if length > MESSAGE {
                problems.push(Problem::TooLong(length, MESSAGE));
            }
            if COMMANDS.contains(&message.trim_end_matches(['.', '!', '?']).to_lowercase().as_str()) {
                problems.push(Problem::Forbidden(message));
            }
        }
        for problem in problems {
            self.find(SAY, &given, problem);
        }
    }

    /// The words of a key have these holes, and no others, in every language.
    fn fills(&mut self, file: &str, id: &str, key: &str, holes: &[&str]) {
        let differs = |words: &Words| words.find(key).is_some_and(|text| placeholders(text) != holes);
        if self.words.iter().any(differs) {
            self.find(file, id, Problem::Placeholders);
        }
    }
}

/// The words of a script as one text, as far as it takes to see that it is too long.
fn text(say: &crate::content::say::Say, words: &Words, way: Way, answers: &[Answer]) -> String {
    // A character is four bytes at most.
    let enough = 4 * MESSAGE;
    let mut text = String::new();
    for line in say.lines(way, answers, true) {
        if text.len() > enough {
            break;
        }
        text.push_str(if text.is_empty() { "" } else { " " });
        text.push_str(words.get(&format!("say.{}", line.part)));
    }
    text
}

/// Every list of answers to the questions that words may depend on, also the one where nothing was asked. A question with too many
/// answers, which is refused for that, is left out.
fn every_answer(questions: &[Question]) -> Vec<Vec<Answer>> {
    QUESTIONS.iter().fold(vec![Vec::new()], |lists, name| {
        let question = questions.iter().find(|q| q.id == *name && q.answers.len() <= MOST_ANSWERS);
        let answers = question.into_iter().flat_map(|q| &q.answers);
        let answers: Vec<Answer> =
            answers.map(|a| Answer { question: (*name).to_owned(), answer: a.id.clone() }).collect();
        let longer = lists.iter().flat_map(|list| {
            answers.iter().map(|answer| list.iter().cloned().chain([answer.clone()]).collect::<Vec<_>>())
        });
        lists.iter().cloned().chain(longer).collect()
    })
}
