//! The span around an attempt. Without the feature `tracing`, both functions do nothing. They accept any name, because
//! `Plan::new` already reports a name that is not a string.

#[cfg(feature = "tracing")]
pub use self::on::{entered, traced};

/// Returns the attempt itself.
#[cfg(not(feature = "tracing"))]
#[expect(
    clippy::inline_always,
    reason = "a call would copy the attempt, which may be as large as the function"
)]
#[inline(always)]
pub fn traced<N, F>(_: N, _: u32, attempt: F) -> F {
    attempt
}

/// Enters no span.
#[cfg(not(feature = "tracing"))]
#[inline]
#[must_use]
pub fn entered<N>(_: N, _: u32) -> NotEntered {
    NotEntered
}

/// The guard of no span.
#[cfg(not(feature = "tracing"))]
#[derive(Debug)]
pub struct NotEntered;

#[cfg(feature = "tracing")]
mod on {
    use tracing::instrument::{Instrument as _, Instrumented};
    use tracing::span::{EnteredSpan, Span};

    use crate::telemetry::trace::TARGET;

    /// The attempt, which is inside its span whenever it is polled.
    #[inline]
    pub fn traced<F>(function: &'static str, number: u32, attempt: F) -> Instrumented<F> {
        attempt.instrument(span(function, number))
    }

    /// The guard leaves the span of the attempt when it is dropped.
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
