//! What to say: words for a call and a text, in English for whoever answers, with the reader's own language below each sentence.

use super::model::{Block, Button, ButtonLook, Door, Icon, Screen, TextTone};
use super::parts::Draw;
use crate::app::AppError;
use crate::content::model::{Contact, TextLine};
use crate::content::say::{GRAPH, Line, QUESTIONS, Way};
use crate::content::{Words, number};
use crate::route::{Answer, Route};
use crate::triage::protocol::{UNSAID, Way as Reach};

impl Draw<'_> {
    /// The words after these answers; without answers, those that fit everybody.
    pub(super) fn say_screen(&self, route: &Route, answers: &[Answer]) -> Result<Screen, AppError> {
        if !self.may_be_asked(answers) {
            return Err(AppError::Invalid { field: "route", rule: "say" });
        }
        let say = &self.content.say;
        let contact = self.contact(&say.contact)?;
        let english = self.english()?;
        let talk = answers.iter().find(|a| a.question == "talk").map(|a| a.answer.as_str());
        let mut blocks = vec![Block::Text {
            text: self.words.fill("ui.say.lead", &[("name", &self.name(contact))]),
            tone: TextTone::Lead,
        }];
        if let Some(pass_on) = self.part(contact, "pass_on") {
            blocks.push(self.note("pass-on", pass_on));
        }
        let spoken = self.spoken_words(contact, answers, &english);
        let written = self.written_words(contact, answers, &english);
        match talk {
            // Whoever chose to type, or cannot speak, begins with that.
            Some("type" | "deaf") => blocks.extend(written.into_iter().chain(spoken)),
            // A text stays on a phone that somebody may look at: it is offered only to whoever asked how to write.
            Some(_) => blocks.extend(spoken),
            None => blocks.extend(spoken.into_iter().chain(written)),
        }
        let said = say.lines.iter().flat_map(|line| &line.sources).chain(&say.text_languages.sources);
        blocks.extend(self.sources(said));
        Ok(self.screen(route, self.say("ui.say"), blocks))
    }

    /// Whether these are answers to the questions that words may depend on, each once and in their order.
    fn may_be_asked(&self, answers: &[Answer]) -> bool {
        let Some(graph) = self.triage.graph(GRAPH) else { return false };
        let known = |answer: &Answer| {
            let question = graph.protocol().questions.iter().find(|q| q.id == answer.question);
            question.is_some_and(|q| q.answers.iter().any(|choice| choice.id == answer.answer))
        };
        let places: Vec<Option<usize>> =
            answers.iter().map(|a| QUESTIONS.iter().position(|name| *name == a.question)).collect();
        places.iter().all(Option::is_some) && places.is_sorted_by(|a, b| a < b) && answers.iter().all(known)
    }

    fn spoken_words(&self, contact: &Contact, answers: &[Answer], english: &Words) -> Vec<Block> {
        let mut blocks = vec![self.heading("ui.say.call")];
        blocks.extend(self.sentences(&self.lines(Way::Call, answers), english));
        let relay = answers.iter().any(|a| a.question == "talk" && a.answer == "deaf");
        let ways = if relay { vec![Reach::Relay] } else { vec![Reach::Call] };
        let mut buttons: Vec<Button> = ways.iter().filter_map(|way| self.reach_by(contact, *way)).collect();
        super::contact::main_first(&mut buttons);
        blocks.push(Block::Buttons { buttons });
        blocks
    }

    fn written_words(&self, contact: &Contact, answers: &[Answer], english: &Words) -> Vec<Block> {
        let Some(text) = &contact.text else { return Vec::new() };
        let lines = self.lines(Way::Text, answers);
        let mut blocks = vec![self.heading("ui.say.text")];
        blocks.extend(self.sentences(&lines, english));
        // What a text leaves is said here: the buttons below hand over.
        blocks.push(self.note("leaves", self.say("ui.before.text_leaves")));
        let points = ["ui.before.safer_phone", "ui.before.answer_later"];
        blocks.push(Block::Bullets { items: points.iter().map(|key| self.say(key)).collect() });
        let own = self.words;
        let mut buttons = Vec::new();
        if self.reads_english() {
            buttons.push(self.send("ui.say.send", contact, text, &self.message(&lines, own)));
        } else {
            if self.content.say.text_languages.tags.iter().any(|tag| tag == own.language.tag) {
                buttons.push(self.send("ui.say.send", contact, text, &self.message(&lines, own)));
            }
            buttons.push(self.send("ui.say.send_english", contact, text, &self.message(&lines, english)));
        }
        super::contact::main_first(&mut buttons);
        blocks.push(Block::Buttons { buttons });
        blocks
    }

    fn lines(&self, way: Way, answers: &[Answer]) -> Vec<&Line> {
        self.content.say.lines(way, answers, self.reads_english()).collect()
    }

    /// Each sentence in English, with the reader's language below it.
    fn sentences(&self, lines: &[&Line], english: &Words) -> Vec<Block> {
        if self.reads_english() {
            return vec![Block::Bullets { items: lines.iter().map(|line| self.sentence(line, self.words)).collect() }];
        }
        lines
            .iter()
            .flat_map(|line| {
                [
                    Block::Text { text: self.sentence(line, english), tone: TextTone::Plain },
                    Block::Text { text: self.sentence(line, self.words), tone: TextTone::Muted },
                ]
            })
            .collect()
    }

    fn sentence(&self, line: &Line, words: &Words) -> String {
        words.fill(&format!("say.{}", line.part), &[("language", &self.language_in(words))])
    }

    fn message(&self, lines: &[&Line], words: &Words) -> String {
        lines.iter().map(|line| self.sentence(line, words)).collect::<Vec<_>>().join(" ")
    }

    /// Hands these words, chosen by the person on this screen, or none, to the phone's message app.
    pub(super) fn send(&self, key: &str, contact: &Contact, text: &TextLine, body: &str) -> Button {
        Button {
            label: self.words.fill(key, &[("number", &number::display(&text.number))]),
            spoken: self.words.fill(key, &[("number", &number::spoken(&text.number))]),
            look: ButtonLook::Second,
            icon: Icon::Message,
            action: super::contact::text(contact, &text.number, body),
        }
    }

    /// A row to the words for a line: it hands on only the answers that words may depend on. `outcome`: from one; how the
    /// person can talk, where that was not reached, is then what nobody said, and no text is offered that the outcome leaves out.
    pub(super) fn say_door(&self, answers: &[Answer], outcome: bool) -> Door {
        let given = QUESTIONS.iter().filter_map(|name| {
            let unsaid = || Answer { question: (*name).to_owned(), answer: UNSAID.to_owned() };
            let given = answers.iter().find(|a| a.question == *name).cloned();
            given.or_else(|| (outcome && *name == "talk").then(unsaid))
        });
        self.door("ui.say", Icon::Message, Route::Say { answers: given.collect() })
    }
}
