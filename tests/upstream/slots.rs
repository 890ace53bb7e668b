//! `in_flight`: a call holds a slot during an attempt, and only then.

use std::future::{Future, pending};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use retry_attr::{Upstream, retry};

use super::support::{Failed, TRANSIENT};

fn poll<T>(future: std::pin::Pin<&mut impl Future<Output = T>>) -> Poll<T> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

#[tokio::test(start_paused = true)]
async fn attempts_hold_a_slot_until_they_are_dropped() {
    static ONE: Upstream = Upstream::new("one").in_flight(1);

    #[retry(upstream = ONE)]
    async fn hang() -> Result<(), Failed> {
        pending().await
    }
    #[retry(upstream = ONE)]
    async fn ask() -> Result<u8, Failed> {
        Ok(7)
    }
    let mut asking = pin!(ask());
    {
        let mut hanging = pin!(hang());
        assert!(poll(hanging.as_mut()).is_pending());
        assert!(poll(asking.as_mut()).is_pending());
    }
    assert_eq!(asking.await, Ok(7));
    assert_eq!(ask().await, Ok(7));
}

#[tokio::test(start_paused = true)]
async fn slots_are_free_during_waits() {
    static WAITING: Upstream = Upstream::new("waiting").in_flight(1);

    #[retry(upstream = WAITING, initial_delay = "1h", max_delay = "1h", jitter = "none")]
    async fn fail() -> Result<(), Failed> {
        Err(Failed(TRANSIENT))
    }
    #[retry(upstream = WAITING)]
    async fn ask() -> Result<u8, Failed> {
        Ok(7)
    }
    let mut failing = pin!(fail());
    assert!(poll(failing.as_mut()).is_pending());
    assert_eq!(tokio::time::timeout(Duration::from_secs(1), ask()).await, Ok(Ok(7)));
}

#[test]
fn panics_free_their_slot() {
    static PANICS: Upstream = Upstream::new("panics").in_flight(1);

    #[retry(upstream = PANICS)]
    fn ask(panics: bool) -> Result<u8, Failed> {
        assert!(!panics, "the user's panic");
        Ok(7)
    }
    assert!(std::panic::catch_unwind(|| ask(true)).is_err());
    assert_eq!(ask(false), Ok(7));
}
