//! Forms: each there once, with sources, and with words for every field.

use std::collections::BTreeSet;

use super::{Checker, Problem, is_id, text};
use crate::route::Form;

const FILE: &str = "forms.json";

impl Checker<'_> {
    pub(super) fn forms(&mut self) {
        let writing = self.content.writing.clone();
        self.need("form.unknown".to_owned(), text::ANSWER);
        for notice in &writing.notices {
            self.rests_on(FILE, &notice.part, &notice.sources);
            self.need(format!("form.{}", notice.part), text::TEXT);
        }
        for wanted in ["legal", "client"] {
            if !writing.notices.iter().any(|notice| notice.part == wanted) {
                self.find(FILE, wanted, Problem::Unknown(format!("notice {wanted}")));
            }
        }
        for (form, name) in Form::ALL {
            if writing.form(form).is_none() {
                self.find(FILE, name, Problem::Unknown(format!("form {name}")));
            }
        }
        let mut seen = BTreeSet::new();
        for spec in &writing.forms {
            let id = spec.id.as_str();
            if !seen.insert(spec.id) {
                self.find(FILE, id, Problem::Twice);
            }
            self.rests_on(FILE, id, &spec.sources);
            self.need(format!("form.{id}.title"), text::TITLE);
            self.need(format!("form.{id}.hint"), text::HINT);
            for note in &spec.notes {
                self.rests_on(FILE, &format!("{id}.{}", note.part), &note.sources);
                self.need(format!("form.{id}.{}", note.part), text::CALLOUT);
            }
            let mut fields = BTreeSet::new();
            for field in &spec.fields {
                if !is_id(field) {
                    self.find(FILE, &format!("{id}.{field}"), Problem::BadId);
                }
                if !fields.insert(field) {
                    self.find(FILE, &format!("{id}.{field}"), Problem::Twice);
                }
                self.need(format!("form.{id}.{field}"), text::TITLE);
                self.need(format!("form.{id}.{field}_hint"), text::HINT);
            }
        }
    }
}
