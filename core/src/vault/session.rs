//! Open notes by their pages: what the medium holds for certain, and the one way to move it on.

use zeroize::Zeroizing;

use super::cell::{self, CELL, Name, Plain};
use super::error::{Damage, VaultError};
use super::header::Header;
use super::keys::Secret;
use super::space::{self, RESERVE, SLOTS};
use super::store::{Slot, Store};
use super::tree::{self, FANOUT, Tree, tables_for};

/// The acknowledged state under one root key. It moves only after a flush that succeeded.
pub(super) struct Session {
    header: Header,
    key: Secret,
    /// None before the first save of new notes: then nothing of them is on the medium.
    tree: Option<Tree>,
    /// The pages that the tree names.
    baseline: Vec<Plain>,
    /// The slot that holds the acknowledged root for certain.
    slot: usize,
    /// Whether the other slot holds it too.
    twins: bool,
    /// Whether the other slot has never held the acknowledged root: then neither a root put back nor one that the medium lost
    /// after its flush makes twins.
    begun: bool,
    /// Whether something deleted, or old words, may still be readable from the other slot.
    owed: bool,
    /// Above every generation seen in this file.
    next: u64,
}

/// What a save must write.
pub(super) struct Plan {
    pages: Vec<usize>,
    tables: Vec<usize>,
    count: usize,
}

/// What a key found.
pub(super) enum Found {
    /// No root opened.
    Nothing,
    /// Notes, their pages being the session's baseline.
    Notes {
        session: Session,
        /// The roots are no twins: the app was not left, or the medium lost something.
        last_change_lost: bool,
    },
}

/// Finds what this key opens. Nothing is written.
pub(super) fn find(store: &mut Store, key: Secret, header: Header) -> Result<Found, VaultError> {
    // An answer means that the system cannot; the reads are then what they are.
    let _ = store.disk.forget();
    let slots = store.slots(&key, &header)?;
    if slots.iter().all(|slot| matches!(slot, Slot::Closed)) {
        return Ok(Found::Nothing);
    }
    let mut roots: Vec<_> = (0_usize..)
        .zip(slots)
        .filter_map(|(n, slot)| if let Slot::Open(root) = slot { Some((n, root)) } else { None })
        .collect();
    roots.sort_by_key(|(_, root)| std::cmp::Reverse(root.generation));
    let next = roots.first().map_or(0, |(_, root)| root.generation).saturating_add(1);
    let twins = matches!(&*roots, [(_, one), (_, two)] if one == two);
    if twins {
        roots.truncate(1);
    }
    for (slot, root) in roots {
        if let Some((tree, baseline)) = store.tree(&root)? {
            let session =
                Session { header, key, tree: Some(tree), baseline, slot, twins, begun: false, owed: false, next };
            return Ok(Found::Notes { session, last_change_lost: !twins });
        }
    }
    Err(Damage::Tree.into())
}

impl Session {
    /// A session of which nothing is on the medium yet. Its first save replaces what is there.
    pub(super) fn fresh(key: Secret, header: Header) -> Self {
        Self {
            header,
            key,
            tree: None,
            baseline: Vec::new(),
            slot: 0,
            twins: false,
            begun: false,
            owed: false,
            next: 1,
        }
    }

    /// Whether nothing of it is on the medium.
    pub(super) fn is_fresh(&self) -> bool {
        self.tree.is_none()
    }

    /// Another key for a session of which nothing is on the medium.
    pub(super) fn replace_key(&mut self, key: Secret) {
        self.key = key;
    }

    /// The acknowledged pages.
    pub(super) fn pages(&self) -> &[Plain] {
        &self.baseline
    }

    /// Whether something that was to be unreadable can still be read from the other slot.
    pub(super) fn owed(&self) -> bool {
        self.owed
    }

    /// From now on the next acknowledged save ends with `forget_old`.
    pub(super) fn owe(&mut self) {
        self.owed = true;
    }

