//! The waits after a failure with which the server named a time.

use core::time::Duration;

use super::{QUARTERS, TABLE};
use crate::event::{StopReason, Wait};
use crate::policy::{Backoff, Jitter, Policy};
use crate::verdict::Verdict;

const SECOND: Duration = Duration::from_secs(1);

/// Without jitter, and with the same first ceiling for all failures.
const STEADY: Policy = TABLE.throttled_delay(SECOND);

#[expect(clippy::unnecessary_wraps, reason = "it is compared with what a wait comes to")]
fn asked(seconds: f64) -> Result<Wait, StopReason> {
    Ok(Wait { duration: Duration::from_secs_f64(seconds), is_hint: true })
}

#[expect(clippy::unnecessary_wraps, reason = "likewise")]
fn own(seconds: f64) -> Result<Wait, StopReason> {
    Ok(Wait { duration: Duration::from_secs_f64(seconds), is_hint: false })
}

fn after(seconds: f64) -> Verdict {
    Verdict::throttled().with_hint(Duration::from_secs_f64(seconds))
}

fn resets_in(seconds: f64) -> Verdict {
    Verdict::throttled().with_reset(Duration::from_secs_f64(seconds))
}

/// The wait before a retry, with this many nanoseconds left until the deadline.
fn wait(
    policy: &Policy,
    retry: u32,
    verdict: Verdict,
    left: Option<u64>,
    random: u64,
) -> Result<Wait, StopReason> {
    policy.waits().wait::<true>(retry, &verdict, None, left, || random)
}

/// Before the first retry of a call without a deadline.
fn first(policy: &Policy, verdict: Verdict, random: u64) -> Result<Wait, StopReason> {
    wait(policy, 0, verdict, None, random)
}

#[test]
fn the_longer_of_the_hint_and_our_own_wait_counts() {
    let waits = |hint| [0, 1, 2, 3].map(|retry| wait(&STEADY, retry, after(hint), None, 0));
    assert_eq!(waits(0.3), [own(1.0), own(2.0), own(4.0), own(8.0)]);
    assert_eq!(waits(3.0), [asked(3.0), asked(3.0), own(4.0), own(8.0)]);
    assert_eq!(waits(30.0), [asked(30.0); 4]);
    // If both waits are equal, the server's counts.
    assert_eq!(waits(4.0), [asked(4.0), asked(4.0), asked(4.0), own(8.0)]);
    // `max_delay` bounds our own part alone.
    let capped = STEADY.max_delay(2 * SECOND);
    let waits = |hint| [0, 1, 2, 3].map(|retry| wait(&capped, retry, after(hint), None, 0));
    assert_eq!(waits(1.5), [asked(1.5), own(2.0), own(2.0), own(2.0)]);
    assert_eq!(waits(5.0), [asked(5.0); 4]);
}

#[test]
fn our_own_wait_is_that_of_the_failure_and_of_the_policy() {
    let hinted = |verdict: Verdict| verdict.with_hint(Duration::from_millis(1));
    let default = Policy::DEFAULT.jitter(Jitter::None);
    assert_eq!(first(&default, hinted(Verdict::transient()), 0), own(0.5));
    assert_eq!(first(&default, hinted(Verdict::timed_out()), 0), own(0.5));
    assert_eq!(first(&default, hinted(Verdict::throttled()), 0), own(1.0));
    assert_eq!(first(&default, hinted(Verdict::overloaded()), 0), own(1.0));
    assert_eq!(wait(&STEADY.backoff(Backoff::Linear), 4, after(1.0), None, 0), own(5.0));
    // Drawn from the upper half, as without a hint.
    assert_eq!(QUARTERS.map(|r| first(&Policy::DEFAULT, after(0.4), r)), [0.5, 0.625, 0.75, 0.875].map(own));
    assert_eq!(
        first(
            &Policy::DEFAULT.initial_delay(Duration::ZERO).throttled_delay(Duration::ZERO),
            after(0.4),
            1 << 63
        ),
        asked(0.42)
    );
}

