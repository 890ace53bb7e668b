//! Values that name `self` or a parameter, and closures without parameters: read once, when the call begins.

use std::cell::{Cell, RefCell};
use std::future::{pending, ready};
use std::io;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::{Stream, StreamExt as _, stream};
use retry_attr::{
    Attempt, Backoff, Jitter, Policy, Retryable, TimeLimit, TimedOut, Upstream, Verdict, retry,
};

#[derive(Debug)]
struct Failed(Verdict);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

impl From<TimedOut> for Failed {
    fn from(timed_out: TimedOut) -> Self {
        Self(timed_out.verdict())
    }
}

const TRANSIENT: Verdict = Verdict::transient();
const SECOND: Duration = Duration::from_secs(1);

/// The settings of a service, as a configuration file holds them.
struct Settings {
    max: u32,
    delay: Duration,
    factor: f64,
    jitter: Jitter,
    policy: Policy,
    limit: Option<Duration>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            max: 4,
            delay: SECOND,
            factor: 3.0,
            jitter: Jitter::None,
            policy: Policy::DEFAULT.max(2).backoff(Backoff::Constant).jitter(Jitter::None),
            limit: None,
        }
    }
}

/// The waits, in milliseconds, of a call that always fails with this verdict.
macro_rules! waits {
    ($settings:ident, $verdict:expr, $($options:tt)*) => {{
        #[retry($($options)*, sleep = |wait| waits.push(wait.as_millis()))]
        fn fail($settings: &Settings, verdict: Verdict, waits: &mut Vec<u128>) -> Result<(), Failed> {
            let _ = $settings;
            Err(Failed(verdict))
        }
        let mut waits = Vec::new();
        fail(&$settings, $verdict, &mut waits).expect_err("it always fails");
        waits
    }};
}

mod options {
    use super::*;

    #[test]
    fn max() {
        let settings = Settings::default();
        assert_eq!(waits!(settings, TRANSIENT, jitter = "none", max = settings.max), [500, 1000, 2000]);
        assert_eq!(waits!(settings, TRANSIENT, jitter = "none", max = || 2), [500]);
        assert_eq!(waits!(settings, TRANSIENT, jitter = "none", max = settings.max - 1), [500, 1000]);
    }

    #[test]
    fn delays() {
        let settings = Settings::default();
        let waits = waits!(settings, TRANSIENT, jitter = "none", initial_delay = settings.delay);
        assert_eq!(waits, [1000, 2000]);
        let waits = waits!(settings, TRANSIENT, jitter = "none", max_delay = settings.delay / 10);
        assert_eq!(waits, [100, 100], "the default of `initial_delay` yields to it");
        let waits =
            waits!(settings, Verdict::throttled(), jitter = "none", throttled_delay = 3 * settings.delay);
        assert_eq!(waits, [3000, 6000]);
    }

    #[test]
    fn max_retry_after() {
        let settings = Settings::default();
        let hint = Verdict::throttled().with_hint(2 * SECOND);
        assert_eq!(waits!(settings, hint, jitter = "none", max_retry_after = settings.delay), []);
        assert_eq!(
            waits!(settings, hint, jitter = "none", max_retry_after = 2 * settings.delay),
            [2000, 2000]
        );
    }

    #[test]
    fn factor() {
        let settings = Settings::default();
        assert_eq!(waits!(settings, TRANSIENT, jitter = "none", factor = settings.factor), [500, 1500]);
    }

    #[test]
    fn jitter() {
        let settings = Settings::default();
        assert_eq!(waits!(settings, TRANSIENT, jitter = settings.jitter), [500, 1000]);
        let waits = waits!(settings, TRANSIENT, jitter = || Jitter::Fraction(0.5), random = || 1 << 63);
        assert_eq!(waits, [375, 750]);
    }

