use crate::policy::nanos::min;

/// How a wait is drawn below its ceiling, so that callers that failed together don't return together.
///
/// With `c` the ceiling (after the cap) and `r` random in `[0, 1)`. Formulas and comparison: Marc Brooker,
/// "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
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
    /// `min(cap, b + r·(3p − b))` with `b` the first ceiling and `p` the wait before (at first `b`).
    /// With [`Backoff::Exponential`](crate::Backoff) only.
    Decorrelated,
    /// `c − f·r·c`: up to this fraction shorter, as in `0.25`.
    Fraction(f64),
}

impl Jitter {
    /// Draws a wait of at most `ceiling` nanoseconds; `random` is spread over all of `u64`.
    #[inline]
    pub(crate) const fn draw(self, ceiling: u64, random: u64) -> u64 {
        match self {
            Self::None => ceiling,
            // Decorrelated jitter draws from the wait before; without one it is full.
            Self::Full | Self::Decorrelated => share(ceiling, random),
            Self::Equal => ceiling / 2 + share(ceiling - ceiling / 2, random),
            Self::Fraction(fraction) => ceiling - share(part(ceiling, fraction), random),
        }
    }

    /// As [`Jitter::draw`], but never from the lower half: for waits after a rate limit.
    #[inline]
    pub(crate) const fn draw_upper_half(self, ceiling: u64, random: u64) -> u64 {
        match self {
            Self::None => ceiling,
            Self::Full | Self::Decorrelated | Self::Equal => Self::Equal.draw(ceiling, random),
            Self::Fraction(fraction) => Self::Fraction(fraction.clamp(0.0, 0.5)).draw(ceiling, random),
        }
    }
}

/// AWS's decorrelated jitter: `min(cap, base + r·(3·previous − base))`.
#[inline(never)]
pub(crate) const fn decorrelated(base: u64, previous: u64, cap: u64, random: u64) -> u64 {
    let above = previous.saturating_mul(3).saturating_sub(base);
    min(base + share(above, random), cap)
}

/// `random / 2^64` of the whole.
#[inline]
pub(crate) const fn share(whole: u64, random: u64) -> u64 {
    ((whole as u128 * random as u128) >> 64) as u64
}

/// A fraction of the whole, which it never exceeds: one that `Policy::check` refuses counts as the nearest it allows.
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
