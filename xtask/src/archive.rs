//! Zip archives whose bytes depend on their content alone: names in order, one date, one compressor.

use std::fs::{self, File};
use std::io::{self, BufReader, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::project;

/// An archive being written.
pub(crate) struct Archive {
    path: PathBuf,
    writer: ZipWriter<File>,
}

/// How an entry is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Made smaller.
    Deflated,
    /// As it is: the phone maps it into memory from within the package.
    Stored,
}

impl Archive {
    /// An empty one.
    pub(crate) fn new(path: &Path) -> Result<Self> {
        let file = File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(Self { path: path.to_owned(), writer: ZipWriter::new(file) })
    }

    /// Adds all entries of another archive, as they are. Those that this project makes carry 1980-01-01 as their date.
    pub(crate) fn copy(&mut self, from: &Path) -> Result<()> {
        let mut source = read(from)?;
        for index in 0..source.len() {
            let entry = source.by_index_raw(index)?;
            self.writer.raw_copy_file(entry).with_context(|| format!("{} cannot be copied", from.display()))?;
        }
        Ok(())
    }

    /// Adds an entry.
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8], kept: Kept) -> Result<()> {
        let method = match kept {
            Kept::Deflated => CompressionMethod::Deflated,
            Kept::Stored => CompressionMethod::Stored,
        };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::DEFAULT);
        self.writer.start_file(name, options)?;
        io::copy(&mut &*bytes, &mut self.writer)
            .with_context(|| format!("{} cannot be written", self.path.display()))?;
        Ok(())
    }

    /// Writes the list of entries.
    pub(crate) fn finish(self) -> Result<PathBuf> {
        self.writer.finish().with_context(|| format!("{} cannot be written", self.path.display()))?;
        Ok(self.path)
    }
}

/// A jar of the classes below a folder.
pub(crate) fn jar(folder: &Path, path: &Path) -> Result<PathBuf> {
    let mut archive = Archive::new(path)?;
    let is_class = |path: &Path| path.is_dir() || path.extension().is_some_and(|end| end == "class");
    for file in project::files_below(folder, &is_class) {
        let name = file.strip_prefix(folder)?.to_string_lossy().into_owned();
        archive.add(&name, &fs::read(&file)?, Kept::Stored)?;
    }
    archive.finish()
}

/// One entry of an archive.
pub(crate) fn entry(archive: &Path, name: &str) -> Result<Vec<u8>> {
    let mut source = read(archive)?;
    let mut entry = source.by_name(name).with_context(|| format!("{} has no {name}", archive.display()))?;
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// An archive to read from.
pub(crate) fn read(path: &Path) -> Result<ZipArchive<BufReader<File>>> {
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    ZipArchive::new(BufReader::new(file)).with_context(|| format!("{} is no archive", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_the_same_whenever_it_is_written() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("xtask-archive-{}", std::process::id()));
        fs::create_dir_all(folder.join("in/b"))?;
        fs::write(folder.join("in/b/B.class"), "b")?;
        fs::write(folder.join("in/A.class"), "a")?;
        fs::write(folder.join("in/notes.txt"), "left out")?;
        let first = fs::read(jar(&folder.join("in"), &folder.join("first.jar"))?)?;
        // A zip's dates have a grain of two seconds.
        let later = std::time::SystemTime::now() + std::time::Duration::from_secs(10);
        File::options().write(true).open(folder.join("in/A.class"))?.set_modified(later)?;
        let second = jar(&folder.join("in"), &folder.join("second.jar"))?;
        assert_eq!(first, fs::read(&second)?);
        let archive = read(&second)?;
        let names = archive.file_names().map(|name| Ok(name?.into_owned())).collect::<Result<Vec<_>>>()?;
        assert_eq!(names, ["A.class", "b/B.class"]);

        let mut copy = Archive::new(&folder.join("copy.zip"))?;
        copy.copy(&second)?;
        copy.add("more", &[7; 1000], Kept::Deflated)?;
        let copy = copy.finish()?;
        assert_eq!(entry(&copy, "A.class")?, b"a");
        assert_eq!(entry(&copy, "more")?, [7; 1000]);
        assert!(entry(&copy, "no").is_err());
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
