use core::time::Duration;

use crate::event::{StopReason, Wait};
use crate::policy::backoff::{Backoff, doubled};
use crate::policy::jitter::{Jitter, decorrelated, share};
use crate::policy::nanos::{max, min, nanos};
use crate::verdict::Verdict;

/// The waits of a policy with every default filled in, computed at compile time. In nanoseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waits {
    /// The first ceiling after an ordinary failure, and the one after a failure by which the server asks for fewer requests.
    pub(super) initial: u64,
    pub(super) throttled: u64,
    pub(super) max_delay: u64,
    pub(super) max_retry_after: u64,
    pub(super) backoff: Backoff,
    pub(super) factor: f64,
    /// Whether `backoff` and `factor` double the ceiling, as they do by default.
    pub(super) doubles: bool,
    pub(super) jitter: Jitter,
}

impl Waits {
    /// The most that is added to a hint, so that callers told the same instant do not return together.
    const MAX_SPREAD: u64 = 5_000_000_000;

    /// The wait before retry number `retry`, counted from 0. It ends before `left` nanoseconds have passed, if there is a
    /// limit.
    ///
    /// `previous` is our own part of the previous wait, if the caller keeps it. Decorrelated jitter draws from it.
    ///
    /// With `SPREADS`, callers that are told the same instant do not return together.
    #[expect(clippy::inline_always, reason = "a call would hand its result over in memory")]
    #[inline(always)]
    pub(crate) fn wait<const SPREADS: bool>(
        &self,
        retry: u32,
        verdict: &Verdict,
        previous: Option<&mut u64>,
        left: Option<u64>,
        random: impl FnOnce() -> u64,
    ) -> Result<Wait, StopReason> {
        let draw = || if matches!(self.jitter, Jitter::None) { 0 } else { random() };
        if verdict.names_a_time() {
            return self.heed::<SPREADS>(retry, verdict, previous, left, draw());
        }
        let wait = self.draw_own(retry, verdict, previous, draw);
        ours(wait, left)
    }

    /// Our own wait, without the server's hint.
    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn draw_own(
        &self,
        retry: u32,
        verdict: &Verdict,
        previous: Option<&mut u64>,
        draw: impl FnOnce() -> u64,
    ) -> u64 {
        let base = self.base(verdict);
        match previous {
            Some(previous) if matches!(self.jitter, Jitter::Decorrelated) => {
                *previous = decorrelated(base, (*previous).max(base), self.max_delay, draw());
                *previous
            }
            _ => match self.ceiling(base, retry) {
                0 => 0,
                ceiling => {
                    let random = draw();
                    if verdict.is_throttling() {
                        self.jitter.draw_upper_half(ceiling, random)
                    } else {
                        self.jitter.draw(ceiling, random)
                    }
                }
            },
        }
    }

    /// The wait after a failure for which the server named a time.
    #[cold]
    #[inline(never)]
    fn heed<const SPREADS: bool>(
        &self,
        retry: u32,
        verdict: &Verdict,
        previous: Option<&mut u64>,
        left: Option<u64>,
        random: u64,
    ) -> Result<Wait, StopReason> {
        let own = self.draw_own(retry, verdict, previous, || random);
        match (verdict.hint(), verdict.reset()) {
            (Some(hint), _) => self.after_hint::<SPREADS>(hint, own, left, random),
            (None, reset) => self.until_reset(reset.map_or(0, nanos), own, left, random),
        }
    }

    /// The longer of the hint and our own wait. The call stops if the hint cannot be obeyed.
    fn after_hint<const SPREADS: bool>(
        &self,
        hint: Duration,
        own: u64,
        left: Option<u64>,
        random: u64,
    ) -> Result<Wait, StopReason> {
        if hint > Duration::from_nanos(self.max_retry_after) {
            return Err(StopReason::HintTooLong);
        }
        let hint = nanos(hint);
        if !ends_within(hint, left) {
            return Err(StopReason::Deadline);
        }
        let spread = if SPREADS { min(hint / 10, Self::MAX_SPREAD) } else { 0 };
        let latest = hint.saturating_add(spread);
        let asked = between(hint, latest, left, random);
        match ours(own, left) {
            Ok(wait) if own > asked => Ok(wait),
            // Our own wait is shorter, or it ends too late.
            _ => Ok(Wait { duration: Duration::from_nanos(asked), is_hint: true }),
        }
    }

    /// The wait for a reset. A part of the limit is free earlier, so a reset never stops a call, and a reset that ends too
    /// late is ignored.
    fn until_reset(&self, reset: u64, own: u64, left: Option<u64>, random: u64) -> Result<Wait, StopReason> {
        let (least, most) = match self.jitter {
            Jitter::None => (self.max_delay, reset),
            // Spreads callers below the cap, too.
            _ => (self.max_delay - self.max_delay / 10, reset.saturating_add(reset / 10)),
        };
        let (earliest, latest) = (min(reset, least), min(most, self.max_delay));
        let wait = if ends_within(earliest, left) { between(earliest, latest, left, random) } else { 0 };
        ours(max(wait, own), left)
    }

    /// The first ceiling after a failure with this verdict.
    #[inline]
    const fn base(&self, verdict: &Verdict) -> u64 {
        if verdict.is_throttling() { self.throttled } else { self.initial }
    }

    /// The longest own wait before retry number `retry`, counted from 0.
    #[inline]
    pub(crate) const fn ceiling(&self, base: u64, retry: u32) -> u64 {
        let ceiling =
            if self.doubles { doubled(base, retry) } else { self.backoff.ceiling(base, self.factor, retry) };
        min(ceiling, self.max_delay)
    }
}

/// Our own wait, if it ends before the deadline.
#[inline]
fn ours(wait: u64, left: Option<u64>) -> Result<Wait, StopReason> {
    if ends_within(wait, left) {
        Ok(Wait { duration: Duration::from_nanos(wait), is_hint: false })
    } else {
        Err(StopReason::Deadline)
    }
}

/// Whether a wait ends before the deadline, if there is one.
#[inline]
fn ends_within(wait: u64, left: Option<u64>) -> bool {
    left.is_none_or(|left| wait < left)
}

/// A wait between these two that ends before the deadline, as `earliest` does.
fn between(earliest: u64, latest: u64, left: Option<u64>, random: u64) -> u64 {
    let latest = left.map_or(latest, |left| min(latest, left - 1));
    earliest + share(latest.saturating_sub(earliest), random)
}
