//! Ten things that a person does (one of them twice), each from a prepared file, and what may be found when it is cut short.

use almanac_core::vault::{Import, Opened, VaultError};

use super::look::{Seen, Sight};
use super::sim::{Medium, Seeded, SimDisk};
use super::world::{NEW, OLD, TODAY, World, draft};

/// One of the ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// The first start of all.
    FirstStart,
    /// Another language.
    SetLanguage,
    /// A new note.
    Save,
    /// A changed note.
    Edit,
    /// A deleted note.
    Delete,
    /// Other words.
    ChangeWords,
    /// New notes over old ones.
    StartOver,
    /// Two hundred notes at once.
    Import,
    /// A note for which a file that is nearly full must grow.
    Grow,
    /// Everything gone.
    Erase,
    /// Growing once more: an import for which a small file must grow. What stands before is quickly looked at, so that every
    /// sector of the growth can be cut.
    GrowByImport,
}

/// The ten.
pub const SCRIPTS: [Script; 10] = [
    Script::FirstStart,
    Script::SetLanguage,
    Script::Save,
    Script::Edit,
    Script::Delete,
    Script::ChangeWords,
    Script::StartOver,
    Script::Import,
    Script::Grow,
    Script::Erase,
];

/// Characters of a large note, four bytes each.
const LARGE: usize = 99_000;

impl Script {
    /// What is on the medium before.
    #[must_use]
    pub fn before(self) -> Medium {
        let disk = SimDisk::default();
        if self == Self::FirstStart {
            return disk.durable();
        }
        if self == Self::Grow {
            return about_to_grow();
        }
        let mut world = World::open(disk.clone(), Seeded(1)).expect("made");
        world.vault.set_settings(Some("en"), 1).expect("kept");
        world.start(OLD).expect("started");
        for n in 0..3 {
            world.save(&format!("note {n}"), &"the van was blue. ".repeat(20)).expect("kept");
        }
        world.vault.lock().expect("locked");
        disk.durable()
    }

    /// Does it, in a world that is unlocked where notes are needed.
    pub fn run(self, world: &mut World) -> Result<(), VaultError> {
        match self {
            // Opening did it.
            Self::FirstStart => Ok(()),
            Self::SetLanguage => world.vault.set_settings(Some("es"), 1),
            Self::Save => world.save("new", "one more").map(|_| ()),
            Self::Edit => {
                let id = world.vault.list()?.first().ok_or(VaultError::NotFound)?.id;
                world.vault.save_note(&draft(Some(id), "note 2", "changed"), TODAY).map(|_| ())
            }
            Self::Delete => {
                let id = world.vault.list()?.first().ok_or(VaultError::NotFound)?.id;
                world.vault.delete_note(id)
            }
            Self::ChangeWords => world.change_words(NEW),
            Self::StartOver => {
                world.start(NEW)?;
                world.save("fresh", "start").map(|_| ())
            }
            Self::Import => world.vault.import(&two_hundred()).map(|_| ()),
            Self::GrowByImport => world.vault.import(&nine_large()).map(|_| ()),
            Self::Grow => world.save("large", &"\u{1f512}".repeat(LARGE)).map(|_| ()),
            Self::Erase => {
                world.vault.erase()?;
                world.vault.finish_erase()
            }
        }
    }

    /// Whether notes are open while it runs.
    #[must_use]
    pub fn needs_notes(self) -> bool {
        !matches!(self, Self::FirstStart | Self::SetLanguage | Self::Erase)
    }

    /// Whether this may be found while it runs: the state before, the state after, or a step of the way that says so.
    #[must_use]
    pub fn allows(self, seen: &Seen, before: &Seen, after: &Seen) -> bool {
        if seen.is_like(before) || seen.is_like(after) {
            return true;
        }
        let language = seen.language == before.language || seen.language == after.language;
        match self {
            Self::ChangeWords => {
                let one = seen.old == before.old || seen.new == after.new;
                let old = seen.old == before.old || seen.old == Sight::Nothing;
                let new = seen.new == after.new || seen.new == Sight::Nothing;
                language && one && old && new
            }
            // The first flush makes the old roots random: a person who holds the button has said so.
            Self::StartOver => language && seen.old == Sight::Nothing && seen.new == Sight::Nothing,
            // An erase that is cut short says so, and is finished at the next start.
            Self::FirstStart | Self::Erase => {
                let language = language || seen.language.is_none();
                language && seen.state == Ok(false) && seen.old == Sight::Nothing && seen.new == Sight::Nothing
            }
            _ => false,
        }
    }
}

/// As many large notes as there are before the file grows.
fn about_to_grow() -> Medium {
    let disk = SimDisk::default();
    let mut world = World::open(disk.clone(), Seeded(1)).expect("made");
    world.start(OLD).expect("started");
    let mut medium = disk.durable();
    while disk.durable().len == 4 << 20 {
        world.vault.lock().expect("locked");
        medium = disk.durable();
        if world.unlock(OLD) == Ok(Opened::Nothing) {
            world.start(OLD).expect("started");
        }
        world.save("large", &"\u{1f512}".repeat(LARGE)).expect("kept");
    }
    medium
}

/// An import of two hundred notes.
#[must_use]
pub fn two_hundred() -> Import {
    import(200, |_| "she said the house has a green door. ".repeat(8))
}

/// An import for which 512 cells are too few, with what is to stay free.
fn nine_large() -> Import {
    import(9, |n| format!("{n}{}", "\u{1f512}".repeat(LARGE)))
}

fn import(count: usize, body: impl Fn(usize) -> String) -> Import {
    let entry = |n| {
        serde_json::json!({
            "uid": format!("{n:032x}"), "kind": "note", "made": TODAY, "changed": TODAY,
            "title": format!("imported {n}"), "body": body(n),
        })
    };
    let export = serde_json::json!({"almanac": 1, "notes": (0..count).map(entry).collect::<Vec<_>>()});
    Import::from_json(export.to_string().as_bytes()).expect("an export's json")
}
