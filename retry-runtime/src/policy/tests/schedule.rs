use core::time::Duration;
use std::format;

use super::{QUARTERS, TABLE};
use crate::policy::Backoff;
use crate::policy::Jitter;
use crate::policy::Policy;
use crate::verdict::Verdict;

const JITTERS: [Jitter; 5] =
    [Jitter::None, Jitter::Full, Jitter::Equal, Jitter::Decorrelated, Jitter::Fraction(0.25)];

/// The waits of a call whose failures all have this verdict, drawn with this random number.
fn waits(policy: &Policy, verdict: Verdict, random: u64) -> impl Iterator<Item = Duration> {
    let mut previous = 0;
    (0..policy.attempts() - 1).map(move |retry| {
        let wait = policy.waits().wait::<true>(retry, &verdict, Some(&mut previous), None, || random);
        wait.expect("there is no hint").duration
    })
}

#[test]
fn a_schedule_lists_the_longest_waits() {
    for backoff in [Backoff::Exponential, Backoff::Linear, Backoff::Constant, Backoff::Fibonacci] {
        for jitter in JITTERS {
            let policy = TABLE.max(9).backoff(backoff).jitter(jitter).throttled_delay(Duration::from_secs(3));
            for (verdict, schedule) in [
                (Verdict::transient(), policy.schedule()),
                (Verdict::throttled(), policy.throttled_schedule()),
            ] {
                assert_eq!((schedule.len(), policy.attempts()), (8, 9));
                // The longest draw is a hair below the ceiling, and decorrelated jitter triples the hair.
                let longest = if jitter == Jitter::Fraction(0.25) { 0 } else { u64::MAX };
                for (wait, ceiling) in waits(&policy, verdict, longest).zip(schedule.clone()) {
                    let gap = ceiling.checked_sub(wait).expect("no wait is above its ceiling");
                    assert!(gap < Duration::from_micros(1), "{policy:?}: {wait:?} of {ceiling:?}");
                }
                for random in QUARTERS {
                    let mut pairs = waits(&policy, verdict, random).zip(schedule.clone());
                    assert!(pairs.all(|(wait, ceiling)| wait <= ceiling), "{policy:?}, {random}");
                }
            }
        }
    }
}

#[test]
fn decorrelated_waits_can_triple() {
    let policy = TABLE.max(5).jitter(Jitter::Decorrelated);
    assert!(policy.schedule().map(|wait| wait.as_secs()).eq([3, 9, 20, 20]));
}

#[test]
fn the_waits_of_the_most_attempts_are_computed_one_by_one() {
    let policy = Policy::DEFAULT.max(u32::MAX);
    let mut schedule = policy.schedule();
    assert_eq!(schedule.len(), u32::MAX as usize - 1);
    assert_eq!(schedule.nth(1), Some(Duration::from_secs(1)));
    assert_eq!(schedule.next(), Some(Duration::from_secs(2)));
    assert_eq!(schedule.next_back(), Some(Duration::from_secs(20)));
    assert_eq!(schedule.nth(u32::MAX as usize - 6), Some(Duration::from_secs(20)));
    assert_eq!(schedule.next(), None);
}

#[test]
fn one_attempt_has_no_wait() {
    assert_eq!(Policy::DEFAULT.max(1).schedule().next(), None);
    // `check` refuses it.
    assert_eq!(Policy::DEFAULT.max(0).schedule().next(), None);
}

#[test]
fn a_policy_is_printed_as_it_was_written() {
    let written = format!("{:?}", Policy::DEFAULT.max_delay(Duration::from_millis(700)).factor(2.0));
    assert_eq!(
        written,
        "Policy { max: 3, backoff: Exponential, factor: 2.0, initial_delay: 500ms (default), \
         throttled_delay: 700ms (default), max_delay: 700ms, jitter: Full, max_retry_after: 120s }"
    );
    let policy = Policy::DEFAULT.initial_delay(Duration::from_millis(500));
    assert_ne!(policy, Policy::DEFAULT);
    assert!(format!("{policy:?}").contains("initial_delay: 500ms, "));
}
