use core::convert::Infallible;
use core::fmt::Display;

use crate::verdict::{GiveUpMark, Verdict};

/// An error that decides whether a failed call is retried, and how long to wait.
///
/// `ApiError`, `std::io::Error`, and the errors of the supported clients implement it. For an error of your own, derive it with
/// `#[derive(retry_attr::Retryable)]`, or implement its one required method:
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{PermanentReason, Retryable, Verdict};
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
    message = "`#[retry]` does not know which `{Self}` errors to retry",
    label = "`Retryable` is not implemented for this error",
    note = "help: if the type is your own, write `#[derive(retry_attr::Retryable)]` on it",
    note = "help: or name the errors to retry, as in `#[retry(on(MyError::Busy))]`; `on(_)` retries everything",
    note = "help: or enable the feature of `retry-attr` for the crate of the error, such as `reqwest-013` or `anyhow`"
)]
pub trait Retryable {
    /// The verdict on this error.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::io::{Error, ErrorKind};
    ///
    /// use retry_attr::Retryable as _;
    ///
    /// assert!(Error::from(ErrorKind::ConnectionReset).verdict().is_retryable());
    /// assert!(!Error::from(ErrorKind::NotFound).verdict().is_retryable());
    /// ```
    fn verdict(&self) -> Verdict;

    /// The text that traces show for the error, with the feature `tracing`. Default: none, because the text may contain a URL,
    /// and the URL may contain a key.
    ///
    /// The errors of this crate have a text, and so have boxed errors that contain one of them. Return `Some(self)` for an error
    /// of your own whose text is never secret. The option `trace_errors` shows the text of every error of one function.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::fmt;
    ///
    /// use retry_attr::{Retryable, Verdict};
    ///
    /// struct Busy;
    ///
    /// impl fmt::Display for Busy {
    ///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    ///         f.write_str("the model is busy")
    ///     }
    /// }
    ///
    /// impl Retryable for Busy {
    ///     fn verdict(&self) -> Verdict {
    ///         Verdict::overloaded()
    ///     }
    ///
    ///     fn trace_text(&self) -> Option<&dyn fmt::Display> {
    ///         Some(self)
    ///     }
    /// }
    /// # assert_eq!(Busy.trace_text().map(|text| text.to_string()).as_deref(), Some("the model is busy"));
    /// ```
    fn trace_text(&self) -> Option<&dyn Display> {
        None
    }

    /// The mark that tells an outer retried function that an inner one has already given up on the error. Default: none, so the
    /// outer function retries the error again.
    ///
    /// `ApiError` has a mark, and so has the `TimedOut` of a last attempt. A variant that is `#[retryable(transparent)]`, a
    /// reference, a `Box`, an `Arc`, and an `anyhow::Error` return the mark of the error inside. An error of your own can hold a
    /// [`GiveUpMark`], whose page has an example.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{GiveUpMark, Retryable, Verdict};
    ///
    /// struct Busy {
    ///     mark: GiveUpMark,
    /// }
    ///
    /// impl Retryable for Busy {
    ///     fn verdict(&self) -> Verdict {
    ///         Verdict::overloaded()
    ///     }
    ///
    ///     fn give_up_mark(&self) -> Option<&GiveUpMark> {
    ///         Some(&self.mark)
    ///     }
    /// }
    ///
    /// let error = Busy { mark: GiveUpMark::new() };
    /// assert!(error.give_up_mark().is_some_and(|mark| !mark.is_set()));
    /// ```
    fn give_up_mark(&self) -> Option<&GiveUpMark> {
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

macro_rules! pointers {
    ($($(#[$attribute:meta])* $pointer:ty;)+) => {$(
        $(#[$attribute])*
        #[diagnostic::do_not_recommend]
        impl<E: Retryable + ?Sized> Retryable for $pointer {
            fn verdict(&self) -> Verdict {
                E::verdict(self)
            }

            fn trace_text(&self) -> Option<&dyn Display> {
                E::trace_text(self)
            }

            fn give_up_mark(&self) -> Option<&GiveUpMark> {
                E::give_up_mark(self)
            }
        }
    )+};
}

pointers! {
    /// The verdict of the error behind the reference.
    &E;
    /// The verdict of the error in the box.
    #[cfg(feature = "std")]
    std::boxed::Box<E>;
    /// The verdict of the shared error.
    #[cfg(feature = "std")]
    std::sync::Arc<E>;
}
