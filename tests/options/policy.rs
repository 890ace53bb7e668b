//! The number of attempts, and the ceilings of the waits: `max`, `backoff`, the delays, `factor`, `policy`.

use std::time::Duration;

use retry_attr::{Backoff, Jitter, Policy, Retryable, Verdict, retry};

/// An error with the verdict that it holds.
#[derive(Debug)]
struct Failed(Verdict);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

/// The waits, in milliseconds, of a call that always fails.
macro_rules! waits {
    ($($options:tt)*) => { waits_after!(Verdict::transient(), $($options)*) };
}

/// The waits, in milliseconds, of a call that always fails with this verdict.
macro_rules! waits_after {
    ($verdict:expr, $($options:tt)*) => {{
        #[retry($($options)*, sleep = |wait| waits.push(wait.as_millis()))]
        fn fail(verdict: Verdict, waits: &mut Vec<u128>) -> Result<(), Failed> {
            Err(Failed(verdict))
        }
        let mut waits = Vec::new();
        fail($verdict, &mut waits).expect_err("it always fails");
        waits
    }};
}

mod max {
    use super::*;

    #[test]
    fn is_the_number_of_attempts() {
        assert_eq!(waits!(max = 5, jitter = "none").len(), 4);
        assert_eq!(waits!(max = 2, jitter = "none").len(), 1);
    }

    #[test]
    fn max_of_one_makes_no_retry() {
        assert_eq!(waits!(max = 1), []);
    }

    #[test]
    fn is_three_where_it_is_not_written() {
        assert_eq!(waits!(jitter = "none"), [500, 1000]);
    }

    #[test]
    fn takes_a_constant() {
        const ATTEMPTS: u32 = 4;
        assert_eq!(waits!(max = ATTEMPTS).len(), 3);
        assert_eq!(waits!(max = 2 * ATTEMPTS).len(), 7);
    }

    #[test]
    fn takes_a_const_generic() {
        #[retry(max = N, sleep = |_| *retries += 1)]
        fn fail<const N: u32>(retries: &mut u32) -> Result<(), Failed> {
            Err(Failed(Verdict::transient()))
        }
        let mut retries = 0;
        fail::<6>(&mut retries).expect_err("it always fails");
        assert_eq!(retries, 5);
        fail::<2>(&mut retries).expect_err("it always fails");
        assert_eq!(retries, 6);
    }
}

mod backoff {
    use super::*;

    #[test]
    fn exponential_doubles() {
        assert_eq!(waits!(max = 5, backoff = "exp", jitter = "none"), [500, 1000, 2000, 4000]);
        assert_eq!(waits!(max = 5, backoff = "exponential", jitter = "none"), [500, 1000, 2000, 4000]);
        assert_eq!(waits!(max = 5, jitter = "none"), [500, 1000, 2000, 4000], "it is the default");
    }

    #[test]
    fn linear_adds() {
        assert_eq!(waits!(max = 5, backoff = "linear", jitter = "none"), [500, 1000, 1500, 2000]);
    }

    #[test]
    fn constant_stays() {
        assert_eq!(waits!(max = 5, backoff = "constant", jitter = "none"), [500, 500, 500, 500]);
    }

    #[test]
    fn fibonacci_adds_the_last_two() {
        assert_eq!(
            waits!(max = 7, backoff = "fibonacci", jitter = "none"),
            [500, 500, 1000, 1500, 2500, 4000]
        );
    }

    #[test]
    fn factor_replaces_two() {
        const TENFOLD: f64 = 10.0;
        assert_eq!(waits!(max = 4, factor = 1.5, jitter = "none"), [500, 750, 1125]);
        assert_eq!(waits!(max = 4, factor = 3, jitter = "none"), [500, 1500, 4500]);
        assert_eq!(waits!(factor = TENFOLD, jitter = "none"), [500, 5000]);
    }
}

mod delays {
    use super::*;

    const SHORT: Duration = Duration::from_millis(40);

    #[test]
    fn initial_delay_is_the_first_ceiling() {
        assert_eq!(waits!(initial_delay = "70ms", jitter = "none"), [70, 140]);
        assert_eq!(waits!(initial_delay = SHORT, jitter = "none"), [40, 80]);
        assert_eq!(waits!(initial_delay = Duration::from_secs(2), jitter = "none"), [2000, 4000]);
    }

