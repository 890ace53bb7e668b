//! All that a call needs to know while the gate is open, in one number.

/// From the lowest bit: whether the gate is closed, whether it wants to hear of successes, whether the budget does, two bits of
/// [`Pass`], eight bits that count rows of failures, and the epoch of the pace.
///
/// It has 32 bits, because some targets have no larger atomics. The counters wrap around: an attempt that has lasted half a
/// million epochs would be taken for one of the present.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word(pub(super) u32);

/// Leave for one attempt, which reports its end: the word at the time it went, and two more bits. They show whether the
/// attempt holds a slot of `in_flight`, and whether it is the probe of an outage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pass(u32);

const CLOSED: u32 = 1;
const WATCHED: u32 = 1 << 1;
const SPENT: u32 = 1 << 2;
const SLOT: u32 = 1 << 3;
const PROBE: u32 = 1 << 4;
/// Others wait for the end of the attempt.
const AWAITED: u32 = SLOT | PROBE;
/// A success changes the state or is reported.
const HEARD: u32 = WATCHED | SPENT | AWAITED;
/// The start of the counters.
const ROW: u32 = 5;
const EPOCH: u32 = 13;
const ROWS: u32 = 0xff << ROW;

impl Word {
    pub(super) const fn new(is_closed: bool, is_watched: bool, row: u8, epoch: u32) -> Self {
        let counters = (epoch << EPOCH) | ((row as u32) << ROW);
        Self(counters | bit(is_watched, WATCHED) | bit(is_closed, CLOSED))
    }

    /// Also says whether successes fill the budget.
    pub(super) const fn with_budget(self, is_full: bool) -> Self {
        Self(self.0 | bit(!is_full, SPENT))
    }

    /// Whether the gate wants to hear of a success.
    #[inline]
    pub(super) const fn is_watched(self) -> bool {
        self.0 & WATCHED != 0
    }

    /// Leave without a question, while the gate is open.
    #[inline]
    pub(super) const fn open(self) -> Option<Pass> {
        if self.0 & CLOSED == 0 { Some(Pass(self.0)) } else { None }
    }

    /// Leave from the gate.
    pub(super) const fn pass(self, has_slot: bool, is_probe: bool) -> Pass {
        Pass(self.0 | bit(has_slot, SLOT) | bit(is_probe, PROBE))
    }
}

const fn bit(is_set: bool, bit: u32) -> u32 {
    if is_set { bit } else { 0 }
}

impl Pass {
    pub(super) const fn has_slot(self) -> bool {
        self.0 & SLOT != 0
    }

    /// The same leave without its slot, and with nothing but that.
    #[allow(dead_code, reason = "only streams keep a slot")]
    pub(super) const fn apart_from_slot(self) -> (Self, Self) {
        (Self(self.0 & !SLOT), Self(self.0 & !PROBE))
    }

    pub(super) const fn is_probe(self) -> bool {
        self.0 & PROBE != 0
    }

    /// Whether others wait for the end of the attempt.
    #[inline]
    pub(super) const fn is_awaited(self) -> bool {
        self.0 & AWAITED != 0
    }

    /// Whether anybody wants to hear of its success, under the present word.
    #[inline]
    pub(super) const fn is_watched(self, word: Word) -> bool {
        (self.0 | word.0) & HEARD != 0
    }

    /// Whether no row of failures has begun since the attempt went.
    pub(super) const fn is_of_row(self, word: Word) -> bool {
        (self.0 ^ word.0) & ROWS == 0
    }

    /// Whether the pace has not changed since the attempt went.
    pub(super) const fn is_of_epoch(self, word: Word) -> bool {
        self.0 >> EPOCH == word.0 >> EPOCH
    }
}
