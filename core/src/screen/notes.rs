//! Notes: the way in, which looks the same whether or not there are any; the list; starting, words, export, import; erasing.

use super::model::{Action, Block, Button, ButtonLook, Door, FieldKind, Icon, Screen, TextTone};
use super::parts::{Draw, row};
use crate::app::AppError;
use crate::command::Command;
use crate::keeping::Notes;
use crate::route::{Form, NotesPart, Route};
use crate::vault::{Note, Vault};

/// Notes that a list shows; more would only be scrolled past.
const LISTED: usize = 200;
/// Characters of words and passphrases.
pub(super) const LONGEST_SECRET: u32 = 256;

impl Draw<'_> {
    /// The list, or the way to it.
    pub(super) fn notes_screen(&self, route: &Route, query: &str) -> Result<Screen, AppError> {
        match self.keeping.notes() {
            Notes::Open(vault) => self.list(route, vault, query),
            state => Ok(self.closed(route, &state)),
        }
    }

    /// What can be done with notes; where they would have to be open, the way in.
    pub(super) fn notes_part(&self, route: &Route, part: NotesPart) -> Screen {
        let state = self.keeping.notes();
        let usable = matches!(state, Notes::Open(_) | Notes::Closed);
        match (part, &state) {
            (NotesPart::Keeps, _) => self.keeps(route),
            (NotesPart::Start, _) if usable => self.start(route),
            (NotesPart::Words, Notes::Open(_)) => self.words_part(route),
            (NotesPart::Export, Notes::Open(_)) => self.export(route),
            (NotesPart::Import, Notes::Open(_)) => self.import(route),
            _ => self.closed(route, &state),
        }
    }

    /// Nothing of it tells whether there are notes.
    pub(super) fn closed(&self, route: &Route, state: &Notes<'_>) -> Screen {
        let mut blocks = Vec::new();
        if self.keeping.has_picked() {
            blocks.push(self.plain("ui.import.open_first"));
        }
        let trouble = match state {
            Notes::Closed | Notes::Open(_) => None,
            Notes::Damaged => Some("ui.notes.damaged"),
            Notes::Erasing => Some("ui.notes.erasing"),
            Notes::KeyLost => Some("ui.notes.key_lost"),
            Notes::Unavailable => Some("ui.notes.unavailable"),
        };
        if let Some(key) = trouble {
            blocks.push(self.careful(key));
            if !matches!(state, Notes::Unavailable) {
                blocks.push(Block::Doors { rows: vec![self.door("ui.erase", Icon::Warning, Route::Erase)] });
            }
        } else {
            blocks.push(Block::Text { text: self.say("ui.notes.lead"), tone: TextTone::Plain });
            blocks.push(self.secret("words", "ui.notes.your_words"));
            blocks.push(commands(vec![self.command(
                "ui.notes.open",
                ButtonLook::Main,
                Icon::Lock,
                Command::OpenNotes,
            )]));
            blocks.push(Block::Fold { title: self.say("ui.notes.others"), count: 1 });
            blocks.push(Block::Doors { rows: vec![self.part_door("ui.notes.start", Icon::Pencil, NotesPart::Start)] });
        }
        blocks.push(Block::Doors { rows: vec![self.part_door("ui.notes.keeps", Icon::None, NotesPart::Keeps)] });
        self.screen(route, self.say("ui.notes"), blocks).private()
    }

    fn list(&self, route: &Route, vault: &Vault, query: &str) -> Result<Screen, AppError> {
        let looks = !query.trim().is_empty();
        let found = if looks { vault.find(query)? } else { vault.list()? };
        // A search that finds nothing says nothing about whether there are notes.
        let none = found.is_empty() && (!looks || vault.list()?.is_empty());
        let mut blocks = Vec::new();
        if vault.old_remains() {
            blocks.push(self.careful("ui.notes.old_remains"));
        }
        if none {
            blocks.push(self.plain("ui.notes.empty"));
            blocks.extend(self.before_writing());
        }
        let new = Command::NewNote { kind: crate::vault::NoteKind::Note };
        blocks.push(commands(vec![self.command("ui.note.new", ButtonLook::Main, Icon::Pencil, new)]));
        if !none {
            blocks.push(Block::SearchField { label: self.say("ui.notes.find"), value: query.to_owned() });
            let count = found.len();
            if found.is_empty() {
                blocks.push(self.plain("ui.notes.not_found"));
            } else {
                let rows = found.iter().take(LISTED).map(|note| self.note_door(note));
                blocks.push(Block::Doors { rows: rows.collect() });
            }
            if count > LISTED {
                let text = self.words.count("ui.notes.more", count, &[("newest", &LISTED.to_string())]);
                blocks.push(Block::Text { text, tone: TextTone::Muted });
            }
        }
        let form = |form: Form| {
            let key = format!("form.{}", form.as_str());
            let go = Action::Go { route: Route::Report { form } };
            row(self.say(&format!("{key}.title")), self.say(&format!("{key}.hint")), Icon::Pencil, go)
        };
        blocks.push(Block::Doors {
            rows: vec![
                form(Form::Saw),
                form(Form::Timeline),
                self.part_door("ui.notes.export", Icon::Page, NotesPart::Export),
                self.part_door("ui.notes.import", Icon::Page, NotesPart::Import),
                self.part_door("ui.notes.words", Icon::Lock, NotesPart::Words),
                self.part_door("ui.notes.keeps", Icon::None, NotesPart::Keeps),
                row(
                    self.say("ui.notes.close"),
                    String::new(),
                    Icon::Leave,
                    Action::Run { command: Command::CloseNotes },
                ),
            ],
        });
        Ok(self.screen(route, self.say("ui.notes"), blocks).private())
    }

    /// What must be known before the first note is written.
    fn before_writing(&self) -> Vec<Block> {
        let lost = self.careful("ui.keeps.lost");
        let notices = self.content.writing.notices.iter().map(|notice| {
            let key = format!("form.{}", notice.part);
            self.careful(&key)
        });
        [lost].into_iter().chain(notices).collect()
    }

    fn note_door(&self, note: &Note) -> Door {
        let title = if note.title.is_empty() { self.say("ui.note.untitled") } else { note.title.as_str().to_owned() };
        let day = self.words.day(note.event.unwrap_or(note.made));
        let kind = self.say(&format!("ui.note.kind.{}", note.kind.as_str()));
        let glimpse = note.body.split_whitespace().collect::<Vec<_>>().join(" ");
        let hint = [day, kind, glimpse].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        row(title, hint, Icon::None, Action::Go { route: Route::Note { id: note.id } })
    }

    fn keeps(&self, route: &Route) -> Screen {
        let points =
            ["sealed", "forgotten", "lost", "court", "phone"].map(|part| self.say(&format!("ui.keeps.{part}")));
        let mut blocks = vec![Block::Bullets { items: points.to_vec() }];
        let sources = self.content.writing.notices.iter().flat_map(|notice| &notice.sources);
        blocks.extend(self.sources(sources));
        self.screen(route, self.say("ui.notes.keeps"), blocks)
    }

    fn start(&self, route: &Route) -> Screen {
        let mut blocks = vec![self.careful("ui.start.gone"), self.plain("ui.start.words")];
        let offered = self.keeping.offered();
        if !offered.is_empty() {
            blocks.push(Block::Text { text: self.say("ui.start.offered"), tone: TextTone::Muted });
            blocks.push(Block::Text { text: offered.to_owned(), tone: TextTone::Lead });
        }
        let key = if offered.is_empty() { "ui.start.offer" } else { "ui.start.others" };
        blocks.push(commands(vec![self.command(key, ButtonLook::Second, Icon::None, Command::OfferWords)]));
        blocks.push(self.secret("words", "ui.start.type"));
        blocks.push(self.plain("ui.start.hold"));
        let go = self.command("ui.start.go", ButtonLook::Hold, Icon::Lock, Command::StartNotes);
        blocks.push(commands(vec![go]));
        self.screen(route, self.say("ui.notes.start"), blocks).private()
    }

    fn words_part(&self, route: &Route) -> Screen {
        let blocks = vec![
            self.plain("ui.words.change"),
            self.plain("ui.start.words"),
            self.secret("words", "ui.start.type"),
            commands(vec![self.command("ui.words.go", ButtonLook::Main, Icon::Lock, Command::ChangeWords)]),
        ];
        self.screen(route, self.say("ui.notes.words"), blocks).private()
    }

    fn export(&self, route: &Route) -> Screen {
        let blocks = vec![
            self.plain("ui.export.lead"),
            self.careful("ui.export.picker"),
            Block::Text { text: self.say("ui.export.locks"), tone: TextTone::Muted },
            self.secret("passphrase", "ui.export.passphrase"),
            commands(vec![self.command("ui.export.go", ButtonLook::Main, Icon::Lock, Command::ExportAll)]),
        ];
        self.screen(route, self.say("ui.notes.export"), blocks).private()
    }

    fn import(&self, route: &Route) -> Screen {
        let mut blocks = vec![self.plain("ui.import.lead")];
        let choose = |look| self.command("ui.import.choose", look, Icon::Page, Command::PickImport);
        if self.keeping.has_picked() {
            blocks.push(self.secret("passphrase", "ui.import.passphrase"));
            let go = self.command("ui.import.go", ButtonLook::Main, Icon::Lock, Command::ImportAll);
            blocks.push(commands(vec![go, choose(ButtonLook::Third)]));
        } else {
            blocks.push(self.careful("ui.import.picker"));
            blocks.push(Block::Text { text: self.say("ui.export.locks"), tone: TextTone::Muted });
            blocks.push(commands(vec![choose(ButtonLook::Main)]));
        }
        self.screen(route, self.say("ui.notes.import"), blocks).private()
    }

    /// The one question before everything is gone.
    pub(super) fn erase_screen(&self, route: &Route) -> Screen {
        let go = self.command("ui.erase.go", ButtonLook::Main, Icon::Warning, Command::Erase);
        let not = self.button("ui.before.not_now", ButtonLook::Third, Icon::None, Action::Back);
        let blocks = vec![self.careful("ui.erase.sure"), commands(vec![go, not])];
        self.screen(route, self.say("ui.erase"), blocks)
    }

    pub(super) fn secret(&self, anchor: &str, key: &str) -> Block {
        Block::Field {
            anchor: anchor.to_owned(),
            label: self.say(key),
            hint: String::new(),
            value: String::new(),
            kind: FieldKind::Secret,
            longest: LONGEST_SECRET,
            beside: self.say("ui.notes.show_words"),
        }
    }

    pub(super) fn command(&self, key: &str, look: ButtonLook, icon: Icon, command: Command) -> Button {
        self.button(key, look, icon, Action::Run { command })
    }

    fn part_door(&self, key: &str, icon: Icon, part: NotesPart) -> Door {
        self.door(key, icon, Route::NotesPart { part })
    }
}

/// Buttons that stand alone.
pub(super) fn commands(buttons: Vec<Button>) -> Block {
    Block::Buttons { buttons }
}
