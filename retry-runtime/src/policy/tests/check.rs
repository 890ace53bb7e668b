use core::time::Duration;
use std::string::ToString as _;

use crate::policy::Backoff;
use crate::policy::Jitter;
use crate::policy::Policy;
use crate::policy::PolicyError;

#[test]
fn check_names_the_broken_rule() {
    let second = Duration::from_secs(1);
    let policy = Policy::DEFAULT;
    let broken = [
        (policy.max(0), PolicyError::NoAttempt),
        (policy.factor(1.0), PolicyError::FactorNotAboveOne),
        (policy.factor(f64::NAN), PolicyError::FactorNotAboveOne),
        (policy.factor(f64::INFINITY), PolicyError::FactorNotAboveOne),
        (policy.backoff(Backoff::Linear).factor(2.0), PolicyError::FactorWithoutExponential),
        (policy.jitter(Jitter::Decorrelated).factor(2.0), PolicyError::FactorWithDecorrelated),
        (
            policy.jitter(Jitter::Decorrelated).backoff(Backoff::Constant),
            PolicyError::DecorrelatedWithoutExponential,
        ),
        (policy.jitter(Jitter::Fraction(0.0)), PolicyError::FractionOutOfRange),
        (policy.jitter(Jitter::Fraction(1.1)), PolicyError::FractionOutOfRange),
        (policy.jitter(Jitter::Fraction(f64::NAN)), PolicyError::FractionOutOfRange),
        (policy.throttled_delay(second * 21), PolicyError::ThrottledDelayAboveMaxDelay),
        (
            policy.initial_delay(second * 2).throttled_delay(second),
            PolicyError::ThrottledDelayBelowInitialDelay,
        ),
    ];
    for (policy, error) in broken {
        assert_eq!(policy.check(), Err(error));
    }
    assert_eq!(policy.check(), Ok(()));
    assert_eq!(policy.factor(1.000_000_1).check(), Ok(()));
    assert_eq!(policy.factor(1e300).jitter(Jitter::Fraction(1.0)).check(), Ok(()));
}

#[test]
fn delays_may_be_as_long_as_those_above_them() {
    let (second, policy) = (Duration::from_secs(1), Policy::DEFAULT);
    let allowed = [
        policy.initial_delay(second).throttled_delay(second),
        policy.initial_delay(second * 20),
        policy.throttled_delay(second * 20),
        policy.max_delay(Duration::ZERO),
    ];
    for policy in allowed {
        assert_eq!(policy.check(), Ok(()), "{policy:?}");
    }
}

#[test]
fn a_broken_rule_has_a_text() {
    let error = PolicyError::ThrottledDelayAboveMaxDelay;
    assert_eq!(error.to_string(), "`throttled_delay` is above `max_delay`");
}
