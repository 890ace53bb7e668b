#[cfg(feature = "std")]
mod clients;
mod retryable;

use core::fmt;
use core::time::Duration;

#[cfg(feature = "std")]
pub(crate) use self::clients::recognized_clients;
pub use self::retryable::Retryable;

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

/// The judgment of an error: its [`FailureClass`], the server's hint if there is one, and whether the request may have
/// been sent.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{FailureClass, Verdict};
/// use std::time::Duration;
///
/// let verdict = Verdict::throttled().with_hint(Duration::from_secs(7));
/// assert_eq!(verdict.class(), FailureClass::Throttled);
/// assert_eq!(verdict.hint(), Some(Duration::from_secs(7)));
/// assert!(verdict.is_retryable() && verdict.may_have_been_sent());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub struct Verdict {
    class: FailureClass,
    /// The time that the server named: a hint, or with `is_reset` the time until its limit is full again.
    wait: Option<Duration>,
    is_reset: bool,
    sent: bool,
    /// The server forbids another attempt.
    is_final: bool,
}

impl Verdict {
    /// A verdict of this class, and nothing else.
    pub(crate) const fn of(class: FailureClass) -> Self {
        Self { class, wait: None, is_reset: false, sent: true, is_final: false }
    }

    /// A fault that passes. Like all constructors: without a hint, and the request may have been sent.
    pub const fn transient() -> Self {
        Self::of(FailureClass::Transient)
    }

    /// No reply arrived in time.
    pub const fn timed_out() -> Self {
        Self::of(FailureClass::TimedOut)
    }

    /// A rate limit.
    pub const fn throttled() -> Self {
        Self::of(FailureClass::Throttled)
    }

    /// The server is overloaded.
    pub const fn overloaded() -> Self {
        Self::of(FailureClass::Overloaded)
    }

    /// The same request would fail again.
    pub const fn permanent(reason: PermanentReason) -> Self {
        Self::of(FailureClass::Permanent(reason))
    }

    /// Adds the server's hint: the next attempt starts no earlier than `hint` from now.
    ///
    /// The hint is a floor: the longer of the hint and the policy's own wait counts. With jitter, up to a tenth is added
    /// to the hint (at most five seconds). A hint of zero is ignored.
    pub const fn with_hint(mut self, hint: Duration) -> Self {
        if !hint.is_zero() {
            self.wait = Some(hint);
            self.is_reset = false;
        } else if !self.is_reset {
            self.wait = None;
        }
        self
    }

    /// Adds the time until the server's whole limit is full again, as its reset headers tell it.
    ///
    /// A reset is not a hint, because a part of the limit is free earlier. The next attempt waits this long or up to a tenth
    /// longer, at most `max_delay`, and never less than the policy's own wait for that retry. Resets near `max_delay` and
    /// beyond are spread over the last tenth below it. Without jitter nothing is added. A reset never stops a call: if it
    /// ends too late for the deadline, the policy's own wait counts. A [hint](Verdict::with_hint) overrides the reset. A reset of
    /// zero is ignored.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Verdict;
    /// use std::time::Duration;
    ///
    /// let verdict = Verdict::throttled().with_reset(Duration::from_secs(3600));
    /// assert_eq!(verdict.reset(), Some(Duration::from_secs(3600)));
    /// assert_eq!(verdict.hint(), None);
    /// ```
    pub const fn with_reset(mut self, reset: Duration) -> Self {
        if self.hint().is_none() && !reset.is_zero() {
            self.wait = Some(reset);
            self.is_reset = true;
        }
        self
    }

    /// Marks the request as surely not sent: the name did not resolve, or the connection was refused.
    pub const fn not_sent(mut self) -> Self {
        self.sent = false;
        self
    }

    /// Marks the reply as one that forbids another attempt, whatever the class.
    #[cfg(feature = "http")]
    pub(crate) const fn forbidden(mut self) -> Self {
        self.is_final = true;
        self
    }

    /// The class of the failure.
    #[must_use]
    pub const fn class(&self) -> FailureClass {
        self.class
    }

    /// The wait that the server asked for, if it did.
    #[must_use]
    pub const fn hint(&self) -> Option<Duration> {
        if self.is_reset { None } else { self.wait }
    }

    /// The time until the server's limit is full again, if the server said so and gave no hint.
    #[must_use]
    pub const fn reset(&self) -> Option<Duration> {
        if self.is_reset { self.wait } else { None }
    }

    /// Whether the server named a time: a hint or a reset.
    #[inline]
    pub(crate) const fn names_a_time(&self) -> bool {
        self.wait.is_some()
    }

    /// Whether the request may have reached the server, and may have been answered and billed. False if the request was
    /// [surely not sent](Self::not_sent).
    #[must_use]
    pub const fn may_have_been_sent(&self) -> bool {
        self.sent
    }

    /// Whether another attempt can succeed.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        !matches!(self.class, FailureClass::Permanent(_))
    }

    /// Whether the reply itself proves that another attempt is in vain, even if a pattern in `on(…)` matches.
    pub(crate) const fn is_proven(&self) -> bool {
        self.is_final
            || matches!(
                self.class,
                FailureClass::Permanent(
                    PermanentReason::Quota | PermanentReason::TooLong | PermanentReason::Refused
                )
            )
    }

    /// Whether the server asks for fewer requests.
    pub(crate) const fn is_throttling(&self) -> bool {
        matches!(self.class, FailureClass::Throttled | FailureClass::Overloaded)
    }
}

/// A field that `#[retryable(after = …)]` can name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a wait that `after` can name",
    note = "help: make the field a `Duration` or an `Option<Duration>`"
)]
pub trait Hint {
    /// Adds the hint to the verdict, if there is one.
    fn add_to(&self, verdict: Verdict) -> Verdict;
}

impl Hint for Duration {
    fn add_to(&self, verdict: Verdict) -> Verdict {
        verdict.with_hint(*self)
    }
}

impl Hint for Option<Duration> {
    fn add_to(&self, verdict: Verdict) -> Verdict {
        self.map_or(verdict, |wait| verdict.with_hint(wait))
    }
}
