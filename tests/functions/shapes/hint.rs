//! Whether `on` finds the server's hint in an error.

use std::time::Duration;

use retry_attr::{Retryable, Verdict, retry};
use tokio::time::Instant;

use super::support::Calls;

/// Asks for seven seconds.
#[derive(Debug, PartialEq, Eq)]
struct Hinted;

impl Retryable for Hinted {
    fn verdict(&self) -> Verdict {
        Verdict::throttled().with_hint(Duration::from_secs(7))
    }
}

/// Contains the same hint, but is not `Retryable`.
#[derive(Debug, PartialEq, Eq)]
struct Other;

impl Other {
    #[allow(dead_code, clippy::unused_self, reason = "an inherent method of that name is not the trait's")]
    fn verdict(&self) -> Verdict {
        Hinted.verdict()
    }
}

/// Two waits from the server, and two of our own.
const HINTED: Duration = Duration::from_secs(7 + 7);
const OWN: Duration = Duration::from_millis(500 + 1_000);

#[tokio::test(start_paused = true)]
async fn concrete_and_retryable() {
    #[retry(max = 3, jitter = "none", on(Hinted))]
    async fn ask(calls: &Calls) -> Result<u32, Hinted> {
        calls.fail_later().await.map_err(|_| Hinted)
    }
    #[retry(max = 3, jitter = "none", on(_))]
    async fn ask_always(calls: &Calls) -> Result<u32, Hinted> {
        calls.fail_later().await.map_err(|_| Hinted)
    }
    #[retry(max = 3, jitter = "none", except(error if calls.made() > 3 && *error == Hinted))]
    async fn ask_except(calls: &Calls) -> Result<u32, Hinted> {
        calls.fail_later().await.map_err(|_| Hinted)
    }

    let (calls, start) = (Calls::new(), Instant::now());
    assert_eq!((ask(&calls).await, calls.made()), (Err(Hinted), 3));
    assert_eq!(start.elapsed(), HINTED);
    let (calls, start) = (Calls::new(), Instant::now());
    assert_eq!((ask_always(&calls).await, calls.made()), (Err(Hinted), 3));
    assert_eq!(start.elapsed(), HINTED);
    let (calls, start) = (Calls::new(), Instant::now());
    assert_eq!((ask_except(&calls).await, calls.made()), (Err(Hinted), 3));
    assert_eq!(start.elapsed(), HINTED);
}

#[tokio::test(start_paused = true)]
async fn concrete_and_other() {
    #[retry(max = 3, jitter = "none", on(Other))]
    async fn ask(calls: &Calls) -> Result<u32, Other> {
        calls.fail_later().await.map_err(|_| Other)
    }

    let (calls, start) = (Calls::new(), Instant::now());
    assert_eq!((ask(&calls).await, calls.made()), (Err(Other), 3));
    assert_eq!(start.elapsed(), OWN);
}

#[tokio::test(start_paused = true)]
async fn generic_and_retryable() {
    #[retry(max = 3, jitter = "none", on(error if *error == wanted))]
    async fn ask<E: Retryable + PartialEq>(calls: &Calls, wanted: E, make: fn() -> E) -> Result<u32, E> {
        calls.fail_later().await.map_err(|_| make())
    }
    #[retry(max = 3, jitter = "none", on(_))]
    async fn ask_where<E>(calls: &Calls, make: fn() -> E) -> Result<u32, E>
    where
        E: Retryable,
    {
        calls.fail_later().await.map_err(|_| make())
    }

    let (calls, start) = (Calls::new(), Instant::now());
    assert_eq!((ask(&calls, Hinted, || Hinted).await, calls.made()), (Err(Hinted), 3));
    assert_eq!(start.elapsed(), HINTED);
    let (calls, start) = (Calls::new(), Instant::now());
    assert_eq!((ask_where(&calls, || Hinted).await, calls.made()), (Err(Hinted), 3));
    assert_eq!(start.elapsed(), HINTED);
}

trait Client {
    type Error: Retryable;

    fn fail() -> Self::Error;
}

impl Client for Hinted {
    type Error = Self;

    fn fail() -> Self {
        Self
    }
}

/// The attribute cannot see the bound.
#[tokio::test(start_paused = true)]
async fn generic_with_the_verdict_of_a_trait() {
    #[retry(max = 3, jitter = "none", on(_), verdict = Retryable::verdict)]
    async fn ask<C: Client>(calls: &Calls) -> Result<u32, C::Error> {
        calls.fail_later().await.map_err(|_| C::fail())
    }

    let (calls, start) = (Calls::new(), Instant::now());
    assert_eq!((ask::<Hinted>(&calls).await, calls.made()), (Err(Hinted), 3));
    assert_eq!(start.elapsed(), HINTED);
}

/// Without a bound, the hint of an error is not read.
#[tokio::test(start_paused = true)]
async fn generic() {
    #[retry(max = 3, jitter = "none", on(error if *error == wanted), verdict = |_| Verdict::transient())]
    async fn ask<E: PartialEq>(calls: &Calls, wanted: E, make: fn() -> E) -> Result<u32, E> {
        calls.fail_later().await.map_err(|_| make())
    }

    let (calls, start) = (Calls::new(), Instant::now());
    assert_eq!((ask(&calls, Hinted, || Hinted).await, calls.made()), (Err(Hinted), 3));
    assert_eq!(start.elapsed(), OWN);
}

#[test]
fn sync() {
    use std::cell::RefCell;

    #[retry(max = 3, jitter = "none", on(_), sleep = |delay| waits.borrow_mut().push(delay))]
    fn ask<E>(calls: &Calls, waits: &RefCell<Vec<Duration>>, make: fn() -> E) -> Result<u32, E>
    where
        E: Retryable,
    {
        calls.fail().map_err(|_| make())
    }
    #[retry(
        max = 3,
        jitter = "none",
        on(_),
        verdict = |_| Verdict::transient(),
        sleep = |delay| waits.borrow_mut().push(delay)
    )]
    fn ask_blindly<E>(calls: &Calls, waits: &RefCell<Vec<Duration>>, make: fn() -> E) -> Result<u32, E> {
        calls.fail().map_err(|_| make())
    }

    let (calls, waits) = (Calls::new(), RefCell::default());
    assert_eq!((ask(&calls, &waits, || Hinted), calls.made()), (Err(Hinted), 3));
    assert_eq!(waits.take().iter().sum::<Duration>(), HINTED);
    assert_eq!((ask_blindly(&calls, &waits, || Hinted), calls.made()), (Err(Hinted), 6));
    assert_eq!(waits.take().iter().sum::<Duration>(), OWN);
}
