use core::fmt;
use core::time::Duration;

use crate::verdict::{FailureClass, Verdict};

/// The argument of the hook `on_retry`, which is called before each wait.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::Retry;
///
/// /// Write `#[retry(on_retry = log)]`.
/// fn log(retry: &Retry<'_, std::io::Error>) {
///     println!("attempt {} of {} failed, {}: {:?}", retry.attempt(), retry.max(), retry.class(), retry.error());
///     let reason = if retry.server_asked() { "the server asks for it" } else { "the policy chose it" };
///     println!("the next attempt begins in {:?}, because {reason}", retry.wait() + retry.upstream_wait());
/// }
/// ```
#[derive(Debug)]
pub struct Retry<'a, E> {
    pub(crate) failure: Failure<'a, E>,
    pub(crate) wait: Wait,
    pub(crate) upstream_wait: Duration,
}

/// The argument of the hook `on_give_up`, which is called once when a failure is returned, even if that is the failure of a
/// first attempt.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{GaveUp, StopReason};
///
/// /// Write `#[retry(on_give_up = report)]`.
/// fn report(gave_up: &GaveUp<'_, std::io::Error>) {
///     if gave_up.stop_reason() == StopReason::HintTooLong {
///         println!("try again in {:?}", gave_up.verdict().hint());
///     } else {
///         println!("{} after {} attempts: {:?}", gave_up.stop_reason(), gave_up.attempt(), gave_up.error());
///     }
/// }
/// ```
#[derive(Debug)]
pub struct GaveUp<'a, E> {
    pub(crate) failure: Failure<'a, E>,
    pub(crate) reason: StopReason,
}

/// The part that the arguments of both hooks share.
#[derive(Debug)]
pub(crate) struct Failure<'a, E> {
    pub(crate) attempt: u32,
    pub(crate) max: u32,
    pub(crate) verdict: Verdict,
    pub(crate) error: Option<&'a E>,
}

/// A wait, and whether the server asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    pub(crate) duration: Duration,
    pub(crate) is_hint: bool,
}

/// The reason why no further attempt was made. [`GaveUp::stop_reason`] returns it, and traces show its text.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::StopReason;
///
/// assert_eq!(StopReason::Attempts.to_string(), "attempts used up");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StopReason {
    /// The verdict says that the same request fails again.
    Permanent,
    /// The library knows nothing about the error.
    Unrecognized,
    /// `on` does not match the error, or `except` does.
    Excluded,
    /// The function has `idempotent = false`, and the server [may have carried out](Verdict::may_have_run) the request.
    MayHaveRun,
    /// Another `#[retry]` inside has already given up on the error. The option `nested = "allow"` retries it.
    Nested,
    /// The attempts are used up.
    Attempts,
    /// The server asked for a longer wait than `max_retry_after`.
    HintTooLong,
    /// The `deadline` cut the attempt, or the next attempt could not begin before it.
    Deadline,
    /// The upstream's budget for retries is spent, or [`allow_retries`] is switched off.
    ///
    /// [`allow_retries`]: crate::Upstream::allow_retries
    Budget,
    /// The first attempt would have waited longer for its turn at the upstream than `max_wait`.
    LineTooLong,
    /// The stream that the call returned failed after its first item had been handed out.
    StreamBegun,
}

impl StopReason {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Permanent => "permanent",
            Self::Unrecognized => "unrecognized",
            Self::Excluded => "excluded",
            Self::MayHaveRun => "may have run",
            Self::Nested => "retried inside",
            Self::Attempts => "attempts used up",
            Self::HintTooLong => "hint too long",
            Self::Deadline => "deadline",
            Self::Budget => "budget spent",
            Self::LineTooLong => "line too long",
            Self::StreamBegun => "stream begun",
        }
    }
}

impl fmt::Display for StopReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Calls a hook. A closure is general over lifetimes only if it is written as the argument of a call.
#[inline]
pub fn tell<T>(event: &T, hook: impl FnOnce(&T)) {
    hook(event);
}

