//! Notes, forms and steps as plain text: to read out, to copy, to keep, to hand over.

use zeroize::Zeroizing;

use super::Keeping;
use crate::content::{Content, Words, number};
use crate::route::{Answer, Form, Route};
use crate::triage::Triage;
use crate::triage::path::Place;
use crate::vault::Note;

/// What the steps of an outcome are read from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps<'a> {
    /// Contacts.
    pub(super) content: &'a Content,
    /// Question graphs.
    pub(super) triage: &'a Triage,
    /// The language shown.
    pub(super) words: &'a Words,
}

impl Steps<'_> {
    /// The steps of an outcome and whom to reach; none for anything but an outcome. Nothing of the answers is in it.
    pub(super) fn text(&self, route: &Route) -> Option<Zeroizing<String>> {
        let Route::Triage { graph, answers, more, show } = route else { return None };
        self.outcome(graph, answers, *more, *show)
    }

    fn outcome(&self, graph: &str, answers: &[Answer], more: bool, show: bool) -> Option<Zeroizing<String>> {
        let protocol = self.triage.graph(graph)?;
        let (Place::Outcome { .. }, given) = protocol.walk(answers, more, show).ok()? else { return None };
        let protocol = protocol.protocol();
        let outcome = self.triage.outcome(protocol, &given, &self.content.contacts);
        let mut lines = Vec::new();
        for (i, step) in outcome.steps.iter().enumerate() {
            lines.push(format!("{}. {}", i + 1, step.title(graph, self.words)));
            let body = step.says.iter().filter(|says| says.part == "body");
            lines.extend(body.map(|says| self.words.text(&format!("block.{}.{}", step.id, says.part))));
            lines.extend(step.contacts.iter().filter_map(|id| self.contact(id)));
            lines.push(String::new());
        }
        Some(Zeroizing::new(lines.join("\n").trim_end().to_owned()))
    }

    fn contact(&self, id: &str) -> Option<String> {
        let contact = self.content.contacts.get(id)?;
        let mut parts = vec![self.words.text(&format!("contact.{id}.name"))];
        let number = |key: &str, digits: &str| self.words.fill(key, &[("number", &number::display(digits))]);
        parts.extend(contact.voice.as_deref().map(|voice| number("ui.call", voice)));
        parts.extend(contact.text.as_ref().map(|text| number("ui.text", &text.number)));
        if contact.unverified {
            parts.push(self.words.text("ui.unverified_short"));
        }
        if contact.voice.is_none() && contact.text.is_none() {
            parts.extend(contact.web.first().map(|web| web.url.clone()));
        }
        Some(format!("- {}", parts.join(" · ")))
    }
}

/// A note as plain text.
pub(super) fn note(note: &Note, words: &Words) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(note.title.len() + note.body.len() + 64));
    if !note.title.is_empty() {
        text.push_str(&note.title);
        text.push('\n');
    }
    if let Some(day) = note.event {
        text.push_str(&words.day(day));
        text.push('\n');
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&note.body);
    text.push('\n');
    text
}

impl Keeping {
    /// What was written into a form, as one text; empty where nothing was.
    #[must_use]
    pub fn form_text(&self, form: Form, content: &Content, words: &Words) -> Zeroizing<String> {
        let fields = content.writing.form(form).map(|spec| &spec.fields[..]).unwrap_or_default();
        let mut text = Zeroizing::new(String::new());
        for field in fields {
            let held = self.held(form, field).trim();
            if held.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(words.get(&format!("form.{}.{field}", form.as_str())));
            text.push('\n');
            text.push_str(held);
        }
        text
    }
}
