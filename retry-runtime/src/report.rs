//! What those hear who look on from outside, and not through a hook.

#[cfg(feature = "metrics")]
mod count;
mod span;
mod text;
#[cfg(feature = "tracing")]
mod trace;

pub use self::span::{entered, traced};
pub use self::text::{HasText, Text};
use crate::observe::StopReason;
use crate::plan::Plan;
use crate::policy::Wait;
use crate::verdict::Verdict;

/// What became of an attempt.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(any(feature = "test-util", feature = "tracing")), expect(dead_code))]
pub(crate) enum Event<'a> {
    Succeeded,
    Retried(Verdict, Wait, Text<'a>),
    GaveUp(Verdict, StopReason, Text<'a>),
}

/// Tells it; to nobody, and at no cost, unless a feature listens.
#[inline]
pub(crate) fn report(plan: &Plan, attempt: u32, event: Event<'_>) {
    let _ = (plan, attempt, event);
    #[cfg(feature = "test-util")]
    crate::test::report(plan, attempt, event);
    #[cfg(feature = "tracing")]
    trace::tell(plan, attempt, event);
    #[cfg(feature = "metrics")]
    count::count(plan, attempt, event);
}
