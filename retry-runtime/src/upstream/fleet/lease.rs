//! The slots that the store has given to this process, each for one call.

use core::time::Duration;
use std::collections::VecDeque;
use std::time::Instant;

use crate::upstream::seconds::later;

/// A slot that is unused for this time is lost, because later calls would come at once. The time is longer than that after
/// which a turn goes to another call of the line.
const UNUSED: Duration = Duration::from_secs(3);

/// Equally spaced slots.
#[derive(Clone, Copy, Debug)]
struct Lease {
    next: Instant,
    step: Duration,
    left: u32,
}

#[derive(Debug, Default)]
pub(super) struct Leases {
    queue: VecDeque<Lease>,
    /// The tokens of `tokens_per_minute` that belong to the slots.
    tokens: u64,
    /// The slots of the latest lease.
    latest: u32,
}

impl Leases {
    /// `tokens` are those of each slot.
    pub(super) fn add(&mut self, first: Instant, step: Duration, slots: u32, tokens: u32) {
        if slots > 0 {
            self.latest = slots;
            self.queue.push_back(Lease { next: first, step, left: slots });
            self.tokens += u64::from(slots) * u64::from(tokens);
        }
    }

    pub(super) fn clear(&mut self) {
        self.queue.clear();
        self.tokens = 0;
    }

    /// Drops unused slots.
    pub(super) fn advance(&mut self, now: Instant) {
        while self.queue.front().is_some_and(|lease| now > later(lease.next, UNUSED)) {
            self.take_slot();
        }
    }

    pub(super) fn left(&self) -> usize {
        self.queue.iter().map(|lease| usize::try_from(lease.left).unwrap_or(usize::MAX)).sum()
    }

    pub(super) fn latest_size(&self) -> u32 {
        self.latest
    }

    /// When a call may go that uses so many tokens, if it may.
    pub(super) fn next(&self, tokens: u32) -> Option<Instant> {
        let lease = self.queue.front()?;
        (self.tokens >= tokens.into()).then_some(lease.next)
    }

    pub(super) fn take(&mut self, tokens: u32) {
        self.tokens = self.tokens.saturating_sub(tokens.into());
        self.take_slot();
    }

    fn take_slot(&mut self) {
        let Some(lease) = self.queue.front_mut() else { return };
        lease.left -= 1;
        lease.next = later(lease.next, lease.step);
        if lease.left == 0 {
            self.queue.pop_front();
            if self.queue.is_empty() {
                self.tokens = 0;
            }
        }
    }
}
