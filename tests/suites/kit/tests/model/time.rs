//! The duration of an attempt, and the part of it that its limits allow.

use std::time::Duration;

use retry_attr::{FailureClass, TimeLimit};

use crate::failed::{Failed, Outcome};
use crate::script::{Options, Step};

/// The passing of time, and the effect of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Time {
    /// tokio's timers end at the next millisecond. If two end at once, the timer of the attempt counts first.
    Paused,
    /// To the nanosecond. An attempt that takes as long as it may has taken too long.
    Virtual,
    /// The same, but attempts are not cut.
    Sync,
}

/// The end of an attempt, and its time.
pub(crate) struct Ended {
    pub(crate) at: u64,
    pub(crate) outcome: Outcome,
    pub(crate) cut: Option<TimeLimit>,
}

impl Time {
    /// The time at which a timer that is set now ends.
    pub(crate) fn after(self, now: u64, nanos: u64) -> u64 {
        match self {
            Self::Paused => (now + nanos).next_multiple_of(1_000_000),
            Self::Virtual | Self::Sync => now + nanos,
        }
    }

    pub(crate) fn attempt(
        self,
        options: &Options,
        step: &Step,
        number: usize,
        now: u64,
        before: Option<(Outcome, FailureClass)>,
        begun: &mut Vec<u64>,
    ) -> Ended {
        let ended =
            Ended { at: self.after(now, step.takes), outcome: Failed::outcome(step.ends, number), cut: None };
        let Some((limit, length, left)) = options.limit(now).filter(|_| self != Self::Sync) else {
            begun.push(now);
            return ended;
        };
        if left > 0 {
            begun.push(now);
        }
        let end = self.after(now, left);
        let is_in_time = if self == Self::Paused { ended.at <= end } else { ended.at < end };
        if left > 0 && is_in_time {
            return ended;
        }
        let after = Duration::from_nanos(length);
        let before = before.map(|(_, class)| class);
        Ended {
            at: end,
            outcome: Err(Failed::Cut { limit, after, attempts: number, before }),
            cut: Some(limit),
        }
    }
}

impl Options {
    /// The limit that ends first for an attempt that begins now: its kind, its length, and its rest.
    fn limit(&self, now: u64) -> Option<(TimeLimit, u64, u64)> {
        let attempt = self.attempt_timeout.map(|limit| (TimeLimit::Attempt, limit, limit));
        let call = self.deadline.map(|limit| (TimeLimit::Deadline, limit, limit.saturating_sub(now)));
        match (attempt, call) {
            (Some(attempt), Some(call)) => Some(if attempt.2 < call.2 { attempt } else { call }),
            _ => attempt.or(call),
        }
    }
}