    #[test]
    fn decorrelated_jitter_remembers_the_previous_wait() {
        let settings = Settings { jitter: Jitter::Decorrelated, ..Settings::default() };
        let waits = waits!(settings, TRANSIENT, jitter = settings.jitter, random = || 1 << 63);
        assert_eq!(waits, [1000, 1750]);
    }

    #[test]
    fn a_constant_jitter_is_checked_at_compile_time() {
        const JITTER: Jitter = Jitter::Fraction(1.0);
        let settings = Settings::default();
        assert_eq!(waits!(settings, TRANSIENT, jitter = JITTER, random = || 1 << 63), [250, 500]);
        assert_eq!(waits!(settings, TRANSIENT, jitter = Jitter::None), [500, 1000]);
    }

    #[test]
    fn policy() {
        let settings = Settings::default();
        assert_eq!(waits!(settings, TRANSIENT, policy = settings.policy), [500]);
        assert_eq!(waits!(settings, TRANSIENT, policy = || Policy::DEFAULT.max(1)), []);
    }

    #[test]
    fn options_override_a_run_time_policy() {
        const LIMIT: u32 = 3;
        let settings = Settings::default();
        assert_eq!(waits!(settings, TRANSIENT, policy = settings.policy, max = LIMIT), [500, 500]);
        let waits =
            waits!(settings, TRANSIENT, policy = settings.policy, max = settings.max, initial_delay = "1s");
        assert_eq!(waits, [1000, 1000, 1000]);
    }

    #[test]
    fn a_policy_is_overridden_where_it_is_constant() {
        const GENTLE: Policy = Policy::DEFAULT.initial_delay(SECOND).jitter(Jitter::None);
        let settings = Settings::default();
        assert_eq!(waits!(settings, TRANSIENT, policy = GENTLE, max = settings.max), [1000, 2000, 4000]);
    }

    /// A constant above a bound that is read at run time is valid.
    #[test]
    fn a_constant_may_be_above_the_default_of_a_bound_that_is_read() {
        const LONG: Duration = Duration::from_secs(60);
        let settings = Settings::default();
        let waits = waits!(
            settings,
            TRANSIENT,
            jitter = "none",
            initial_delay = LONG,
            max_delay = 90 * settings.delay
        );
        assert_eq!(waits, [60_000, 90_000]);
    }
}

/// Values out of range saturate, as `Policy::check` documents.
mod saturation {
    use super::*;

    #[test]
    fn max_of_zero_counts_as_one() {
        #[retry(max = max, attempt = attempt, sleep = |_| ())]
        fn fail(max: u32, seen: &mut Vec<(u32, u32, bool)>) -> Result<(), Failed> {
            seen.push((attempt.number(), attempt.max(), attempt.is_last()));
            Err(Failed(TRANSIENT))
        }
        let mut seen = Vec::new();
        fail(0, &mut seen).expect_err("it always fails");
        assert_eq!(seen, [(1, 1, true)]);
    }

    #[test]
    fn factor_below_one_counts_as_one() {
        for factor in [0.5, -1.0, f64::NAN] {
            let settings = Settings { factor, ..Settings::default() };
            assert_eq!(waits!(settings, TRANSIENT, jitter = "none", factor = settings.factor), [500, 500]);
        }
    }

    #[test]
    fn max_delay_bounds_every_other_delay() {
        let settings = Settings { delay: 60 * SECOND, ..Settings::default() };
        let waits = waits!(settings, TRANSIENT, jitter = "none", initial_delay = settings.delay);
        assert_eq!(waits, [20_000, 20_000]);
        let waits = waits!(settings, Verdict::throttled(), jitter = "none", throttled_delay = settings.delay);
        assert_eq!(waits, [20_000, 20_000]);
    }

    #[test]
    fn a_fraction_counts_as_the_nearest_valid_one() {
        for (fraction, wait) in [(7.0, 250), (-1.0, 500), (f64::NAN, 500)] {
            let settings = Settings { jitter: Jitter::Fraction(fraction), ..Settings::default() };
            let waits = waits!(settings, TRANSIENT, max = 2, jitter = settings.jitter, random = || 1 << 63);
            assert_eq!(waits, [wait], "{fraction}");
        }
    }
}

