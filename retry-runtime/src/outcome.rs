mod none_error;
#[cfg(feature = "std")]
mod timed_out;
#[cfg(feature = "std")]
mod truncated;

use core::convert::Infallible;
use core::marker::PhantomData;

pub use self::none_error::NoneError;
#[cfg(feature = "std")]
pub use self::timed_out::{FromTimedOut, TimeLimit, TimedOut};
#[cfg(feature = "std")]
pub use self::truncated::{FromTruncated, MissingItem, Truncated};

/// The return type of a retried function: `Result<T, E>`, or `Option<T>` with `on(None)` or `on(_)`.
///
/// The trait is sealed, so it may gain methods.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::Outcome;
///
/// let outcome: Result<u32, &str> = Err("busy");
/// assert_eq!(outcome.as_result(), Err(&"busy"));
/// assert_eq!(Outcome::error(&None::<u32>), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`#[retry]` cannot tell whether a `{Self}` is a success or a failure",
    label = "neither a `Result` nor an `Option`",
    note = "a retried function returns `Result<T, E>`"
)]
pub trait Outcome: sealed::Outcome {
    /// The value of a success.
    type Ok;
    /// The error of a failure. An `Option` has [`NoneError`].
    type Error;
    /// The value that `on` and `except` match when the call failed.
    #[doc(hidden)]
    type Failure;

    /// The success or the failure, borrowed.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Outcome as _;
    ///
    /// assert_eq!(Some(7).as_result(), Ok(&7));
    /// assert!(None::<u32>.as_result().is_err());
    /// ```
    #[expect(clippy::missing_errors_doc, reason = "the error is the failure that is asked for")]
    fn as_result(&self) -> Result<&Self::Ok, &Self::Error>;

    /// The error as hooks see it. `None` if the outcome has no error.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Outcome;
    ///
    /// let outcome: Result<u32, &str> = Err("busy");
    /// assert_eq!(Outcome::error(&outcome), Some(&"busy"));
    /// ```
    fn error(&self) -> Option<&Self::Error>;

    /// Takes the error out. `None` if the outcome has no error.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Outcome as _;
    ///
    /// let outcome: Result<u32, &str> = Err("busy");
    /// assert_eq!(outcome.into_error(), Some("busy"));
    /// ```
    fn into_error(self) -> Option<Self::Error>;

    /// The outcome that fails with this error.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Outcome as _;
    ///
    /// assert_eq!(Result::<u32, _>::from_error("busy"), Err("busy"));
    /// ```
    fn from_error(error: Self::Error) -> Self;

    /// The success or the failure, both as patterns see it and as all others do.
    #[doc(hidden)]
    fn as_matched(&self) -> Result<&Self::Ok, (&Self::Failure, &Self::Error)>;
}

mod sealed {
    pub trait Outcome {}

    impl<T, E> Outcome for Result<T, E> {}

    impl<T> Outcome for Option<T> {}
}

impl<T, E> Outcome for Result<T, E> {
    type Ok = T;
    type Error = E;
    type Failure = E;

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

    #[inline]
    fn as_matched(&self) -> Result<&T, (&E, &E)> {
        self.as_ref().map_err(|error| (error, error))
    }
}

/// The type that a function returns, for values that depend on it before there is an outcome.
#[derive(Debug)]
pub struct Returned<O>(PhantomData<fn() -> O>);

impl<O> Returned<O> {
    /// Nothing but the type.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only the expansion uses it")]
    pub const fn new() -> Self {
        Self(PhantomData)
    }

    /// An outcome in code that never runs.
    #[cold]
    #[must_use]
    pub const fn anchor(&self) -> O {
        anchor()
    }

    /// As [`anchor`](Self::anchor). An `async` block that moves this holds nothing.
    #[cold]
    #[must_use]
    #[expect(clippy::missing_const_for_fn, reason = "a `const fn` cannot drop it")]
    pub fn into_anchor(self) -> O {
        anchor()
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

/// Patterns match a `None` of a type without values.
impl<T> Outcome for Option<T> {
    type Ok = T;
    type Error = NoneError;
    type Failure = Option<Infallible>;

    #[inline]
    fn as_result(&self) -> Result<&T, &NoneError> {
        self.as_ref().ok_or(&NoneError)
    }

    fn error(&self) -> Option<&NoneError> {
        None
    }

    fn into_error(self) -> Option<NoneError> {
        None
    }

    fn from_error(_: NoneError) -> Self {
        None
    }

    #[inline]
    fn as_matched(&self) -> Result<&T, (&Option<Infallible>, &NoneError)> {
        self.as_ref().ok_or((&None, &NoneError))
    }
}