    /// Compares the image page by page with the acknowledged one.
    pub(super) fn plan(&self, image: &[u8]) -> Plan {
        let images = image.as_chunks::<CELL>().0;
        let mut olds = self.baseline.iter();
        let changed = |(n, new): (usize, &[u8; CELL])| {
            let same = olds.next().is_some_and(|old| ***old == *new.as_slice());
            (!same).then_some(n)
        };
        let pages: Vec<usize> = (0..).zip(images).filter_map(changed).collect();
        let mut tables: Vec<usize> = pages.iter().map(|page| page.div_euclid(FANOUT)).collect();
        let count = images.len();
        if count < self.baseline.len() {
            // The last table loses names.
            tables.push(tables_for(count).saturating_sub(1));
        }
        tables.dedup();
        Plan { pages, tables, count }
    }

    /// Grows the file where this plan would leave too little; a delete only where it does not fit at all.
    pub(super) fn make_room(&self, store: &mut Store, plan: &Plan, delete: bool) -> Result<(), VaultError> {
        let free = space::free(store.cells, self.tree.as_ref()).len();
        let needed = plan.pages.len().saturating_add(plan.tables.len());
        let wanted = if delete { needed } else { needed.saturating_add(RESERVE) };
        let cells = space::grown(store.cells, free, wanted)?;
        if cells > store.cells { store.grow(cells) } else { Ok(()) }
    }

    /// Before the first save of an opening: from then until the app is left the roots differ even where the medium forgets one,
    /// and the next opening says so.
    pub(super) fn begin(&mut self, store: &mut Store) -> Result<(), VaultError> {
        if self.begun { Ok(()) } else { self.overwrite_other(store) }
    }

    /// After a delete and a change of words: no root knows the old keys any more.
    pub(super) fn forget_old(&mut self, store: &mut Store) -> Result<(), VaultError> {
        self.overwrite_other(store)?;
        self.owed = false;
        Ok(())
    }

    /// Writes what stands to the other slot under the next generation, and flushes. There are no twins then.
    fn overwrite_other(&mut self, store: &mut Store) -> Result<(), VaultError> {
        let Some(tree) = &self.tree else { return Ok(()) };
        self.twins = false;
        let tree = Tree { generation: self.next, ..tree.clone() };
        self.write_root(store, &tree, other(self.slot))?;
        store.flush()?;
        self.acknowledge(tree, other(self.slot));
        self.begun = true;
        Ok(())
    }

    /// Writes a plan and the root that names it; on the medium when this returns. After an error the acknowledged state is
    /// what it was, and the next save writes all of it again, under new keys.
    pub(super) fn write(&mut self, store: &mut Store, plan: &Plan, image: &[u8]) -> Result<(), VaultError> {
        if self.tree.is_none() {
            // Whatever was there must not open beside half of this.
            for cell in SLOTS {
                store.scatter(cell, cell.saturating_add(1))?;
            }
            store.flush()?;
        }
        self.begin(store)?;
        let tree = self.write_cells(store, plan, image)?;
        if self.tree.is_none() {
            store.flush()?;
            self.write_root(store, &tree, self.slot)?;
            // Both at once, and no twins either.
            let tree = Tree { generation: self.next.saturating_add(1), ..tree };
            self.write_root(store, &tree, other(self.slot))?;
            store.flush()?;
            self.next = tree.generation;
            self.acknowledge(tree, other(self.slot));
            (self.begun, self.owed) = (true, false);
        } else {
            self.write_root(store, &tree, other(self.slot))?;
            store.flush()?;
            self.acknowledge(tree, other(self.slot));
        }
        self.advance(plan, image);
        Ok(())
    }

    /// This tree's root is on the medium, in this slot.
    fn acknowledge(&mut self, tree: Tree, slot: usize) {
        self.next = self.next.saturating_add(1);
        self.tree = Some(tree);
        self.slot = slot;
    }

