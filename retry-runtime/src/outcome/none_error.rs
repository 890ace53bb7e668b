use core::error::Error;
use core::fmt;

/// The error of a function that returns an `Option`, for the signatures of its hooks.
///
/// Hooks and `last_error` never receive a value of this type: in such a function, [`Retry::error`](crate::Retry::error) is `None`.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{GaveUp, NoneError};
///
/// fn log(gave_up: &GaveUp<'_, NoneError>) {
///     println!("nothing was found in {} attempts", gave_up.attempt());
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct NoneError;

impl fmt::Display for NoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there was nothing")
    }
}

impl Error for NoneError {}

/// The attempt that was cut ends with `None`.
#[cfg(feature = "std")]
impl From<super::TimedOut> for NoneError {
    fn from(_: super::TimedOut) -> Self {
        Self
    }
}
