//! Waits: as long as computed, between attempts only, and with the timer that the options name.

use std::cell::RefCell;
use std::future::{Future, pending, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use retry_attr::{Retryable, Verdict, retry};
use tokio::time::Instant;

/// An error with the verdict that it holds.
#[derive(Debug)]
struct Failed(Verdict);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

const TRANSIENT: Failed = Failed(Verdict::transient());

/// The largest delay of tokio's timer.
const TICK: Duration = Duration::from_millis(1);

#[track_caller]
fn assert_waited(actual: Duration, asked: Duration) {
    assert!((asked..=asked + TICK).contains(&actual), "waited {actual:?} and not {asked:?}");
}

mod on_tokio {
    use super::*;

    /// The times at which each attempt started, counted from the first, and at which the call ended.
    macro_rules! times {
        ($error:expr, $($options:tt)*) => {{
            #[retry($($options)*)]
            async fn fail(start: Instant, times: &RefCell<Vec<Duration>>) -> Result<(), Failed> {
                times.borrow_mut().push(start.elapsed());
                Err($error)
            }
            let (start, times) = (Instant::now(), RefCell::default());
            fail(start, &times).await.expect_err("it always fails");
            let mut times: Vec<Duration> = times.into_inner();
            times.push(start.elapsed());
            times
        }};
    }

    #[tokio::test(start_paused = true)]
    async fn waits_are_as_long_as_computed_and_none_follows_the_last_attempt() {
        let times = times!(TRANSIENT, jitter = "none");
        let [first, second, third, end] = times[..] else { panic!("three attempts and not {times:?}") };
        assert_eq!(first, Duration::ZERO);
        assert_waited(second, Duration::from_millis(500));
        assert_waited(third.saturating_sub(second), Duration::from_secs(1));
        assert_eq!(end, third);
    }

    #[tokio::test(start_paused = true)]
    async fn a_hint_is_waited_for() {
        const HINT: Duration = Duration::from_secs(7);
        let times = times!(Failed(Verdict::throttled().with_hint(HINT)), max = 2, jitter = "none");
        assert_waited(times[1], HINT);
        assert_eq!(times[2], times[1]);
    }

    #[tokio::test(start_paused = true)]
    async fn with_jitter_a_hint_is_waited_for_and_up_to_a_tenth_more() {
        for (hint, most) in [(7, 7.7), (90, 95.0)]
            .map(|(hint, most)| (Duration::from_secs(hint), Duration::from_secs_f64(most)))
        {
            for _ in 0..50 {
                #[retry(max = 2, jitter)]
                async fn fail(hint: Duration) -> Result<(), Failed> {
                    Err(Failed(Verdict::throttled().with_hint(hint)))
                }
                let start = Instant::now();
                fail(hint).await.expect_err("it always fails");
                assert!(
                    (hint..=most + TICK).contains(&start.elapsed()),
                    "{:?} for {hint:?}",
                    start.elapsed()
                );
            }
        }
    }
}

mod of_the_user {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_async_fn_is_awaited() {
        async fn doubly(wait: Duration) {
            tokio::time::sleep(2 * wait).await;
        }

        #[retry(jitter = "none", sleep = doubly)]
        async fn fail() -> Result<(), Failed> {
            Err(TRANSIENT)
        }
        let start = Instant::now();
        fail().await.expect_err("it always fails");
        assert_eq!(start.elapsed(), Duration::from_secs(3));
    }

    #[tokio::test]
    async fn futures_of_closures_and_async_closures_are_awaited() {
        #[retry(jitter = "none", sleep = |wait| { waits.push(wait.as_millis()); ready(()) })]
        async fn fail(waits: &mut Vec<u128>) -> Result<(), Failed> {
            Err(TRANSIENT)
        }
        #[retry(jitter = "none", sleep = async |wait| waits.push(wait.as_millis()))]
        async fn fail_asynchronously(waits: &mut Vec<u128>) -> Result<(), Failed> {
            Err(TRANSIENT)
        }
        let mut waits = Vec::new();
        fail(&mut waits).await.expect_err("it always fails");
        fail_asynchronously(&mut waits).await.expect_err("it always fails");
        assert_eq!(waits, [500, 1000, 500, 1000]);
    }

    #[test]
    fn a_sync_function_calls_a_path() {
        thread_local! {
            static WAITS: RefCell<Vec<u128>> = const { RefCell::new(Vec::new()) };
        }
        fn note(wait: Duration) {
            WAITS.with_borrow_mut(|waits| waits.push(wait.as_millis()));
        }

        #[retry(jitter = "none", sleep = note)]
        fn fail() -> Result<(), Failed> {
            Err(TRANSIENT)
        }
        fail().expect_err("it always fails");
        assert_eq!(WAITS.take(), [500, 1000]);
    }
}

#[test]
fn a_sync_function_blocks_its_thread() {
    #[retry(max = 2, initial_delay = "20ms", jitter = "none")]
    fn fail() -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    let start = std::time::Instant::now();
    fail().expect_err("it always fails");
    assert!(start.elapsed() >= Duration::from_millis(20), "{:?}", start.elapsed());
}

mod nothing_to_wait_for {
    use super::*;

    /// One poll, on no runtime.
    fn poll_once<F: Future>(future: F) -> Poll<F::Output> {
        pin!(future).poll(&mut Context::from_waker(Waker::noop()))
    }

    #[retry(random = || 0)]
    async fn fail(attempts: &mut u32) -> Result<(), Failed> {
        *attempts += 1;
        Err(TRANSIENT)
    }

    #[test]
    fn a_wait_of_zero_needs_no_timer() {
        let mut attempts = 0;
        assert!(matches!(poll_once(fail(&mut attempts)), Poll::Ready(Err(_))));
        assert_eq!(attempts, 3);
    }

    #[test]
    fn nor_does_it_ask_the_users() {
        #[retry(initial_delay = "0s", sleep = |_| pending())]
        async fn fail() -> Result<(), Failed> {
            Err(TRANSIENT)
        }
        assert!(matches!(poll_once(fail()), Poll::Ready(Err(_))));
    }

    #[test]
    fn nor_does_a_success() {
        #[retry]
        async fn succeed() -> Result<u8, Failed> {
            Ok(5)
        }
        assert!(matches!(poll_once(succeed()), Poll::Ready(Ok(5))));
    }
}
