mod backoff;
mod debug;
mod error;
mod getters;
mod jitter;
mod nanos;
mod schedule;
#[cfg(feature = "serde")]
mod settings;
#[cfg(test)]
mod tests;
mod waits;

use core::time::Duration;

pub use self::backoff::Backoff;
pub use self::error::PolicyError;
pub use self::jitter::Jitter;
pub(crate) use self::nanos::nanos;
use self::nanos::{max, min};
pub use self::schedule::Schedule;
#[cfg(feature = "serde")]
pub use self::settings::parse_span;
pub(crate) use self::waits::Waits;

/// The number of attempts and the length of the waits. Use it to share these options between functions, or to read them from a
/// settings file: `#[retry(policy = PATIENT)]`.
///
/// A policy is plain data, and all setters are `const`. The setters never fail: [`check`](Policy::check) finds values that make no
/// sense together. `#[retry(policy = P)]` checks a constant at compile time. Call `check` for a policy that is read at run time.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{Backoff, Policy};
/// use std::time::Duration;
///
/// const PATIENT: Policy = Policy::DEFAULT
///     .max(6)
///     .backoff(Backoff::Exponential)
///     .factor(1.5)
///     .initial_delay(Duration::from_secs(1))
///     .max_delay(Duration::from_secs(30));
/// assert_eq!(PATIENT.check(), Ok(()));
/// assert_eq!(PATIENT.schedule().next(), Some(Duration::from_secs(1)));
/// ```
///
/// Two policies are equal if the same setters were called with the same values. Setting a default explicitly makes a policy
/// unequal, because the value then no longer yields to a smaller `max_delay`.
///
/// With the feature `serde`, a policy can be read from a settings file. Its fields have the names of the setters, and all of them
/// are optional. Durations are texts such as `"1m30s"`, `backoff` and `jitter` are the texts of the attribute, and a fraction
/// of jitter is a number.
#[derive(Clone, Copy, PartialEq)]
#[must_use]
pub struct Policy {
    max: u32,
    backoff: Backoff,
    jitter: Jitter,
    factor: Option<f64>,
    // `None` is the default. All delays are nanoseconds; the defaults of these two yield to a smaller `max_delay`.
    initial_delay: Option<u64>,
    throttled_delay: Option<u64>,
    max_delay: u64,
    max_retry_after: u64,
}

impl Policy {
    const INITIAL_DELAY: u64 = 500_000_000;
    const THROTTLED_DELAY: u64 = 1_000_000_000;

    /// The policy of a plain `#[retry]`: three attempts, waits that double from half a second (one second after a rate
    /// limit) up to 20 seconds, full jitter, and server hints of up to two minutes.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Policy;
    ///
    /// assert_eq!(Policy::DEFAULT.get_max(), 3);
    /// assert!(Policy::DEFAULT.schedule().map(|wait| wait.as_millis()).eq([500, 1000]));
    /// ```
    pub const DEFAULT: Self = Self {
        max: 3,
        backoff: Backoff::Exponential,
        jitter: Jitter::Full,
        factor: None,
        initial_delay: None,
        throttled_delay: None,
        max_delay: 20_000_000_000,
        max_retry_after: 120_000_000_000,
    };

    /// Sets the number of attempts in all, the first included. At least 1. Default: 3.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Policy;
    ///
    /// // Three attempts are two retries, so there are two waits.
    /// assert_eq!(Policy::DEFAULT.max(3).schedule().len(), 2);
    /// ```
    pub const fn max(mut self, attempts: u32) -> Self {
        self.max = attempts;
        self
    }

