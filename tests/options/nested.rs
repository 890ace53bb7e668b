//! A retried function inside a retried function: attempts do not multiply.

use std::cell::Cell;
use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;

use retry_attr::http::{ApiError, Reply};
use retry_attr::{GiveUpMark, Retryable, StopReason, TimedOut, Upstream, Verdict, retry};

fn api_error(status: u16) -> ApiError {
    ApiError::of_reply(Reply::without_headers(status, b""))
}

#[derive(Debug, Retryable)]
enum ModelError {
    #[retryable(transparent)]
    Api(ApiError),
    #[retryable(transparent)]
    Slow(TimedOut),
    #[retryable(transient)]
    Unmarked,
}

impl From<TimedOut> for ModelError {
    fn from(timed_out: TimedOut) -> Self {
        Self::Slow(timed_out)
    }
}

/// The requests of a function with these options around a function that always fails with this error, and why the outer one
/// stops.
macro_rules! requests {
    ($error:expr, $type:ty, inner($($inner:tt)*) $(, $($options:tt)*)?) => {{
        #[retry(sleep = |_| (), $($inner)*)]
        fn inner(requests: &Cell<u32>) -> Result<(), $type> {
            requests.set(requests.get() + 1);
            Err($error)
        }
        #[retry(sleep = |_| (), on_give_up = |gave_up| reason.set(Some(gave_up.stop_reason())), $($($options)*)?)]
        fn outer(requests: &Cell<u32>, reason: &Cell<Option<StopReason>>) -> Result<(), $type> {
            inner(requests)
        }
        let (requests, reason) = (Cell::new(0), Cell::new(None));
        assert!(outer(&requests, &reason).is_err());
        (requests.get(), reason.get().expect("`on_give_up` is called"))
    }};
    ($error:expr, $type:ty $(, $($options:tt)*)?) => {
        requests!($error, $type, inner(max = 3) $(, $($options)*)?)
    };
}

const ONCE: (u32, StopReason) = (3, StopReason::Nested);
const AGAIN: (u32, StopReason) = (9, StopReason::Attempts);

#[test]
fn three_times_three_times_three_is_three() {
    #[retry(sleep = |_| ())]
    fn first(requests: &Cell<u32>) -> Result<(), ApiError> {
        requests.set(requests.get() + 1);
        Err(api_error(503))
    }
    #[retry(sleep = |_| ())]
    fn second(requests: &Cell<u32>) -> Result<(), ApiError> {
        first(requests)
    }
    #[retry(sleep = |_| ())]
    fn third(requests: &Cell<u32>) -> Result<(), ApiError> {
        second(requests)
    }
    let requests = Cell::new(0);
    assert!(third(&requests).is_err());
    assert_eq!(requests.get(), 3);
}

#[test]
fn the_error_carries_the_fact_wherever_it_lies() {
    assert_eq!(requests!(api_error(503), ApiError), ONCE);
    assert_eq!(requests!(ModelError::Api(api_error(503)), ModelError), ONCE);
    assert_eq!(requests!(Box::new(api_error(503)), Box<ApiError>), ONCE);
    assert_eq!(requests!(api_error(503).into(), std::sync::Arc<ApiError>), ONCE);
    assert_eq!(requests!(api_error(503).into(), Box<dyn Error>), ONCE);
    assert_eq!(requests!(api_error(503).into(), Box<dyn Error + Send + Sync>), ONCE);
    assert_eq!(requests!(anyhow::Error::new(api_error(503)).context("ask"), anyhow::Error), ONCE);
    assert_eq!(requests!(io::Error::new(ErrorKind::TimedOut, api_error(503)), io::Error), ONCE);
    assert_eq!(requests!(io::Error::other(api_error(503)).into(), anyhow::Error), ONCE);
}

#[test]
fn an_error_without_a_mark_is_retried_again() {
    assert_eq!(requests!(ErrorKind::ConnectionReset.into(), io::Error), AGAIN);
    assert_eq!(requests!(ModelError::Unmarked, ModelError), AGAIN);
}

