//! Around an attempt. Without the feature both functions are nothing, and take any name: that it has to be a text is said
//! by `Plan::new`, and once is enough.

#[cfg(feature = "tracing")]
pub use self::on::{entered, traced};

/// The attempt itself.
#[cfg(not(feature = "tracing"))]
#[expect(
    clippy::inline_always,
    reason = "a call would copy the attempt, which may be as large as the function"
)]
#[inline(always)]
pub fn traced<N, F>(_: N, _: u32, attempt: F) -> F {
    attempt
}

/// Nothing that could be left.
#[cfg(not(feature = "tracing"))]
#[inline]
#[must_use]
pub fn entered<N>(_: N, _: u32) -> NotEntered {
    NotEntered
}

/// In place of a span.
#[cfg(not(feature = "tracing"))]
#[derive(Debug)]
pub struct NotEntered;

#[cfg(feature = "tracing")]
mod on {
    use tracing::instrument::{Instrument as _, Instrumented};
    use tracing::span::{EnteredSpan, Span};

    use crate::telemetry::trace::TARGET;

    /// The attempt, within its span whenever it is polled.
    #[inline]
    pub fn traced<F>(function: &'static str, number: u32, attempt: F) -> Instrumented<F> {
        attempt.instrument(span(function, number))
    }

    /// Leaves the attempt's span when it is dropped.
    #[inline]
    pub fn entered(function: &'static str, number: u32) -> EnteredSpan {
        span(function, number).entered()
    }

    fn span(function: &'static str, number: u32) -> Span {
        tracing::debug_span!(
            target: TARGET,
            "attempt",
            function,
            attempt = number,
            http.request.resend_count = number - 1
        )
    }
}
