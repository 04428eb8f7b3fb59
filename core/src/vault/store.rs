//! The file by cells: reading trees, growing, and the writes that a first start and an erase are made of.

use zeroize::Zeroizing;

use super::cell::{self, CELL, Plain, blank};
use super::disk::Disk;
use super::error::VaultError;
use super::header::{Header, MARKER};
use super::keys::{Profile, Secret};
use super::random::Random;
use super::settings::Settings;
use super::space::{FIRST_CELLS, FIRST_FREE, SETTINGS, SLOTS, at};
use super::tree::{self, FANOUT, Root, Tree};

/// Random bytes are written in pieces of this many cells: no write is large enough to matter to a phone's memory.
const PIECE: u32 = 32;

/// The file, its source of randomness, and how many of its cells count.
pub(super) struct Store {
    pub(super) disk: Box<dyn Disk>,
    pub(super) random: Box<dyn Random>,
    pub(super) cells: u32,
}

/// What a slot turned out to be under a key.
pub(super) enum Slot {
    /// It does not open.
    Closed,
    /// It opened, and what it says breaks the format.
    Broken,
    /// It opened.
    Open(Root),
}

impl Store {
    /// Reads one cell.
    pub(super) fn read(&mut self, cell: u32) -> Result<Plain, VaultError> {
        let mut content = blank();
        self.disk.read(at(cell), &mut content)?;
        Ok(content)
    }

    /// Writes one cell.
    pub(super) fn write(&mut self, cell: u32, content: &[u8]) -> Result<(), VaultError> {
        Ok(self.disk.write(at(cell), content)?)
    }

    /// Everything written before is on the medium when this returns.
    pub(super) fn flush(&mut self) -> Result<(), VaultError> {
        Ok(self.disk.flush()?)
    }

    /// Reads and tries both slots, always: the work done says nothing about what exists.
    pub(super) fn slots(&mut self, key: &Secret, header: &Header) -> Result<[Slot; 2], VaultError> {
        let [first, second] = SLOTS;
        let cells = [self.read(first)?, self.read(second)?];
        let associated = header.associated_data();
        Ok(cells.map(|cell| match cell::open_slot(&cell, key, &associated) {
            None => Slot::Closed,
            Some(plain) => Root::read(&plain).map_or(Slot::Broken, Slot::Open),
        }))
    }

    /// Reads the whole tree of a root and its pages; none when a part does not fit. A read that fails is an error.
    pub(super) fn tree(&mut self, root: &Root) -> Result<Option<(Tree, Vec<Plain>)>, VaultError> {
        if !tree::apart(root.tables.iter(), self.cells) {
            return Ok(None);
        }
        let mut names = Vec::with_capacity(root.pages);
        for table in &root.tables {
            let mut content = self.read(table.cell)?;
            let count = root.pages.saturating_sub(names.len()).min(FANOUT);
            let fits = cell::open(table, &mut content);
            match tree::read_table(&content, count) {
                Some(more) if fits => names.extend(more),
                _ => return Ok(None),
            }
        }
        if !tree::apart(root.tables.iter().chain(&names), self.cells) {
            return Ok(None);
        }
        // In the order in which they lie: what saves have scattered is otherwise read against the medium.
        let mut order: Vec<_> = names.iter().enumerate().collect();
        order.sort_unstable_by_key(|(_, name)| name.cell);
        let mut pages: Vec<Plain> = names.iter().map(|_| Plain::default()).collect();
        for (n, name) in order {
            let mut content = self.read(name.cell)?;
            if !cell::open(name, &mut content) {
                return Ok(None);
            }
            if let Some(page) = pages.get_mut(n) {
                *page = content;
            }
        }
        Ok(Some((Tree { generation: root.generation, tables: root.tables.clone(), pages: names }, pages)))
    }

    /// Fills cells with random bytes.
    pub(super) fn scatter(&mut self, from: u32, to: u32) -> Result<(), VaultError> {
        let piece = usize::try_from(PIECE).unwrap_or(1).saturating_mul(CELL);
        let mut bytes = Zeroizing::new(vec![0; piece]);
        let mut cell = from;
        while cell < to {
            let count = to.saturating_sub(cell).min(PIECE);
            let length = usize::try_from(count).unwrap_or(0).saturating_mul(CELL);
            let part = bytes.get_mut(..length).ok_or(VaultError::Internal)?;
            self.random.fill(part)?;
            self.disk.write(at(cell), part)?;
            cell = cell.saturating_add(count);
        }
        Ok(())
    }

    /// Grows the file to this many cells: all but the last, flush, the last, flush; only then do they count. A growth that
    /// fails truncates back.
    pub(super) fn grow(&mut self, cells: u32) -> Result<(), VaultError> {
        let last = cells.saturating_sub(1);
        let grown = self
            .scatter(self.cells, last)
            .and_then(|()| self.flush())
            .and_then(|()| self.scatter(last, cells))
            .and_then(|()| self.flush());
        if let Err(error) = grown {
            // Whatever this answers, the error to tell is the first one; the cells do not count either way.
            let _ = self.disk.truncate(at(self.cells));
            return Err(error);
        }
        self.cells = cells;
        Ok(())
    }

    /// The first write of an erase and of a first start: the salt, and with it every key, is gone, and the file says so.
    pub(super) fn mark(&mut self) -> Result<(), VaultError> {
        self.disk.write(0, &MARKER)?;
        self.flush()
    }

    /// Makes a marked file new: everything but the salt, flush; the salt, flush.
    pub(super) fn remake(&mut self, profile: Profile, settings: &Settings) -> Result<Header, VaultError> {
        let first_size = at(FIRST_CELLS);
        let len = self.disk.len()?;
        let whole = u32::try_from(len.div_euclid(CELL as u64)).unwrap_or(u32::MAX).min(FIRST_CELLS);
        let [first, second] = SLOTS;
        for cell in [first, second] {
            // Cell by cell even in an empty file: the ones below are the settings, written next.
            self.scatter(cell, cell.saturating_add(1))?;
        }
        let (newest, other) = (SETTINGS[0], SETTINGS[1]);
        let cell = settings.cell(&mut *self.random)?;
        self.write(newest, &cell)?;
        self.scatter(other, other.saturating_add(1))?;
        for cell in FIRST_FREE..whole {
            if self.has_a_hole(cell) {
                self.scatter(cell, cell.saturating_add(1))?;
            }
        }
        self.scatter(whole.max(FIRST_FREE), FIRST_CELLS)?;
        if len > first_size {
            self.disk.truncate(first_size)?;
        }
        self.flush()?;
        let (header, cell) = Header::fresh(profile, &mut *self.random)?;
        self.write(0, &cell)?;
        self.flush()?;
        self.cells = FIRST_CELLS;
        Ok(header)
    }

    /// Whether a sector of this cell is all zeros, or cannot be read: what a power cut during the first start leaves of
    /// cells that were never written, and what a file in use never has.
    fn has_a_hole(&mut self, cell: u32) -> bool {
        match self.read(cell) {
            Ok(content) => content.chunks(512).any(|sector| sector.iter().all(|byte| *byte == 0)),
            Err(_) => true,
        }
    }
}
