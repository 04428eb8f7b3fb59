//! Where random bytes come from: handed in, so that tests can fix them.

use super::error::VaultError;

/// A source of random bytes fit for keys.
pub trait Random: Send {
    /// Fills the buffer.
    ///
    /// # Errors
    /// `System` when there is nothing to be had; the buffer's content then means nothing.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError>;
}

/// The system's own source.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        getrandom::fill(bytes).map_err(|_| VaultError::System)
    }
}

/// An array of fresh random bytes.
pub(super) fn array<const N: usize>(random: &mut dyn Random) -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    random.fill(&mut bytes)?;
    Ok(bytes)
}