    /// Sets the growth of the ceiling from retry to retry. Default: [`Backoff::Exponential`].
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Backoff, Policy};
    ///
    /// let policy = Policy::DEFAULT.max(4).backoff(Backoff::Linear);
    /// assert!(policy.schedule().map(|wait| wait.as_millis()).eq([500, 1000, 1500]));
    /// ```
    pub const fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = backoff;
        self
    }

    /// Sets how the wait is drawn below the ceiling. Default: [`Jitter::Full`].
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Jitter, Policy};
    ///
    /// // Each wait is up to a quarter shorter than its ceiling.
    /// const STEADY: Policy = Policy::DEFAULT.jitter(Jitter::Fraction(0.25));
    /// assert_eq!(STEADY.check(), Ok(()));
    /// ```
    pub const fn jitter(mut self, jitter: Jitter) -> Self {
        self.jitter = jitter;
        self
    }

    /// Sets the factor by which each ceiling is longer than the previous one. Greater than 1, for [`Backoff::Exponential`] only.
    /// Default: 2.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Policy;
    ///
    /// let policy = Policy::DEFAULT.factor(3.0);
    /// assert!(policy.schedule().map(|wait| wait.as_millis()).eq([500, 1500]));
    /// ```
    pub const fn factor(mut self, factor: f64) -> Self {
        self.factor = Some(factor);
        self
    }

    /// Sets the first ceiling: the upper bound of the first wait, before jitter. Default: half a second, or `max_delay` if that is
    /// shorter.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Policy;
    ///
    /// let policy = Policy::DEFAULT.initial_delay(Duration::from_secs(2));
    /// assert!(policy.schedule().map(|wait| wait.as_secs()).eq([2, 4]));
    /// ```
    pub const fn initial_delay(mut self, delay: Duration) -> Self {
        self.initial_delay = Some(nanos(delay));
        self
    }

    /// Sets the first ceiling after a rate limit or an overload. Jitter never shortens this wait below half. Default: one
    /// second, or `max_delay` if that is shorter, or `initial_delay` if that is longer.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Policy;
    ///
    /// // After a rate limit, the first wait is between 2 and 4 seconds.
    /// const GENTLE: Policy = Policy::DEFAULT.throttled_delay(Duration::from_secs(4));
    /// assert_eq!(GENTLE.get_throttled_delay(), Duration::from_secs(4));
    /// ```
    pub const fn throttled_delay(mut self, delay: Duration) -> Self {
        self.throttled_delay = Some(nanos(delay));
        self
    }

    /// Sets the largest ceiling. It does not limit a hint. Default: 20 seconds.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Policy;
    ///
    /// let policy = Policy::DEFAULT.max(5).max_delay(Duration::from_secs(1));
    /// assert!(policy.schedule().map(|wait| wait.as_millis()).eq([500, 1000, 1000, 1000]));
    /// ```
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = nanos(delay);
        self
    }

    /// Sets the longest server hint that is obeyed. A longer hint stops the call at once. Default: two minutes.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Policy;
    ///
    /// const BATCH: Policy = Policy::DEFAULT.max_retry_after(Duration::from_secs(600));
    /// assert_eq!(BATCH.get_max_retry_after(), Duration::from_secs(600));
    /// ```
    pub const fn max_retry_after(mut self, wait: Duration) -> Self {
        self.max_retry_after = nanos(wait);
        self
    }

    /// Checks whether the values make sense together. For a policy that is not constant, call it where the settings are
    /// read:
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Policy;
    ///
    /// let policy = Policy::DEFAULT.initial_delay(Duration::from_secs(60));
    /// assert_eq!(policy.check().unwrap_err().to_string(), "`initial_delay` is above `max_delay`");
    /// ```
    ///
    /// # Errors
    ///
    /// The first broken rule. Its text names the setting.
    ///
    /// A policy that was not checked still computes waits. Each value out of range counts as the nearest valid one: a `max` of 0 as
    /// 1, and a jitter fraction above 1 as 1. A `factor` that is not above 1 counts as 1. `max_delay` limits `initial_delay` and
    /// `throttled_delay`. A `factor` is ignored if the backoff or the jitter has no factor.
    pub const fn check(&self) -> Result<(), PolicyError> {
        if self.max == 0 {
            return Err(PolicyError::NoAttempt);
        }
        if let Some(factor) = self.factor {
            if !matches!(self.backoff, Backoff::Exponential) {
                return Err(PolicyError::FactorWithoutExponential);
            }
            if matches!(self.jitter, Jitter::Decorrelated) {
                return Err(PolicyError::FactorWithDecorrelated);
            }
            if !(factor > 1.0 && factor.is_finite()) {
                return Err(PolicyError::FactorNotAboveOne);
            }
        }
        match self.jitter {
            Jitter::Decorrelated if !matches!(self.backoff, Backoff::Exponential) => {
                return Err(PolicyError::DecorrelatedWithoutExponential);
            }
            Jitter::Fraction(fraction) if !(fraction > 0.0 && fraction <= 1.0) => {
                return Err(PolicyError::FractionOutOfRange);
            }
            _ => {}
        }
        if self.initial() > self.max_delay {
            return Err(PolicyError::InitialDelayAboveMaxDelay);
        }
        match self.throttled_delay {
            Some(delay) if delay > self.max_delay => Err(PolicyError::ThrottledDelayAboveMaxDelay),
            Some(delay) if delay < self.initial() => Err(PolicyError::ThrottledDelayBelowInitialDelay),
            _ => Ok(()),
        }
    }

    const fn growth(&self) -> f64 {
        match self.factor {
            Some(factor) => factor,
            None => 2.0,
        }
    }

    const fn initial(&self) -> u64 {
        match self.initial_delay {
            Some(delay) => delay,
            None => min(Self::INITIAL_DELAY, self.max_delay),
        }
    }

    const fn throttled(&self) -> u64 {
        let delay = match self.throttled_delay {
            Some(delay) => delay,
            None => min(Self::THROTTLED_DELAY, self.max_delay),
        };
        max(delay, self.initial())
    }

    /// The number of attempts in force. There is always a first one.
    pub(crate) const fn attempts(&self) -> u32 {
        if self.max == 0 { 1 } else { self.max }
    }

    pub(crate) const fn waits(&self) -> Waits {
        Waits {
            initial: self.initial(),
            throttled: self.throttled(),
            max_delay: self.max_delay,
            max_retry_after: self.max_retry_after,
            backoff: self.backoff,
            factor: self.growth(),
            doubles: self.backoff.doubles(self.growth()),
            jitter: self.jitter,
        }
    }
}

/// [`Policy::DEFAULT`].
impl Default for Policy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Returns the policy, and panics if it breaks a rule. Only for `const { … }` in the expansion.
///
/// # Panics
///
/// Panics with the text of the broken rule.
#[track_caller]
pub const fn checked(policy: Policy) -> Policy {
    match policy.check() {
        Ok(()) => policy,
        Err(error) => panic!("{}", error.as_str()),
    }
}
