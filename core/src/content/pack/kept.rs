//! The pack that a person chose to keep: one file in the app's private folder, there only then.
//!
//! It is written in place, with no file beside it. A cut leaves a file that its signature gives away: it is set aside, and the
//! built-in content is used.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use super::{Keys, MOST_SEALED, Pack, PackError};
use crate::content::issue::Issue;
use crate::vault::{Disk, FileDisk, StorageFault};

/// Its name: what a glance at a list of files may see.
pub const FILE: &str = "pages";

/// What was kept.
#[derive(Debug)]
pub enum Kept {
    /// Nothing.
    Nothing,
    /// A pack, verified again.
    Pack(Box<Pack>),
    /// Something that is not used. It is left as it is, until the person takes it away or keeps another.
    SetAside(Aside),
}

/// Why something that was kept is not used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Aside {
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(StorageFault),
    /// It is no pack that may be used.
    #[error("{0}")]
    Refused(PackError),
    /// The app came with the same issue or a later one since.
    #[error("the app came with a newer content since")]
    Overtaken,
}

/// Reads what was kept in the app's private folder. Nothing is written, also where nothing was kept.
#[must_use]
pub fn read(folder: &Path, keys: &Keys, built_in: Issue) -> Kept {
    // A folder that is not named in full is none: wherever the process happens to stand, nothing is read or written.
    if !folder.is_absolute() {
        return Kept::Nothing;
    }
    let bytes = match read_bytes(&folder.join(FILE)) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Kept::Nothing,
        Err(error) => return Kept::SetAside(Aside::Unreadable(StorageFault::from(&error))),
    };
    match Pack::open_kept(&bytes, keys, built_in) {
        Ok(pack) if pack.issue().number > built_in.number => Kept::Pack(Box::new(pack)),
        Ok(_) | Err(PackError::Older { .. }) => Kept::SetAside(Aside::Overtaken),
        Err(error) => Kept::SetAside(Aside::Refused(error)),
    }
}

/// At most one byte more than a pack may have; none where there is no file.
fn read_bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::symlink_metadata(path) {
        Ok(data) if data.is_file() => {}
        Ok(_) => return Err(io::ErrorKind::InvalidInput.into()),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_SEALED as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// Keeps a pack, in the place of one that was kept before.
///
/// # Errors
/// What the storage refused. Then nothing is kept any more, or what is there is set aside at the next start.
pub fn keep(folder: &Path, pack: &Pack) -> Result<(), StorageFault> {
    if !folder.is_absolute() {
        return Err(StorageFault::Failed);
    }
    let path = folder.join(FILE);
    let written = FileDisk::open(&path).and_then(|mut disk| write(&mut disk, pack.bytes()));
    written.map_err(|error| {
        // Half a pack serves nobody, and takes room that may be what was lacking.
        let _ = fs::remove_file(&path);
        StorageFault::from(&error)
    })
}

/// Writes a pack over whatever is there.
///
/// # Errors
/// What the disk says.
pub fn write(disk: &mut impl Disk, bytes: &[u8]) -> io::Result<()> {
    disk.truncate(0)?;
    disk.write(0, bytes)?;
    disk.flush()
}

/// Takes away what was kept, whatever it is.
///
/// # Errors
/// What the storage refused. That there was nothing is no error.
pub fn remove(folder: &Path) -> Result<(), StorageFault> {
    if !folder.is_absolute() {
        return Ok(());
    }
    let removed = match fs::remove_file(folder.join(FILE)) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return Ok(()),
        other => other,
    };
    removed.and_then(|()| File::open(folder)?.sync_all()).map_err(|error| StorageFault::from(&error))
}
