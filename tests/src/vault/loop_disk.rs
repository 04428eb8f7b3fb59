//! A real file system of 64 MiB in a file: mounted, filled, taken off and read as raw bytes. Needs root and loop devices.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

/// Which file system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Of most phones before 2018 and of desktops: it overwrites in place.
    Ext4,
    /// Of most phones now: it writes a log.
    F2fs,
}

/// How large it is. Below this f2fs cannot be made.
const SIZE: u64 = 64 << 20;
/// A block of both.
const BLOCK: usize = 4096;

/// A file system that is mounted until it is dropped.
#[derive(Debug)]
pub struct LoopDisk {
    image: PathBuf,
    folder: PathBuf,
    mounted: bool,
}

impl LoopDisk {
    /// Makes one inside this folder and mounts it.
    ///
    /// # Errors
    /// What stands in the way, in words: not root, no such tool, no loop device, a kernel that does not know the file system.
    pub fn make(kind: Kind, inside: &Path) -> Result<Self, String> {
        let (name, tool, options) = match kind {
            Kind::Ext4 => ("ext4", "mkfs.ext4", &["-q", "-F", "-m", "0"][..]),
            Kind::F2fs => ("f2fs", "mkfs.f2fs", &["-q", "-f"][..]),
        };
        let told = |error: io::Error| format!("{name}: {error}");
        let (image, folder) = (inside.join(format!("{name}.image")), inside.join(name));
        File::create(&image).and_then(|file| file.set_len(SIZE)).map_err(told)?;
        std::fs::create_dir_all(&folder).map_err(told)?;
        run(Command::new(tool).args(options).arg(&image))?;
        let mut disk = Self { image, folder, mounted: false };
        disk.mount()?;
        Ok(disk)
    }

    /// Where it is mounted.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Mounts it again.
    ///
    /// # Errors
    /// What the system says.
    pub fn mount(&mut self) -> Result<(), String> {
        // Nothing is cleared for being unused: what a file system leaves lying is what the scan is to read.
        run(Command::new("mount").args(["-n", "-o", "loop,nodiscard"]).args([&self.image, &self.folder]))?;
        self.mounted = true;
        Ok(())
    }

    /// Takes it off and reads every byte of it.
    ///
    /// # Errors
    /// What the system says.
    pub fn raw(&mut self) -> Result<Vec<u8>, String> {
        self.unmount()?;
        std::fs::read(&self.image).map_err(|error| error.to_string())
    }

    fn unmount(&mut self) -> Result<(), String> {
        if self.mounted {
            run(Command::new("umount").arg(&self.folder))?;
            self.mounted = false;
        }
        Ok(())
    }

    /// Fills it with another file until this many blocks are free.
    ///
    /// # Errors
    /// What the system says, other than that it is full.
    pub fn fill(&self, free: usize) -> io::Result<()> {
        let mut filler = OpenOptions::new().create(true).append(true).open(self.folder.join("filler"))?;
        // Whole pieces first, then blocks.
        for piece in [vec![b'.'; 64 * BLOCK], vec![b'.'; BLOCK]] {
            loop {
                match filler.write_all(&piece).and_then(|()| filler.sync_data()) {
                    Ok(()) => {}
                    Err(error) if error.kind() == io::ErrorKind::StorageFull => break,
                    Err(error) => return Err(error),
                }
            }
        }
        let length = filler.metadata()?.len();
        filler.set_len(length.saturating_sub((free * BLOCK) as u64))?;
        filler.sync_all()
    }

    /// Takes the filler and the sealed file away.
    ///
    /// # Errors
    /// What the system says.
    pub fn clear(&self) -> io::Result<()> {
        for name in ["filler", "almanac"] {
            match std::fs::remove_file(self.folder.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        File::open(&self.folder)?.sync_all()
    }
}

impl Drop for LoopDisk {
    fn drop(&mut self) {
        let _ = self.unmount();
    }
}

/// Runs a tool of the system, which may lie where ordinary people have no path to.
fn run(command: &mut Command) -> Result<(), String> {
    let path = std::env::var("PATH").unwrap_or_default();
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.env("PATH", format!("{path}:/usr/sbin:/sbin")).output();
    let output = output.map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = complaint.lines().next().unwrap_or_default();
    Err(format!("{name}: {}", line.rsplit(": ").next().unwrap_or(line).trim_end_matches('.')))
}
