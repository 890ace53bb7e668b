mod check;
mod growth;
mod properties;
mod schedule;

use core::time::Duration;

use super::Policy;
use crate::event::{StopReason, Wait};
use crate::policy::Jitter;
use crate::policy::PolicyError;
use crate::verdict::{Reason, Verdict};

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
        .wait(retry, &Verdict::transient(), None, None, || random)
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
                policy.waits().wait(retry, &Verdict::transient(), Some(&mut previous), None, || random);
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
            policy.waits().wait(retry, &verdict, None, None, || random).expect("there is no hint").duration
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
        .wait(0, &Verdict::throttled(), Some(&mut previous), None, || 1 << 63)
        .expect("there is no hint");
    assert_eq!((wait.duration, previous), (Duration::from_secs(2), 2_000_000_000));
}

#[test]
fn a_hint_is_never_waited_less() {
    let wait = |policy: &Policy, seconds: f64, random| {
        let verdict = Verdict::throttled().after(Duration::from_secs_f64(seconds));
        policy.waits().wait(0, &verdict, None, None, || random)
    };
    let asked = |seconds: f64| Ok(Wait { duration: Duration::from_secs_f64(seconds), is_hint: true });
    let policy = Policy::DEFAULT.max_retry_after(Duration::from_secs(100));
    assert_eq!(wait(&policy, 1.0, 0), asked(1.0));
    assert_eq!(wait(&policy, 1.0, 1 << 63), asked(1.05));
    // At most five seconds more, though a tenth would be ten.
    assert_eq!(wait(&policy, 100.0, 1 << 63), asked(102.5));
    // The hint itself is compared, not its spread; and nothing is clamped.
    assert_eq!(wait(&policy, 100.000_000_001, 0), Err(StopReason::HintTooLong));
    assert_eq!(wait(&policy, 30.0, 0), asked(30.0));
    assert_eq!(wait(&policy.jitter(Jitter::None), 7.0, u64::MAX), asked(7.0));
    let endless = Verdict::throttled().after(Duration::MAX);
    assert_eq!(
        Policy::DEFAULT.max_retry_after(Duration::MAX).waits().wait(0, &endless, None, None, || 0),
        Err(StopReason::HintTooLong)
    );
    // Zero is no hint.
    assert_eq!(wait(&policy, 0.0, 0), Ok(Wait { duration: Duration::from_millis(500), is_hint: false }));
}

#[test]
fn no_wait_ends_at_or_past_the_deadline() {
    let left = |verdict: Verdict, nanos, random| {
        TABLE
            .jitter(Jitter::Full)
            .waits()
            .wait(0, &verdict, None, Some(nanos), || random)
            .map(|wait| wait.duration)
    };
    let second = Duration::from_secs(1);
    let (own, hint) = (Verdict::transient(), Verdict::throttled().after(second));
    assert_eq!(left(own, 500_000_001, 1 << 63), Ok(second / 2));
    assert_eq!(left(own, 500_000_000, 1 << 63), Err(StopReason::Deadline));
    assert_eq!(left(own, 0, 0), Err(StopReason::Deadline));
    // What is added to a hint must not make it too late.
    assert_eq!(left(hint, 1_000_000_001, u64::MAX), Ok(second));
    assert_eq!(left(hint, 1_050_000_000, u64::MAX), Ok(Duration::from_nanos(1_049_999_998)));
    assert_eq!(left(hint, 1_000_000_000, 0), Err(StopReason::Deadline));
    let reset = Verdict::throttled().resets_in(second);
    assert_eq!(left(reset, 1_000_000_001, 0), Ok(second));
    assert_eq!(left(reset, 1_000_000_000, 0), Err(StopReason::Deadline));
}

#[test]
fn a_reset_is_a_ceiling_and_no_order() {
    let wait = |policy: &Policy, verdict: Verdict| policy.waits().wait(5, &verdict, None, None, || 1 << 63);
    let own = |seconds: f64| Ok(Wait { duration: Duration::from_secs_f64(seconds), is_hint: false });
    let reset = |seconds: f64| Verdict::throttled().resets_in(Duration::from_secs_f64(seconds));
    let policy = Policy::DEFAULT;
    assert_eq!(wait(&policy, reset(0.017)), own(0.017));
    assert_eq!(wait(&policy, reset(7.5)), own(7.5));
    // Cut to `max_delay`, and no `max_retry_after` is asked.
    assert_eq!(wait(&policy, reset(3600.0)), own(20.0));
    assert_eq!(wait(&policy, Verdict::throttled().resets_in(Duration::MAX)), own(20.0));
    assert_eq!(wait(&policy.max_retry_after(Duration::ZERO), reset(7.5)), own(7.5));
}

#[test]
fn a_hint_makes_a_reset_void() {
    let (short, long) = (Duration::from_secs(1), Duration::from_secs(60));
    for verdict in
        [Verdict::throttled().after(short).resets_in(long), Verdict::throttled().resets_in(long).after(short)]
    {
        assert_eq!(verdict, Verdict::throttled().after(short));
        assert_eq!((verdict.hint(), verdict.reset()), (Some(short), None));
    }
    // Zero is neither.
    let verdict = Verdict::throttled().resets_in(long);
    assert_eq!(verdict.after(Duration::ZERO), verdict);
    assert_eq!(verdict.resets_in(Duration::ZERO), verdict);
    assert_eq!(Verdict::throttled().resets_in(Duration::ZERO), Verdict::throttled());
    assert_eq!(Verdict::throttled().after(short).after(Duration::ZERO), Verdict::throttled());
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
    let verdict = Verdict::permanent(Reason::Quota).after(Duration::from_secs(3600)).not_sent();
    assert!(!verdict.is_retryable() && !verdict.sent());
    assert_eq!(verdict.hint(), Some(Duration::from_secs(3600)));
}