    /// Writes the same root to the other slot, unflushed: after the flush the file says that the app was left.
    pub(super) fn write_twin(&mut self, store: &mut Store) -> Result<(), VaultError> {
        match &self.tree {
            Some(tree) => self.write_root(store, tree, other(self.slot)),
            None => Ok(()),
        }
    }

    /// Whether a twin is to be written at all.
    pub(super) fn lacks_twin(&self) -> bool {
        self.tree.is_some() && !self.twins
    }

    /// Writes what stands under another key; the old one stays this session's if that fails.
    pub(super) fn rekey(
        &mut self,
        store: &mut Store,
        key: Secret,
        plan: &Plan,
        image: &[u8],
    ) -> Result<(), VaultError> {
        // Under the old key: the new one opens nothing before its own root is there.
        self.begin(store)?;
        let old = std::mem::replace(&mut self.key, key);
        let written = self.write(store, plan, image);
        if written.is_err() {
            self.key = old;
        }
        written
    }

    fn write_cells(&self, store: &mut Store, plan: &Plan, image: &[u8]) -> Result<Tree, VaultError> {
        let wanted = plan.pages.len().saturating_add(plan.tables.len());
        let mut free = space::together(space::free(store.cells, self.tree.as_ref()), wanted).into_iter();
        let (mut pages, mut tables) = match &self.tree {
            Some(tree) => (tree.pages.clone(), tree.tables.clone()),
            None => (Vec::new(), Vec::new()),
        };
        let images = image.as_chunks::<CELL>().0;
        let mut content = cell::blank();
        for n in &plan.pages {
            content.copy_from_slice(images.get(*n).ok_or(VaultError::Internal)?);
            let name = seal_into(store, &mut free, &mut content)?;
            put(&mut pages, *n, name)?;
        }
        pages.truncate(plan.count);
        for n in &plan.tables {
            let names = pages.chunks(FANOUT).nth(*n).ok_or(VaultError::Internal)?;
            let name = seal_into(store, &mut free, &mut tree::table(names))?;
            put(&mut tables, *n, name)?;
        }
        tables.truncate(tables_for(plan.count));
        Ok(Tree { generation: self.next, tables, pages })
    }

    fn write_root(&self, store: &mut Store, tree: &Tree, slot: usize) -> Result<(), VaultError> {
        let sealed = cell::seal_slot(&tree.root(), &self.key, &self.header.associated_data(), &mut *store.random)?;
        store.write(*SLOTS.get(slot).ok_or(VaultError::Internal)?, &sealed)
    }

    fn advance(&mut self, plan: &Plan, image: &[u8]) {
        self.baseline.truncate(plan.count);
        let images = image.as_chunks::<CELL>().0;
        for n in &plan.pages {
            match (self.baseline.get_mut(*n), images.get(*n)) {
                (Some(page), Some(new)) => page.copy_from_slice(new),
                (None, Some(new)) => self.baseline.push(Zeroizing::new(new.to_vec().into_boxed_slice())),
                (_, None) => {}
            }
        }
    }
}

impl Plan {
    /// Whether there is anything to write.
    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.tables.is_empty()
    }
}

fn other(slot: usize) -> usize {
    usize::from(slot == 0)
}

fn seal_into(store: &mut Store, free: &mut impl Iterator<Item = u32>, content: &mut [u8]) -> Result<Name, VaultError> {
    let cell = free.next().ok_or(VaultError::Full)?;
    let name = cell::seal(cell, content, &mut *store.random)?;
    store.write(cell, content)?;
    Ok(name)
}

/// Replaces the n-th name or appends it.
fn put(names: &mut Vec<Name>, n: usize, name: Name) -> Result<(), VaultError> {
    if n == names.len() {
        names.push(name);
    } else {
        *names.get_mut(n).ok_or(VaultError::Internal)? = name;
    }
    Ok(())
}
