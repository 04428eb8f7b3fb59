//! A number for some content: FNV-1a, because nobody has a reason to forge it.

/// What was added so far.
#[derive(Debug)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    /// Of nothing.
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
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
