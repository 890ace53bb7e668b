mod class;
#[cfg(feature = "std")]
mod clients;
mod mark;
mod retryable;

use core::time::Duration;

pub use self::class::{FailureClass, PermanentReason};
#[cfg(feature = "std")]
pub(crate) use self::clients::recognized_clients;
pub use self::mark::GiveUpMark;
pub use self::retryable::Retryable;

/// The judgment of an error: its [`FailureClass`], the server's hint if there is one, and whether the request may have
/// been sent and carried out.
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
    reach: Reach,
    /// The server forbids another attempt.
    is_final: bool,
}

/// The progress that the request may have made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Reach {
    NotSent,
    DidNotRun,
    MayHaveRun,
}

impl Verdict {
    /// A verdict of this class, and nothing else.
    pub(crate) const fn of(class: FailureClass) -> Self {
        Self { class, wait: None, is_reset: false, reach: Reach::MayHaveRun, is_final: false }
    }

    /// A failure that may pass, such as a reset connection. Like all constructors, it sets no hint, and assumes that the request may
    /// have been sent and carried out.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{PermanentReason, Verdict};
    ///
    /// fn verdict(status: u16) -> Verdict {
    ///     match status {
    ///         401 | 403 => Verdict::permanent(PermanentReason::Auth),
    ///         408 | 504 => Verdict::timed_out(),
    ///         429 => Verdict::throttled(),
    ///         529 => Verdict::overloaded(),
    ///         500.. => Verdict::transient(),
    ///         _ => Verdict::permanent(PermanentReason::Invalid),
    ///     }
    /// }
    /// # assert!(verdict(503).is_retryable() && !verdict(401).is_retryable());
    /// ```
    pub const fn transient() -> Self {
        Self::of(FailureClass::Transient)
    }

    /// No reply arrived in time.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{FailureClass, Verdict};
    ///
    /// assert_eq!(Verdict::timed_out().class(), FailureClass::TimedOut);
    /// ```
    pub const fn timed_out() -> Self {
        Self::of(FailureClass::TimedOut)
    }

    /// A rate limit: the server refuses because we send too much.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::{FailureClass, Verdict};
    ///
    /// let verdict = Verdict::throttled().with_hint(Duration::from_secs(20));
    /// assert_eq!(verdict.class(), FailureClass::Throttled);
    /// ```
    pub const fn throttled() -> Self {
        Self::of(FailureClass::Throttled)
    }

    /// The server is overloaded.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{FailureClass, Verdict};
    ///
    /// assert_eq!(Verdict::overloaded().class(), FailureClass::Overloaded);
    /// ```
    pub const fn overloaded() -> Self {
        Self::of(FailureClass::Overloaded)
    }

    /// A failure that the same request would meet again. It is not retried.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{PermanentReason, Verdict};
    ///
    /// assert!(!Verdict::permanent(PermanentReason::Quota).is_retryable());
    /// ```
    pub const fn permanent(reason: PermanentReason) -> Self {
        Self::of(FailureClass::Permanent(reason))
    }

    /// Adds the server's hint: the next attempt begins no earlier than `hint` from now.
    ///
    /// The wait is the longer of the hint and the policy's own wait. With jitter, up to a tenth is added to the hint (at most 5
    /// seconds). A hint of zero is ignored.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Verdict;
    ///
    /// let wait = Duration::from_secs(7);
    /// assert_eq!(Verdict::throttled().with_hint(wait).hint(), Some(wait));
    /// ```
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
    /// longer, at most `max_delay`, and never less than the policy's own wait for that retry. If the reset is longer than nine tenths
    /// of `max_delay`, the wait is drawn between nine tenths of `max_delay` and `max_delay`. Without jitter, nothing is added. A reset
    /// never stops a call: if it ends too late for the deadline, the policy's own wait counts. A [hint](Verdict::with_hint) overrides
    /// the reset. A reset of zero is ignored.
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

