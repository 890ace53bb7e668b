use core::time::Duration;

use super::{TABLE, wait};
use crate::policy::Jitter;
use crate::policy::Policy;
use crate::policy::backoff::{Backoff, doubled};
use crate::verdict::Verdict;

/// The numbers at which arithmetic may break.
const FAR: [u32; 9] = [62, 63, 64, 128, 1023, 1024, 1025, 10_000, u32::MAX];

#[test]
fn backoffs_grow_as_named() {
    let waits = |backoff| [0, 1, 2, 3, 4, 5].map(|retry| wait(&TABLE.backoff(backoff), retry, 0).as_secs());
    assert_eq!(waits(Backoff::Linear), [1, 2, 3, 4, 5, 6]);
    assert_eq!(waits(Backoff::Constant), [1; 6]);
    assert_eq!(waits(Backoff::Fibonacci), [1, 1, 2, 3, 5, 8]);
    let waits = [0, 1, 2, 3].map(|retry| wait(&TABLE.factor(1.5), retry, 0).as_millis());
    assert_eq!(waits, [1000, 1500, 2250, 3375]);
}

#[test]
fn far_retries_stay_below_the_cap() {
    const JITTERS: [Jitter; 5] =
        [Jitter::None, Jitter::Full, Jitter::Equal, Jitter::Decorrelated, Jitter::Fraction(1.0)];
    const BACKOFFS: [Backoff; 4] =
        [Backoff::Exponential, Backoff::Linear, Backoff::Constant, Backoff::Fibonacci];
    let factors = [None, Some(1.000_000_1), Some(1e300)];
    for cap in [Duration::ZERO, Duration::from_secs(20), Duration::MAX] {
        for initial in [Duration::ZERO, Duration::from_nanos(1), Duration::from_secs(1), Duration::MAX] {
            for (backoff, jitter) in
                BACKOFFS.iter().flat_map(|backoff| JITTERS.map(|jitter| (*backoff, jitter)))
            {
                for (factor, retry) in factors.iter().flat_map(|factor| FAR.map(|retry| (*factor, retry))) {
                    let policy =
                        Policy::DEFAULT.initial_delay(initial).max_delay(cap).backoff(backoff).jitter(jitter);
                    let policy = factor.map_or(policy, |factor| policy.factor(factor));
                    for random in [0, 1, u64::MAX] {
                        let mut previous = u64::MAX / 2;
                        let wait = policy.waits().wait::<true>(
                            retry,
                            &Verdict::transient(),
                            Some(&mut previous),
                            None,
                            || random,
                        );
                        assert!(wait.expect("there is no hint").duration <= cap, "{policy:?}, retry {retry}");
                    }
                }
            }
        }
    }
}

#[test]
fn growth_saturates_and_never_shrinks() {
    for backoff in [Backoff::Exponential, Backoff::Linear, Backoff::Fibonacci] {
        for factor in [1.000_000_1, 1.5, 2.0, 1e300] {
            let mut before = 0;
            for retry in (0..200).chain(FAR.into_iter().filter(|retry| *retry >= 200)) {
                let ceiling = backoff.ceiling(1_000_000_000, factor, retry);
                assert!(ceiling >= before, "{backoff:?} {factor} at {retry}: {ceiling} after {before}");
                before = ceiling;
            }
            if factor > 1.1 && backoff != Backoff::Linear {
                assert_eq!(before, u64::MAX);
            }
            assert_eq!(backoff.ceiling(0, factor, u32::MAX), 0, "{backoff:?} {factor}");
        }
    }
    assert_eq!(Backoff::Linear.ceiling(1_000_000_000, 2.0, u32::MAX), 4_294_967_296_000_000_000);
    assert_eq!(Backoff::Fibonacci.ceiling(1, 2.0, 92), 12_200_160_415_121_876_738);
    assert_eq!(Backoff::Fibonacci.ceiling(1, 2.0, 93), u64::MAX);
    // A factor that `check` refuses grows nothing.
    for factor in [f64::NAN, -2.0, 0.5, 1.0] {
        // The value is not rounded, either.
        let base = (1 << 53) + 1;
        assert_eq!(Backoff::Exponential.ceiling(base, factor, 10), base);
    }
}

#[test]
fn doubling_is_a_factor_of_two() {
    for retry in (0..100).chain(FAR) {
        for base in [0, 1, 3_000_000_000] {
            let ceiling = Backoff::Exponential.ceiling(base, 2.0, retry);
            assert_eq!(doubled(base, retry), ceiling, "{base} at {retry}");
        }
    }
    let doubles = [Backoff::Exponential, Backoff::Linear]
        .map(|backoff| [2.0, 2.1].map(|factor| backoff.doubles(factor)));
    assert_eq!(doubles, [[true, false], [false, false]]);
}
