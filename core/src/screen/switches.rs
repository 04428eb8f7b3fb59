//! What a person can turn on: another name and icon, a plain first page, leaving by the volume key.

use super::model::{Action, AppIcon, Block, Button, ButtonLook, Icon, Screen, TextTone};
use super::notes::commands;
use super::parts::{Draw, row};
use crate::app::AppError;
use crate::command::{Command, Platform, Switch};
use crate::content::moon;
use crate::route::Route;

impl Draw<'_> {
    /// The day and the moon, with Home one tap behind it.
    pub(super) fn plain_screen(&self, route: &Route) -> Screen {
        let phase = moon::phase(self.today);
        let mut open = self.door("ui.plain.open", Icon::None, Route::Home);
        open.hint = String::new();
        let blocks = vec![
            Block::Text { text: self.words.day(self.today), tone: TextTone::Lead },
            Block::Text { text: self.say(&format!("ui.moon.{}", phase.as_str())), tone: TextTone::Plain },
            Block::Doors { rows: vec![open] },
        ];
        // No word of danger on a page that is there to say nothing: Home, one tap on, opens with it.
        Screen { blocks, ..self.screen(route, self.say("ui.app"), Vec::new()) }
    }

    /// Other names and icons, with what still shows the real one.
    pub(super) fn icons_screen(&self, route: &Route) -> Screen {
        let rows = AppIcon::ALL.map(|(icon, name)| {
            let action = Action::UseIcon { icon, done: self.say("ui.icons.done") };
            row(self.say(&format!("ui.icons.{name}")), String::new(), Icon::None, action)
        });
        let blocks = vec![
            Block::Text { text: self.say_here("ui.icons.lead"), tone: TextTone::Plain },
            self.careful("ui.icons.shows"),
            self.note("ui.icons.moves", self.say_here("ui.icons.moves")),
            Block::Doors { rows: rows.to_vec() },
        ];
        self.screen(route, self.say_here("ui.icons"), blocks)
    }

    /// Whether an app on this phone hears its volume keys.
    pub(super) fn has_volume_keys(&self) -> bool {
        match self.platform {
            Platform::Android => true,
            Platform::Ios => false,
        }
    }

    /// Leaving by the volume key: tried here before it is turned on.
    ///
    /// # Errors
    /// `NotFound` where an app does not hear it.
    pub(super) fn volume_screen(&self, route: &Route) -> Result<Screen, AppError> {
        if !self.has_volume_keys() {
            return Err(AppError::NotFound);
        }
        let on = self.keeping.is_on(Switch::VolumeLeaves);
        let mut blocks = vec![self.plain("ui.volume.lead")];
        if !on {
            blocks.push(self.plain("ui.volume.try"));
        }
        blocks.push(Block::Bullets { items: vec![self.say("ui.volume.voice"), self.say("ui.volume.changes")] });
        blocks.push(commands(vec![self.turn(Switch::VolumeLeaves, "ui.volume.on", "ui.volume.off")]));
        let screen = self.screen(route, self.say("ui.volume"), blocks);
        let tried = Action::Run { command: Command::TriedVolume };
        Ok(Screen { volume: if on { Some(Action::Leave) } else { Some(tried) }, ..screen })
    }

    /// The button that turns a switch the other way: with the words for on and for off.
    pub(super) fn turn(&self, switch: Switch, on_key: &str, off_key: &str) -> Button {
        let on = self.keeping.is_on(switch);
        let (key, look) = if on { (off_key, ButtonLook::Second) } else { (on_key, ButtonLook::Main) };
        self.command(key, look, Icon::None, Command::Turn { switch, on: !on })
    }
}
