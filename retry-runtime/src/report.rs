//! What those hear who look on from outside, and not through a hook.

#[cfg(feature = "metrics")]
mod count;
#[cfg(feature = "tracing")]
mod off_features;
mod span;
mod text;
#[cfg(feature = "tracing")]
mod trace;

pub use self::span::{entered, traced};
pub use self::text::{HasText, Text};
#[cfg(feature = "stream")]
use crate::judgment::Judgment;
use crate::observe::StopReason;
use crate::plan::Plan;
use crate::policy::Wait;
#[cfg(feature = "metrics")]
use crate::verdict::Class;
use crate::verdict::Verdict;

/// What became of an attempt.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(any(feature = "test-util", feature = "tracing")), expect(dead_code))]
pub(crate) enum Event<'a> {
    Succeeded,
    Retried(Verdict, Wait, Text<'a>),
    GaveUp(Verdict, StopReason, Text<'a>),
    /// It succeeded with a stream, whose reader has come to an error.
    #[cfg(feature = "stream")]
    Broke(Verdict, Text<'a>),
}

#[cfg(feature = "metrics")]
impl Event<'_> {
    /// How the attempt failed, if it did.
    fn class(&self) -> Option<Class> {
        match self {
            Self::Succeeded => None,
            Self::Retried(verdict, ..) | Self::GaveUp(verdict, ..) => Some(verdict.class()),
            #[cfg(feature = "stream")]
            Self::Broke(verdict, _) => Some(verdict.class()),
        }
    }
}

/// Tells of an error behind the first item of a stream: the call has returned, so that no hook is called.
#[cfg(feature = "stream")]
pub fn late(plan: &Plan, attempt: u32, judgment: Judgment<'_>) {
    report(plan, attempt, Event::Broke(judgment.verdict, judgment.text));
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
