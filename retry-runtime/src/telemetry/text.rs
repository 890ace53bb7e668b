use core::fmt::{self, Display};

use crate::verdict::Retryable;

/// The text of an error, if traces may print it. Without traces it is empty, so no address of an error is taken.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    #[cfg(feature = "tracing")]
    pub(super) text: Option<&'a dyn Display>,
    #[cfg(not(feature = "tracing"))]
    none: core::marker::PhantomData<&'a ()>,
}

impl<'a> Text<'a> {
    /// No text.
    pub const NONE: Self = Self {
        #[cfg(feature = "tracing")]
        text: None,
        #[cfg(not(feature = "tracing"))]
        none: core::marker::PhantomData,
    };

    /// The text of our own types only: errors of other crates may hold URLs with keys.
    #[inline]
    pub(crate) fn own<E: Retryable>(error: &'a E) -> Self {
        #[cfg(feature = "tracing")]
        return Self { text: error.trace_text() };
        #[cfg(not(feature = "tracing"))]
        {
            let _ = error;
            Self::NONE
        }
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text").finish_non_exhaustive()
    }
}

/// An error that `trace_errors` can show.
#[diagnostic::on_unimplemented(
    message = "`trace_errors` prints the error, and `{Self}` has no text",
    label = "`Display` is not implemented for this error",
    note = "help: write `impl std::fmt::Display for {Self}`, or leave `trace_errors` out"
)]
pub trait HasText {
    /// The text of the error.
    fn text(&self) -> Text<'_>;
}

#[diagnostic::do_not_recommend]
impl<E: Display> HasText for E {
    #[inline]
    fn text(&self) -> Text<'_> {
        #[cfg(feature = "tracing")]
        return Text { text: Some(self) };
        #[cfg(not(feature = "tracing"))]
        Text::NONE
    }
}
