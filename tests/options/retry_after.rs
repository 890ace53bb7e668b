//! The times that a server names: hints as the floor under our own waits, the spread, `max_retry_after`, and resets.

use std::time::Duration;

use retry_attr::{Jitter, PermanentReason, Policy, Retryable, StopReason, Verdict, retry};

/// An error with the verdict that it holds.
#[derive(Debug)]
struct Failed(Verdict);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

const fn after(seconds: u64) -> Verdict {
    Verdict::throttled().with_hint(Duration::from_secs(seconds))
}

const HALF: u64 = 1 << 63;
const ALL: u64 = u64::MAX;

/// The waits of a call that fails twice with this verdict.
macro_rules! waits_after {
    ($verdict:expr, $($options:tt)*) => {{
        #[retry($($options)*, sleep = |wait| waits.push(wait))]
        fn fail(verdict: Verdict, waits: &mut Vec<Duration>) -> Result<(), Failed> {
            Err(Failed(verdict))
        }
        let mut waits = Vec::new();
        fail($verdict, &mut waits).expect_err("it always fails");
        waits
    }};
}

mod obeyed {
    use super::*;

    #[test]
    fn a_longer_hint_is_the_wait() {
        assert_eq!(waits_after!(after(7), jitter = "none"), [Duration::from_secs(7); 2]);
        assert_eq!(waits_after!(after(7), jitter = "none", backoff = "linear"), [Duration::from_secs(7); 2]);
    }

    /// The waits in milliseconds, and whether the server asked for each.
    macro_rules! decided_after {
        ($hint:expr, $($options:tt)*) => {{
            #[retry(
                initial_delay = "1s",
                throttled_delay = "1s",
                jitter = "none",
                $($options)*,
                on_retry = |retry| waits.push((retry.wait().as_millis(), retry.server_asked())),
                sleep = |_| ()
            )]
            fn fail(waits: &mut Vec<(u128, bool)>) -> Result<(), Failed> {
                Err(Failed(Verdict::throttled().with_hint($hint)))
            }
            let mut waits = Vec::new();
            fail(&mut waits).expect_err("it always fails");
            waits
        }};
    }

    #[test]
    fn the_longer_of_the_hint_and_our_own_wait_counts() {
        let (own, asked) = (false, true);
        assert_eq!(
            decided_after!(Duration::from_millis(300), max = 5),
            [(1_000, own), (2_000, own), (4_000, own), (8_000, own)]
        );
        assert_eq!(
            decided_after!(Duration::from_secs(3), max = 5),
            [(3_000, asked), (3_000, asked), (4_000, own), (8_000, own)]
        );
        assert_eq!(decided_after!(Duration::from_secs(30), max = 3), [(30_000, asked); 2]);
    }

    #[test]
    fn in_every_class_that_is_retried() {
        let wait = Duration::from_secs(7);
        for verdict in [Verdict::transient(), Verdict::timed_out(), Verdict::overloaded()] {
            assert_eq!(waits_after!(verdict.with_hint(wait), jitter = "none"), [wait; 2]);
        }
    }

    #[test]
    fn max_delay_bounds_our_own_part_alone() {
        assert_eq!(waits_after!(after(7), jitter = "none", max_delay = "1s"), [Duration::from_secs(7); 2]);
        assert_eq!(
            waits_after!(after(1), jitter = "none", initial_delay = "9s", max_delay = "10s"),
            [Duration::from_secs(9), Duration::from_secs(10)]
        );
    }

    #[test]
    fn a_hint_of_zero_is_ignored() {
        let waits = waits_after!(after(0), jitter = "none");
        assert_eq!(waits, [Duration::from_secs(1), Duration::from_secs(2)]);
    }

    #[test]
    fn a_hint_leaves_the_growth_of_our_own_waits_alone() {
        #[retry(max = 4, jitter = "none", sleep = |wait| waits.push(wait.as_millis()))]
        fn fail(verdicts: &mut Vec<Verdict>, waits: &mut Vec<u128>) -> Result<(), Failed> {
            Err(Failed(verdicts.pop().expect("a verdict for each attempt")))
        }
        let mut waits = Vec::new();
        let transient = Verdict::transient();
        fail(&mut vec![transient, transient, after(9), transient], &mut waits).expect_err("it always fails");
        assert_eq!(waits, [500, 9000, 2000], "the third wait is the third ceiling");
    }
}

mod spread {
    use super::*;

    #[test]
    fn up_to_a_tenth_is_added_where_waits_have_jitter() {
        assert_eq!(waits_after!(after(10), random = || 0), [Duration::from_secs(10); 2]);
        assert_eq!(waits_after!(after(10), random = || HALF), [Duration::from_millis(10_500); 2]);
        for jitter in [
            waits_after!(after(10), jitter = "equal", random = || HALF),
            waits_after!(after(10), jitter = 0.1, random = || HALF),
        ] {
            assert_eq!(jitter, [Duration::from_millis(10_500); 2]);
        }
        let [wait, _] = waits_after!(after(10), random = || ALL)[..] else { panic!("two waits") };
        assert!(wait <= Duration::from_secs(11));
    }

