use core::error::Error;
use core::fmt;

use crate::outcome::{NoneError, Outcome};
#[cfg(feature = "std")]
use crate::verdict::{PermanentReason, Retryable, Verdict};

/// The error of a call without an id, because the operating system has no random numbers. No attempt was made.
///
/// A `CallIdError` becomes the function's own error through `From<CallIdError>`, which `std::io::Error`, `Box<dyn Error>`,
/// `anyhow::Error`, `eyre::Report`, and `ApiError` implement.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::CallIdError;
///
/// #[derive(Debug)]
/// enum ModelError {
///     NoId(CallIdError),
///     Busy,
/// }
///
/// impl From<CallIdError> for ModelError {
///     fn from(error: CallIdError) -> Self {
///         Self::NoId(error)
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallIdError(
    #[cfg(feature = "call-id")] pub(super) getrandom::Error,
    #[cfg(not(feature = "call-id"))] core::convert::Infallible,
);

impl fmt::Display for CallIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the call has no id, because the operating system has no random numbers: {}", self.0)
    }
}

impl Error for CallIdError {}

/// Nothing was sent.
#[cfg(feature = "std")]
#[diagnostic::do_not_recommend]
impl Retryable for CallIdError {
    fn verdict(&self) -> Verdict {
        Verdict::permanent(PermanentReason::Invalid).not_sent()
    }

    fn trace_text(&self) -> Option<&dyn fmt::Display> {
        Some(self)
    }
}

#[cfg(feature = "std")]
impl From<CallIdError> for std::io::Error {
    fn from(error: CallIdError) -> Self {
        Self::other(error)
    }
}

/// The call ends with `None`.
impl From<CallIdError> for NoneError {
    fn from(_: CallIdError) -> Self {
        Self
    }
}

/// An error that can say that a call has no id: every error that is `From<CallIdError>`.
#[diagnostic::on_unimplemented(
    message = "a call without an id makes its error from a `CallIdError`, and `{Self}` cannot be made from one",
    label = "`From<CallIdError>` is not implemented for this error",
    note = "help: put `#[retryable(from(retry_attr::CallIdError))]` on the variant of `{Self}` that holds an `ApiError`",
    note = "help: or write `impl From<retry_attr::CallIdError> for {Self}`",
    note = "help: or write `random = my_source`, where `fn my_source() -> u64` draws from a cryptographic generator and \
            does not fail"
)]
pub trait FromCallIdError {
    /// Makes the error.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{CallIdError, FromCallIdError as _};
    ///
    /// fn io_error(error: CallIdError) -> std::io::Error {
    ///     std::io::Error::from_call_id_error(error)
    /// }
    /// ```
    fn from_call_id_error(error: CallIdError) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<CallIdError>> FromCallIdError for E {
    fn from_call_id_error(error: CallIdError) -> Self {
        error.into()
    }
}

/// The outcome of a call without an id.
#[cold]
#[must_use]
pub fn unnamed<O: Outcome<Error: FromCallIdError>>(error: CallIdError) -> O {
    O::from_error(FromCallIdError::from_call_id_error(error))
}

#[cfg(all(test, feature = "call-id", feature = "std"))]
mod tests {
    use std::io;
    use std::string::ToString as _;

    use super::{CallIdError, unnamed};
    use crate::verdict::{PermanentReason, Retryable as _, Verdict};

    #[test]
    fn a_call_without_an_id_is_a_failure_that_was_not_sent() {
        let error = unnamed::<io::Result<()>>(CallIdError(getrandom::Error::UNSUPPORTED)).expect_err("no id");
        assert!(error.to_string().starts_with("the call has no id, because"), "{error}");
        let boxed: std::boxed::Box<dyn std::error::Error> = error.into();
        assert_eq!(boxed.verdict(), Verdict::permanent(PermanentReason::Invalid).not_sent());
        assert_eq!(unnamed::<Option<u8>>(CallIdError(getrandom::Error::UNSUPPORTED)), None);
    }
}
