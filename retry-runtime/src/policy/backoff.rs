/// The growth of the ceiling from retry to retry.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use std::time::Duration;
///
/// use retry_attr::{Backoff, Policy};
///
/// const STEADY: Policy =
///     Policy::DEFAULT.max(5).initial_delay(Duration::from_secs(1)).backoff(Backoff::Linear);
/// assert!(STEADY.schedule().map(|wait| wait.as_secs()).eq([1, 2, 3, 4]));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Backoff {
    /// Each ceiling is `factor` times the previous one. With the default of 2: `1 2 4 8 16` times the first ceiling.
    #[default]
    Exponential,
    /// `1 2 3 4 5` times the first ceiling.
    Linear,
    /// All ceilings are equal.
    Constant,
    /// `1 1 2 3 5` times the first ceiling.
    Fibonacci,
}

impl Backoff {
    /// Whether each ceiling is twice the previous one. [`doubled`] then gives the same as [`ceiling`](Self::ceiling),
    /// without floating point.
    pub(crate) const fn doubles(self, factor: f64) -> bool {
        matches!((self, factor), (Self::Exponential, 2.0))
    }

    /// The ceiling of the wait before retry number `retry`, counted from 0, in nanoseconds.
    ///
    /// `factor` is for exponential backoff. Saturates instead of overflowing.
    #[inline(never)]
    pub(crate) const fn ceiling(self, base: u64, factor: f64, retry: u32) -> u64 {
        match self {
            Self::Exponential => scaled(base, factor, retry),
            Self::Linear => base.saturating_mul(retry as u64 + 1),
            Self::Constant => base,
            Self::Fibonacci => base.saturating_mul(fibonacci(retry as u64 + 1)),
        }
    }
}

#[inline]
pub(crate) const fn doubled(base: u64, retry: u32) -> u64 {
    if base == 0 {
        0
    } else if retry <= base.leading_zeros() {
        base << retry
    } else {
        u64::MAX
    }
}

/// `base * factor^retry`, by squaring in at most 32 steps, because `f64::powi` is not in `core`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a float's 53 bits are enough for a wait, and the cast back saturates"
)]
#[inline(never)]
const fn scaled(base: u64, factor: f64, retry: u32) -> u64 {
    // `0 * inf` would be NaN. A factor that `Policy::check` rejects counts as 1.
    let grows = factor > 1.0;
    if base == 0 || !grows {
        return base;
    }
    let mut power = 1.0;
    let mut square = factor;
    let mut rest = retry;
    while rest > 0 {
        if rest & 1 == 1 {
            power *= square;
        }
        square *= square;
        rest >>= 1;
    }
    (base as f64 * power) as u64
}

/// The Fibonacci number `F(n)`, by fast doubling in seven steps. Saturates from `F(94)` on.
#[expect(clippy::cast_possible_truncation, reason = "`F(93)` is the last that fits")]
#[inline(never)]
const fn fibonacci(n: u64) -> u64 {
    const LAST_IN_U64: u64 = 93;
    if n > LAST_IN_U64 {
        return u64::MAX;
    }
    // (F(k), F(k + 1)), where k consists of the leading bits of n read so far.
    let (mut low, mut high) = (0_u128, 1_u128);
    let mut bit = LAST_IN_U64.ilog2() + 1;
    while bit > 0 {
        bit -= 1;
        (low, high) = (low * (2 * high - low), low * low + high * high);
        if n >> bit & 1 == 1 {
            (low, high) = (high, low + high);
        }
    }
    low as u64
}
