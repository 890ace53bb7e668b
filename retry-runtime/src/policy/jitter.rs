use crate::policy::nanos::min;

/// The way a wait is drawn below its ceiling, so that callers who failed together do not return together.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{Jitter, Policy};
///
/// // Each wait is at most a quarter shorter than its ceiling.
/// const EVEN: Policy = Policy::DEFAULT.jitter(Jitter::Fraction(0.25));
/// assert_eq!(EVEN.check(), Ok(()));
/// ```
///
/// In the formulas, `c` is the ceiling (at most `max_delay`), and `r` is random in `[0, 1)`. After a rate limit or an overload, no
/// wait is shorter than half of its ceiling. Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Jitter {
    /// The ceiling itself.
    None,
    /// `r·c`: anywhere below the ceiling.
    #[default]
    Full,
    /// `c/2 + r·c/2`: in the upper half.
    Equal,
    /// `min(cap, b + r·(3p − b))`, where `b` is the first ceiling, and `p` is the previous wait (at first `b`).
    /// For [`Backoff::Exponential`](crate::Backoff) only.
    Decorrelated,
    /// `c − f·r·c`: up to this fraction shorter, as in `0.25`.
    Fraction(f64),
}

impl Jitter {
    /// Draws a wait of at most `ceiling` nanoseconds. `random` is uniform over `u64`.
    #[inline]
    pub(crate) const fn draw(self, ceiling: u64, random: u64) -> u64 {
        match self {
            Self::None => ceiling,
            // Decorrelated jitter needs the previous wait. Without one it is full jitter.
            Self::Full | Self::Decorrelated => share(ceiling, random),
            Self::Equal => ceiling / 2 + share(ceiling - ceiling / 2, random),
            Self::Fraction(fraction) => ceiling - share(part(ceiling, fraction), random),
        }
    }

    /// Draws like [`Jitter::draw`], but never from the lower half. For waits after a rate limit.
    #[inline]
    pub(crate) const fn draw_upper_half(self, ceiling: u64, random: u64) -> u64 {
        match self {
            Self::None => ceiling,
            Self::Full | Self::Decorrelated | Self::Equal => Self::Equal.draw(ceiling, random),
            Self::Fraction(fraction) => Self::Fraction(fraction.clamp(0.0, 0.5)).draw(ceiling, random),
        }
    }
}

/// Decorrelated jitter as AWS defines it: `min(cap, base + r·(3·previous − base))`.
#[inline(never)]
pub(crate) const fn decorrelated(base: u64, previous: u64, cap: u64, random: u64) -> u64 {
    let above = previous.saturating_mul(3).saturating_sub(base);
    min(base + share(above, random), cap)
}

/// The share `random / 2^64` of the whole.
#[inline]
pub(crate) const fn share(whole: u64, random: u64) -> u64 {
    ((whole as u128 * random as u128) >> 64) as u64
}

/// A fraction of the whole, and never more than the whole. A fraction that `Policy::check` rejects counts as the nearest
/// valid one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a float's 53 bits are enough for a wait, and the cast back saturates, NaN to 0"
)]
#[inline(never)]
const fn part(whole: u64, fraction: f64) -> u64 {
    min((whole as f64 * fraction) as u64, whole)
}
