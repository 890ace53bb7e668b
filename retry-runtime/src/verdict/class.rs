use core::fmt;

/// The kind of a failure. It decides whether another attempt makes sense and how long to wait before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureClass {
    /// A fault that passes: a reset connection, a 500. Retried after the policy's ordinary wait.
    Transient,
    /// No reply arrived in time. Retried like a transient failure. The request may have been carried out.
    TimedOut,
    /// The server refused because *we* send too much (429). The waits grow from `throttled_delay` and are never shorter
    /// than the server's hint.
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
    /// The error was not recognized, so nothing suggests another attempt.
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
