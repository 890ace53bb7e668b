//! Detects whether the API answers at all, for upstreams that hold their calls during an outage.

use core::time::Duration;
use std::time::Instant;

use super::seconds::later;

/// The number of failures in a row that count as an outage.
const ROW: u32 = 10;
const FIRST_PROBE: Duration = Duration::from_secs(1);
const SLOWEST_PROBE: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub(super) struct Outage {
    /// Failures in a row.
    row: u32,
    held: Option<Held>,
}

/// One call at a time tries whether the outage is over, and all others wait.
#[derive(Debug)]
struct Held {
    next_probe: Instant,
    /// The wait after the next probe, if that fails.
    step: Duration,
    is_probing: bool,
}

impl Outage {
    pub(super) const fn new() -> Self {
        Self { row: 0, held: None }
    }

    pub(super) fn is_held(&self) -> bool {
        self.held.is_some()
    }

    pub(super) fn is_row_begun(&self) -> bool {
        self.row > 0
    }

    /// The time at which the next call may go. `None` while a probe is under way.
    pub(super) fn ready_at(&self, now: Instant) -> Option<Instant> {
        match &self.held {
            None => Some(now),
            Some(held) => (!held.is_probing).then_some(held.next_probe),
        }
    }

    /// A call goes. Says whether it is a probe.
    pub(super) fn take(&mut self) -> bool {
        match &mut self.held {
            None => false,
            Some(held) => {
                held.is_probing = true;
                true
            }
        }
    }

    /// An attempt failed in a way that an outage would explain.
    pub(super) fn failed(&mut self, was_probe: bool, now: Instant) {
        match &mut self.held {
            Some(held) if was_probe => {
                held.is_probing = false;
                held.next_probe = later(now, held.step);
                held.step = (held.step * 2).min(SLOWEST_PROBE);
            }
            // The attempt began before the outage was noticed.
            Some(_) => {}
            None => {
                self.row += 1;
                if self.row >= ROW {
                    let next_probe = later(now, FIRST_PROBE);
                    self.held = Some(Held { next_probe, step: FIRST_PROBE * 2, is_probing: false });
                }
            }
        }
    }

    /// The probe was dropped before it ended: another call may probe at once.
    pub(super) fn probe_dropped(&mut self) {
        if let Some(held) = &mut self.held {
            held.is_probing = false;
        }
    }

    /// The API answered an attempt that was sent after the row of failures began. Says whether that ends an outage.
    pub(super) fn answered(&mut self) -> bool {
        self.row = 0;
        self.held.take().is_some()
    }
}
