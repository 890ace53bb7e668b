use core::time::Duration;

use crate::event::{StopReason, Wait};
use crate::policy::backoff::{Backoff, doubled};
use crate::policy::jitter::{Jitter, decorrelated, share};
use crate::policy::nanos::{min, nanos};
use crate::verdict::Verdict;

/// The waits of a policy, worked out when the function is compiled: no default is left open. In nanoseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waits {
    /// The first ceilings: of an ordinary failure, and of one by which the server asks for less.
    pub(super) initial: u64,
    pub(super) throttled: u64,
    pub(super) max_delay: u64,
    pub(super) max_retry_after: u64,
    pub(super) backoff: Backoff,
    pub(super) factor: f64,
    /// Whether these two come to a shift, as by default.
    pub(super) doubles: bool,
    pub(super) jitter: Jitter,
}

impl Waits {
    /// The most that is added to a hint, so that callers told the same instant don't return together.
    const MAX_SPREAD: u64 = 5_000_000_000;

    /// The wait before retry number `retry`, counted from 0. It ends before `left` nanoseconds have passed, where
    /// that is limited.
    ///
    /// `previous` is the own wait before this one, where the caller keeps it: decorrelated jitter draws from it.
    #[expect(clippy::inline_always, reason = "a call would hand its result over in memory")]
    #[inline(always)]
    pub(crate) fn wait(
        &self,
        retry: u32,
        verdict: &Verdict,
        previous: Option<&mut u64>,
        left: Option<u64>,
        random: impl FnOnce() -> u64,
    ) -> Result<Wait, StopReason> {
        let draw = || if matches!(self.jitter, Jitter::None) { 0 } else { random() };
        if let Some(hint) = verdict.hint() {
            return self.hinted(hint, left, draw);
        }
        let wait = match (verdict.reset(), previous) {
            (Some(reset), _) => min(nanos(reset), self.max_delay),
            (None, Some(previous)) if matches!(self.jitter, Jitter::Decorrelated) => {
                let base = self.base(verdict);
                *previous = decorrelated(base, (*previous).max(base), self.max_delay, draw());
                *previous
            }
            (None, _) => match self.ceiling(self.base(verdict), retry) {
                0 => 0,
                ceiling if verdict.is_throttling() => self.jitter.draw_upper_half(ceiling, draw()),
                ceiling => self.jitter.draw(ceiling, draw()),
            },
        };
        if left.is_some_and(|left| wait >= left) {
            return Err(StopReason::Deadline);
        }
        Ok(Wait { duration: Duration::from_nanos(wait), is_hint: false })
    }

    /// The server's own wait.
    #[cold]
    #[inline(never)]
    fn hinted(
        &self,
        hint: Duration,
        left: Option<u64>,
        draw: impl FnOnce() -> u64,
    ) -> Result<Wait, StopReason> {
        if hint > Duration::from_nanos(self.max_retry_after) {
            return Err(StopReason::HintTooLong);
        }
        let hint = nanos(hint);
        if left.is_some_and(|left| hint >= left) {
            return Err(StopReason::Deadline);
        }
        let room = left.map_or(u64::MAX, |left| left - hint - 1);
        let widest = min(min(hint / 10, Self::MAX_SPREAD), room);
        let wait = hint.saturating_add(share(widest, draw()));
        Ok(Wait { duration: Duration::from_nanos(wait), is_hint: true })
    }

    /// Whether an ordinary failure is retried without a wait.
    #[inline]
    pub(crate) const fn retries_at_once(&self) -> bool {
        self.initial == 0
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
