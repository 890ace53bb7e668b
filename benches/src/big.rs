//! An `Ok` value of 1 KiB: how often it is copied.

use std::hint::black_box;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};
use std::time::Duration;

use retry_attr::retry;

use crate::asynchronous::CAP;
use crate::case::{Case, Load};
use crate::work::{Error, Leaf};

const FIRST: Duration = Duration::from_millis(10);
const SIZE: usize = 1024;

type Big = Result<[u8; SIZE], Error>;

#[inline(never)]
fn make() -> Big {
    static BYTE: AtomicU8 = AtomicU8::new(3);
    match BYTE.load(Relaxed) {
        0 => Err(Error::Transient),
        byte => Ok([byte; SIZE]),
    }
}

macro_rules! case {
    ($way:literal, $future:expr) => {{
        fn run(load: Load) {
            crate::runtime::of(load).block_on(async {
                for _ in 0..load.calls {
                    let outcome: Big = $future.await;
                    assert!(matches!(black_box(&outcome), Ok([3, ..])), "a call had another result");
                }
            });
        }
        Case { question: "1 KiB Ok", way: $way, load: Load::calls(5_000), run }
    }};
}

async fn plain() -> Big {
    Leaf.await;
    make()
}

async fn by_hand() -> Big {
    let mut retries = 0;
    loop {
        match plain().await {
            Ok(answer) => return Ok(answer),
            Err(error) if retries == 3 || !error.is_transient() => return Err(error),
            Err(_) => {}
        }
        let ceiling = FIRST.saturating_mul(1 << retries).min(CAP);
        retries += 1;
        tokio::time::sleep(ceiling.mul_f64(fastrand::f64())).await;
    }
}

#[retry(max = 4, initial_delay = FIRST, max_delay = CAP)]
async fn annotated() -> Big {
    Leaf.await;
    make()
}

#[retry(max = 4, initial_delay = FIRST, max_delay = CAP, on(error if error.is_transient()))]
async fn on() -> Big {
    Leaf.await;
    make()
}

async fn by_backon() -> Big {
    use backon::Retryable as _;
    let policy = backon::ExponentialBuilder::new().with_min_delay(FIRST).with_max_delay(CAP).with_jitter();
    plain.retry(policy.with_max_times(3)).sleep(tokio::time::sleep).when(Error::is_transient).await
}

async fn by_tokio_retry() -> Big {
    use tokio_retry::{RetryIf, strategy::ExponentialBackoff};
    let waits = ExponentialBackoff::from_millis(2).factor(5).max_delay(CAP).take(3);
    RetryIf::start(waits, plain, Error::is_transient).await
}

async fn by_tokio_retry2() -> Big {
    use tokio_retry2::{Retry, RetryError, strategy::ExponentialBackoff};
    let waits = ExponentialBackoff::from_millis(2).factor(5).max_delay(CAP).take(3);
    Retry::spawn(waits, || async { plain().await.map_err(RetryError::transient) }).await
}

async fn by_tryhard() -> Big {
    tryhard::retry_fn(plain).retries(3).exponential_backoff(FIRST).max_delay(CAP).await
}

async fn by_again() -> Big {
    again::RetryPolicy::exponential(FIRST).with_max_retries(3).retry_if(plain, Error::is_transient).await
}

async fn by_backoff() -> Big {
    backoff::future::retry(backoff::ExponentialBackoff::default(), || async { Ok(plain().await?) }).await
}

#[retrying::retry(stop = attempts(4), wait = exponential(multiplier = 0.01, max = 1.0))]
async fn by_retrying() -> Big {
    Leaf.await;
    make()
}

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case!("plain", plain()),
        case!("hand", by_hand()),
        case!("ours", annotated()),
        case!("ours, on", on()),
        case!("backon", by_backon()),
        case!("tokio-retry", by_tokio_retry()),
        case!("tokio-retry2", by_tokio_retry2()),
        case!("tryhard", by_tryhard()),
        case!("again", by_again()),
        case!("backoff", by_backoff()),
        case!("retrying", by_retrying()),
    ]
}
