//! Forms to write down what happened: usable while notes are closed, then kept in memory only, and the screen says so.

use super::model::{Action, Block, Button, ButtonLook, FieldKind, Icon, Screen, TextTone};
use super::notes::commands;
use super::parts::Draw;
use crate::app::AppError;
use crate::command::Command;
use crate::content::model::FormSpec;
use crate::route::{Form, Route};

/// Characters of one field: all of a form fits into one note.
const LONGEST_FIELD: u32 = 8_000;

impl Draw<'_> {
    /// The form.
    pub(super) fn report_screen(&self, route: &Route, form: Form) -> Result<Screen, AppError> {
        let spec = self.form(form)?;
        let key = format!("form.{}", form.as_str());
        let mut blocks = vec![self.held_line()];
        blocks.extend(spec.notes.iter().map(|note| {
            let key = format!("{key}.{}", note.part);
            self.careful(&key)
        }));
        blocks.extend(spec.fields.iter().map(|field| {
            let key = format!("{key}.{field}");
            Block::Field {
                anchor: field.clone(),
                label: self.say(&key),
                hint: self.say(&format!("{key}_hint")),
                value: self.keeping.held(form, field).to_owned(),
                kind: FieldKind::Long,
                longest: LONGEST_FIELD,
                beside: self.say("form.unknown"),
            }
        }));
        blocks.push(commands(vec![
            self.command("ui.report.text", ButtonLook::Main, Icon::Page, Command::MakeText { form }),
            self.command("ui.report.clear", ButtonLook::Hold, Icon::None, Command::ClearForm { form }),
        ]));
        let notes = spec.notes.iter().flat_map(|note| &note.sources);
        blocks.extend(self.sources(notes.chain(&spec.sources)));
        let screen = self.screen(route, self.say(&format!("{key}.title")), blocks).private();
        Ok(Screen { autosave: Some(Command::HoldForm { form }), ..screen })
    }

    /// What was written as one text: to read out, to copy, to keep, to hand over.
    pub(super) fn report_text(&self, route: &Route, form: Form) -> Result<Screen, AppError> {
        self.form(form)?;
        let text = self.keeping.form_text(form, self.content, self.words);
        let title = self.say(&format!("form.{}.title", form.as_str()));
        if text.is_empty() {
            let blocks = vec![self.plain("ui.report.empty")];
            return Ok(self.screen(route, title, blocks).private());
        }
        let mut blocks = vec![
            Block::Text { text: text.as_str().to_owned(), tone: TextTone::Plain },
            Block::Text { text: self.say("ui.report.read_out"), tone: TextTone::Muted },
            commands(vec![
                self.command("ui.report.keep", ButtonLook::Main, Icon::Lock, Command::KeepForm { form }),
                self.copy("ui.report.copy", text.as_str()),
            ]),
        ];
        blocks.extend(self.plain_text_notices());
        let export = self.command("ui.report.export", ButtonLook::Second, Icon::Page, Command::ExportForm { form });
        blocks.push(commands(vec![export]));
        Ok(self.screen(route, title, blocks).private())
    }

    fn copy(&self, key: &str, text: &str) -> Button {
        let copy = Action::Copy { text: text.to_owned(), done: self.say_here("ui.copied") };
        self.button(key, ButtonLook::Second, Icon::None, copy)
    }

    /// Whether what is written here is kept, before anything else.
    fn held_line(&self) -> Block {
        if self.keeping.vault().is_ok() {
            return self.careful("ui.report.held_open");
        }
        let mut held = self.careful("ui.report.held");
        if let Block::Callout { buttons, .. } = &mut held {
            let go = Action::Go { route: Route::Notes { query: String::new() } };
            buttons.push(self.button("ui.notes.open_first_door", ButtonLook::Third, Icon::Lock, go));
        }
        held
    }

    fn form(&self, form: Form) -> Result<&FormSpec, AppError> {
        self.content.writing.form(form).ok_or(AppError::NotFound)
    }
}
