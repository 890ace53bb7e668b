use core::time::Duration;

use crate::policy::{Backoff, Jitter, Policy};

const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn getters_read_what_setters_wrote() {
    let policy = Policy::DEFAULT
        .max(7)
        .backoff(Backoff::Linear)
        .jitter(Jitter::Fraction(0.25))
        .factor(1.5)
        .initial_delay(MINUTE)
        .throttled_delay(2 * MINUTE)
        .max_delay(3 * MINUTE)
        .max_retry_after(4 * MINUTE);
    assert_eq!((policy.get_max(), policy.get_backoff()), (7, Backoff::Linear));
    assert_eq!((policy.get_jitter(), policy.get_factor()), (Jitter::Fraction(0.25), 1.5));
    let delays = [policy.get_initial_delay(), policy.get_throttled_delay(), policy.get_max_delay()];
    assert_eq!(delays, [MINUTE, 2 * MINUTE, 3 * MINUTE]);
    assert_eq!(policy.get_max_retry_after(), 4 * MINUTE);
}

#[test]
fn getters_give_the_defaults_in_force() {
    let policy = Policy::DEFAULT;
    assert_eq!((policy.get_max(), policy.get_factor()), (3, 2.0));
    let delays = |policy: &Policy| [policy.get_initial_delay(), policy.get_throttled_delay()];
    assert_eq!(delays(&policy), [Duration::from_millis(500), Duration::from_secs(1)]);
    assert_eq!(delays(&policy.max_delay(Duration::ZERO)), [Duration::ZERO; 2]);
    assert_eq!(delays(&policy.max_delay(MINUTE).initial_delay(MINUTE)), [MINUTE; 2]);
}