    #[test]
    fn hints_are_not_spread_without_jitter() {
        const STIFF: Policy = Policy::DEFAULT.jitter(Jitter::None);
        assert_eq!(waits_after!(after(10), jitter = "none"), [Duration::from_secs(10); 2]);
        assert_eq!(waits_after!(after(10), policy = STIFF, random = || ALL), [Duration::from_secs(10); 2]);
    }

    #[test]
    fn five_seconds_are_the_most() {
        assert_eq!(waits_after!(after(100), random = || HALF), [Duration::from_millis(102_500); 2]);
        let [wait, _] = waits_after!(after(100), random = || ALL)[..] else { panic!("two waits") };
        assert!(wait <= Duration::from_secs(105));
    }

    #[test]
    fn the_draws_keep_their_bounds_and_differ() {
        let hint = Duration::from_secs(30);
        let waits: Vec<Duration> = (0..500).flat_map(|_| waits_after!(after(30), jitter)).collect();
        assert!(waits.iter().all(|wait| (hint..=hint * 11 / 10).contains(wait)));
        assert!(waits.windows(2).all(|pair| pair[0] != pair[1]));
    }
}

mod max_retry_after {
    use super::*;

    /// The stop reason that `on_give_up` receives, and the number of waits before it.
    #[derive(Debug, PartialEq)]
    struct Told {
        attempt: u32,
        reason: StopReason,
        hint: Option<Duration>,
    }

    /// The stop reason of a call that always fails with this verdict.
    macro_rules! told_after {
        ($verdict:expr, $($options:tt)*) => {{
            #[retry(
                $($options)*,
                on_give_up = |gave_up| told.push(Told {
                    attempt: gave_up.attempt(),
                    reason: gave_up.stop_reason(),
                    hint: gave_up.verdict().hint(),
                }),
                sleep = |_| ()
            )]
            fn fail(verdict: Verdict, told: &mut Vec<Told>) -> Result<(), Failed> {
                Err(Failed(verdict))
            }
            let mut told = Vec::new();
            fail($verdict, &mut told).expect_err("it always fails");
            assert_eq!(told.len(), 1);
            told.remove(0)
        }};
    }

    const LIMIT: Duration = Duration::from_secs(20);

    #[test]
    fn an_equal_hint_is_obeyed() {
        for told in
            [told_after!(after(30), max_retry_after = "30s"), told_after!(after(20), max_retry_after = LIMIT)]
        {
            assert_eq!((told.attempt, told.reason), (3, StopReason::Attempts));
        }
    }

    /// The comparison leaves out the spread.
    #[test]
    fn the_hint_itself_is_compared() {
        assert_eq!(
            waits_after!(after(30), max_retry_after = "30s", random = || HALF),
            [Duration::from_millis(31_500); 2]
        );
    }

    #[test]
    fn a_longer_hint_stops_the_call_at_once_and_stays_readable() {
        let hint = Some(Duration::from_secs(31));
        let told = told_after!(after(31), max_retry_after = "30s");
        assert_eq!(told, Told { attempt: 1, reason: StopReason::HintTooLong, hint });
        assert_eq!(told_after!(after(31), max_retry_after = LIMIT).reason, StopReason::HintTooLong);
    }

    #[test]
    fn is_two_minutes_where_it_is_not_written() {
        assert_eq!(told_after!(after(120), max = 3).reason, StopReason::Attempts);
        assert_eq!(told_after!(after(121), max = 3).reason, StopReason::HintTooLong);
    }

    #[test]
    fn of_the_last_attempt_is_not_asked() {
        assert_eq!(told_after!(after(31), max = 1, max_retry_after = "30s").reason, StopReason::Attempts);
    }

    #[test]
    fn of_a_permanent_failure_is_not_asked() {
        let verdict = Verdict::permanent(PermanentReason::Quota).with_hint(Duration::from_secs(31));
        assert_eq!(told_after!(verdict, max_retry_after = "30s").reason, StopReason::Permanent);
    }
}

mod resets {
    use super::*;

    const fn resets_in(seconds: u64) -> Verdict {
        Verdict::throttled().with_reset(Duration::from_secs(seconds))
    }

    #[test]
    fn callers_with_the_same_reset_return_at_different_times() {
        let (reset, latest) = (Duration::from_secs(6), Duration::from_millis(6_600));
        let mut waits: Vec<_> = (0..4).map(|_| waits_after!(resets_in(6), max = 2, jitter)[0]).collect();
        assert!(waits.iter().all(|wait| (reset..=latest).contains(wait)), "{waits:?}");
        waits.sort_unstable();
        waits.dedup();
        assert_eq!(waits.len(), 4, "{waits:?}");
    }

    #[test]
    fn a_long_reset_is_spread_over_the_last_tenth_of_max_delay() {
        assert_eq!(waits_after!(resets_in(3600), max = 2, random = || 0), [Duration::from_secs(18)]);
        assert_eq!(waits_after!(resets_in(3600), max = 2, random = || HALF), [Duration::from_secs(19)]);
        assert_eq!(waits_after!(resets_in(3600), max = 2, jitter = "none"), [Duration::from_secs(20)]);
    }

    #[test]
    fn our_own_wait_is_the_least() {
        let waits = waits_after!(resets_in(3), max = 5, initial_delay = "1s", jitter = "none");
        assert_eq!(waits.iter().map(Duration::as_secs).collect::<Vec<_>>(), [3, 3, 4, 8]);
    }
}
