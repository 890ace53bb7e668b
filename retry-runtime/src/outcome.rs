#[cfg(feature = "std")]
mod timed_out;
#[cfg(feature = "std")]
mod truncated;

use core::convert::Infallible;

#[cfg(feature = "std")]
pub(crate) use self::timed_out::FromTimedOut;
#[cfg(feature = "std")]
pub use self::timed_out::{TimeLimit, TimedOut};
#[cfg(feature = "stream")]
pub(crate) use self::truncated::FromTruncated;
#[cfg(feature = "std")]
pub use self::truncated::{MissingItem, Truncated};

/// What a retried function returns: `Result<T, E>`, or `Option<T>` under `on(None)` (or `on(_)`). Implement it for a type
/// of your own that is either of them in other clothes.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` cannot tell whether a `{Self}` is a success or a failure",
    label = "neither a `Result` nor an `Option`",
    note = "a retried function returns `Result<T, E>`"
)]
pub trait Outcome {
    /// What a success holds.
    type Ok;
    /// What `on` and `except` look at when the call failed.
    type Error;

    /// The two sides, borrowed.
    #[expect(clippy::missing_errors_doc, reason = "the error is the failure that is asked for")]
    fn as_result(&self) -> Result<&Self::Ok, &Self::Error>;

    /// The error as hooks see it: `None` where the outcome has none.
    fn error(&self) -> Option<&Self::Error>;

    /// The error alone: `None` where the outcome has none.
    fn into_error(self) -> Option<Self::Error>;

    /// The outcome that fails with this error.
    fn from_error(error: Self::Error) -> Self;
}

impl<T, E> Outcome for Result<T, E> {
    type Ok = T;
    type Error = E;

    #[inline]
    fn as_result(&self) -> Result<&T, &E> {
        self.as_ref()
    }

    fn error(&self) -> Option<&E> {
        self.as_ref().err()
    }

    #[inline]
    fn into_error(self) -> Option<E> {
        self.err()
    }

    fn from_error(error: E) -> Self {
        Err(error)
    }
}

/// Stands for an outcome in code that never runs.
#[cold]
#[expect(clippy::empty_loop, reason = "never runs")]
#[must_use]
pub const fn anchor<O>() -> O {
    loop {}
}

/// Stands for an outcome in code that never runs: it tells rustc the type of the error that `last_error` keeps.
#[cold]
#[must_use]
pub const fn anchor_of_error<O: Outcome>(_: &Option<O::Error>) -> O {
    anchor()
}

/// The failure is a `None` of a type without values, so that the pattern `None` matches it and hooks see no error.
impl<T> Outcome for Option<T> {
    type Ok = T;
    type Error = Option<Infallible>;

    #[inline]
    fn as_result(&self) -> Result<&T, &Option<Infallible>> {
        self.as_ref().ok_or(&None)
    }

    fn error(&self) -> Option<&Option<Infallible>> {
        None
    }

    fn into_error(self) -> Option<Option<Infallible>> {
        None
    }

    fn from_error(_: Option<Infallible>) -> Self {
        None
    }
}
