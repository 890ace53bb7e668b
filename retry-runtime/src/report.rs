//! What those hear who look on from outside, and not through a hook.

use crate::observe::StopReason;
use crate::plan::Plan;
use crate::policy::Wait;
use crate::verdict::Verdict;

/// What became of an attempt.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(any(feature = "metrics", feature = "test-util", feature = "tracing")), expect(dead_code))]
pub(crate) enum Event {
    Succeeded,
    Retried(Verdict, Wait),
    GaveUp(Verdict, StopReason),
}

/// Tells it; to nobody, and at no cost, unless a feature listens.
#[inline]
pub(crate) fn report(plan: &Plan, attempt: u32, event: Event) {
    let _ = (plan, attempt, event);
    #[cfg(feature = "test-util")]
    crate::test::report(plan, attempt, event);
}
