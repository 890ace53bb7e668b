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

/// The return type of a retried function: `Result<T, E>`, or `Option<T>` with `on(None)` or `on(_)`.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` cannot tell whether a `{Self}` is a success or a failure",
    label = "neither a `Result` nor an `Option`",
    note = "a retried function returns `Result<T, E>`"
)]
pub trait Outcome {
    /// The value of a success.
    type Ok;
    /// The value that `on` and `except` match when the call failed.
    type Error;

    /// The success or the failure, borrowed.
    #[expect(clippy::missing_errors_doc, reason = "the error is the failure that is asked for")]
    fn as_result(&self) -> Result<&Self::Ok, &Self::Error>;

    /// The error as hooks see it. `None` if the outcome has no error.
    fn error(&self) -> Option<&Self::Error>;

    /// Takes the error out. `None` if the outcome has no error.
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

/// An outcome in code that never runs: it tells rustc the type.
#[cold]
#[expect(clippy::empty_loop, reason = "never runs")]
#[must_use]
pub const fn anchor<O>() -> O {
    loop {}
}

/// As [`anchor`]: also tells rustc the type of the error that `last_error` keeps.
#[cold]
#[must_use]
pub const fn anchor_of_error<O: Outcome>(_: &Option<O::Error>) -> O {
    anchor()
}

/// The failure is a `None` of a type without values, so the pattern `None` matches it and hooks see no error.
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