    #[test]
    fn max_delay_bounds_every_wait() {
        assert_eq!(waits!(max = 5, max_delay = "1.5s", jitter = "none"), [500, 1000, 1500, 1500]);
        assert_eq!(waits!(max = 9, jitter = "none")[5..], [16_000, 20_000, 20_000], "20 s unless written");
    }

    #[test]
    fn max_delay_lowers_the_defaults_above_it() {
        assert_eq!(waits!(max_delay = SHORT, jitter = "none"), [40, 40]);
        assert_eq!(waits_after!(Verdict::throttled(), max_delay = SHORT, jitter = "none"), [40, 40]);
    }

    #[test]
    fn throttled_delay_is_the_first_ceiling_after_a_rate_limit_or_overload() {
        for verdict in [Verdict::throttled(), Verdict::overloaded()] {
            let waits = waits_after!(verdict, throttled_delay = "3s", jitter = "none");
            assert_eq!(waits, [3000, 6000]);
            assert_eq!(waits_after!(verdict, jitter = "none"), [1000, 2000], "one second unless written");
        }
        for verdict in [Verdict::transient(), Verdict::timed_out()] {
            assert_eq!(waits_after!(verdict, throttled_delay = "3s", jitter = "none"), [500, 1000]);
        }
    }

    #[test]
    fn throttled_delay_is_never_below_the_initial_delay() {
        let waits = waits_after!(Verdict::throttled(), initial_delay = "1.2s", jitter = "none");
        assert_eq!(waits, [1200, 2400]);
    }
}

mod shared {
    use super::*;

    const PATIENT: Policy = Policy::DEFAULT
        .max(4)
        .backoff(Backoff::Linear)
        .initial_delay(Duration::from_millis(100))
        .jitter(Jitter::None);

    const fn constant(delay: Duration) -> Policy {
        PATIENT.backoff(Backoff::Constant).initial_delay(delay)
    }

    #[test]
    fn takes_a_constant() {
        assert_eq!(waits!(policy = PATIENT), [100, 200, 300]);
    }

    /// The constant is evaluated at compile time, for each type.
    #[test]
    fn takes_an_associated_constant_of_a_type_parameter() {
        trait Provider {
            const POLICY: Policy;
        }
        struct Gentle;
        impl Provider for Gentle {
            const POLICY: Policy = PATIENT.max(2);
        }
        struct Stubborn;
        impl Provider for Stubborn {
            const POLICY: Policy = PATIENT.max(5);
        }
        #[retry(policy = P::POLICY, sleep = |_| *retries += 1)]
        fn fail<P: Provider>(retries: &mut u32) -> Result<(), Failed> {
            Err(Failed(Verdict::transient()))
        }
        let mut retries = 0;
        fail::<Gentle>(&mut retries).expect_err("it always fails");
        assert_eq!(retries, 1);
        fail::<Stubborn>(&mut retries).expect_err("it always fails");
        assert_eq!(retries, 1 + 4);
    }

    #[test]
    fn takes_the_call_of_a_const_fn() {
        assert_eq!(waits!(policy = constant(Duration::from_millis(30))), [30, 30, 30]);
    }

    #[test]
    fn options_override_a_policy() {
        assert_eq!(waits!(policy = PATIENT, max = 3), [100, 200]);
        assert_eq!(waits!(policy = PATIENT, backoff = "exp"), [100, 200, 400]);
        assert_eq!(waits!(policy = PATIENT, backoff = "exponential"), [100, 200, 400]);
        assert_eq!(waits!(initial_delay = "1s", policy = PATIENT), [1000, 2000, 3000], "in any order");
        assert_eq!(waits!(policy = PATIENT, max_delay = "150ms"), [100, 150, 150]);
        assert_eq!(waits!(policy = PATIENT, jitter = 1.0, random = || 1 << 63), [50, 100, 150]);
    }

    #[test]
    fn decorrelated_jitter_remembers_the_previous_wait() {
        const WANDERING: Policy =
            Policy::DEFAULT.max(7).initial_delay(Duration::from_secs(1)).jitter(Jitter::Decorrelated);
        let waits = waits!(policy = WANDERING, random = || 1 << 63);
        assert_eq!(waits, [2000, 3500, 5750, 9125, 14_187, 20_000]);
    }
}
