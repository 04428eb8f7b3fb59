//! A disk that can lose what was not flushed, tear what was being written, and fail on the n-th call.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard};

use almanac_core::vault::{CELL, Disk, Random, VaultError};

/// What a medium holds. Cloning shares the pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Medium {
    pages: Vec<Arc<[u8; CELL]>>,
    /// Its length in bytes.
    pub len: u64,
}

impl Medium {
    /// A medium of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut medium = Self::default();
        medium.write(0, bytes);
        medium
    }

    /// Everything in one piece.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self.pages.iter().flat_map(|page| page.iter().copied()).collect();
        bytes.truncate(usize::try_from(self.len).unwrap_or(usize::MAX));
        bytes
    }

    /// Writes, extending with zeros where needed.
    pub fn write(&mut self, at: u64, bytes: &[u8]) {
        let end = at + bytes.len() as u64;
        self.extend(end);
        let mut at = usize::try_from(at).expect("a position in memory");
        let mut rest = bytes;
        while !rest.is_empty() {
            let (page, offset) = (at / CELL, at % CELL);
            let (now, later) = rest.split_at(rest.len().min(CELL - offset));
            Arc::make_mut(&mut self.pages[page])[offset..offset + now.len()].copy_from_slice(now);
            at += now.len();
            rest = later;
        }
    }

    /// Reads, or says that there is not so much.
    pub fn read(&self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        if at + bytes.len() as u64 > self.len {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut at = usize::try_from(at).expect("a position in memory");
        let mut rest = bytes;
        while !rest.is_empty() {
            let (page, offset) = (at / CELL, at % CELL);
            let length = rest.len().min(CELL - offset);
            let (now, later) = rest.split_at_mut(length);
            now.copy_from_slice(&self.pages[page][offset..offset + length]);
            at += length;
            rest = later;
        }
        Ok(())
    }

    /// Cuts the end off.
    pub fn truncate(&mut self, len: u64) {
        self.len = len.min(self.len);
        let pages = usize::try_from(self.len.div_ceil(CELL as u64)).expect("a length in memory");
        self.pages.truncate(pages);
        let used = usize::try_from(self.len % CELL as u64).expect("below a cell");
        if used > 0
            && let Some(last) = self.pages.last_mut()
        {
            Arc::make_mut(last)[used..].fill(0);
        }
    }

    fn extend(&mut self, len: u64) {
        if len > self.len {
            let blank = Arc::new([0; CELL]);
            self.pages.resize(usize::try_from(len.div_ceil(CELL as u64)).expect("a length in memory"), blank);
            self.len = len;
        }
    }

    /// Applies one change.
    pub fn apply(&mut self, op: &Op) {
        match op {
            Op::Write(at, bytes) => self.write(*at, bytes),
            Op::Truncate(len) => self.truncate(*len),
            Op::Flush => {}
        }
    }
}

/// One change as the disk was asked for it.
#[derive(Debug, Clone)]
pub enum Op {
    /// Bytes from a position on.
    Write(u64, Arc<[u8]>),
    /// The end cut off.
    Truncate(u64),
    /// Everything before is on the medium.
    Flush,
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// `ENOSPC`, after a part of a write.
    NoSpace,
    /// `EIO`.
    Io,
    /// `EROFS`.
    ReadOnly,
    /// A part of a write, and an error.
    Short,
    /// The writes before a flush are dropped, and it says so: the page cache goes on showing them as clean.
    Dropped,
}

/// Every fault.
pub const FAULTS: [Fault; 5] = [Fault::NoSpace, Fault::Io, Fault::ReadOnly, Fault::Short, Fault::Dropped];

impl Fault {
    fn error(self) -> io::Error {
        match self {
            Self::NoSpace => io::ErrorKind::StorageFull.into(),
            Self::ReadOnly => io::ErrorKind::ReadOnlyFilesystem.into(),
            Self::Short => io::ErrorKind::WriteZero.into(),
            Self::Io | Self::Dropped => io::Error::other("EIO"),
        }
    }
}

/// How often each call was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Reads.
    pub reads: usize,
    /// Bytes read.
    pub read_bytes: usize,
    /// Writes.
    pub writes: usize,
    /// Flushes.
    pub flushes: usize,
    /// Truncations.
    pub truncations: usize,
}

#[derive(Debug, Default)]
struct State {
    durable: Medium,
    cached: Medium,
    pending: Vec<Op>,
    log: Vec<Op>,
    counts: Counts,
    calls: usize,
    fail: Option<(usize, Fault, bool)>,
    ignore_flush: bool,
    read: Vec<u64>,
}

/// The disk, and a handle on it: clones are the same disk.
#[derive(Debug, Clone, Default)]
pub struct SimDisk(Arc<Mutex<State>>);