#[test]
fn a_hint_is_never_waited_less() {
    let policy = Policy::DEFAULT.max_retry_after(100 * SECOND);
    assert_eq!(first(&policy, after(1.0), 0), asked(1.0));
    assert_eq!(first(&policy, after(1.0), 1 << 63), asked(1.05));
    // At most five seconds more, though a tenth would be ten.
    assert_eq!(first(&policy, after(100.0), 1 << 63), asked(102.5));
    // The hint itself is compared, not its spread; and nothing is clamped.
    assert_eq!(first(&policy, after(100.000_000_001), 0), Err(StopReason::HintTooLong));
    assert_eq!(first(&policy, after(30.0), 0), asked(30.0));
    assert_eq!(first(&policy.jitter(Jitter::None), after(7.0), u64::MAX), asked(7.0));
    let endless = Verdict::throttled().with_hint(Duration::MAX);
    assert_eq!(
        first(&Policy::DEFAULT.max_retry_after(Duration::MAX), endless, 0),
        Err(StopReason::HintTooLong)
    );
    // Zero is not a hint.
    assert_eq!(first(&policy, after(0.0), 0), own(0.5));
}

#[test]
fn decorrelated_jitter_remembers_our_own_part() {
    let policy = STEADY.jitter(Jitter::Decorrelated);
    for verdict in [after(9.0), resets_in(9.0)] {
        let mut previous = 0;
        let mut wait = |retry, verdict: &Verdict| {
            policy.waits().wait::<true>(retry, verdict, Some(&mut previous), None, || 1 << 63)
        };
        // The first ceiling, and half of the rest up to three times our own previous wait.
        assert_eq!(wait(0, &verdict).map(|wait| wait.duration), Ok(Duration::from_millis(9450)));
        assert_eq!(wait(1, &Verdict::transient()), own(3.5));
        assert_eq!(wait(2, &after(1.0)), own(5.75));
        assert_eq!(wait(3, &Verdict::transient()), own(9.125));
    }
}

#[test]
fn no_wait_ends_at_or_past_the_deadline() {
    let policy = TABLE.jitter(Jitter::Full);
    let left =
        |verdict, nanos, random| wait(&policy, 0, verdict, Some(nanos), random).map(|wait| wait.duration);
    assert_eq!(left(Verdict::transient(), 500_000_001, 1 << 63), Ok(SECOND / 2));
    assert_eq!(left(Verdict::transient(), 500_000_000, 1 << 63), Err(StopReason::Deadline));
    assert_eq!(left(Verdict::transient(), 0, 0), Err(StopReason::Deadline));
    // The spread of a hint must not make the wait too long.
    assert_eq!(left(after(1.0), 1_000_000_001, u64::MAX), Ok(SECOND));
    assert_eq!(left(after(1.0), 1_050_000_000, u64::MAX), Ok(Duration::from_nanos(1_049_999_998)));
    assert_eq!(left(after(1.0), 1_000_000_000, 0), Err(StopReason::Deadline));
    // The same holds for the spread of a reset.
    assert_eq!(left(resets_in(1.0), 1_000_000_001, u64::MAX), Ok(SECOND));
    assert_eq!(left(resets_in(1.0), 1_050_000_000, u64::MAX), Ok(Duration::from_nanos(1_049_999_998)));
    assert_eq!(left(resets_in(1.0), 0, 0), Err(StopReason::Deadline));
}

#[test]
fn a_hint_that_ends_in_time_is_waited_where_our_own_wait_does_not() {
    let policy = STEADY.jitter(Jitter::Fraction(0.5));
    // Our own would be 8 s, or 6 s with a half of the fraction.
    let left = |nanos, random| wait(&policy, 3, after(1.0), Some(nanos), random);
    assert_eq!(left(8_000_000_001, 0), own(8.0));
    assert_eq!(left(8_000_000_000, 0), asked(1.0));
    assert_eq!(left(6_000_000_000, 1 << 63), asked(1.05));
    assert_eq!(left(1_000_000_001, 1 << 63), asked(1.0));
    assert_eq!(left(1_000_000_000, 1 << 63), Err(StopReason::Deadline));
}

