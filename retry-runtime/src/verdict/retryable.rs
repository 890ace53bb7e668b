use core::convert::Infallible;
use core::fmt::Display;

use crate::verdict::Verdict;

/// An error that knows whether a call that failed with it is worth another attempt.
///
/// Derive it with `#[derive(retry_attr::Retryable)]`, or implement its one required method:
///
/// ```
/// use retry_attr_runtime::{PermanentReason, Retryable, Verdict};
///
/// enum ModelError {
///     Busy,
///     WrongKey,
/// }
///
/// impl Retryable for ModelError {
///     fn verdict(&self) -> Verdict {
///         match self {
///             Self::Busy => Verdict::overloaded(),
///             Self::WrongKey => Verdict::permanent(PermanentReason::Auth),
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`#[retry]` does not know which `{Self}` is worth another try",
    label = "`Retryable` is not implemented for this error",
    note = "help: let the error say it: `#[derive(retry_attr::Retryable)]` on `{Self}`",
    note = "help: or say it here: `#[retry(on({Self}::Busy))]`, with your own pattern; `on(_)` retries everything",
    note = "`reqwest`, `anyhow` and others have a feature of that name in `retry-attr`"
)]
pub trait Retryable {
    /// The verdict on this error.
    fn verdict(&self) -> Verdict;

    /// What traces may print of the error: the text of one of our own types, which hold no keys, in it.
    #[doc(hidden)]
    fn own_text(&self) -> Option<&dyn Display> {
        None
    }
}

/// A call with this error never fails.
#[diagnostic::do_not_recommend]
impl Retryable for Infallible {
    fn verdict(&self) -> Verdict {
        match *self {}
    }
}

#[cfg(feature = "std")]
mod of_std {
    use core::fmt::Display;
    use std::boxed::Box;

    use super::Retryable;
    use crate::verdict::Verdict;

    /// The verdict of the error in the box.
    #[diagnostic::do_not_recommend]
    #[cfg(feature = "std")]
    impl<E: Retryable> Retryable for Box<E> {
        fn verdict(&self) -> Verdict {
            E::verdict(self)
        }

        fn own_text(&self) -> Option<&dyn Display> {
            E::own_text(self)
        }
    }
}
