//! The options `attempt_timeout` and `deadline`, on tokio's paused clock.

use std::future::pending;
use std::io;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use retry_attr::{Class, Limit, StopReason, TimedOut, retry};
use tokio::time::{Instant, sleep};

fn busy() -> io::Error {
    io::ErrorKind::ConnectionReset.into()
}

fn timed_out(error: &io::Error) -> TimedOut {
    *error.get_ref().and_then(|inner| inner.downcast_ref()).expect("an attempt that was cut")
}

#[tokio::test(start_paused = true)]
async fn a_hung_server_is_asked_twice_before_the_deadline() {
    #[retry(attempt_timeout = "1s", deadline = "1500ms", initial_delay = "100ms", jitter = "none")]
    async fn hung(calls: &AtomicU32) -> io::Result<()> {
        calls.fetch_add(1, Relaxed);
        pending().await
    }
    let (calls, start) = (AtomicU32::new(0), Instant::now());
    let error = timed_out(&hung(&calls).await.unwrap_err());
    assert_eq!(start.elapsed(), Duration::from_millis(1500));
    assert_eq!(calls.into_inner(), 2);
    assert_eq!(error.limit(), Limit::Deadline);
    assert_eq!(error.after(), Duration::from_millis(1500));
    assert_eq!((error.attempts(), error.last_failure()), (2, Some(Class::TimedOut)));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_is_cut_is_tried_again() {
    #[retry(attempt_timeout = "1s", initial_delay = "100ms", jitter = "none")]
    async fn slow_once(calls: &AtomicU32) -> io::Result<u32> {
        let call = calls.fetch_add(1, Relaxed);
        sleep(Duration::from_secs(if call == 0 { 3600 } else { 0 })).await;
        Ok(call)
    }
    let start = Instant::now();
    assert_eq!(slow_once(&AtomicU32::new(0)).await.unwrap(), 1);
    assert!((1100..1110).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn with_last_error_the_deadline_gives_back_the_earlier_failure() {
    let stopped = std::cell::RefCell::new(Vec::new());
    #[retry(
        deadline = "1500ms",
        last_error = cause,
        attempt = attempt,
        initial_delay = "100ms",
        jitter = "none",
        on_give_up = |gave_up| stopped.borrow_mut().push((gave_up.stop_reason(), gave_up.class())),
    )]
    async fn hangs_later(stopped: &std::cell::RefCell<Vec<(StopReason, Class)>>) -> io::Result<()> {
        assert_eq!(cause.is_some(), attempt.number() == 2);
        if attempt.number() == 1 {
            return Err(busy());
        }
        assert_eq!(attempt.elapsed(), Duration::from_millis(100));
        assert_eq!(attempt.remaining(), Some(Duration::from_millis(1400)));
        pending().await
    }
    let start = Instant::now();
    assert_eq!(hangs_later(&stopped).await.unwrap_err().kind(), io::ErrorKind::ConnectionReset);
    assert_eq!(start.elapsed(), Duration::from_millis(1500));
    assert_eq!(stopped.into_inner(), [(StopReason::Deadline, Class::Transient)]);
}