    /// Marks the request as surely not sent: the name did not resolve, or the connection was refused. Such a request
    /// [did not run](Self::did_not_run), so `idempotent = false` retries it.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Verdict;
    ///
    /// assert!(Verdict::transient().may_have_been_sent());
    /// assert!(!Verdict::transient().not_sent().may_have_been_sent());
    /// ```
    pub const fn not_sent(mut self) -> Self {
        self.reach = Reach::NotSent;
        self
    }

    /// Marks the request as surely not carried out: the server refused it before it began. Only such failures are retried
    /// under `idempotent = false`.
    ///
    /// No constructor sets this mark: a rate limit may also end a request that has begun. Set it if the API promises that
    /// the failure has had no effect.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Verdict;
    ///
    /// assert!(Verdict::throttled().may_have_run());
    /// assert!(!Verdict::throttled().did_not_run().may_have_run());
    /// assert!(!Verdict::transient().not_sent().may_have_run());
    /// ```
    pub const fn did_not_run(mut self) -> Self {
        if matches!(self.reach, Reach::MayHaveRun) {
            self.reach = Reach::DidNotRun;
        }
        self
    }

    /// Takes [`did_not_run`](Self::did_not_run) back, for a code that stands in for a status line.
    #[cfg(feature = "tonic-014")]
    pub(crate) const fn without_status_line(mut self) -> Self {
        self.reach = Reach::MayHaveRun;
        self
    }

    /// Marks the reply as one that forbids another attempt, even if its class is retried.
    #[cfg(feature = "http")]
    pub(crate) const fn forbidden(mut self) -> Self {
        self.is_final = true;
        self
    }

    /// The class of the failure.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{FailureClass, Verdict};
    ///
    /// assert_eq!(Verdict::transient().class(), FailureClass::Transient);
    /// ```
    #[must_use]
    pub const fn class(&self) -> FailureClass {
        self.class
    }

    /// The wait that the server asked for, if it did.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Verdict;
    ///
    /// assert_eq!(Verdict::throttled().hint(), None);
    /// let verdict = Verdict::throttled().with_hint(Duration::from_secs(7));
    /// assert_eq!(verdict.hint(), Some(Duration::from_secs(7)));
    /// ```
    #[must_use]
    pub const fn hint(&self) -> Option<Duration> {
        if self.is_reset { None } else { self.wait }
    }

    /// The time until the server's limit is full again, if the server said so and gave no hint.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Verdict;
    ///
    /// let verdict = Verdict::throttled().with_reset(Duration::from_secs(60));
    /// assert_eq!(verdict.reset(), Some(Duration::from_secs(60)));
    /// // A hint overrides the reset.
    /// assert_eq!(verdict.with_hint(Duration::from_secs(7)).reset(), None);
    /// ```
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
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Verdict;
    ///
    /// assert!(Verdict::timed_out().may_have_been_sent());
    /// assert!(!Verdict::timed_out().not_sent().may_have_been_sent());
    /// ```
    #[must_use]
    pub const fn may_have_been_sent(&self) -> bool {
        !matches!(self.reach, Reach::NotSent)
    }

    /// Whether the request may have been carried out. False if it was [surely not](Self::did_not_run).
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Verdict;
    ///
    /// assert!(Verdict::timed_out().may_have_run());
    /// assert!(!Verdict::throttled().did_not_run().may_have_run());
    /// ```
    #[must_use]
    pub const fn may_have_run(&self) -> bool {
        matches!(self.reach, Reach::MayHaveRun)
    }

    /// Whether another attempt can succeed.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{PermanentReason, Verdict};
    ///
    /// assert!(Verdict::overloaded().is_retryable());
    /// assert!(!Verdict::permanent(PermanentReason::TooLong).is_retryable());
    /// ```
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        !matches!(self.class, FailureClass::Permanent(_))
    }

    /// Whether the reply itself proves that another attempt cannot succeed, even if a pattern in `on(…)` matches.
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
