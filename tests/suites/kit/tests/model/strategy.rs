//! Random scripts.

use std::time::Duration;

use proptest::prelude::*;
use proptest::strategy::Union;

use crate::script::{
    CLASSES, Draw, Ends, Failure, Growth, NamesCut, On, Options, Says, Script, Shared, Step,
};

const MOST_ATTEMPTS: u32 = 8;
const MILLI: u64 = 1_000_000;

/// Often a round number or next to one, so that ends meet to the nanosecond.
fn time(most_millis: u64) -> impl Strategy<Value = u64> {
    prop_oneof![
        0..most_millis * MILLI,
        (0..=most_millis / 250, 0..3_u64)
            .prop_map(|(quarters, around)| { (quarters * 250 * MILLI + around).saturating_sub(1) }),
    ]
}

fn limit(most_millis: u64) -> impl Strategy<Value = Option<u64>> {
    prop::option::of(time(most_millis).prop_filter("no limit is zero", |limit| *limit > 0))
}

fn growth_and_jitter() -> impl Strategy<Value = (Growth, Draw)> {
    let growth = prop_oneof![
        2 => Just(Growth::Doubling),
        1 => (5..=12_u32).prop_map(|quarters| Growth::Times { quarters }),
        1 => Just(Growth::Linear),
        1 => Just(Growth::Constant),
        1 => Just(Growth::Fibonacci),
    ];
    let draw = prop_oneof![
        2 => Just(Draw::None),
        2 => Just(Draw::Full),
        1 => Just(Draw::Equal),
        1 => (1..=16_u32).prop_map(|sixteenths| Draw::Fraction { sixteenths }),
    ];
    prop_oneof![5 => (growth, draw), 1 => Just((Growth::Doubling, Draw::Decorrelated))]
}

/// `initial_delay`, `throttled_delay` and `max_delay`, in an order that `Policy::check` allows.
fn delays() -> impl Strategy<Value = (Option<u64>, Option<u64>, u64)> {
    (prop::option::of(time(2_000)), prop::option::of(0..=4_u64), time(4_000)).prop_map(
        |(initial, quarters, more)| {
            let most = initial.map_or(more, |initial| initial + more);
            let least = initial.unwrap_or(most.min(500 * MILLI));
            (initial, quarters.map(|quarters| least + (most - least) / 4 * quarters), most)
        },
    )
}

fn upstream() -> impl Strategy<Value = Option<Shared>> {
    let budget = prop::option::of(10..40_u32);
    let paused = prop_oneof![2 => Just(0), 1 => time(4_000), 1 => time(20_000)];
    let shared = (budget, prop::bool::weighted(0.95), paused, limit(8_000)).prop_map(
        |(budget, allows_retries, paused, max_wait)| Shared { budget, allows_retries, paused, max_wait },
    );
    prop::option::of(shared)
}

fn options() -> impl Strategy<Value = Options> {
    let on = prop_oneof![3 => Just(On::Unwritten), 2 => Just(On::Pattern), 1 => Just(On::Everything)];
    let except = prop::option::weighted(0.3, any::<bool>().prop_map(NamesCut));
    let inside = (prop::bool::weighted(0.8), any::<bool>());
    let choice = (on, except, any::<bool>(), any::<bool>(), any::<bool>(), inside);
    let times = (delays(), time(12_000), limit(2_000), limit(12_000));
    (1..=MOST_ATTEMPTS, growth_and_jitter(), times, choice, upstream()).prop_map(
        |(max, (growth, jitter), (delays, max_retry_after, attempt_timeout, deadline), choice, upstream)| {
            let (initial_delay, throttled_delay, max_delay) = delays;
            let (on, except, on_ok, last_error, by_path, (idempotent, allows_nested)) = choice;
            Options {
                max,
                growth,
                jitter,
                initial_delay,
                throttled_delay,
                max_delay,
                max_retry_after,
                attempt_timeout,
                deadline,
                last_error,
                on,
                except,
                on_ok,
                idempotent,
                allows_nested,
                upstream,
                by_path,
            }
        },
    )
}

fn failure() -> impl Strategy<Value = Failure> {
    let class = Union::new_weighted(CLASSES.map(|(weight, class)| (weight, Just(class))).to_vec());
    let says = prop_oneof![
        4 => Just(Says::Nothing),
        2 => time(9_000).prop_map(Says::Wait),
        1 => time(9_000).prop_map(Says::ResetsIn),
    ];
    let (ran, given_up) = (prop::bool::weighted(0.3), prop::bool::weighted(0.1));
    (class, says, ran, given_up, prop::bool::weighted(0.9), prop::bool::weighted(0.1)).prop_map(
        |(class, says, ran, given_up, named, excepted)| Failure {
            class,
            says,
            ran,
            given_up,
            named,
            excepted,
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let ends = prop_oneof![
        1 => Just(Ends::Answer),
        2 => Just(Ends::Empty),
        12 => failure().prop_map(Ends::Failure),
    ];
    let random = prop_oneof![8 => any::<u64>(), 1 => Just(0), 1 => Just(u64::MAX), 1 => Just(1 << 63)];
    (prop_oneof![3 => time(3_000), 1 => Just(0)], ends, random).prop_map(|(takes, ends, random)| Step {
        takes,
        ends,
        random,
    })
}

pub(crate) fn script() -> impl Strategy<Value = Script> {
    // Some rules of an upstream need a row of the same failures.
    let steps = prop_oneof![
        4 => prop::collection::vec(step(), MOST_ATTEMPTS as usize),
        1 => step().prop_map(|step| vec![step; MOST_ATTEMPTS as usize]),
    ];
    let dropped_after = prop::option::weighted(0.3, (1..15_000_u64).prop_map(Duration::from_millis));
    (options(), steps, any::<bool>(), dropped_after)
        .prop_map(|(options, steps, hooks, dropped_after)| Script { options, steps, hooks, dropped_after })
}

/// The same without an upstream, for clocks on which a wait in line is not exact.
pub(crate) fn script_alone() -> impl Strategy<Value = Script> {
    script().prop_map(|script| Script { options: Options { upstream: None, ..script.options }, ..script })
}
