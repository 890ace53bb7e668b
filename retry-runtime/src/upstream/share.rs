//! Decides whether refusals are frequent enough to come from our own limit, and not from another client's or an accident.

use std::time::Instant;

/// Fewer refusals than this, among the recent outcomes, change nothing.
const NOTICED: f64 = 0.05;
/// Outcomes are forgotten with this time constant, in seconds.
const MEMORY: f64 = 5.0;
/// The number of successes that count before the first refusal, whose dates are not known.
const FIRST_SUCCESSES: f64 = 20.0;

/// Recent refusals and successes, both decaying.
#[derive(Debug)]
pub(super) struct Share {
    refusals: f64,
    successes: f64,
    /// The last refusal.
    at: Option<Instant>,
    /// The counter of successes at that time.
    counter: u32,
}

impl Share {
    pub(super) const fn new() -> Self {
        Self { refusals: 0.0, successes: 0.0, at: None, counter: 0 }
    }

    /// Adds a refusal, and says whether refusals are now a noticeable part of the outcomes. `counter` counts successes.
    pub(super) fn refused(&mut self, now: Instant, counter: u32) -> bool {
        // The counter wraps around, and may lose some: two threads that add at once add one.
        let successes = f64::from(counter.wrapping_sub(self.counter));
        match self.at {
            None => self.successes = successes.min(FIRST_SUCCESSES),
            Some(at) => {
                let periods = now.saturating_duration_since(at).as_secs_f64() / MEMORY;
                let left = (-periods).exp();
                self.refusals *= left;
                self.successes = self.successes * left + successes * spread_evenly(periods);
            }
        }
        self.refusals += 1.0;
        self.at = Some(now);
        self.counter = counter;
        self.refusals >= NOTICED * (self.refusals + self.successes)
    }
}

/// The part that is left of outcomes that were spread evenly over the last `periods` time constants.
fn spread_evenly(periods: f64) -> f64 {
    if periods > 0.0 { -(-periods).exp_m1() / periods } else { 1.0 }
}
