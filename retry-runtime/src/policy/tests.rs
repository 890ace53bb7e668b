mod check;
mod getters;
mod growth;
mod properties;
mod schedule;
mod told;

use core::time::Duration;

use super::Policy;
use crate::policy::Jitter;
use crate::policy::PolicyError;
use crate::verdict::{PermanentReason, Verdict};

/// `r` in quarters, as a random number.
const QUARTERS: [u64; 4] = [0, 1 << 62, 1 << 63, 3 << 62];

/// A base of one second and a cap of twenty.
const TABLE: Policy = Policy::DEFAULT
    .initial_delay(Duration::from_secs(1))
    .max_delay(Duration::from_secs(20))
    .jitter(Jitter::None);

fn wait(policy: &Policy, retry: u32, random: u64) -> Duration {
    policy
        .waits()
        .wait::<true>(retry, &Verdict::transient(), None, None, || random)
        .expect("there is no hint")
        .duration
}

/// Never above the formula's value.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds of the table, below 21")]
fn whole_nanos(seconds: f64) -> Duration {
    Duration::from_nanos((seconds * 1e9) as u64)
}

/// The waits before retries 0 to 5, in seconds, for each `r`.
fn assert_waits(jitter: Jitter, expected: [[f64; 6]; 4]) {
    let policy = TABLE.jitter(jitter);
    assert_eq!(policy.check(), Ok(()));
    for (random, expected) in QUARTERS.into_iter().zip(expected) {
        let mut previous = 0;
        let waits = [0, 1, 2, 3, 4, 5].map(|retry| {
            let wait =
                policy
                    .waits()
                    .wait::<true>(retry, &Verdict::transient(), Some(&mut previous), None, || random);
            wait.expect("there is no hint").duration
        });
        assert_eq!(waits, expected.map(whole_nanos), "{jitter:?}");
    }
}

#[test]
fn no_jitter_is_the_ceiling() {
    assert_waits(Jitter::None, [[1.0, 2.0, 4.0, 8.0, 16.0, 20.0]; 4]);
}

#[test]
fn full_jitter_is_anywhere_below_the_ceiling() {
    assert_waits(
        Jitter::Full,
        [
            [0.0; 6],
            [0.25, 0.5, 1.0, 2.0, 4.0, 5.0],
            [0.5, 1.0, 2.0, 4.0, 8.0, 10.0],
            [0.75, 1.5, 3.0, 6.0, 12.0, 15.0],
        ],
    );
}

#[test]
fn equal_jitter_is_in_the_upper_half() {
    assert_waits(
        Jitter::Equal,
        [
            [0.5, 1.0, 2.0, 4.0, 8.0, 10.0],
            [0.625, 1.25, 2.5, 5.0, 10.0, 12.5],
            [0.75, 1.5, 3.0, 6.0, 12.0, 15.0],
            [0.875, 1.75, 3.5, 7.0, 14.0, 17.5],
        ],
    );
}

#[test]
fn a_fraction_shortens_by_at_most_that() {
    assert_waits(
        Jitter::Fraction(0.25),
        [
            [1.0, 2.0, 4.0, 8.0, 16.0, 20.0],
            [0.9375, 1.875, 3.75, 7.5, 15.0, 18.75],
            [0.875, 1.75, 3.5, 7.0, 14.0, 17.5],
            [0.8125, 1.625, 3.25, 6.5, 13.0, 16.25],
        ],
    );
}

#[test]
fn decorrelated_jitter_draws_from_the_wait_before() {
    assert_waits(
        Jitter::Decorrelated,
        [
            [1.0; 6],
            [1.5, 1.875, 2.15625, 2.367_187_5, 2.525_390_625, 2.644_042_968_75],
            [2.0, 3.5, 5.75, 9.125, 14.1875, 20.0],
            [2.5, 5.875, 13.46875, 20.0, 20.0, 20.0],
        ],
    );
}

#[test]
fn throttling_starts_from_its_own_delay_and_its_upper_half() {
    let throttled = |policy: &Policy, retry, random| {
        [Verdict::throttled(), Verdict::overloaded()].map(|verdict| {
            policy
                .waits()
                .wait::<true>(retry, &verdict, None, None, || random)
                .expect("there is no hint")
                .duration
        })
    };
    let seconds = |seconds: f64| [Duration::from_secs_f64(seconds); 2];
    let policy = Policy::DEFAULT;
    assert_eq!(QUARTERS.map(|random| throttled(&policy, 0, random)), [0.5, 0.625, 0.75, 0.875].map(seconds));
    assert_eq!(throttled(&policy, 1, 1 << 63), seconds(1.5));
    assert_eq!(throttled(&policy.jitter(Jitter::None), 0, 7), seconds(1.0));
    assert_eq!(throttled(&policy.jitter(Jitter::Equal), 0, 0), seconds(0.5));
    assert_eq!(throttled(&policy.jitter(Jitter::Fraction(0.25)), 0, 1 << 63), seconds(0.875));
    assert_eq!(throttled(&policy.jitter(Jitter::Fraction(1.0)), 0, 1 << 63), seconds(0.75));
    // Never below `initial_delay`, never above `max_delay`.
    assert_eq!(throttled(&policy.initial_delay(Duration::from_secs(4)), 0, 0), seconds(2.0));
    assert_eq!(throttled(&policy.max_delay(Duration::from_millis(200)), 0, 0), seconds(0.1));
    assert_eq!(throttled(&policy.throttled_delay(Duration::from_secs(6)), 0, 0), seconds(3.0));
    // Decorrelated: from the throttled delay up.
    let mut previous = 0;
    let policy = policy.jitter(Jitter::Decorrelated);
    let wait = policy
        .waits()
        .wait::<true>(0, &Verdict::throttled(), Some(&mut previous), None, || 1 << 63)
        .expect("there is no hint");
    assert_eq!((wait.duration, previous), (Duration::from_secs(2), 2_000_000_000));
}

#[test]
fn a_default_delay_yields_to_a_smaller_cap_and_a_written_one_does_not() {
    let small = Policy::DEFAULT.max_delay(Duration::from_millis(100)).jitter(Jitter::None);
    assert_eq!(small.check(), Ok(()));
    assert_eq!(wait(&small, 0, 0), Duration::from_millis(100));
    let written = small.initial_delay(Duration::from_millis(101));
    assert_eq!(written.check(), Err(PolicyError::InitialDelayAboveMaxDelay));
}

#[test]
fn a_permanent_verdict_keeps_its_reason_and_its_hint() {
    let verdict = Verdict::permanent(PermanentReason::Quota).with_hint(Duration::from_secs(3600)).not_sent();
    assert!(!verdict.is_retryable() && !verdict.may_have_been_sent());
    assert_eq!(verdict.hint(), Some(Duration::from_secs(3600)));
}
