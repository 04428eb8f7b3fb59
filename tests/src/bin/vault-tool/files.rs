//! Files and the standard output, as a tool meets them: a pipe where a file was meant, a disk that is full.

use std::fmt::Display;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::FileExt;
use std::path::Path;

use almanac_core::vault::CELL;

use crate::answer::{self, Trouble};

/// A sealed file has at most 16,384 cells.
pub(crate) const MOST_SEALED: u64 = 16_384 * CELL as u64;

/// Opens a file for reading. Looked at before it is opened: a pipe without a writer would never open.
pub(crate) fn open(path: &Path) -> Result<File, Trouble> {
    let about = std::fs::metadata(path).map_err(|error| Trouble::file(path, &error))?;
    if !about.is_file() {
        return Err(Trouble::asked(format_args!("{} is no file", path.display())));
    }
    File::open(path).map_err(|error| Trouble::file(path, &error))
}

/// Reads a file of at most this many bytes.
pub(crate) fn read(path: &Path, most: u64) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let file = open(path)?;
    let length = file.metadata().map_err(|error| Trouble::file(path, &error))?.len();
    if length <= most {
        file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| Trouble::file(path, &error))?;
    }
    if length.max(bytes.len() as u64) > most {
        return Err(Trouble::asked(format_args!("{} has more than {most} bytes", path.display())));
    }
    Ok(bytes)
}

/// Writes a file that is not there; one that cannot be written whole is taken away again.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let made = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Trouble::asked(format_args!("{} is there already, and is not replaced", path.display())));
        }
        other => other.map_err(|error| Trouble::file(path, &error))?,
    };
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        let _ = std::fs::remove_file(path);
        Trouble::file(path, &error)
    })
}

/// Writes the cells of a file that are no longer what they were, and cuts off what is no longer there.
pub(crate) fn rewrite(path: &Path, before: &[u8], after: &[u8]) -> Result<(), Trouble> {
    let file = OpenOptions::new().write(true).open(path).map_err(|error| Trouble::file(path, &error))?;
    let written = (0..)
        .zip(before.chunks(CELL).zip(after.chunks(CELL)))
        .try_for_each(|(n, (old, new))| if old == new { Ok(()) } else { file.write_all_at(new, n * CELL as u64) });
    let written =
        written.and_then(|()| if after.len() < before.len() { file.set_len(after.len() as u64) } else { Ok(()) });
    written.and_then(|()| file.sync_all()).map_err(|error| Trouble {
        text: format!("error: {}: {error}; the damage may be done in part", path.display()),
        code: answer::STORAGE,
    })
}

/// Prints a line. A reader that went away (`| head`) wanted no more, and that is no failure; an output that is full is one.
pub(crate) fn say(line: impl Display) -> Result<(), Trouble> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{line}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Trouble::asked(format_args!("the standard output: {error}")))
        }
        _ => Ok(()),
    }
}
