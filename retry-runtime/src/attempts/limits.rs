//! The time that a call has taken, and the limit that has cut its attempt.

#[cfg(feature = "std")]
pub(crate) use self::of_std::Timed;
use super::plan::Plan;
use crate::event::StopReason;
use crate::verdict::FailureClass;

/// The time of a call.
pub trait Time: Copy {
    /// The rest of the deadline in nanoseconds, if the call has one.
    fn left(&self, plan: &Plan) -> Option<u64>;

    /// The limit that cut the attempt, if any.
    fn cut(&self) -> Option<Cut>;

    /// Remembers the failure of an attempt that is followed by another one.
    fn note_failure(&mut self, class: FailureClass);
}

/// For calls without limits; reads no clock.
#[derive(Clone, Copy, Debug)]
pub struct Untimed;

/// The limit that cut an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// `attempt_timeout`.
    Attempt,
    /// `deadline`.
    Deadline,
    /// `deadline`, and the outcome is the failure of the previous attempt.
    DeadlineAfterFailure,
    /// `deadline`, before the attempt had its turn at the upstream.
    InLine,
    /// The same, and the outcome is the failure of the previous attempt.
    InLineAfterFailure,
    /// `max_wait`: the attempt would have waited longer for its turn.
    MaxWait,
}

impl Cut {
    /// The reason why the call ends, if the cut ends it.
    pub(crate) const fn stop_reason(self) -> Option<StopReason> {
        match self {
            Self::Attempt => None,
            Self::MaxWait => Some(StopReason::LineTooLong),
            Self::Deadline | Self::DeadlineAfterFailure | Self::InLine | Self::InLineAfterFailure => {
                Some(StopReason::Deadline)
            }
        }
    }

    /// Whether the attempt never began.
    pub(crate) const fn is_in_line(self) -> bool {
        matches!(self, Self::InLine | Self::InLineAfterFailure | Self::MaxWait)
    }

    /// The same cut, when the outcome is the failure of the previous attempt.
    #[cfg(feature = "std")]
    pub(crate) const fn after_failure(self) -> Option<Self> {
        match self {
            Self::Deadline => Some(Self::DeadlineAfterFailure),
            Self::InLine => Some(Self::InLineAfterFailure),
            _ => None,
        }
    }

    /// Whether the outcome is the failure of the previous attempt.
    pub(crate) const fn is_after_failure(self) -> bool {
        matches!(self, Self::DeadlineAfterFailure | Self::InLineAfterFailure)
    }
}

impl Time for Untimed {
    fn left(&self, _: &Plan) -> Option<u64> {
        None
    }

    fn cut(&self) -> Option<Cut> {
        None
    }

    fn note_failure(&mut self, _: FailureClass) {}
}

#[cfg(feature = "std")]
mod of_std {
    use core::marker::PhantomData;
    use core::time::Duration;
    use std::time::Instant;

    use super::{Cut, Time};
    use crate::attempts::plan::Plan;
    use crate::policy::nanos;
    use crate::verdict::FailureClass;
    use crate::wait::Clock;

    /// A call that reads the clock `C`.
    #[derive(Clone, Copy, Debug)]
    pub struct Timed<C> {
        pub(crate) started: Instant,
        pub(crate) cut: Option<Cut>,
        pub(crate) last_failure: Option<FailureClass>,
        clock: PhantomData<fn() -> C>,
    }

    impl<C: Clock> Timed<C> {
        pub(crate) fn start() -> Self {
            Self { started: C::now(), cut: None, last_failure: None, clock: PhantomData }
        }

        /// The longest that an attempt may take that begins now, and the limit that says so.
        pub(crate) fn limit(&self, plan: &Plan, now: Instant) -> (Duration, Cut) {
            let attempt = plan.attempt_timeout.unwrap_or(Duration::MAX);
            let elapsed = now.saturating_duration_since(self.started);
            let call = plan.deadline.map_or(Duration::MAX, |deadline| deadline.saturating_sub(elapsed));
            if attempt < call { (attempt, Cut::Attempt) } else { (call, Cut::Deadline) }
        }

        /// The latest time for the turn of an attempt, and the limit that sets it.
        pub(crate) fn end_in_line(&self, plan: &Plan, is_retry: bool) -> (Option<Instant>, Cut) {
            let after = |limit: Option<Duration>| limit.and_then(|limit| self.started.checked_add(limit));
            let deadline = after(plan.deadline);
            match after(plan.max_wait.filter(|_| !is_retry)) {
                Some(end) if deadline.is_none_or(|deadline| end < deadline) => (Some(end), Cut::MaxWait),
                _ => (deadline, Cut::InLine),
            }
        }
    }

    impl<C: Clock> Time for Timed<C> {
        fn left(&self, plan: &Plan) -> Option<u64> {
            let elapsed = || C::now().saturating_duration_since(self.started);
            plan.deadline.map(|deadline| nanos(deadline.saturating_sub(elapsed())))
        }

        fn cut(&self) -> Option<Cut> {
            self.cut
        }

        fn note_failure(&mut self, class: FailureClass) {
            self.cut = None;
            self.last_failure = Some(class);
        }
    }
}
