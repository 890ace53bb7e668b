use core::error::Error;
use core::fmt;

use crate::verdict::{Retryable, Verdict};

/// The error of a stream that ends too early: without its terminal item (`StreamExt::ends_with`) or without a required
/// item (`StreamExt::requires`). Its class is transient, so it is retried.
///
/// A `Truncated` becomes the items' own error through `From<Truncated>`, which `std::io::Error`, `Box<dyn Error>`, `anyhow::Error`,
/// `eyre::Report`, and `ApiError` implement. For an enum of your own, write `#[retryable(from)]`, or the conversion by hand:
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{MissingItem, Truncated};
///
/// #[derive(Debug)]
/// enum ModelError {
///     Cut,
///     Empty,
/// }
///
/// impl From<Truncated> for ModelError {
///     fn from(truncated: Truncated) -> Self {
///         match truncated.missing() {
///             MissingItem::Required => Self::Empty,
///             _ => Self::Cut,
///         }
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Truncated {
    missing: MissingItem,
}

/// The item that is missing in a stream. [`Truncated::missing`] returns it.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{MissingItem, Truncated};
///
/// fn explain(error: Truncated) -> &'static str {
///     match error.missing() {
///         MissingItem::Terminal => "the connection broke",
///         MissingItem::Required => "the model said nothing",
///         _ => "the stream ended too early",
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MissingItem {
    /// The terminal item, which `ends_with` names. The stream was cut.
    Terminal,
    /// An item that `requires` names. The stream is complete, but it has no content.
    Required,
}

impl Truncated {
    #[cfg(feature = "stream")]
    pub(crate) const fn lacking(missing: MissingItem) -> Self {
        Self { missing }
    }

    /// The missing item.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{MissingItem, Truncated};
    ///
    /// fn was_cut(error: Truncated) -> bool {
    ///     error.missing() == MissingItem::Terminal
    /// }
    /// ```
    #[must_use]
    pub const fn missing(&self) -> MissingItem {
        self.missing
    }
}

impl fmt::Display for Truncated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.missing {
            MissingItem::Terminal => "the stream ended without its terminal item",
            MissingItem::Required => "the stream ended without a required item",
        })
    }
}

impl Error for Truncated {}

#[diagnostic::do_not_recommend]
#[cfg(feature = "std")]
impl Retryable for Truncated {
    fn verdict(&self) -> Verdict {
        Verdict::transient()
    }

    fn trace_text(&self) -> Option<&dyn fmt::Display> {
        Some(self)
    }
}

impl From<Truncated> for std::io::Error {
    fn from(truncated: Truncated) -> Self {
        Self::new(std::io::ErrorKind::UnexpectedEof, truncated)
    }
}

/// An error with which a stream can end if an item is missing: every error that implements `From<Truncated>`.
///
/// The trait only makes the compile error clear. Implement `From<Truncated>`, or write `#[retryable(from)]` on the variant
/// that holds an `ApiError`.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::FromTruncated;
///
/// fn accepts_streams<E: FromTruncated>() {}
///
/// accepts_streams::<std::io::Error>();
/// ```
#[diagnostic::on_unimplemented(
    message = "a stream that ends too early makes its error from a `Truncated`, and `{Self}` cannot be made from one",
    label = "`From<Truncated>` is not implemented for this error",
    note = "help: put `#[retryable(from)]` on the variant of `{Self}` that holds an `ApiError`",
    note = "help: or write `impl From<retry_attr::Truncated> for {Self}`",
    note = "help: or let the items fail with an error that has it: `ApiError`, `std::io::Error`, `Box<dyn Error>`, \
            `anyhow::Error`"
)]
pub trait FromTruncated {
    /// Makes the error.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{FromTruncated as _, Truncated};
    ///
    /// fn io_error(truncated: Truncated) -> std::io::Error {
    ///     std::io::Error::from_truncated(truncated)
    /// }
    /// ```
    fn from_truncated(truncated: Truncated) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<Truncated>> FromTruncated for E {
    fn from_truncated(truncated: Truncated) -> Self {
        truncated.into()
    }
}
