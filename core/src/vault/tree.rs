//! Root → tables → pages: how a root names a whole image, and what of it a save must write.

use zeroize::Zeroizing;

use super::cell::{CELL, Name, Plain, SLOT_PLAIN, blank};
use super::space::{FIRST_FREE, MOST_PAGES};

/// Names that fit one table.
pub(super) const FANOUT: usize = CELL / Name::LEN;
/// Generation 8 · page count 4, before a root's names.
const ROOT_HEAD: usize = 12;

/// A tree by its names: what a root and its tables say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tree {
    pub(super) generation: u64,
    pub(super) tables: Vec<Name>,
    pub(super) pages: Vec<Name>,
}

/// What a root slot says, before its tables are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Root {
    pub(super) generation: u64,
    pub(super) pages: usize,
    pub(super) tables: Vec<Name>,
}

/// How many tables this many pages take.
pub(super) fn tables_for(pages: usize) -> usize {
    pages.div_ceil(FANOUT)
}

impl Root {
    /// Reads a root; none for one that breaks the format: no page, too many, bytes after the names.
    pub(super) fn read(plain: &[u8]) -> Option<Self> {
        let (generation, rest) = plain.split_first_chunk::<8>()?;
        let (pages, rest) = rest.split_first_chunk::<4>()?;
        let pages = usize::try_from(u32::from_le_bytes(*pages)).ok()?;
        if pages == 0 || pages > MOST_PAGES {
            return None;
        }
        let tables = names(rest, tables_for(pages))?;
        Some(Self { generation: u64::from_le_bytes(*generation), pages, tables })
    }
}

impl Tree {
    /// The root as a slot holds it.
    pub(super) fn root(&self) -> Zeroizing<[u8; SLOT_PLAIN]> {
        let mut plain = Zeroizing::new([0; SLOT_PLAIN]);
        let count = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
        let (head, rest) = plain.split_at_mut(ROOT_HEAD);
        let fields = self.generation.to_le_bytes().into_iter().chain(count.to_le_bytes());
        for (byte, field) in head.iter_mut().zip(fields) {
            *byte = field;
        }
        write_names(&self.tables, rest);
        plain
    }

    /// All cells that this tree names.
    pub(super) fn cells(&self) -> impl Iterator<Item = u32> {
        self.tables.iter().chain(&self.pages).map(|name| name.cell)
    }
}

/// A table as its cell holds it before sealing.
pub(super) fn table(names: &[Name]) -> Plain {
    let mut content = blank();
    write_names(names, &mut content);
    content
}

/// Reads a table of this many names.
pub(super) fn read_table(content: &[u8], count: usize) -> Option<Vec<Name>> {
    names(content, count)
}

fn write_names(names: &[Name], into: &mut [u8]) {
    for (name, bytes) in names.iter().zip(into.as_chunks_mut::<{ Name::LEN }>().0) {
        name.write(bytes);
    }
}

/// Exactly this many names and nothing but zeros after them.
fn names(bytes: &[u8], count: usize) -> Option<Vec<Name>> {
    let (used, rest) = bytes.split_at_checked(count.checked_mul(Name::LEN)?)?;
    if rest.iter().any(|byte| *byte != 0) {
        return None;
    }
    used.as_chunks::<{ Name::LEN }>().0.iter().map(Name::read).collect()
}

/// Whether these names stay inside the file, off the fixed cells, and never meet.
pub(super) fn apart<'a>(names: impl Iterator<Item = &'a Name>, cells: u32) -> bool {
    let mut seen = vec![false; usize::try_from(cells).unwrap_or(0)];
    for name in names {
        let place = usize::try_from(name.cell).ok().and_then(|cell| seen.get_mut(cell));
        match place {
            Some(place) if name.cell >= FIRST_FREE && !*place => *place = true,
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::cell::seal;
    use super::super::random::SystemRandom;
    use super::*;

    fn some(count: u32) -> Vec<Name> {
        (0..count).map(|n| seal(FIRST_FREE + n, &mut [], &mut SystemRandom).expect("sealed")).collect()
    }

    #[test]
    fn roots_and_tables_read_back() {
        let names = some(158);
        let tree = Tree { generation: 7, tables: names[..2].to_vec(), pages: names.clone() };
        let root = Root::read(&*tree.root()).expect("a root");
        assert_eq!(root, Root { generation: 7, pages: 158, tables: names[..2].to_vec() });
        assert_eq!(read_table(&table(&names[..FANOUT]), FANOUT).as_deref(), Some(&names[..FANOUT]));
        assert_eq!(read_table(&table(&names[..3]), 2), None, "bytes after the names");
    }

    #[test]
    fn a_root_of_no_pages_or_too_many_is_none() {
        for (pages, good) in [(0_u32, false), (1, true), (4096, true), (4097, false), (u32::MAX, false)] {
            let mut plain = [0; SLOT_PLAIN];
            plain[8..12].copy_from_slice(&pages.to_le_bytes());
            assert_eq!(Root::read(&plain).is_some(), good, "{pages}");
        }
        assert!(ROOT_HEAD + tables_for(MOST_PAGES) * Name::LEN <= SLOT_PLAIN);
    }

    #[test]
    fn names_that_meet_or_leave_the_file_are_no_tree() {
        let names = some(3);
        assert!(apart(names.iter(), 8));
        assert!(!apart(names.iter(), 7));
        assert!(!apart(names.iter().chain(&names[..1]), 8));
        let low = seal(4, &mut [], &mut SystemRandom).expect("sealed");
        assert!(!apart([low].iter(), 8));
    }
}