#[test]
fn a_reset_that_ends_too_late_is_left_out() {
    let left = |policy, nanos| wait(policy, 0, resets_in(60.0), Some(nanos), 0);
    assert_eq!(left(&STEADY, 20_000_000_001), own(20.0));
    assert_eq!(left(&STEADY, 20_000_000_000), own(1.0));
    assert_eq!(left(&STEADY, 1_000_000_000), Err(StopReason::Deadline));
    let jittered = STEADY.jitter(Jitter::Equal);
    assert_eq!(left(&jittered, 18_000_000_001), own(18.0));
    assert_eq!(left(&jittered, 18_000_000_000), own(0.5));
    assert_eq!(left(&jittered, 500_000_000), Err(StopReason::Deadline));
    // The wait is never below our own, which ends too late.
    assert_eq!(wait(&STEADY, 3, resets_in(1.0), Some(8_000_000_000), 0), Err(StopReason::Deadline));
}

#[test]
fn a_reset_is_drawn_up_to_a_tenth_later_and_stays_within_max_delay() {
    let drawn = |seconds| QUARTERS.map(|random| first(&Policy::DEFAULT, resets_in(seconds), random));
    assert_eq!(drawn(6.0), [6.0, 6.15, 6.3, 6.45].map(own), "four callers return at four instants");
    // From 18 s the tenth does not fit below 20 s; from there on they are spread just below it.
    assert_eq!(drawn(18.0), [18.0, 18.45, 18.9, 19.35].map(own));
    assert_eq!(drawn(19.0), [18.0, 18.5, 19.0, 19.5].map(own));
    assert_eq!(drawn(3600.0), [18.0, 18.5, 19.0, 19.5].map(own));
    assert_eq!(first(&Policy::DEFAULT, Verdict::throttled().with_reset(Duration::MAX), 1 << 63), own(19.0));
    // `max_retry_after` does not limit a reset.
    assert_eq!(first(&Policy::DEFAULT.max_retry_after(Duration::ZERO), resets_in(6.0), 0), own(6.0));
    // Nothing is drawn without jitter.
    let waits = [6.0, 19.0, 3600.0].map(|seconds| first(&STEADY, resets_in(seconds), u64::MAX));
    assert_eq!(waits, [6.0, 19.0, 20.0].map(own));
}

#[test]
fn a_reset_is_never_below_our_own_wait() {
    let waits = |reset| [0, 1, 2, 3].map(|retry| wait(&STEADY, retry, resets_in(reset), None, 0));
    assert_eq!(waits(0.017), [1.0, 2.0, 4.0, 8.0].map(own));
    assert_eq!(waits(3.0), [3.0, 3.0, 4.0, 8.0].map(own));
    let drawn = QUARTERS.map(|random| wait(&Policy::DEFAULT, 2, resets_in(3.0), None, random));
    assert_eq!(drawn, [3.0, 3.075, 3.15, 3.5].map(own));
    assert_eq!(first(&STEADY.max_delay(Duration::ZERO), resets_in(3.0), 0), own(0.0));
}

#[test]
fn a_hint_makes_a_reset_void() {
    let (short, long) = (Duration::from_secs(1), Duration::from_secs(60));
    for verdict in [
        Verdict::throttled().with_hint(short).with_reset(long),
        Verdict::throttled().with_reset(long).with_hint(short),
    ] {
        assert_eq!(verdict, Verdict::throttled().with_hint(short));
        assert_eq!((verdict.hint(), verdict.reset()), (Some(short), None));
    }
    // Zero is neither.
    let verdict = Verdict::throttled().with_reset(long);
    assert_eq!(verdict.with_hint(Duration::ZERO), verdict);
    assert_eq!(verdict.with_reset(Duration::ZERO), verdict);
    assert_eq!(Verdict::throttled().with_reset(Duration::ZERO), Verdict::throttled());
    assert_eq!(Verdict::throttled().with_hint(short).with_hint(Duration::ZERO), Verdict::throttled());
}
