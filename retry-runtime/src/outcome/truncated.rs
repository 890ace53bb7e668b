use core::error::Error;
use core::fmt;

use crate::verdict::{Retryable, Verdict};

/// The error of a stream that ends too early: without its terminal item (`StreamExt::ends_with`) or without a required
/// item (`StreamExt::requires`). It is worth another try. It becomes the items' own error by `From<Truncated>`, which
/// `std::io::Error`, `Box<dyn Error>`, `anyhow::Error`, `eyre::Report` and `ApiError` have.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::Truncated;
///
/// #[derive(Debug)]
/// enum ModelError {
///     Truncated,
///     Busy,
/// }
///
/// impl From<Truncated> for ModelError {
///     fn from(_: Truncated) -> Self {
///         Self::Truncated
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Truncated {
    missing: MissingItem,
}

/// The item that a stream ended without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MissingItem {
    /// The item that says that the stream is whole, which `ends_with` names: the stream was cut.
    Terminal,
    /// An item that `requires` names: the stream ended in good order, without content.
    Required,
}

impl Truncated {
    #[cfg(feature = "stream")]
    pub(crate) const fn lacking(missing: MissingItem) -> Self {
        Self { missing }
    }

    /// Which item is missing.
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

/// An error that a stream can end with when an item is missing: every error that is `From<Truncated>`.
///
/// `#[retryable(from)]` on a variant that holds an `ApiError` makes an error of your own one.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot say that the stream ended too early",
    label = "`From<Truncated>` is not implemented for this error",
    note = "help: put `#[retryable(from)]` on the variant of `{Self}` that holds an `ApiError`",
    note = "help: or write `impl From<retry_attr::Truncated> for {Self}`",
    note = "help: or let the items fail with an error that has it: `ApiError`, `std::io::Error`, `Box<dyn Error>`, \
            `anyhow::Error`"
)]
pub trait FromTruncated {
    /// The error.
    fn from_truncated(truncated: Truncated) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<Truncated>> FromTruncated for E {
    fn from_truncated(truncated: Truncated) -> Self {
        truncated.into()
    }
}
