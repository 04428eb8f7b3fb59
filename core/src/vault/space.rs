//! Cells: which are fixed, how many a file has, which are free.

use super::cell::CELL;
use super::error::VaultError;
use super::tree::Tree;

/// The two settings cells.
pub(super) const SETTINGS: [u32; 2] = [1, 2];
/// The two root slots.
pub(super) const SLOTS: [u32; 2] = [3, 4];
/// Tables and pages from here on.
pub(super) const FIRST_FREE: u32 = 5;
/// Cells of a file that never had to grow: 4 MiB.
pub(super) const FIRST_CELLS: u32 = 512;
/// Growing doubles; with an image of 4,096 pages, all of them changed at once, and the reserve, this is never passed.
const MOST_CELLS: u32 = FIRST_CELLS << 5;
/// Pages of an image: 32 MiB.
pub(super) const MOST_PAGES: usize = 4096;
/// A save that is not a delete leaves this many cells free, so that a delete never needs more.
///
/// A note of 100,000 four-byte characters frees 49 pages, which `secure_delete` clears; with up to nine others (leaves are
/// balanced) and all 27 tables that is 85. The first design said 64, which such a delete can pass.
pub(super) const RESERVE: usize = 96;

/// Where a cell begins.
pub(super) fn at(cell: u32) -> u64 {
    u64::from(cell).saturating_mul(CELL as u64)
}

/// The cells of a file of this length: a length between two sizes counts as the smaller. None below the first size.
pub(super) fn cells_of(len: u64) -> Option<u32> {
    let mut cells = FIRST_CELLS;
    if len < at(cells) {
        return None;
    }
    while cells < MOST_CELLS && len >= at(doubled(cells)) {
        cells = doubled(cells);
    }
    Some(cells)
}

/// The next size.
pub(super) fn doubled(cells: u32) -> u32 {
    cells.saturating_mul(2)
}

/// The size, by doubling, at which this many cells are free; `Full` where there is none.
pub(super) fn grown(cells: u32, free: usize, wanted: usize) -> Result<u32, VaultError> {
    let (mut cells, mut free) = (cells, free);
    while free < wanted {
        if cells >= MOST_CELLS {
            return Err(VaultError::Full);
        }
        free = free.saturating_add(usize::try_from(cells).unwrap_or(0));
        cells = doubled(cells);
    }
    Ok(cells)
}

/// Every cell from 5 on that the acknowledged tree does not name, lowest first.
pub(super) fn free(cells: u32, tree: Option<&Tree>) -> Vec<u32> {
    let mut taken = vec![false; usize::try_from(cells).unwrap_or(0)];
    for cell in tree.into_iter().flat_map(Tree::cells) {
        if let Some(taken) = usize::try_from(cell).ok().and_then(|cell| taken.get_mut(cell)) {
            *taken = true;
        }
    }
    (FIRST_FREE..)
        .zip(taken.into_iter().skip(FIRST_FREE as usize))
        .filter_map(|(cell, taken)| (!taken).then_some(cell))
        .collect()
}

/// The same cells, beginning with the first so many that lie in a row, where there are: the medium then has one place to go to.
pub(super) fn together(mut free: Vec<u32>, wanted: usize) -> Vec<u32> {
    let in_a_row = |run: &[u32]| {
        let span = run.last().zip(run.first()).map(|(last, first)| last.saturating_sub(*first));
        span.and_then(|span| usize::try_from(span).ok()) == wanted.checked_sub(1)
    };
    if let Some(start) = free.windows(wanted.max(1)).position(in_a_row) {
        free.rotate_left(start);
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_together_lies_in_a_row_where_it_can() {
        let free = vec![5, 7, 8, 11, 12, 13];
        for (wanted, first) in [(1, 5), (2, 7), (3, 11), (4, 5), (0, 5)] {
            let together = together(free.clone(), wanted);
            assert_eq!(together[0], first, "{wanted}");
            let mut sorted = together;
            sorted.sort_unstable();
            assert_eq!(sorted, free);
        }
        assert!(together(Vec::new(), 3).is_empty());
    }

    #[test]
    fn a_length_between_two_sizes_counts_as_the_smaller() {
        for (len, cells) in [
            (0, None),
            (at(512) - 1, None),
            (at(512), Some(512)),
            (at(1024) - 1, Some(512)),
            (at(1024), Some(1024)),
            (at(3000), Some(2048)),
            (u64::MAX, Some(MOST_CELLS)),
        ] {
            assert_eq!(cells_of(len), cells, "{len}");
        }
    }

    #[test]
    fn growing_doubles_until_it_fits_or_says_full() {
        assert_eq!(grown(512, 100, 100), Ok(512));
        assert_eq!(grown(512, 100, 101), Ok(1024));
        assert_eq!(grown(512, 0, 4096), Ok(8192));
        assert_eq!(grown(512, 0, 20_000), Err(VaultError::Full));
        assert_eq!(free(9, None), [5, 6, 7, 8]);
    }
}