#[test]
fn an_error_can_hold_a_mark_of_its_own() {
    #[derive(Debug, Default)]
    struct Busy(GiveUpMark);

    impl Retryable for Busy {
        fn verdict(&self) -> Verdict {
            Verdict::overloaded()
        }

        fn give_up_mark(&self) -> Option<&GiveUpMark> {
            Some(&self.0)
        }
    }

    assert_eq!(requests!(Busy::default(), Busy), ONCE);
    let copy = Busy::default();
    copy.0.set();
    assert!(copy.0.clone().is_set(), "a copy of the error keeps the mark");
}

#[test]
fn only_used_up_attempts_and_budgets_after_a_retry_count() {
    assert_eq!(requests!(api_error(503), ApiError, inner(max = 1)), (3, StopReason::Attempts));
    assert_eq!(requests!(api_error(503), ApiError, inner(max = 2)), (2, StopReason::Nested));
    let late =
        requests!(api_error(503), ApiError, inner(initial_delay = "2s", jitter = "none", deadline = "1s"));
    assert_eq!(late, (3, StopReason::Attempts));
    let excluded = requests!(api_error(503), ApiError, inner(except(e if e.status() == Some(503))));
    assert_eq!(excluded, (3, StopReason::Attempts));
}

#[test]
fn a_spent_budget_counts_after_a_retry() {
    // The budget pays for one retry.
    static TIGHT: Upstream = Upstream::new("nested").budget(10);
    let (requests, reason) = requests!(api_error(500), ApiError, inner(max = 99, upstream = TIGHT));
    assert_eq!(reason, StopReason::Nested);
    assert!((2..99).contains(&requests), "{requests}");
}

#[test]
fn the_outer_function_can_retry_it_all_the_same() {
    assert_eq!(requests!(api_error(503), ApiError, nested = "allow"), AGAIN);
    assert_eq!(requests!(api_error(503), ApiError, attempt = _attempt), AGAIN);
    assert_eq!(requests!(api_error(503), ApiError, on(_)), AGAIN);
    assert_eq!(requests!(api_error(503), ApiError, on(e if e.status() == Some(503))), AGAIN);
}

#[test]
fn other_options_do_not_retry_a_marked_error() {
    assert_eq!(requests!(api_error(503), ApiError, nested = "stop"), ONCE);
    assert_eq!(requests!(api_error(503), ApiError, except(e if e.status() == Some(500))), ONCE);
    assert_eq!(requests!(api_error(503), ApiError, verdict = |_| Verdict::transient()), ONCE);
    let unnamed = requests!(api_error(503), ApiError, on(e if e.status() == Some(500)));
    assert_eq!(unnamed, (3, StopReason::Excluded));
}

#[test]
fn a_permanent_error_stays_permanent() {
    assert_eq!(requests!(api_error(401), ApiError), (1, StopReason::Permanent));
}

#[tokio::test(start_paused = true)]
async fn attempts_that_a_limit_cuts_do_not_multiply() {
    async fn hang(requests: &Cell<u32>) {
        requests.set(requests.get() + 1);
        tokio::time::sleep(Duration::from_secs(9)).await;
    }

    #[retry(attempt_timeout = "1s")]
    async fn own(requests: &Cell<u32>) -> Result<(), ModelError> {
        hang(requests).await;
        Ok(())
    }
    #[retry]
    async fn around_own(requests: &Cell<u32>) -> Result<(), ModelError> {
        own(requests).await
    }

    #[retry(attempt_timeout = "1s")]
    async fn boxed(requests: &Cell<u32>) -> anyhow::Result<()> {
        hang(requests).await;
        Ok(())
    }
    #[retry]
    async fn around_boxed(requests: &Cell<u32>) -> anyhow::Result<()> {
        boxed(requests).await
    }

    #[retry(deadline = "1s")]
    async fn late(requests: &Cell<u32>) -> Result<(), ModelError> {
        hang(requests).await;
        Ok(())
    }
    #[retry]
    async fn around_late(requests: &Cell<u32>) -> Result<(), ModelError> {
        late(requests).await
    }

    let requests = Cell::new(0);
    assert!(matches!(around_own(&requests).await, Err(ModelError::Slow(_))));
    assert_eq!(requests.replace(0), 3);
    assert!(around_boxed(&requests).await.is_err());
    assert_eq!(requests.replace(0), 3);
    assert!(around_late(&requests).await.is_err());
    assert_eq!(
        requests.get(),
        3,
        "a deadline of the inner call does not count, so the outer one has three attempts"
    );
}
