use core::error::Error;
use core::fmt;
use core::time::Duration;

use crate::verdict::{FailureClass, GiveUpMark, Retryable, Verdict};

/// The error of an attempt, a call, or a stream that a time limit cut.
///
/// A `TimedOut` becomes the function's own error through `From<TimedOut>`, which `std::io::Error`, `Box<dyn Error>`,
/// `anyhow::Error`, `eyre::Report`, and `ApiError` implement. For an enum of your own, write `#[retryable(from)]`, or the
/// conversion by hand:
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::TimedOut;
///
/// #[derive(Debug)]
/// enum ModelError {
///     Slow(TimedOut),
///     Busy,
/// }
///
/// impl From<TimedOut> for ModelError {
///     fn from(timed_out: TimedOut) -> Self {
///         Self::Slow(timed_out)
///     }
/// }
/// ```
///
/// The error shows the limit and the number of attempts:
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{TimeLimit, TimedOut};
///
/// fn explain(error: TimedOut) -> String {
///     match error.limit() {
///         TimeLimit::Attempt => format!("an attempt took longer than {:?}", error.after()),
///         TimeLimit::Deadline => format!("no answer after {} attempts", error.attempts()),
///         _ => format!("{error}; the failure before was {:?}", error.last_failure()),
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimedOut {
    limit: TimeLimit,
    after: Duration,
    attempts: u32,
    last_failure: Option<FailureClass>,
    is_in_line: bool,
    /// The attempt was the last of several.
    is_last: bool,
}

/// The time limit that was reached. [`TimedOut::limit`] returns it.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{TimeLimit, TimedOut};
///
/// fn is_slow_model(error: TimedOut) -> bool {
///     matches!(error.limit(), TimeLimit::Attempt | TimeLimit::Idle)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeLimit {
    /// `attempt_timeout`: the limit of one attempt.
    Attempt,
    /// `deadline`: the limit of the whole call.
    Deadline,
    /// `max_wait`: the limit of the wait for a turn at the upstream.
    Upstream,
    /// `idle_timeout`: the limit of the time between two items of a stream.
    Idle,
}

impl TimedOut {
    /// The error of an attempt or a call. `attempts` includes the attempt that was cut.
    pub(crate) const fn call(
        limit: TimeLimit,
        after: Duration,
        attempts: u32,
        last_failure: Option<FailureClass>,
    ) -> Self {
        Self { limit, after, attempts, last_failure, is_in_line: false, is_last: false }
    }

    /// The error of a call whose next attempt had no turn at the upstream.
    #[cfg(feature = "std")]
    pub(crate) const fn in_line(self) -> Self {
        Self { is_in_line: true, ..self }
    }

    /// The error of an attempt that was the last of several.
    pub(crate) const fn of_last(self) -> Self {
        Self { is_last: true, ..self }
    }

    /// The error of a stream.
    #[cfg(all(feature = "stream", feature = "tokio"))]
    pub(crate) const fn idle(after: Duration) -> Self {
        Self {
            limit: TimeLimit::Idle,
            after,
            attempts: 0,
            last_failure: None,
            is_in_line: false,
            is_last: false,
        }
    }

    /// The limit that was reached.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{TimeLimit, TimedOut};
    ///
    /// /// The call never got its turn at the upstream.
    /// fn is_crowded(error: TimedOut) -> bool {
    ///     error.limit() == TimeLimit::Upstream
    /// }
    /// ```
    #[must_use]
    pub const fn limit(&self) -> TimeLimit {
        self.limit
    }

    /// The length of the limit, as written in the attribute.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::TimedOut;
    ///
    /// fn explain(error: TimedOut) -> String {
    ///     format!("no answer within {:?}", error.after())
    /// }
    /// ```
    #[must_use]
    pub const fn after(&self) -> Duration {
        self.after
    }

