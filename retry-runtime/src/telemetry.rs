//! What those hear who look on from outside, and not through a hook.

#[cfg(feature = "metrics-024")]
mod count;
#[cfg(feature = "tracing")]
mod off_features;
mod span;
mod text;
#[cfg(feature = "tracing")]
mod trace;

pub use self::span::{entered, traced};
pub use self::text::{HasText, Text};
use crate::event::StopReason;
use crate::policy::Wait;
#[cfg(feature = "metrics-024")]
use crate::verdict::Class;
use crate::verdict::Verdict;

/// The function and the attempt that an event comes from.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(any(feature = "metrics-024", feature = "test-util", feature = "tracing")), expect(dead_code))]
pub(crate) struct Origin {
    pub(crate) function: &'static str,
    pub(crate) attempt: u32,
    pub(crate) max: u32,
}

/// The end of an attempt.
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

#[cfg(feature = "metrics-024")]
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

/// Reports to every enabled listener; compiles to nothing without one.
#[inline]
pub(crate) fn report(origin: Origin, event: Event<'_>) {
    let _ = (origin, event);
    #[cfg(feature = "test-util")]
    crate::test::report(origin, event);
    #[cfg(feature = "tracing")]
    trace::tell(origin, event);
    #[cfg(feature = "metrics-024")]
    count::count(origin, event);
}