impl SimDisk {
    /// A disk that holds this.
    #[must_use]
    pub fn of(medium: Medium) -> Self {
        let state = State { durable: medium.clone(), cached: medium, ..State::default() };
        Self(Arc::new(Mutex::new(state)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics with the disk in hand")
    }

    /// What a power cut leaves that loses everything unflushed.
    #[must_use]
    pub fn durable(&self) -> Medium {
        self.state().durable.clone()
    }

    /// What the running system sees.
    #[must_use]
    pub fn cached(&self) -> Medium {
        self.state().cached.clone()
    }

    /// All changes since the last call of this.
    #[must_use]
    pub fn take_log(&self) -> Vec<Op> {
        std::mem::take(&mut self.state().log)
    }

    /// How many changes were logged.
    #[must_use]
    pub fn logged(&self) -> usize {
        self.state().log.len()
    }

    /// How often each call was made.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.state().counts
    }

    /// How many calls there were that can fail.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.state().calls
    }

    /// Lets the n-th call from now fail, and all after it when `for_ever`.
    pub fn fail(&self, nth: usize, fault: Fault, for_ever: bool) {
        let mut state = self.state();
        let nth = state.calls + nth;
        state.fail = Some((nth, fault, for_ever));
    }

    /// The cells that were read since the last call of this, in that order.
    #[must_use]
    pub fn take_read(&self) -> Vec<u64> {
        std::mem::take(&mut self.state().read)
    }

    /// Nothing fails any more.
    pub fn heal(&self) {
        self.state().fail = None;
    }

    /// A disk whose flush does nothing and says that it did: what a build that forgot to flush would be.
    pub fn ignore_flush(&self) {
        self.state().ignore_flush = true;
    }
}

impl State {
    fn fault(&mut self) -> Option<Fault> {
        self.calls += 1;
        match self.fail {
            Some((nth, fault, for_ever)) if self.calls == nth + 1 || (for_ever && self.calls > nth) => Some(fault),
            _ => None,
        }
    }

    fn change(&mut self, op: Op) {
        self.cached.apply(&op);
        self.pending.push(op.clone());
        self.log.push(op);
    }
}

impl Disk for SimDisk {
    fn len(&mut self) -> io::Result<u64> {
        Ok(self.state().cached.len)
    }

    fn read(&mut self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        let mut state = self.state();
        state.counts.reads += 1;
        state.counts.read_bytes += bytes.len();
        state.read.push(at / CELL as u64);
        // A disk that is full or read-only can be read; one that is broken cannot.
        if let Some(Fault::Io) = state.fault() {
            return Err(Fault::Io.error());
        }
        state.cached.read(at, bytes)
    }

    fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        state.counts.writes += 1;
        let fault = state.fault();
        let kept = match fault {
            None | Some(Fault::Dropped) => bytes,
            Some(Fault::NoSpace | Fault::Short) => &bytes[..bytes.len() / 2],
            Some(Fault::Io | Fault::ReadOnly) => &[],
        };
        if !kept.is_empty() {
            state.change(Op::Write(at, kept.into()));
        }
        match fault {
            None | Some(Fault::Dropped) => Ok(()),
            Some(fault) => Err(fault.error()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut state = self.state();
        state.counts.flushes += 1;
        match state.fault() {
            Some(fault) => {
                // After a failed fsync the kernel takes the lost pages for clean.
                state.pending.clear();
                Err(fault.error())
            }
            None if state.ignore_flush => Ok(()),
            None => {
                let pending = std::mem::take(&mut state.pending);
                for op in &pending {
                    state.durable.apply(op);
                }
                state.log.push(Op::Flush);
                Ok(())
            }
        }
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        let mut state = self.state();
        state.counts.truncations += 1;
        match state.fault() {
            Some(fault @ (Fault::Io | Fault::ReadOnly)) => return Err(fault.error()),
            _ => state.change(Op::Truncate(len)),
        }
        Ok(())
    }

    fn forget(&mut self) -> io::Result<()> {
        let mut state = self.state();
        let mut seen = state.durable.clone();
        for op in &state.pending {
            seen.apply(op);
        }
        state.cached = seen;
        Ok(())
    }
}

/// Random bytes that are the same in every run. Not for keys that guard anything.
#[derive(Debug, Clone)]
pub struct Seeded(pub u64);

impl Seeded {
    /// The next number: `SplitMix64`.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below this one.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.number() % n.max(1) as u64).expect("below a usize")
    }
}

impl Random for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        let (whole, rest) = bytes.as_chunks_mut::<8>();
        for chunk in whole {
            *chunk = self.number().to_le_bytes();
        }
        if !rest.is_empty() {
            let last = self.number().to_le_bytes();
            rest.copy_from_slice(&last[..rest.len()]);
        }
        Ok(())
    }
}
