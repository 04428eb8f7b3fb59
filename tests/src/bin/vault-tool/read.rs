//! `read`: what a file opens to. The file itself is opened for reading alone.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use almanac_core::vault::{Damage, Disk, Opened, State, VaultError};
use serde_json::{Value, json};

use crate::answer::{self, Trouble};
use crate::{Cost, Halves, files, meant};

/// What to read.
#[derive(Debug, clap::Args)]
pub(crate) struct Read {
    /// The file, or the folder in which it is called `almanac`
    path: PathBuf,
    #[command(flatten)]
    halves: Halves,
}

/// Less than a salt is no file yet.
const SALT: u64 = 32;
/// Where the profile's number stands.
const PROFILE_AT: u64 = 33;
/// The number of the profile for tests.
const TEST: u8 = 255;

impl Read {
    /// Prints what was found: one JSON object, for the person a sentence beside it. Nothing but a sentence where the arguments
    /// cannot be followed.
    pub(crate) fn run(&self) -> Result<(), Trouble> {
        let path = meant(&self.path);
        if path.metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return absent(&path, "there is no such file");
        }
        let file = files::open(&path)?;
        let about = file.metadata().map_err(|error| Trouble::file(&path, &error))?;
        if about.len() < SALT {
            return absent(&path, &format!("{} bytes are less than a salt", about.len()));
        }
        let mut profile = [0];
        let is_test = file.read_exact_at(&mut profile, PROFILE_AT).is_ok() && profile == [TEST];
        match self.look(ReadOnly(file)) {
            Ok((found, None)) => print(&found),
            Ok((found, Some(text))) => {
                print(&found)?;
                Err(Trouble { text, code: answer::NOTHING })
            }
            Err(error) => {
                let mut text = format!("{}: {error}", path.display());
                if error == VaultError::Damaged(Damage::Header) && is_test && self.halves.profile != Cost::Test {
                    text.push_str(". Byte 33 says: the profile for tests. `--profile test` reads it");
                }
                let (name, code) = answer::name(error);
                print(&json!({"opens": name, "why": error.to_string()}))?;
                Err(Trouble { text, code })
            }
        }
    }

    /// What these words open on this phone; a sentence where that is nothing.
    fn look(&self, disk: ReadOnly) -> Result<(Value, Option<String>), VaultError> {
        let mut world = self.halves.world(disk)?;
        match world.vault.state() {
            State::Ready => {}
            State::Erasing => return Err(VaultError::Erasing),
            State::Damaged(damage) => return Err((*damage).into()),
        }
        let settings = world.vault.settings();
        let settings = json!({"language": settings.language, "flags": settings.flags});
        let Opened::Notes { last_change_lost } = world.unlock(&self.halves.words)? else {
            let text = "nothing opens: other words, another phone's key, or no notes; a file does not tell which";
            return Ok((json!({"opens": "nothing", "settings": settings}), Some(text.to_owned())));
        };
        let export = world.vault.export()?;
        let export: Value = serde_json::from_slice(export.json()).map_err(|_| VaultError::Internal)?;
        let found = json!({
            "opens": "notes", "last_change_lost": last_change_lost, "settings": settings, "notes": export["notes"],
        });
        Ok((found, None))
    }
}

fn absent(path: &Path, why: &str) -> Result<(), Trouble> {
    print(&json!({"opens": "absent", "why": why}))?;
    let text = format!("{}: {why}; the app would make a new file at its next start", path.display());
    Err(Trouble { text, code: answer::ABSENT })
}

fn print(found: &Value) -> Result<(), Trouble> {
    files::say(format_args!("{found:#}"))
}

/// A file that nothing can change, whatever the core would write at an opening.
#[derive(Debug)]
struct ReadOnly(File);

impl Disk for ReadOnly {
    fn len(&mut self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len())
    }

    fn read(&mut self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        self.0.read_exact_at(bytes, at)
    }

    fn write(&mut self, _: u64, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::ReadOnlyFilesystem.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::ReadOnlyFilesystem.into())
    }

    fn truncate(&mut self, _: u64) -> io::Result<()> {
        Err(io::ErrorKind::ReadOnlyFilesystem.into())
    }

    fn forget(&mut self) -> io::Result<()> {
        Ok(())
    }
}
