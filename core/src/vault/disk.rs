//! What the vault needs of a storage, and the real one: one file, locked, flushed for good, never replaced.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

/// A storage of bytes by position. Under the vault there is only ever one, and only ciphertext reaches it.
pub trait Disk: Send {
    /// How many bytes there are.
    fn len(&mut self) -> io::Result<u64>;

    /// Whether there is nothing.
    fn is_empty(&mut self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }

    /// Fills the buffer from this position on; too few bytes there are an error.
    fn read(&mut self, at: u64, bytes: &mut [u8]) -> io::Result<()>;

    /// Writes all of the bytes from this position on. At or over the end it extends: growing by a write, never by a bare
    /// length, makes a full disk speak here and leaves no hole of zeros.
    fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<()>;

    /// Returns once everything written before is on the medium. After an error, nothing since the last success may be.
    fn flush(&mut self) -> io::Result<()>;

    /// Cuts the end off.
    fn truncate(&mut self, len: u64) -> io::Result<()>;

    /// Asks the system to forget clean copies in memory, so that reads tell what the medium holds: an app restarted
    /// after a failed flush otherwise reads its own unwritten bytes and believes them.
    fn forget(&mut self) -> io::Result<()>;
}

/// The one file.
#[derive(Debug)]
pub struct FileDisk {
    file: File,
}

impl FileDisk {
    /// Opens the file, or makes an empty one in place, and locks it for as long as this lives.
    ///
    /// # Errors
    /// `WouldBlock` when somebody else has it open.
    pub fn open(path: &Path) -> io::Result<Self> {
        let new = !path.try_exists()?;
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .custom_flags(no_follow())
            .open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
            // A file system without locks: one process a phone is then all that keeps two apart.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
        if new && let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            // The file's name is an entry of its folder: without this a power cut can lose it with everything in it.
            File::open(folder)?.sync_all()?;
        }
        Ok(Self { file })
    }
}

/// A link in the file's place would let somebody else choose what is overwritten.
fn no_follow() -> i32 {
    i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or(0)
}

impl Disk for FileDisk {
    fn len(&mut self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    fn read(&mut self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        self.file.read_exact_at(bytes, at)
    }

    fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all_at(bytes, at)
    }

    fn flush(&mut self) -> io::Result<()> {
        // The standard library turns both into F_FULLFSYNC on Apple's systems; elsewhere fdatasync writes the length
        // too where it is needed to read the data back.
        if cfg!(target_vendor = "apple") { self.file.sync_all() } else { self.file.sync_data() }
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }

    #[cfg(target_vendor = "apple")]
    fn forget(&mut self) -> io::Result<()> {
        Ok(rustix::fs::fcntl_nocache(&self.file, true)?)
    }

    #[cfg(not(target_vendor = "apple"))]
    fn forget(&mut self) -> io::Result<()> {
        Ok(rustix::fs::fadvise(&self.file, 0, None, rustix::fs::Advice::DontNeed)?)
    }
}
