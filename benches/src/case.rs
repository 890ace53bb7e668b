use std::hint::black_box;

use crate::work::{Outcome, Server};
use crate::{asynchronous, big, delay, options, peers, reply, streams, sync, sync_peers, upstream};

/// The number of calls of a case, and the events in each call.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    pub calls: u64,
    /// The number of failures of a call before its success.
    pub failures: u32,
    /// The number of times that its body is pending before it is ready.
    pub pending: u32,
}

/// Does that many calls, and panics if one had another result or another number of attempts.
pub type Run = fn(Load);

/// A question, and a way to retry that answers it.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub question: &'static str,
    pub way: &'static str,
    pub load: Load,
    pub run: Run,
}

impl Load {
    pub(crate) const fn calls(calls: u64) -> Self {
        Self { calls, failures: 0, pending: 0 }
    }

    pub(crate) const fn failing(self, failures: u32) -> Self {
        Self { failures, ..self }
    }

    pub(crate) const fn pending(self, pending: u32) -> Self {
        Self { pending, ..self }
    }

    /// The sum of the results of all calls.
    pub(crate) fn check(self, sum: u64, server: &Server) {
        assert_eq!(sum, self.calls * Server::ANSWER, "a call had another result");
        let attempts = self.calls * (u64::from(self.failures) + 1);
        assert_eq!(server.attempts(), attempts, "there were more or fewer attempts");
    }
}

/// Takes an outcome apart without storing it: a whole one read again would be a stall that is not the retry's.
#[inline]
pub(crate) fn add(sum: &mut u64, outcome: Outcome) {
    if let Ok(answer) = outcome {
        *sum = black_box(*sum + answer);
    }
}

/// All cases, in an order that does not change from run to run.
#[must_use]
pub fn cases() -> Vec<Case> {
    [
        asynchronous::cases(),
        peers::cases(),
        sync::cases(),
        sync_peers::cases(),
        big::cases(),
        delay::cases(),
        options::cases(),
        streams::cases(),
        reply::cases(),
        upstream::cases(),
    ]
    .concat()
}

/// The cases that are counted a second time with the feature `tracing`.
#[must_use]
pub fn traced_cases() -> Vec<Case> {
    options::cases()
}

/// The cases whose allocations are counted.
#[must_use]
pub fn allocating_cases() -> Vec<Case> {
    let questions = ["ok 16 B", "wait 3", "sync ok", "sync zero 3"];
    cases().into_iter().filter(|case| questions.contains(&case.question)).collect()
}