/// The getters that the arguments of both hooks share.
macro_rules! failure_getters {
    ($hook:ident) => {
        impl<'a, E> $hook<'a, E> {
            /// The number of the attempt that failed, starting at 1.
            ///
            /// ```
            /// # use retry_attr_runtime as retry_attr;
            #[doc = concat!("use retry_attr::", stringify!($hook), ";")]
            ///
            #[doc = concat!("fn log(event: &", stringify!($hook), "<'_, std::io::Error>) {")]
            ///     println!("attempt {} failed", event.attempt());
            /// }
            /// ```
            #[must_use]
            pub fn attempt(&self) -> u32 {
                self.failure.attempt
            }

            /// The most attempts that the call may make, the first included.
            ///
            /// ```
            /// # use retry_attr_runtime as retry_attr;
            #[doc = concat!("use retry_attr::", stringify!($hook), ";")]
            ///
            #[doc = concat!("fn log(event: &", stringify!($hook), "<'_, std::io::Error>) {")]
            ///     println!("{} attempts are left", event.max() - event.attempt());
            /// }
            /// ```
            #[must_use]
            pub fn max(&self) -> u32 {
                self.failure.max
            }

            /// The class of the failure.
            ///
            /// ```
            /// # use retry_attr_runtime as retry_attr;
            #[doc = concat!("use retry_attr::{FailureClass, ", stringify!($hook), "};")]
            ///
            #[doc = concat!("fn log(event: &", stringify!($hook), "<'_, std::io::Error>) {")]
            ///     if event.class() == FailureClass::Throttled {
            ///         println!("the rate limit is reached");
            ///     }
            /// }
            /// ```
            #[must_use]
            pub fn class(&self) -> FailureClass {
                self.failure.verdict.class()
            }

            /// The verdict on the failure: its class, the hint, and whether the request may have been carried out.
            ///
            /// ```
            /// # use retry_attr_runtime as retry_attr;
            #[doc = concat!("use retry_attr::", stringify!($hook), ";")]
            ///
            #[doc = concat!("fn log(event: &", stringify!($hook), "<'_, std::io::Error>) {")]
            ///     if let Some(hint) = event.verdict().hint() {
            ///         println!("the server asks for {hint:?}");
            ///     }
            /// }
            /// ```
            pub fn verdict(&self) -> Verdict {
                self.failure.verdict
            }

            /// The error. `None` if the failure has no error (`on_ok`, `on(None)`).
            ///
            /// ```
            /// # use retry_attr_runtime as retry_attr;
            #[doc = concat!("use retry_attr::", stringify!($hook), ";")]
            ///
            #[doc = concat!("fn log(event: &", stringify!($hook), "<'_, std::io::Error>) {")]
            ///     if let Some(error) = event.error() {
            ///         println!("failed: {error}");
            ///     }
            /// }
            /// ```
            #[must_use]
            pub fn error(&self) -> Option<&'a E> {
                self.failure.error
            }
        }
    };
}

failure_getters!(Retry);
failure_getters!(GaveUp);

impl<E> Retry<'_, E> {
    /// The wait before the next attempt.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Retry;
    ///
    /// fn log(retry: &Retry<'_, std::io::Error>) {
    ///     println!("the next attempt begins in {:?}", retry.wait());
    /// }
    /// ```
    #[must_use]
    pub fn wait(&self) -> Duration {
        self.wait.duration
    }

    /// The time for which the retry is expected to wait in its upstream's line after [`wait`](Self::wait). Zero while the gate is
    /// open, and without `upstream`.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Retry;
    ///
    /// fn log(retry: &Retry<'_, std::io::Error>) {
    ///     println!("waiting {:?}, then about {:?} in line", retry.wait(), retry.upstream_wait());
    /// }
    /// ```
    #[must_use]
    pub fn upstream_wait(&self) -> Duration {
        self.upstream_wait
    }

    /// Whether the server's hint decided this wait. It did if it is at least as long as the policy's own wait for this retry,
    /// or if the policy's own wait would end after the deadline. A wait for a [reset](Verdict::with_reset) counts as the
    /// policy's own, because the server did not ask for it.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Retry;
    ///
    /// fn log(retry: &Retry<'_, std::io::Error>) {
    ///     let who = if retry.server_asked() { "the server" } else { "the policy" };
    ///     println!("{who} chose a wait of {:?}", retry.wait());
    /// }
    /// ```
    #[must_use]
    pub fn server_asked(&self) -> bool {
        self.wait.is_hint
    }
}

impl<E> GaveUp<'_, E> {
    /// The reason why no further attempt is made.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{GaveUp, StopReason};
    ///
    /// fn alert(gave_up: &GaveUp<'_, std::io::Error>) {
    ///     if gave_up.stop_reason() == StopReason::Unrecognized {
    ///         eprintln!("implement `Retryable` for this error: {:?}", gave_up.error());
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn stop_reason(&self) -> StopReason {
        self.reason
    }
}

/// The function and the attempt that an event comes from.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "no listener is enabled by default")]
pub(crate) struct Origin {
    pub(crate) function: &'static str,
    pub(crate) attempt: u32,
    pub(crate) max: u32,
    /// The time for which the attempt has waited for its turn at its upstream.
    pub(crate) waited: Duration,
}

/// The end of an attempt, as traces, metrics, and the test kit receive it.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "no listener is enabled by default")]
pub(crate) enum Event {
    Succeeded,
    Retried(Verdict, Wait),
    GaveUp(Verdict, StopReason),
    /// The call ended before its next attempt had a turn at its upstream.
    NoTurn(Verdict, StopReason),
    /// The attempt succeeded with a stream, which failed after its first item.
    #[cfg(feature = "stream")]
    Broke(Verdict),
}

#[cfg(feature = "metrics-024")]
impl Event {
    /// The class of the failure, if the attempt failed.
    pub(crate) fn class(&self) -> Option<FailureClass> {
        match self {
            Self::Succeeded => None,
            Self::Retried(verdict, ..) | Self::GaveUp(verdict, ..) | Self::NoTurn(verdict, ..) => {
                Some(verdict.class())
            }
            #[cfg(feature = "stream")]
            Self::Broke(verdict) => Some(verdict.class()),
        }
    }
}
