//! Newer content from a file: what is in use, what a picked file changes, and what to do with it.

use super::model::{Block, Button, ButtonLook, CalloutTone, Icon, Screen, TextTone};
use super::notes::commands;
use super::parts::Draw;
use crate::command::Command;
use crate::content::issue::Issue;
use crate::content::number;
use crate::content::pack::PackError;
use crate::content::pack::changes::{Change, Changes, NumberChange, Way};
use crate::content::pack::kept::Aside;
use crate::packs::{Offered, Origin};
use crate::route::Route;

impl Draw<'_> {
    /// What is in use, and a file that was picked.
    pub(super) fn pack_screen(&self, route: &Route) -> Screen {
        let mut blocks = match self.packs.offered() {
            Some(Offered::Pack(pack, changes)) => self.offered_pack(pack.issue(), changes),
            Some(Offered::Refused(error)) => self.refused_pack(error),
            None => self.no_pack(),
        };
        blocks.push(Block::Text { text: self.in_use(), tone: TextTone::Muted });
        self.screen(route, self.say("ui.pack"), blocks)
    }

    /// Which content is in use, and where it comes from.
    pub(super) fn in_use(&self) -> String {
        let key = match self.packs.origin() {
            Origin::BuiltIn => "ui.pack.now_built_in",
            Origin::Session => "ui.pack.now_session",
            Origin::Kept => "ui.pack.now_kept",
        };
        self.of_issue(key, self.content.issue)
    }

    fn of_issue(&self, key: &str, issue: Issue) -> String {
        let date = self.words.day(issue.issued);
        self.words.fill(key, &[("n", &issue.number.to_string()), ("date", &date)])
    }

    fn no_pack(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Text { text: self.say("ui.pack.lead"), tone: TextTone::Lead }];
        if let Some(aside) = self.packs.aside() {
            let why = match aside {
                Aside::Unreadable(_) => "ui.pack.aside.unreadable",
                Aside::Overtaken => "ui.pack.aside.overtaken",
                Aside::Refused(error) => reason(error),
            };
            let remove = self.command("ui.pack.remove", ButtonLook::Second, Icon::None, Command::DropPack);
            blocks.push(self.pack_note("ui.pack.aside", why, vec![remove]));
        }
        blocks.push(self.careful("ui.pack.recent"));
        blocks.push(commands(vec![self.command("ui.pack.pick", ButtonLook::Main, Icon::Page, Command::PickPack)]));
        if self.packs.origin() != Origin::BuiltIn {
            blocks.push(commands(vec![self.command(
                "ui.pack.back",
                ButtonLook::Second,
                Icon::None,
                Command::DropPack,
            )]));
        }
        blocks
    }

    fn offered_pack(&self, issue: Issue, changes: &Changes) -> Vec<Block> {
        let mut blocks = vec![
            Block::Text { text: self.of_issue("ui.pack.offered", issue), tone: TextTone::Lead },
            self.heading("ui.pack.changes"),
        ];
        if changes.is_empty() {
            blocks.push(self.plain("ui.pack.nothing"));
        }
        blocks.extend(self.changed("ui.pack.numbers", changes.numbers.iter().map(|n| self.number_change(n))));
        blocks.extend(self.changed("ui.pack.contacts", changes.contacts.iter().map(|c| self.change(c))));
        blocks.extend(self.changed("ui.pack.pages", changes.pages.iter().map(|c| self.change(c))));
        blocks.extend(self.changed("ui.pack.cards", changes.cards.iter().map(|c| self.change(c))));
        let others =
            [(changes.questions, "ui.pack.questions"), (changes.say, "ui.pack.say"), (changes.rest, "ui.pack.rest")];
        for (differ, key) in others {
            blocks.extend(differ.then(|| self.plain(key)));
        }
        blocks.push(commands(vec![
            self.command("ui.pack.use", ButtonLook::Main, Icon::Check, Command::UsePack),
            self.command("ui.pack.keep", ButtonLook::Second, Icon::Page, Command::KeepPack),
            self.command("ui.pack.not_now", ButtonLook::Third, Icon::None, Command::DropPack),
        ]));
        blocks.push(self.plain("ui.pack.keep_means"));
        blocks
    }

    fn refused_pack(&self, error: &PackError) -> Vec<Block> {
        let buttons = vec![
            self.command("ui.pack.pick_again", ButtonLook::Second, Icon::Page, Command::PickPack),
            self.command("ui.pack.not_now", ButtonLook::Third, Icon::None, Command::DropPack),
        ];
        vec![self.pack_note("ui.pack.not_used", reason(error), Vec::new()), commands(buttons)]
    }

    fn pack_note(&self, title: &str, text: &str, buttons: Vec<Button>) -> Block {
        Block::Callout {
            anchor: text.to_owned(),
            tone: CalloutTone::Careful,
            word: self.say("ui.callout.careful"),
            title: self.say(title),
            text: self.say(text),
            folded: false,
            buttons,
        }
    }

    fn changed(&self, heading: &str, lines: impl Iterator<Item = String>) -> Vec<Block> {
        let items: Vec<String> = lines.collect();
        if items.is_empty() { Vec::new() } else { vec![self.heading(heading), Block::Bullets { items }] }
    }

    fn change(&self, change: &Change<String>) -> String {
        let (key, name) = match change {
            Change::Added(name) => ("ui.pack.added", name),
            Change::Changed(name) => ("ui.pack.changed", name),
            Change::Removed(name) => ("ui.pack.removed", name),
        };
        self.words.fill(key, &[("name", name)])
    }

    fn number_change(&self, change: &NumberChange) -> String {
        let shown = |numbers: &[String]| {
            let written = |n: &String| match change.way {
                Way::Email | Way::Web => n.clone(),
                _ => number::display(n),
            };
            numbers.iter().map(written).collect::<Vec<_>>().join(", ")
        };
        let (old, new) = (shown(&change.old), shown(&change.new));
        let key = match (old.is_empty(), new.is_empty()) {
            (true, _) => "ui.pack.number_new",
            (_, true) => "ui.pack.number_gone",
            _ => "ui.pack.number_changed",
        };
        let way = self.say(match change.way {
            Way::Call => "ui.pack.way.call",
            Way::Text => "ui.pack.way.text",
            Way::Outside => "ui.pack.way.outside",
            Way::Inside => "ui.pack.way.inside",
            Way::Relay => "ui.pack.way.relay",
            Way::Tty => "ui.pack.way.tty",
            Way::Videophone => "ui.pack.way.videophone",
            Way::Email => "ui.pack.way.email",
            Way::Web => "ui.pack.way.web",
        });
        self.words.fill(key, &[("name", &change.contact), ("way", &way), ("old", &old), ("new", &new)])
    }
}

/// Why a file is not used, as far as it helps a person to know: the words' key.
fn reason(error: &PackError) -> &'static str {
    match error {
        PackError::NotAPack | PackError::TooLarge => "ui.pack.bad.not_pack",
        PackError::Signature | PackError::Truncated => "ui.pack.bad.signature",
        PackError::Format(_) => "ui.pack.bad.format",
        PackError::Future => "ui.pack.bad.future",
        PackError::Older { .. } => "ui.pack.bad.older",
        PackError::TooManyFiles
        | PackError::Name(_)
        | PackError::OutOfOrder(_)
        | PackError::TooMuchInside
        | PackError::Inflate(_)
        | PackError::NotText(_)
        | PackError::TooManyValues
        | PackError::LongText(_)
        | PackError::Trailing
        | PackError::Content(..) => "ui.pack.bad.broken",
    }
}
