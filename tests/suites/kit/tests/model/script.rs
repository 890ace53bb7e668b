//! A call: its options, what its attempts do, and what jitter draws.

use std::time::Duration;

use retry_attr::{Backoff, FailureClass, Jitter, PermanentReason, Policy, Verdict};

/// Times are nanoseconds.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    pub(crate) options: Options,
    /// One per attempt.
    pub(crate) steps: Vec<Step>,
    /// Whether hooks are written.
    pub(crate) hooks: bool,
    /// The time at which the call's future is dropped.
    pub(crate) dropped_after: Option<Duration>,
}

#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) max: u32,
    pub(crate) growth: Growth,
    pub(crate) jitter: Draw,
    pub(crate) initial_delay: Option<u64>,
    pub(crate) throttled_delay: Option<u64>,
    pub(crate) max_delay: u64,
    pub(crate) max_retry_after: u64,
    pub(crate) attempt_timeout: Option<u64>,
    pub(crate) deadline: Option<u64>,
    pub(crate) last_error: bool,
    pub(crate) on: On,
    /// Whether it is written, and what it names of the errors that we make.
    pub(crate) except: Option<NamesCut>,
    pub(crate) on_ok: bool,
    pub(crate) idempotent: bool,
    pub(crate) allows_nested: bool,
    pub(crate) upstream: Option<Shared>,
    /// Whether the policy is one by path, whose jitter the macro does not see.
    pub(crate) by_path: bool,
}

/// An upstream that the call has to itself, and `max_wait`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shared {
    pub(crate) budget: Option<u32>,
    pub(crate) allows_retries: bool,
    /// The rest of the pause when the call begins.
    pub(crate) paused: u64,
    pub(crate) max_wait: Option<u64>,
}

/// The growth of the ceilings. A factor is in quarters, so that its powers are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Growth {
    Doubling,
    Times { quarters: u32 },
    Linear,
    Constant,
    Fibonacci,
}

/// The jitter. A fraction is in sixteenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Draw {
    None,
    Full,
    Equal,
    Decorrelated,
    Fraction { sixteenths: u32 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum On {
    Unwritten,
    Pattern,
    Everything,
}

/// Whether the pattern of `except` matches the error of an attempt that was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NamesCut(pub(crate) bool);

#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) takes: u64,
    pub(crate) ends: Ends,
    /// The random number for the wait that follows.
    pub(crate) random: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    Answer,
    /// The values that `on_ok` matches.
    Empty,
    Failure(Failure),
}

/// An error's verdict, and which patterns match it.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) class: FailureClass,
    pub(crate) says: Says,
    /// Whether the request may have been carried out.
    pub(crate) ran: bool,
    /// Whether a call inside has given up on it.
    pub(crate) given_up: bool,
    pub(crate) named: bool,
    pub(crate) excepted: bool,
}

/// The time that the server names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    Nothing,
    Wait(u64),
    ResetsIn(u64),
}

impl Options {
    /// Whether an option looks at outcomes.
    pub(crate) fn has_judge(&self) -> bool {
        self.on != On::Unwritten || self.except.is_some() || self.on_ok
    }

    /// The same in the library's words.
    pub(crate) fn policy(&self) -> Policy {
        let nanos = Duration::from_nanos;
        let policy = Policy::DEFAULT.max(self.max);
        let policy = match self.growth {
            Growth::Doubling => policy,
            Growth::Times { quarters } => policy.factor(f64::from(quarters) / 4.0),
            Growth::Linear => policy.backoff(Backoff::Linear),
            Growth::Constant => policy.backoff(Backoff::Constant),
            Growth::Fibonacci => policy.backoff(Backoff::Fibonacci),
        };
        let policy = policy.jitter(match self.jitter {
            Draw::None => Jitter::None,
            Draw::Full => Jitter::Full,
            Draw::Equal => Jitter::Equal,
            Draw::Decorrelated => Jitter::Decorrelated,
            Draw::Fraction { sixteenths } => Jitter::Fraction(f64::from(sixteenths) / 16.0),
        });
        let policy = self.initial_delay.map_or(policy, |delay| policy.initial_delay(nanos(delay)));
        let policy = self.throttled_delay.map_or(policy, |delay| policy.throttled_delay(nanos(delay)));
        let policy = policy.max_delay(nanos(self.max_delay)).max_retry_after(nanos(self.max_retry_after));
        assert_eq!(policy.check(), Ok(()), "{self:?}");
        policy
    }
}

impl Failure {
    pub(crate) fn verdict(self) -> Verdict {
        let verdict = match self.class {
            FailureClass::Transient => Verdict::transient(),
            FailureClass::TimedOut => Verdict::timed_out(),
            FailureClass::Throttled => Verdict::throttled(),
            FailureClass::Overloaded => Verdict::overloaded(),
            FailureClass::Permanent(reason) => Verdict::permanent(reason),
            class => panic!("{class:?} is new"),
        };
        let verdict = if self.ran { verdict } else { verdict.did_not_run() };
        match self.says {
            Says::Nothing => verdict,
            Says::Wait(nanos) => verdict.with_hint(Duration::from_nanos(nanos)),
            Says::ResetsIn(nanos) => verdict.with_reset(Duration::from_nanos(nanos)),
        }
    }
}

/// All of them.
pub(crate) const CLASSES: [(u32, FailureClass); 10] = [
    (8, FailureClass::Transient),
    (2, FailureClass::TimedOut),
    (8, FailureClass::Throttled),
    (2, FailureClass::Overloaded),
    (1, FailureClass::Permanent(PermanentReason::Quota)),
    (1, FailureClass::Permanent(PermanentReason::TooLong)),
    (1, FailureClass::Permanent(PermanentReason::Refused)),
    (1, FailureClass::Permanent(PermanentReason::Auth)),
    (1, FailureClass::Permanent(PermanentReason::Invalid)),
    (1, FailureClass::Permanent(PermanentReason::Unrecognized)),
];
