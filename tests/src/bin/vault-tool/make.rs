//! `make`: a new file with notes in it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use almanac_tests::vault::sim::SimDisk;

use crate::answer::Trouble;
use crate::{Halves, files, notes, number};

/// What to make.
#[derive(Debug, clap::Args)]
pub(crate) struct Make {
    /// The folder; made where there is none. A file `almanac` that is in it already is never replaced
    dir: PathBuf,
    #[command(flatten)]
    halves: Halves,
    /// The notes: a JSON list such as [{"title": "one", "body": "text"}], or an export
    #[arg(long)]
    notes: PathBuf,
    /// The language kept in the open settings
    #[arg(long)]
    language: Option<String>,
    /// The switches kept in the open settings
    #[arg(long, default_value = "0", value_parser = number::<u32>)]
    flags: u32,
    /// Save the notes one by one and end without locking, as a power cut would: with two notes or more, the two roots are of
    /// two generations
    #[arg(long)]
    cut: bool,
}

impl Make {
    /// Makes it in memory first: what does not come to its end leaves no file.
    pub(crate) fn run(&self) -> Result<(), Trouble> {
        let path = self.dir.join("almanac");
        if path.symlink_metadata().is_ok() {
            return Err(Trouble::asked(format_args!("{} is there already, and is not replaced", path.display())));
        }
        let notes = notes::of_file(&self.notes)?;
        let disk = SimDisk::default();
        let (added, there) = self.fill(&disk, &notes)?;
        let mut said = format!("{}: {added} notes kept, {} bytes", path.display(), disk.durable().len);
        if there > 0 {
            let _ = write!(said, "\n{there} more had the content of another: an import keeps one of each");
        }
        // Deepest first: what is to be taken away again.
        let missing: Vec<&Path> =
            self.dir.ancestors().take_while(|folder| folder.symlink_metadata().is_err()).collect();
        let made = std::fs::create_dir_all(&self.dir).map_err(|error| Trouble::file(&self.dir, &error));
        made.and_then(|()| files::create(&path, &disk.durable().bytes()))
            .and_then(|()| {
                files::say(said).inspect_err(|_| {
                    let _ = std::fs::remove_file(&path);
                })
            })
            .inspect_err(|_| {
                for folder in missing {
                    // Only an empty one goes.
                    let _ = std::fs::remove_dir(folder);
                }
            })
    }

    fn fill(&self, disk: &SimDisk, notes: &[serde_json::Value]) -> Result<(usize, usize), Trouble> {
        let mut world = self.halves.world(disk.clone())?;
        if self.language.is_some() || self.flags != 0 {
            world.vault.set_settings(self.language.as_deref(), self.flags)?;
        }
        let (mut added, mut there) = (0, 0);
        world.start(&self.halves.words)?;
        for some in notes.chunks(if self.cut { 1 } else { notes.len().max(1) }) {
            let done = world.vault.import(&notes::import(some)?)?;
            (added, there) = (added + done.added, there + done.there);
        }
        if !self.cut {
            world.vault.lock()?;
        }
        Ok((added, there))
    }
}
