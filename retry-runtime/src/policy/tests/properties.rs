//! Properties of every policy that can be built, checked or not, before every retry, for every random number.

use core::time::Duration;

use proptest::prelude::*;

use crate::event::StopReason;
use crate::policy::Backoff;
use crate::policy::Jitter;
use crate::policy::Policy;
use crate::policy::nanos;
use crate::verdict::{PermanentReason, Verdict};

/// Small, large and in between, and often at an edge.
fn number() -> impl Strategy<Value = u64> {
    prop_oneof![
        any::<u64>(),
        (any::<u64>(), 0..64_u32).prop_map(|(n, less)| n >> less),
        Just(0),
        Just(u64::MAX)
    ]
}

fn delay() -> impl Strategy<Value = Duration> {
    prop_oneof![
        8 => number().prop_map(Duration::from_nanos),
        1 => number().prop_map(Duration::from_secs),
        1 => Just(Duration::MAX),
    ]
}

fn backoff() -> impl Strategy<Value = Backoff> {
    prop_oneof![
        2 => Just(Backoff::Exponential),
        1 => Just(Backoff::Linear),
        1 => Just(Backoff::Constant),
        1 => Just(Backoff::Fibonacci),
    ]
}

/// Also what `check` refuses: NaN, infinities, negative.
fn float() -> impl Strategy<Value = f64> {
    prop_oneof![any::<f64>(), 0.0..3.0, Just(f64::NAN), Just(f64::INFINITY)]
}

fn jitter() -> impl Strategy<Value = Jitter> {
    prop_oneof![
        Just(Jitter::None),
        Just(Jitter::Full),
        Just(Jitter::Equal),
        Just(Jitter::Decorrelated),
        float().prop_map(Jitter::Fraction),
    ]
}

fn policy() -> impl Strategy<Value = Policy> {
    let shape = (backoff(), jitter(), prop::option::of(float()));
    let delays = (prop::option::of(delay()), prop::option::of(delay()), delay(), delay());
    (any::<u32>(), shape, delays).prop_map(|(max, (backoff, jitter, factor), delays)| {
        let (initial, throttled, max_delay, max_retry_after) = delays;
        let policy = Policy::DEFAULT.max(max).backoff(backoff).jitter(jitter);
        let policy = factor.map_or(policy, |factor| policy.factor(factor));
        let policy = initial.map_or(policy, |delay| policy.initial_delay(delay));
        let policy = throttled.map_or(policy, |delay| policy.throttled_delay(delay));
        policy.max_delay(max_delay).max_retry_after(max_retry_after)
    })
}

fn verdict() -> impl Strategy<Value = Verdict> {
    let kind = prop_oneof![
        Just(Verdict::transient()),
        Just(Verdict::timed_out()),
        Just(Verdict::throttled()),
        Just(Verdict::overloaded()),
        Just(Verdict::permanent(PermanentReason::Invalid)),
    ];
    let says = prop_oneof![Just(None), (any::<bool>(), delay()).prop_map(Some)];
    (kind, says).prop_map(|(verdict, says)| match says {
        None => verdict,
        Some((true, hint)) => verdict.with_hint(hint),
        Some((false, reset)) => verdict.with_reset(reset),
    })
}

fn retry() -> impl Strategy<Value = u32> {
    prop_oneof![0..100_u32, any::<u32>(), Just(u32::MAX)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_wait_is_within_all_its_bounds(
        policy in policy(),
        retry in retry(),
        verdict in verdict(),
        previous in prop::option::of(number()),
        left in prop::option::of(number()),
        random in any::<u64>(),
    ) {
        let wait = |verdict: Verdict, left: Option<u64>| {
            let mut previous = previous;
            let wait = policy.waits().wait::<true>(retry, &verdict, previous.as_mut(), left, || random);
            (wait, previous)
        };
        let (own, remembered) = wait(Verdict::of(verdict.class()), None);
        let own = own.expect("nothing stops it").duration;
        let is_in_time = |wait: Duration| left.is_none_or(|left| wait < Duration::from_nanos(left));
        let longest_hint = Duration::from_nanos(policy.max_retry_after);
        let is_too_long = verdict.hint().is_some_and(|hint| hint > longest_hint);
        let stops_at_the_deadline = !is_in_time(verdict.hint().unwrap_or(own));

        let (wait, previous) = wait(verdict, left);
        prop_assert_eq!(previous, remembered, "our own part is remembered, and nothing else");
        match wait {
            Ok(wait) => {
                prop_assert!(is_in_time(wait.duration) && !is_too_long && !stops_at_the_deadline);
                prop_assert!(wait.duration >= own || !is_in_time(own));
                match (verdict.hint(), verdict.reset()) {
                    (Some(hint), _) if wait.is_hint => {
                        let spread = (hint / 10).min(Duration::from_secs(5));
                        prop_assert!(hint <= wait.duration && wait.duration <= hint.saturating_add(spread));
                    }
                    (Some(hint), _) => prop_assert!(wait.duration == own && own > hint),
                    (None, Some(reset)) => {
                        let (reset, cap) = (nanos(reset), policy.max_delay);
                        let (least, most) = match policy.jitter {
                            Jitter::None => (cap, reset),
                            _ => (cap - cap / 10, reset.saturating_add(reset / 10)),
                        };
                        let earliest = Duration::from_nanos(reset.min(least));
                        let latest = Duration::from_nanos(most.min(cap));
                        prop_assert!(!wait.is_hint && wait.duration <= latest.max(own));
                        prop_assert!(wait.duration >= earliest || !is_in_time(earliest));
                    }
                    (None, None) => prop_assert!(!wait.is_hint && wait.duration == own),
                }
            }
            Err(StopReason::Deadline) => prop_assert!(stops_at_the_deadline && !is_too_long),
            Err(StopReason::HintTooLong) => prop_assert!(is_too_long),
            Err(reason) => prop_assert!(false, "{reason:?}"),
        }
        prop_assert!(own <= Duration::from_nanos(policy.max_delay));
    }

    #[test]
    fn a_ceiling_never_shrinks(
        backoff in backoff(),
        factor in prop::option::of(float()),
        base in number(),
        retry in 0..u32::MAX,
    ) {
        let policy = Policy::DEFAULT.backoff(backoff).max_delay(Duration::MAX);
        let waits = factor.map_or(policy, |factor| policy.factor(factor)).waits();
        let ceiling = |retry| waits.ceiling(base, retry);
        prop_assert!(ceiling(0) >= base.min(1 << 53) && ceiling(retry) <= ceiling(retry + 1));
        prop_assert!(base > 0 || ceiling(retry) == 0);
    }

    #[test]
    fn more_is_drawn_of_more_and_never_above_the_ceiling(
        jitter in jitter(),
        ceiling in number(),
        random in (any::<u64>(), any::<u64>()),
    ) {
        let (low, high) = (random.0.min(random.1), random.0.max(random.1));
        for draw in [Jitter::draw, Jitter::draw_upper_half] {
            let (shorter, longer) = (draw(jitter, ceiling, low), draw(jitter, ceiling, high));
            prop_assert!(shorter.max(longer) <= ceiling);
            // A fraction is taken off.
            let (shorter, longer) = match jitter {
                Jitter::Fraction(_) => (longer, shorter),
                _ => (shorter, longer),
            };
            prop_assert!(shorter <= longer);
        }
        prop_assert!(jitter.draw_upper_half(ceiling, low) >= ceiling / 2);
    }
}
