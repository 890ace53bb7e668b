//! The span around an attempt, which begins with its turn. Without the feature `tracing`, both functions do nothing. They accept any name, because
//! `Plan::new` already reports a name that is not a string.

use core::time::Duration;

#[cfg(feature = "tracing")]
pub use self::on::{entered, traced};

/// An attempt by its number, and how long it has waited for its turn at an upstream, if it has one.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "only spans show it")]
pub struct Turn {
    pub(crate) number: u32,
    pub(crate) waited: Option<Duration>,
}

impl From<u32> for Turn {
    #[inline]
    fn from(number: u32) -> Self {
        Self { number, waited: None }
    }
}

/// Returns the attempt itself.
#[cfg(not(feature = "tracing"))]
#[expect(
    clippy::inline_always,
    reason = "a call would copy the attempt, which may be as large as the function"
)]
#[inline(always)]
pub fn traced<N, T, F>(_: N, _: T, attempt: F) -> F {
    attempt
}

/// Enters no span.
#[cfg(not(feature = "tracing"))]
#[inline]
#[must_use]
pub fn entered<N, T>(_: N, _: T) -> NotEntered {
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

    use core::time::Duration;

    use super::Turn;
    use crate::telemetry::trace::TARGET;

    /// The attempt, which is inside its span whenever it is polled.
    #[inline]
    pub fn traced<F>(function: &'static str, turn: impl Into<Turn>, attempt: F) -> Instrumented<F> {
        attempt.instrument(span(function, turn.into()))
    }

    /// The guard leaves the span of the attempt when it is dropped.
    #[inline]
    pub fn entered(function: &'static str, turn: impl Into<Turn>) -> EnteredSpan {
        span(function, turn.into()).entered()
    }

    fn span(function: &'static str, turn: Turn) -> Span {
        let Turn { number, waited } = turn;
        tracing::debug_span!(
            target: TARGET,
            "attempt",
            function,
            attempt = number,
            http.request.resend_count = number - 1,
            waited_seconds = waited.as_ref().map(Duration::as_secs_f64)
        )
    }
}
