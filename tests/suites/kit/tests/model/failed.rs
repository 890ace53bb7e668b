//! The failures of a script's calls.

use std::time::Duration;

use retry_attr::{FailureClass, GiveUpMark, Retryable, TimeLimit, TimedOut, Verdict};

use crate::script::{Ends, Failure};

/// The mark of all failures that a call inside has given up on.
static GIVEN_UP: GiveUpMark = GiveUpMark::new();

/// The outcome of an attempt or a call: an answer, an empty answer, or none.
pub(crate) type Outcome = Result<bool, Failed>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failed {
    /// As the script says, in the attempt with this number.
    Scripted { attempt: usize, failure: Failure },
    /// A limit cut it, and this is the text of the error.
    Cut { limit: TimeLimit, after: Duration, attempts: usize, before: Option<FailureClass> },
}

impl Failed {
    pub(crate) fn outcome(ends: Ends, attempt: usize) -> Outcome {
        match ends {
            Ends::Answer => Ok(true),
            Ends::Empty => Ok(false),
            Ends::Failure(failure) => Err(Self::Scripted { attempt, failure }),
        }
    }
}

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        match self {
            Self::Scripted { failure, .. } => failure.verdict(),
            // The runtime knows that it has cut the attempt, even if the error has another verdict.
            Self::Cut { .. } => Verdict::throttled(),
        }
    }

    fn give_up_mark(&self) -> Option<&GiveUpMark> {
        let is_given_up = matches!(self, Self::Scripted { failure, .. } if failure.given_up);
        is_given_up.then(|| {
            GIVEN_UP.set();
            &GIVEN_UP
        })
    }
}

impl From<TimedOut> for Failed {
    fn from(timed_out: TimedOut) -> Self {
        Self::Cut {
            limit: timed_out.limit(),
            after: timed_out.after(),
            attempts: timed_out.attempts() as usize,
            before: timed_out.last_failure(),
        }
    }
}
