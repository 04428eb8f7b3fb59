//! One note: to read and to change, the one question before it is deleted, and what plain text outside the app means.

use super::model::{Action, Block, ButtonLook, FieldKind, Icon, Screen, TextTone};
use super::notes::commands;
use super::parts::Draw;
use crate::app::AppError;
use crate::command::Command;
use crate::content::date::Date;
use crate::keeping::Notes;
use crate::route::Route;
use crate::vault::{LONGEST_NOTE, LONGEST_TITLE, NoteId, NoteKind};

impl Draw<'_> {
    /// The fields of a note. What stands in them is kept on every way out.
    pub(super) fn note_screen(&self, route: &Route, id: NoteId) -> Result<Screen, AppError> {
        let state = self.keeping.notes();
        if !matches!(state, Notes::Open(_)) {
            return Ok(self.closed(route, &state));
        }
        let note = self.keeping.note(id)?;
        let kind = self.keeping.kind(id, note.as_ref());
        let (title, body) = note.as_ref().map_or(("", ""), |note| (&note.title, &note.body));
        let event = note.as_ref().and_then(|note| note.event).map(|day| Date::from_day(day).to_string());
        let longest = |characters: usize| u32::try_from(characters).unwrap_or(u32::MAX);
        let field = |part: &str, value: &str, kind, most| Block::Field {
            anchor: part.to_owned(),
            label: self.say(&format!("ui.note.{part}")),
            hint: self.words.text(&format!("ui.note.{part}_hint")),
            value: value.to_owned(),
            kind,
            longest: longest(most),
            beside: String::new(),
        };
        let mut blocks = Vec::new();
        if kind == NoteKind::Timeline {
            blocks.push(self.careful("form.legal"));
        }
        blocks.extend([
            field("title", title, FieldKind::Line, LONGEST_TITLE),
            field("body", body, FieldKind::Long, LONGEST_NOTE - LONGEST_TITLE),
            field("event", event.as_deref().unwrap_or_default(), FieldKind::Date, 10),
            Block::Text { text: self.say("ui.note.leaving"), tone: TextTone::Muted },
            commands(vec![
                self.command("ui.note.keep", ButtonLook::Main, Icon::Check, Command::KeepNote { id }),
                self.command("ui.note.leave", ButtonLook::Third, Icon::None, Command::DropChanges { id }),
            ]),
        ]);
        if note.is_some() {
            blocks.push(Block::Doors {
                rows: vec![
                    self.door("ui.note.export", Icon::Page, Route::NoteExport { id }),
                    self.door("ui.note.delete", Icon::Warning, Route::NoteDelete { id }),
                ],
            });
        }
        let title = self.say(&format!("ui.note.kind.{}", kind.as_str()));
        let screen = self.screen(route, title, blocks).private();
        Ok(Screen { autosave: Some(Command::HoldNote { id }), ..screen })
    }

    /// The one question.
    pub(super) fn note_delete(&self, route: &Route, id: NoteId) -> Result<Screen, AppError> {
        let delete = self.command("ui.note.delete", ButtonLook::Main, Icon::Warning, Command::DeleteNote { id });
        self.about_note(route, id, "ui.note.delete", |draw, name| {
            let not = draw.button("ui.before.not_now", ButtonLook::Third, Icon::None, Action::Back);
            vec![name, draw.careful("ui.note.delete_sure"), commands(vec![delete, not])]
        })
    }

    /// What plain text outside the app means.
    pub(super) fn note_export(&self, route: &Route, id: NoteId) -> Result<Screen, AppError> {
        let export = self.command("ui.export.choose", ButtonLook::Main, Icon::Page, Command::ExportNote { id });
        self.about_note(route, id, "ui.note.export", |draw, name| {
            let mut blocks = vec![name];
            blocks.extend(draw.plain_text_notices());
            blocks.push(Block::Text { text: draw.say("ui.export.locks"), tone: TextTone::Muted });
            blocks.push(commands(vec![export]));
            blocks
        })
    }

    /// What is said before text leaves the app unsealed.
    pub(super) fn plain_text_notices(&self) -> Vec<Block> {
        ["ui.export.plain", "ui.export.picker"].map(|key| self.careful(key)).to_vec()
    }

    fn about_note(
        &self,
        route: &Route,
        id: NoteId,
        title: &str,
        blocks: impl FnOnce(&Self, Block) -> Vec<Block>,
    ) -> Result<Screen, AppError> {
        let state = self.keeping.notes();
        if !matches!(state, Notes::Open(_)) {
            return Ok(self.closed(route, &state));
        }
        let note = self.keeping.note(id)?.ok_or(AppError::NotFound)?;
        let name = if note.title.is_empty() { self.say("ui.note.untitled") } else { note.title.as_str().to_owned() };
        let blocks = blocks(self, Block::Text { text: name, tone: TextTone::Lead });
        Ok(self.screen(route, self.say(title), blocks).private())
    }
}
