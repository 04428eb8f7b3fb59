//! A number for some content: FNV-1a, because nobody has a reason to forge it.

use std::fs;

use anyhow::{Context as _, Result};

use crate::project::{self, Project};

/// What was added so far.
#[derive(Debug)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    /// Of nothing.
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Of these files of the project and all files below these folders, as it is written down.
    pub(crate) fn of_parts(project: &Project, parts: &[&str]) -> Result<String> {
        let mut print = Self::new();
        for name in parts {
            let part = project.root.join(name);
            let files = if part.is_file() { vec![part] } else { project::files_below(&part, &|_| true) };
            for path in files {
                print.add(&fs::read(&path).with_context(|| format!("{} cannot be read", project.shown(&path)))?);
            }
        }
        Ok(print.text())
    }

    /// One more piece, and where it ends: two pieces are never taken for one.
    pub(crate) fn add(&mut self, piece: &[u8]) {
        for byte in piece.iter().chain(&piece.len().to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// As it is written down.
    pub(crate) fn text(&self) -> String {
        format!("{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_a_file_or_a_folder() -> Result<()> {
        let root = std::env::temp_dir().join(format!("xtask-parts-{}", std::process::id()));
        let project = Project { work: root.join("target"), root: root.clone() };
        fs::create_dir_all(root.join("folder"))?;
        let (file, inside) = (root.join("file"), root.join("folder/file"));
        let mut seen = Vec::new();
        for (path, text) in [(&file, "1"), (&inside, "1"), (&file, "2"), (&inside, "2")] {
            fs::write(path, text)?;
            seen.push(Fingerprint::of_parts(&project, &["file", "folder"])?);
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 4, "each change is seen");
        Ok(fs::remove_dir_all(&root)?)
    }

    #[test]
    fn where_pieces_end_counts() {
        let of = |pieces: &[&[u8]]| {
            let mut print = Fingerprint::new();
            for piece in pieces {
                print.add(piece);
            }
            print.text()
        };
        assert_eq!(of(&[b"ab", b"c"]), of(&[b"ab", b"c"]));
        assert_ne!(of(&[b"ab", b"c"]), of(&[b"a", b"bc"]));
        assert_ne!(of(&[b"ab"]), of(&[b"ba"]));
    }
}
