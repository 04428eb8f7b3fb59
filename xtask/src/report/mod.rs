//! Reads what test runners report.

pub(crate) mod cargo_test;
pub(crate) mod surefire;
pub(crate) mod swift_testing;

use std::ops::AddAssign;

/// How many tests did what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Went well.
    pub(crate) passed: usize,
    /// Did not.
    pub(crate) failed: usize,
    /// Were not run: ignored, or without what they need.
    pub(crate) skipped: usize,
}

impl Counts {
    /// All tests, run or not.
    pub(crate) fn sum(self) -> usize {
        self.passed + self.failed + self.skipped
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}
