//! The deadline under random schedules: it holds, and no possible attempt is omitted.

use std::ops::ControlFlow;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use proptest::prelude::*;
use retry_attr::__private::{
    Attempts, Plan, Thread, ThreadRandom, Tokio, block, is_wait, limit, refused, sleep, timed,
};
use retry_attr::test::{End, Kit, Record, advance};
use retry_attr::{Backoff, FailureClass, Jitter, Policy, StopReason, Verdict};

use crate::{Failed, millis};

/// A call: its limits, and what each attempt takes and fails with.
#[derive(Clone, Debug)]
struct Call {
    policy: Policy,
    max: u32,
    attempt_timeout: Option<Duration>,
    deadline: Duration,
    attempts: Vec<(Duration, Verdict)>,
}

const MOST_ATTEMPTS: u32 = 8;
/// tokio's: a timer may be late by as much.
const RESOLUTION: Duration = Duration::from_millis(1);

/// Often a round number or next to one, so that ends meet to the nanosecond.
fn time(most_millis: u64) -> impl Strategy<Value = Duration> {
    prop_oneof![
        (0..most_millis * 1_000_000).prop_map(Duration::from_nanos),
        (0..=most_millis / 250, 0..3_u64).prop_map(|(quarters, less)| {
            millis(250 * quarters).saturating_sub(Duration::from_nanos(less / 2))
        }),
    ]
}

fn limit_of(most_millis: u64) -> impl Strategy<Value = Duration> {
    time(most_millis).prop_filter("no limit is zero", |limit| !limit.is_zero())
}

fn verdict() -> impl Strategy<Value = Verdict> {
    let kind = prop_oneof![Just(Verdict::transient()), Just(Verdict::throttled())];
    prop_oneof![
        4 => kind,
        2 => time(9_000).prop_map(|hint| Verdict::throttled().with_hint(hint)),
        1 => time(9_000).prop_map(|reset| Verdict::throttled().with_reset(reset)),
    ]
}

fn policy() -> impl Strategy<Value = (Policy, u32)> {
    let backoff = prop_oneof![
        Just(Backoff::Exponential),
        Just(Backoff::Linear),
        Just(Backoff::Constant),
        Just(Backoff::Fibonacci)
    ];
    let jitter = prop_oneof![3 => Just(Jitter::None), 1 => Just(Jitter::Full), 1 => Just(Jitter::Equal)];
    let max_retry_after = time(12_000);
    (1..=MOST_ATTEMPTS, backoff, jitter, time(2_000), time(3_000), max_retry_after).prop_map(
        |(max, backoff, jitter, initial, more, max_retry_after)| {
            let policy = Policy::DEFAULT.max(max).backoff(backoff).jitter(jitter).initial_delay(initial);
            (policy.max_delay(initial + more).max_retry_after(max_retry_after), max)
        },
    )
}

fn call() -> impl Strategy<Value = Call> {
    let attempts = prop::collection::vec((time(3_000), verdict()), MOST_ATTEMPTS as usize);
    let attempt_timeout = prop::option::of(limit_of(2_000));
    let deadline = limit_of(12_000);
    (policy(), attempt_timeout, deadline, attempts).prop_map(
        |((policy, max), attempt_timeout, deadline, attempts)| Call {
            policy,
            max,
            attempt_timeout,
            deadline,
            attempts,
        },
    )
}

impl Call {
    fn plan(&self) -> Plan {
        let plan = Plan::new("call", self.policy).deadline(self.deadline);
        self.attempt_timeout.map_or(plan, |limit| plan.attempt_timeout(limit))
    }

    /// An annotated async function.
    async fn run(&self, take: impl AsyncFn(Duration)) -> Result<(), Failed> {
        let plan: &'static Plan = Box::leak(Box::new(self.plan()));
        let mut attempts = timed(Attempts::new(), Tokio);
        let mut steps = self.attempts.iter();
        loop {
            let delay = {
                let (duration, verdict) = steps.next().expect("no more than the most");
                let attempt = async {
                    take(*duration).await;
                    Err(Failed(*verdict))
                };
                let outcome = limit(&mut attempts, plan, Tokio, attempt, refused).await;
                match Attempts::settle(&mut attempts, plan, ThreadRandom, &outcome) {
                    ControlFlow::Break(()) => break outcome,
                    ControlFlow::Continue(delay) => delay,
                }
            };
            if is_wait(delay) {
                sleep(Tokio, delay).await;
            }
        }
    }

