//! All that a call needs to know while the gate is open, in one number.

/// From the lowest bit: whether the gate is closed, whether successes are watched, eight bits that count rows of failures,
/// and the epoch of the pace.
///
/// 32 bits, because some targets have no larger atomics. The numbers wrap around: an attempt that is as old as
/// four million epochs is taken for one of the present.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word(pub(super) u32);

impl Word {
    const CLOSED: u32 = 1;
    const WATCHED: u32 = 2;

    pub(super) const fn new(is_closed: bool, is_watched: bool, row: u8, epoch: u32) -> Self {
        Self(epoch << 10 | (row as u32) << 2 | (is_watched as u32) << 1 | is_closed as u32)
    }

    /// Whether a call asks before it goes.
    #[inline]
    pub(super) const fn is_closed(self) -> bool {
        self.0 & Self::CLOSED != 0
    }

    /// Whether the gate wants to hear of a success.
    #[inline]
    pub(super) const fn is_watched(self) -> bool {
        self.0 & Self::WATCHED != 0
    }

    pub(super) const fn is_same_row(self, other: Self) -> bool {
        self.0 >> 2 & 0xff == other.0 >> 2 & 0xff
    }

    pub(super) const fn is_same_epoch(self, other: Self) -> bool {
        self.0 >> 10 == other.0 >> 10
    }
}
