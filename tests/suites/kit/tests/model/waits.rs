//! The wait before a retry, in integers wide enough for all of it.

use std::cmp::min;

use retry_attr::FailureClass;

use crate::script::{Draw, Growth, Options, Says};

const SECOND: u64 = 1_000_000_000;

/// A wait and whether the server asked for it, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wait {
    Own(u64),
    Asked(u64),
    HintTooLong,
    Late,
}

/// The values from which a call computes a wait.
pub(crate) struct Moment<'a> {
    pub(crate) options: &'a Options,
    /// Counted from 1.
    pub(crate) retry: u32,
    pub(crate) random: u64,
    /// Until the deadline.
    pub(crate) left: Option<u64>,
}

impl Moment<'_> {
    /// `previous` is the own wait before this one.
    pub(crate) fn wait(&self, class: FailureClass, says: Says, previous: &mut Option<u64>) -> Wait {
        let is_throttled = matches!(class, FailureClass::Throttled | FailureClass::Overloaded);
        let own = if self.options.jitter == Draw::Decorrelated {
            let wait = self.decorrelated(is_throttled, *previous);
            *previous = Some(wait);
            wait
        } else {
            self.drawn(is_throttled)
        };
        match says {
            Says::Wait(hint) if hint > 0 => self.after_hint(hint, own),
            Says::ResetsIn(reset) if reset > 0 => self.until_reset(reset, own),
            _ => self.own(own),
        }
    }

    /// The longer of the hint and our own wait, or the one that ends in time. Up to a tenth is added to the hint: five
    /// seconds at most, and never past the deadline.
    fn after_hint(&self, hint: u64, own: u64) -> Wait {
        if hint > self.options.max_retry_after {
            return Wait::HintTooLong;
        }
        if self.is_late(hint) {
            return Wait::Late;
        }
        // The line of an upstream spreads the calls.
        let is_spread = self.options.jitter != Draw::None && self.options.upstream.is_none();
        let spread = if is_spread { min(hint / 10, 5 * SECOND) } else { 0 };
        let asked = self.in_time(hint, hint + spread);
        if own <= asked || self.is_late(own) { Wait::Asked(asked) } else { Wait::Own(own) }
    }

    /// Our own wait, and at least until the reset or a tenth later, if that ends in time.
    fn until_reset(&self, reset: u64, own: u64) -> Wait {
        let most = self.options.max_delay;
        let (earliest, latest) = if self.options.jitter == Draw::None {
            (min(reset, most), min(reset, most))
        } else {
            (min(reset, most - most / 10), min(reset + reset / 10, most))
        };
        self.own(if self.is_late(earliest) { own } else { self.in_time(earliest, latest).max(own) })
    }

    /// A wait between the two. `earliest` ends in time.
    fn in_time(&self, earliest: u64, latest: u64) -> u64 {
        let latest = self.left.map_or(latest, |left| min(latest, left - 1));
        earliest + self.part(latest - earliest)
    }

    fn own(&self, wait: u64) -> Wait {
        if self.is_late(wait) { Wait::Late } else { Wait::Own(wait) }
    }

    fn is_late(&self, wait: u64) -> bool {
        self.left.is_some_and(|left| wait >= left)
    }

    /// The first ceiling.
    fn base(&self, is_throttled: bool) -> u64 {
        let Options { initial_delay, throttled_delay, max_delay, .. } = *self.options;
        let initial = initial_delay.unwrap_or(min(SECOND / 2, max_delay));
        let throttled = throttled_delay.unwrap_or(min(SECOND, max_delay));
        if is_throttled && throttled > initial { throttled } else { initial }
    }

    fn ceiling(&self, is_throttled: bool) -> u64 {
        let base = u128::from(self.base(is_throttled));
        let grown = match self.options.growth {
            Growth::Doubling => base * 2_u128.pow(self.retry - 1),
            Growth::Times { quarters } => {
                base * u128::from(quarters).pow(self.retry - 1) / 4_u128.pow(self.retry - 1)
            }
            Growth::Linear => base * u128::from(self.retry),
            Growth::Constant => base,
            Growth::Fibonacci => base * fibonacci(self.retry),
        };
        narrow(min(grown, u128::from(self.options.max_delay)))
    }

    /// Below its ceiling; after a rate limit not in its lower half.
    fn drawn(&self, is_throttled: bool) -> u64 {
        let ceiling = self.ceiling(is_throttled);
        let upper_half = || ceiling / 2 + self.part(ceiling - ceiling / 2);
        match self.options.jitter {
            Draw::None => ceiling,
            Draw::Equal => upper_half(),
            Draw::Full if is_throttled => upper_half(),
            Draw::Full => self.part(ceiling),
            Draw::Fraction { sixteenths } => {
                let sixteenths = if is_throttled { min(sixteenths, 8) } else { sixteenths };
                ceiling - self.part(narrow(u128::from(ceiling) * u128::from(sixteenths) / 16))
            }
            Draw::Decorrelated => unreachable!("it has no ceiling"),
        }
    }

    /// From the first ceiling to three times the wait before.
    fn decorrelated(&self, is_throttled: bool, previous: Option<u64>) -> u64 {
        let base = self.base(is_throttled);
        let before = previous.unwrap_or(base).max(base);
        min(base + self.part(3 * before - base), self.options.max_delay)
    }

    /// As much of it as was drawn, rounded down.
    fn part(&self, whole: u64) -> u64 {
        narrow(u128::from(whole) * u128::from(self.random) / 2_u128.pow(64))
    }
}

fn fibonacci(n: u32) -> u128 {
    if n <= 2 { 1 } else { fibonacci(n - 1) + fibonacci(n - 2) }
}

fn narrow(wide: u128) -> u64 {
    u64::try_from(wide).expect("scripts have no such times")
}