    /// An annotated sync function. Returns the time at which the last attempt began.
    fn run_sync(&self) -> Duration {
        let plan = Plan::new("call", self.policy).deadline(self.deadline);
        let mut attempts = timed(Attempts::new(), Thread);
        let mut steps = self.attempts.iter();
        loop {
            let began = attempts.attempt(&plan).elapsed();
            let (duration, verdict) = steps.next().expect("no more than the most");
            advance(*duration);
            let outcome = Err::<(), _>(Failed(*verdict));
            match Attempts::settle(&mut attempts, &plan, ThreadRandom, &outcome) {
                ControlFlow::Break(()) => break began,
                ControlFlow::Continue(delay) if is_wait(delay) => block(Thread, delay),
                ControlFlow::Continue(_) => {}
            }
        }
    }

    /// Asserts that a call of this duration could not have made another attempt.
    fn assert_maximal(&self, record: &Record, elapsed: Duration) {
        let made = record.attempts();
        let verdict = self.attempts[made - 1].1;
        let End::GaveUp { class, stop_reason, .. } = *record.entries()[made - 1].end() else {
            panic!("{record:?}")
        };
        match stop_reason {
            StopReason::Attempts => assert_eq!(made, self.max as usize),
            StopReason::HintTooLong => assert!(verdict.hint().is_some(), "{verdict:?}"),
            StopReason::Deadline => {
                let wait = self.longest_wait(class, verdict, made - 1);
                assert!(
                    elapsed + wait >= self.deadline,
                    "{wait:?} after {elapsed:?} would have ended in time"
                );
            }
            reason => panic!("{reason:?}"),
        }
    }

    /// The longest wait before retry number `retry` that can stop the call: a hint, or else our own. A reset stops none.
    fn longest_wait(&self, class: FailureClass, verdict: Verdict, retry: usize) -> Duration {
        let own = |mut schedule: retry_attr::Schedule| schedule.nth(retry).unwrap_or_default();
        match (class, verdict.hint()) {
            // The attempt was cut, so it did not fail itself.
            (FailureClass::TimedOut | FailureClass::Transient, _) => own(self.policy.schedule()),
            (_, Some(hint)) => hint,
            (_, None) => own(self.policy.throttled_schedule()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_deadline_holds_on_the_paused_clock(call in call()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        let (elapsed, record) = runtime.expect("a runtime").block_on(async {
            let start = tokio::time::Instant::now();
            let (outcome, record) = Kit::new().run_async(call.run(tokio::time::sleep)).await;
            outcome.expect_err("it always fails");
            (start.elapsed(), record)
        });
        assert!(elapsed <= call.deadline + RESOLUTION, "{elapsed:?} is past {:?}", call.deadline);
        call.assert_maximal(&record, elapsed);
    }

    #[test]
    fn the_deadline_holds_to_the_nanosecond_on_the_virtual_clock(call in call()) {
        let run = Kit::new().no_wait().run_async(call.run(async |duration| advance(duration)));
        let Poll::Ready((outcome, record)) = pin!(run).poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("it waits");
        };
        outcome.expect_err("it always fails");
        assert!(record.elapsed() <= call.deadline, "{:?} is past {:?}", record.elapsed(), call.deadline);
        call.assert_maximal(&record, record.elapsed());
    }

    #[test]
    fn no_sync_attempt_begins_at_it_or_past_it(call in call()) {
        let (began, record) = Kit::new().no_wait().run(|| call.run_sync());
        assert!(began < call.deadline, "{began:?} is past {:?}", call.deadline);
        call.assert_maximal(&record, record.elapsed());
    }
}
