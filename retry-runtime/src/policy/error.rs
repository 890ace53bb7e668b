use core::error::Error;
use core::fmt;

/// The rule that a [`Policy`](crate::Policy) breaks. [`Policy::check`](crate::Policy::check) returns it.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{Policy, PolicyError};
///
/// let error = Policy::DEFAULT.max(0).check().unwrap_err();
/// assert_eq!(error, PolicyError::NoAttempt);
/// assert_eq!(error.to_string(), "`max` counts the first attempt, so it is at least 1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PolicyError {
    /// `max` is 0.
    NoAttempt,
    /// `factor` is not a finite number above 1.
    FactorNotAboveOne,
    /// `factor` with a backoff that is not exponential.
    FactorWithoutExponential,
    /// `factor` with decorrelated jitter, which grows on its own.
    FactorWithDecorrelated,
    /// Decorrelated jitter with a backoff that is not exponential.
    DecorrelatedWithoutExponential,
    /// A jitter fraction outside the range from 0 (excluded) to 1.
    FractionOutOfRange,
    /// `initial_delay` is above `max_delay`.
    InitialDelayAboveMaxDelay,
    /// `throttled_delay` is above `max_delay`.
    ThrottledDelayAboveMaxDelay,
    /// `throttled_delay` is below `initial_delay`.
    ThrottledDelayBelowInitialDelay,
}

impl PolicyError {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::NoAttempt => "`max` counts the first attempt, so it is at least 1",
            Self::FactorNotAboveOne => "`factor` is a finite number above 1",
            Self::FactorWithoutExponential => "`factor` goes with exponential backoff only",
            Self::FactorWithDecorrelated => "`factor` has no meaning beside decorrelated jitter",
            Self::DecorrelatedWithoutExponential => "decorrelated jitter goes with exponential backoff only",
            Self::FractionOutOfRange => "a jitter fraction is above 0 and at most 1",
            Self::InitialDelayAboveMaxDelay => "`initial_delay` is above `max_delay`",
            Self::ThrottledDelayAboveMaxDelay => "`throttled_delay` is above `max_delay`",
            Self::ThrottledDelayBelowInitialDelay => {
                "`throttled_delay` is below `initial_delay`, so it would never be used"
            }
        }
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Error for PolicyError {}
