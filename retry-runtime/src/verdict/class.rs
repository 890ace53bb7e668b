use core::fmt;

/// The kind of a failure. It decides whether another attempt makes sense, and how long to wait before it.
///
/// Its text is the label `class` in traces and metrics.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{FailureClass, PermanentReason};
///
/// let class = FailureClass::Permanent(PermanentReason::Quota);
/// assert_eq!(class.to_string(), "quota spent");
/// assert_eq!(FailureClass::TimedOut.to_string(), "timed out");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureClass {
    /// A failure that may pass: a reset connection, a 500. Retried after the policy's ordinary wait.
    Transient,
    /// No reply arrived in time. Retried like a transient failure. The request may have been carried out.
    TimedOut,
    /// The server refused because we send too much (429). The waits grow from `throttled_delay`, and are never shorter than the
    /// server's hint.
    Throttled,
    /// The server refused because it is overloaded: a 529, or a body that says so. The waits are those of
    /// [`FailureClass::Throttled`].
    Overloaded,
    /// The same request would fail again. Not retried.
    Permanent(PermanentReason),
}

impl FailureClass {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Transient => "transient",
            Self::TimedOut => "timed out",
            Self::Throttled => "throttled",
            Self::Overloaded => "overloaded",
            Self::Permanent(reason) => reason.as_str(),
        }
    }
}

impl fmt::Display for FailureClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The reason why a failure is permanent.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{FailureClass, PermanentReason, Verdict};
///
/// fn advice(verdict: Verdict) -> &'static str {
///     match verdict.class() {
///         FailureClass::Permanent(PermanentReason::Quota) => "buy credit",
///         FailureClass::Permanent(PermanentReason::TooLong) => "shorten the prompt",
///         FailureClass::Permanent(_) => "change the request",
///         _ => "try again",
///     }
/// }
/// # assert_eq!(advice(Verdict::transient()), "try again");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PermanentReason {
    /// The credit or the quota is used up.
    Quota,
    /// The request is longer than the model or the limit allows.
    TooLong,
    /// The provider refuses the content.
    Refused,
    /// The credentials are missing, invalid, or not allowed to make this request.
    Auth,
    /// The request is invalid in another way, or the error says only that it is permanent.
    Invalid,
    /// The library knows nothing about the error.
    Unrecognized,
}

impl PermanentReason {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Quota => "quota spent",
            Self::TooLong => "too long",
            Self::Refused => "refused",
            Self::Auth => "not authorized",
            Self::Invalid => "invalid",
            Self::Unrecognized => "unrecognized",
        }
    }
}

impl fmt::Display for PermanentReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
