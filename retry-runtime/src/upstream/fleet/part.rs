//! The part that this process takes of the slots of the fleet.

use core::time::Duration;
use std::time::Instant;

/// A mark is set so often. The part is that since the mark before the last, so of 30 to 60 seconds.
const MARK: Duration = Duration::from_secs(30);
const SMALLEST: f64 = 0.001;

/// Slots of this process and of all, at one time.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    own: u64,
    all: u64,
}

#[derive(Debug, Default)]
pub(super) struct Part {
    now: Count,
    marked: Count,
    before: Count,
    marked_at: Option<Instant>,
}

impl Part {
    /// The store has given out `granted` slots to this process, and `all` to the fleet since it counts.
    pub(super) fn note(&mut self, granted: u64, all: u64, now: Instant) {
        if all < self.now.all {
            // The store has forgotten, and counts anew.
            *self = Self::default();
        }
        self.now = Count { own: self.now.own + granted, all };
        let since = *self.marked_at.get_or_insert_with(|| {
            // Slots that others took before this process started do not count toward its part.
            self.before = Count { own: 0, all: all - granted.min(all) };
            self.marked = self.before;
            now
        });
        if now.saturating_duration_since(since) >= MARK {
            self.before = self.marked;
            self.marked = self.now;
            self.marked_at = Some(now);
        }
    }

    /// The part, between 0.001 and 1. `None` while the fleet has taken no slots that this process knows of.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub(super) fn get(&self) -> Option<f64> {
        let all = self.now.all - self.before.all;
        if all == 0 {
            return None;
        }
        // A process that took none has at least waited.
        let own = (self.now.own - self.before.own).max(1);
        Some((own as f64 / all as f64).clamp(SMALLEST, 1.0))
    }
}
