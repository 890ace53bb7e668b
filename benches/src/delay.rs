//! The length of one wait, randomness included: from 10 ms to 1 s, doubling. tower's waits are timers, and `again`'s,
//! `tryhard`'s and the attributes' own are private or without jitter.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::Duration;

use retry_attr::__private::{Attempts, Plan, ThreadRandom};
use retry_attr::{Jitter, Policy};

use crate::asynchronous::CAP;
use crate::case::{Case, Load};
use crate::work::{Error, Outcome};

const FIRST: Duration = Duration::from_millis(10);
const POLICY: Policy = Policy::DEFAULT.max(u32::MAX).initial_delay(FIRST).max_delay(CAP);
static FULL: Plan = Plan::new("full", POLICY);
static NONE: Plan = Plan::new("none", POLICY.jitter(Jitter::None));

/// The first `failures` waits of each call.
macro_rules! case {
    ($way:literal, $waits:expr) => {{
        fn run(load: Load) {
            for _ in 0..load.calls {
                let mut waits = $waits;
                for _ in 0..load.failures {
                    let wait: Option<Duration> = waits();
                    assert!(
                        black_box(wait).is_some_and(|wait| wait <= 2 * CAP),
                        "no wait, or too long a one"
                    );
                }
            }
        }
        let case = |question, load| Case { question, way: $way, load, run };
        [
            case("delay 1", Load::calls(5_000).failing(1)),
            case("delay 2", Load::calls(5_000).failing(2)),
            case("delay 100,000", Load::calls(1).failing(100_000)),
            case("delay 101,000", Load::calls(1).failing(101_000)),
            case("delay first", Load::calls(1).failing(1)),
        ]
    }};
}

/// All that a failed attempt costs but the waiting: the verdict, the decision and the wait's length.
fn settled(plan: &'static Plan) -> impl FnMut() -> Option<Duration> {
    let mut attempts = Attempts::new();
    move || {
        let outcome: Outcome = black_box(Err(Error::Transient));
        match attempts.settle(plan, ThreadRandom, &outcome) {
            ControlFlow::Continue(wait) => Some(wait),
            ControlFlow::Break(()) => None,
        }
    }
}

/// The code around all of them.
fn nothing() -> impl FnMut() -> Option<Duration> {
    || {
        let outcome: Outcome = black_box(Err(Error::Transient));
        outcome.err().map(|_| FIRST)
    }
}

fn by_hand() -> impl FnMut() -> Option<Duration> {
    let mut retries = 0_u32;
    move || {
        let ceiling = FIRST.saturating_mul(1 << retries.min(10)).min(CAP);
        retries += 1;
        Some(ceiling.mul_f64(fastrand::f64()))
    }
}

fn by_backon() -> impl FnMut() -> Option<Duration> {
    use backon::BackoffBuilder as _;
    let policy = backon::ExponentialBuilder::new().with_min_delay(FIRST).with_max_delay(CAP).with_jitter();
    let mut waits = policy.without_max_times().build();
    move || waits.next()
}

fn by_tokio_retry() -> impl FnMut() -> Option<Duration> {
    use tokio_retry::strategy::{ExponentialBackoff, jitter};
    let mut waits = ExponentialBackoff::from_millis(2).factor(5).max_delay(CAP).map(jitter);
    move || waits.next()
}

fn by_tokio_retry2() -> impl FnMut() -> Option<Duration> {
    use tokio_retry2::strategy::{ExponentialFactorBackoff, jitter};
    let mut waits = ExponentialFactorBackoff::from_millis(10, 2.0).max_delay(CAP).map(jitter);
    move || waits.next()
}

fn by_backoff() -> impl FnMut() -> Option<Duration> {
    use backoff::backoff::Backoff as _;
    let mut backoff = backoff::ExponentialBackoffBuilder::new()
        .with_initial_interval(FIRST)
        .with_max_interval(CAP)
        .with_max_elapsed_time(None)
        .build();
    move || backoff.next_backoff()
}

fn by_retry() -> impl FnMut() -> Option<Duration> {
    use retry::delay::{Exponential, jitter};
    let mut waits = Exponential::from_millis(10).map(|delay| delay.min(CAP)).map(jitter);
    move || waits.next()
}

pub(crate) fn cases() -> Vec<Case> {
    [
        case!("ours", settled(&FULL)),
        case!("ours, jitter none", settled(&NONE)),
        case!("nothing", nothing()),
        case!("hand", by_hand()),
        case!("backon", by_backon()),
        case!("tokio-retry", by_tokio_retry()),
        case!("tokio-retry2", by_tokio_retry2()),
        case!("backoff", by_backoff()),
        case!("retry", by_retry()),
    ]
    .concat()
}