    /// The number of attempts, including the one that was cut. An attempt that had no turn at the upstream does not count.
    /// Zero for a stream, which does not know the number.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::TimedOut;
    ///
    /// /// Whether any request was sent.
    /// fn was_sent(error: TimedOut) -> bool {
    ///     error.attempts() > 0
    /// }
    /// ```
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The class of the previous failure, if there was one.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{FailureClass, TimedOut};
    ///
    /// /// Whether the time went by while the server was refusing.
    /// fn was_refused(error: TimedOut) -> bool {
    ///     matches!(error.last_failure(), Some(FailureClass::Throttled | FailureClass::Overloaded))
    /// }
    /// ```
    #[must_use]
    pub const fn last_failure(&self) -> Option<FailureClass> {
        self.last_failure
    }
}

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limit, after, attempts, last_failure, is_in_line, .. } = *self;
        match limit {
            TimeLimit::Attempt => write!(f, "attempt {attempts} timed out after {after:?}")?,
            TimeLimit::Deadline if is_in_line => {
                write!(f, "the deadline of {after:?} leaves no time for a turn at the upstream")?;
            }
            TimeLimit::Upstream => write!(f, "the turn at the upstream would not come within {after:?}")?,
            TimeLimit::Deadline => write!(f, "the deadline of {after:?} passed in attempt {attempts}")?,
            TimeLimit::Idle => return write!(f, "the stream was silent for {after:?}"),
        }
        match last_failure {
            Some(class) => write!(f, " (previous attempt: {class})"),
            None => Ok(()),
        }
    }
}

impl Error for TimedOut {}

#[diagnostic::do_not_recommend]
#[cfg(feature = "std")]
impl Retryable for TimedOut {
    fn verdict(&self) -> Verdict {
        // A stream counts no attempts.
        let had_no_turn = self.attempts == 0 && self.limit != TimeLimit::Idle;
        if had_no_turn { Verdict::timed_out().not_sent() } else { Verdict::timed_out() }
    }

    fn trace_text(&self) -> Option<&dyn fmt::Display> {
        Some(self)
    }

    /// Known when the attempt is cut, so the mark of all such errors is one and the same.
    fn give_up_mark(&self) -> Option<&GiveUpMark> {
        static SET: GiveUpMark = GiveUpMark::new_set();
        self.is_last.then_some(&SET)
    }
}

impl From<TimedOut> for std::io::Error {
    fn from(timed_out: TimedOut) -> Self {
        Self::new(std::io::ErrorKind::TimedOut, timed_out)
    }
}

/// An error that a time limit can return: every error that implements `From<TimedOut>`.
///
/// The trait only makes the compile error clear. Implement `From<TimedOut>`, or write `#[retryable(from)]` on the variant that
/// holds an `ApiError`.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::FromTimedOut;
///
/// fn accepts_limits<E: FromTimedOut>() {}
///
/// accepts_limits::<std::io::Error>();
/// ```
#[diagnostic::on_unimplemented(
    message = "a time limit makes its error from a `TimedOut`, and `{Self}` cannot be made from one",
    label = "`From<TimedOut>` is not implemented for this error",
    note = "help: put `#[retryable(from)]` on the variant of `{Self}` that holds an `ApiError`, and name the clients whose errors \
            it takes, as in `#[retryable(from(reqwest::Error))]`",
    note = "help: or write `impl From<retry_attr::TimedOut> for {Self}`",
    note = "help: or return an error that has it: `ApiError`, `std::io::Error`, `Box<dyn Error>`, `anyhow::Error`"
)]
pub trait FromTimedOut {
    /// Makes the error.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{FromTimedOut as _, TimedOut};
    ///
    /// fn io_error(timed_out: TimedOut) -> std::io::Error {
    ///     std::io::Error::from_timed_out(timed_out)
    /// }
    /// ```
    fn from_timed_out(timed_out: TimedOut) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<TimedOut>> FromTimedOut for E {
    fn from_timed_out(timed_out: TimedOut) -> Self {
        timed_out.into()
    }
}