mod limits {
    use super::*;

    #[derive(Debug)]
    struct Cut(TimedOut);

    impl From<TimedOut> for Cut {
        fn from(timed_out: TimedOut) -> Self {
            Self(timed_out)
        }
    }

    #[tokio::test(start_paused = true)]
    async fn are_durations_or_optional_durations() {
        #[retry(max = 1, attempt_timeout = limit, deadline = limits.0, on(_))]
        async fn hang(limit: Duration, limits: (Option<Duration>,)) -> Result<(), Cut> {
            pending().await
        }
        let Cut(timed_out) = hang(SECOND, (None,)).await.expect_err("it hangs");
        assert_eq!((timed_out.limit(), timed_out.after()), (TimeLimit::Attempt, SECOND));
        let Cut(timed_out) = hang(2 * SECOND, (Some(SECOND),)).await.expect_err("it hangs");
        assert_eq!((timed_out.limit(), timed_out.after()), (TimeLimit::Deadline, SECOND));
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_of_none_does_not_limit() {
        #[retry(deadline = settings.limit, attempt_timeout = || None, attempt = attempt)]
        async fn call(settings: &Settings) -> Result<Attempt, Failed> {
            tokio::time::sleep(Duration::from_secs(1_000_000)).await;
            Ok(attempt)
        }
        let attempt = call(&Settings::default()).await.expect("nothing cuts it");
        assert_eq!(attempt.remaining(), None);
    }

    /// `Duration::MAX` would overflow many a timer.
    #[tokio::test]
    async fn of_none_asks_no_timer() {
        #[retry(deadline = limit, sleep = |_| { waits.set(waits.get() + 1); ready(()) })]
        async fn call(limit: Option<Duration>, waits: &Cell<u32>) -> Result<(), Failed> {
            tokio::task::yield_now().await;
            Ok(())
        }
        let waits = Cell::new(0);
        call(None, &waits).await.expect("nothing cuts it");
        assert_eq!(waits.get(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn of_zero_cuts_at_once() {
        #[retry(max = 2, initial_delay = "1ms", attempt_timeout = limit)]
        async fn timed(limit: Duration, attempts: &Cell<u32>) -> io::Result<()> {
            attempts.set(attempts.get() + 1);
            Ok(())
        }
        #[retry(deadline = limit)]
        async fn late(limit: Duration, attempts: &Cell<u32>) -> io::Result<()> {
            attempts.set(attempts.get() + 1);
            Ok(())
        }
        let attempts = Cell::new(0);
        assert_eq!(
            timed(Duration::ZERO, &attempts).await.map_err(|e| e.kind()),
            Err(io::ErrorKind::TimedOut)
        );
        assert_eq!(late(Duration::ZERO, &attempts).await.map_err(|e| e.kind()), Err(io::ErrorKind::TimedOut));
        assert_eq!(attempts.get(), 0, "no attempt has any time");
    }

    #[test]
    fn of_zero_stops_a_sync_function_after_its_first_attempt() {
        #[retry(deadline = limit, sleep = |_| ())]
        fn fail(limit: Duration, attempts: &mut u32) -> Result<(), Failed> {
            *attempts += 1;
            Err(Failed(TRANSIENT))
        }
        let mut attempts = 0;
        fail(Duration::ZERO, &mut attempts).expect_err("it always fails");
        assert_eq!(attempts, 1);
    }

    #[tokio::test(start_paused = true)]
    async fn bound_the_wait_for_a_turn() {
        static BUSY: Upstream = Upstream::new("run time").requests_per_minute(1);

        #[retry(max = 1, on(_), upstream(BUSY, max_wait = limit))]
        async fn call(limit: Duration) -> Result<(), Cut> {
            Ok(())
        }
        call(SECOND).await.expect("the first turn is free");
        let Cut(timed_out) = call(SECOND).await.expect_err("the next turn comes in a minute");
        assert_eq!((timed_out.limit(), timed_out.after()), (TimeLimit::Upstream, SECOND));
    }
}

/// The scopes in which the names of values are found.
mod names {
    use super::*;

    struct Service(Settings);

    impl Service {
        #[retry(max = self.0.max, jitter = "none", sleep = |wait| waits.push(wait.as_millis()))]
        fn sync(&self, waits: &mut Vec<u128>) -> Result<(), Failed> {
            Err(Failed(TRANSIENT))
        }

        #[retry(policy = self.0.policy, sleep = |wait| { waits.push(wait.as_millis()); ready(()) })]
        async fn mutable(&mut self, waits: &mut Vec<u128>) -> Result<(), Failed> {
            self.0.max += 1;
            Err(Failed(TRANSIENT))
        }

        #[retry(max = self.0.max, sleep = |wait| waits.push(wait.as_millis()), jitter = "none")]
        fn changing(&mut self, waits: &mut Vec<u128>) -> Result<(), Failed> {
            self.0.max += 1;
            Err(Failed(TRANSIENT))
        }
    }

    #[tokio::test]
    async fn self_is_read() {
        let mut service = Service(Settings::default());
        let mut waits = Vec::new();
        service.sync(&mut waits).expect_err("it always fails");
        assert_eq!(waits, [500, 1000, 2000]);
        waits.clear();
        service.mutable(&mut waits).await.expect_err("it always fails");
        assert_eq!(waits, [500]);
    }

    #[test]
    fn a_value_is_read_once() {
        let mut waits = Vec::new();
        Service(Settings::default()).changing(&mut waits).expect_err("it always fails");
        assert_eq!(waits, [500, 1000, 2000], "the body changes `self.0.max`");
    }

    #[test]
    fn bindings_of_a_pattern_are_parameters() {
        struct Limits {
            max: u32,
            delay: Duration,
        }
        #[retry(max = attempts, initial_delay = delay, max_delay = cap, jitter = "none", sleep = |wait| waits.push(wait))]
        fn fail(
            Limits { max: attempts, delay }: Limits,
            (cap, _): (Duration, u8),
            waits: &mut Vec<Duration>,
        ) -> Result<(), Failed> {
            Err(Failed(TRANSIENT))
        }
        let mut waits = Vec::new();
        fail(Limits { max: 3, delay: SECOND }, (SECOND, 0), &mut waits).expect_err("it always fails");
        assert_eq!(waits, [SECOND, SECOND]);
    }

    /// rustc would refuse these with E0435 if they were taken for constants.
    #[test]
    fn parameters_are_found_anywhere_in_an_expression() {
        const EAGER: bool = false;
        #[retry(max = if EAGER || limit < 3 { 1 } else { 2 }, jitter = "none", sleep = |_| *retries += 1)]
        fn behind_an_operator(limit: u32, retries: &mut u32) -> Result<(), Failed> {
            let _ = limit;
            Err(Failed(TRANSIENT))
        }
        #[allow(clippy::blocks_in_conditions, reason = "the scanner must not end at the first brace")]
        #[retry(max = match { limit } { 0 => 1, n => n }, sleep = |_| *retries += 1)]
        fn in_a_scrutinee(limit: u32, retries: &mut u32) -> Result<(), Failed> {
            let _ = limit;
            Err(Failed(TRANSIENT))
        }
        #[retry(max = u32::try_from(format!("{:width$}", 1).len()).unwrap_or(1), sleep = |_| *retries += 1)]
        fn in_a_width(width: usize, retries: &mut u32) -> Result<(), Failed> {
            let _ = width;
            Err(Failed(TRANSIENT))
        }
        let mut retries = 0;
        behind_an_operator(9, &mut retries).expect_err("it always fails");
        assert_eq!(retries, 1);
        in_a_scrutinee(4, &mut retries).expect_err("it always fails");
        assert_eq!(retries, 4);
        in_a_width(3, &mut retries).expect_err("it always fails");
        assert_eq!(retries, 6);
    }

    /// rustc would refuse to evaluate these at compile time if they were taken for run-time values, and the reverse.
    #[test]
    fn paths_fields_and_shadowing_variables_are_not_parameters() {
        mod limit {
            pub(super) const MAX: u32 = 2;
        }
        struct Config {
            limit: u32,
        }
        const CONFIG: Config = Config { limit: 2 };
        #[retry(max = limit::MAX, sleep = |_| *retries += 1)]
        fn by_path(limit: u32, retries: &mut u32) -> Result<(), Failed> {
            assert_eq!(limit, 9);
            Err(Failed(TRANSIENT))
        }
        #[retry(max = { let limit = CONFIG.limit; limit * CONFIG.limit / 2 }, sleep = |_| *retries += 1)]
        fn by_field(limit: u32, retries: &mut u32) -> Result<(), Failed> {
            assert_eq!(limit, 9);
            Err(Failed(TRANSIENT))
        }
        let mut retries = 0;
        by_path(9, &mut retries).expect_err("it always fails");
        by_field(9, &mut retries).expect_err("it always fails");
        assert_eq!(retries, 2);
    }

    struct Count<'a>(&'a Cell<u32>);

    #[async_trait(?Send)]
    trait Counts {
        async fn count(&self, max: u32, pair: (u32, Duration)) -> Result<(), Failed>;
    }

    #[async_trait(?Send)]
    impl Counts for Count<'_> {
        #[retry(max = self.0.get() + max + more, initial_delay = delay, sleep = |_| ready(()))]
        async fn count(&self, max: u32, (more, delay): (u32, Duration)) -> Result<(), Failed> {
            self.0.set(self.0.get() + 1);
            Err(Failed(TRANSIENT))
        }
    }

    #[tokio::test]
    async fn methods_of_async_trait_read_theirs() {
        let attempts = Cell::new(1);
        Count(&attempts).count(2, (3, SECOND)).await.expect_err("it always fails");
        assert_eq!(attempts.get(), 1 + 6);
    }

    #[test]
    fn a_question_mark_leaves_the_function() {
        #[retry(max = max?)]
        fn call(max: Result<u32, Failed>, attempts: &mut u32) -> Result<(), Failed> {
            *attempts += 1;
            Ok(())
        }
        let mut attempts = 0;
        call(Err(Failed(TRANSIENT)), &mut attempts).expect_err("there is no `max`");
        assert_eq!(attempts, 0);
    }

    #[test]
    fn a_return_in_a_closure_is_the_closures_own() {
        #[retry(max = || -> u32 { if true { return 2 } 7 }, sleep = |_| *retries += 1)]
        fn call(retries: &mut u32) -> Result<(), Failed> {
            Err(Failed(TRANSIENT))
        }
        let mut retries = 0;
        call(&mut retries).expect_err("it always fails");
        assert_eq!(retries, 1);
    }
}

/// The stream outlives the values of its plan.
#[tokio::test]
async fn a_returned_stream_copies_its_plan() {
    type Item = Result<u8, Failed>;

    #[retry(stream, policy = *policy, name = name, sleep = |_| ready(()))]
    async fn begin(
        policy: &Policy,
        name: &'static str,
        streams: &RefCell<Vec<Vec<Item>>>,
    ) -> Result<impl Stream<Item = Item> + use<>, Failed> {
        Ok(stream::iter(streams.borrow_mut().pop().unwrap_or_default()))
    }
    let failed = || Err(Failed(TRANSIENT));
    let streams = RefCell::new(vec![vec![Ok(1), failed()], vec![failed()]]);
    let begun = {
        let policy = Policy::DEFAULT.max(2);
        begin(&policy, "begin", &streams).await.expect("the second stream begins")
    };
    let items: Vec<_> = begun.map(Result::ok).collect().await;
    assert_eq!(items, [Some(1), None]);
}
