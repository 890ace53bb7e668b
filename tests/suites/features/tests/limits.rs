//! Limits with the user's own timer, without tokio.

use std::future::{Future, pending, poll_fn, ready};
use std::io;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use retry_attr::{TimeLimit, TimedOut, retry};

/// Ready at the second poll, which comes when the time has passed.
fn nap(delay: Duration) -> impl Future<Output = ()> {
    let mut was_polled = false;
    poll_fn(move |_| {
        if was_polled {
            return Poll::Ready(());
        }
        was_polled = true;
        thread::sleep(delay);
        Poll::Pending
    })
}

/// Polls until the future is ready, but not forever.
fn polled<F: Future>(future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    (0..100).find_map(|_| match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    })
}

#[test]
fn limits_end_with_the_users_timer() {
    #[retry(attempt_timeout = "1ms", max = 2, jitter = "none", initial_delay = "1ms", sleep = nap)]
    async fn hung(attempts: &mut u32) -> io::Result<()> {
        *attempts += 1;
        pending().await
    }
    let mut attempts = 0;
    let error = polled(hung(&mut attempts)).expect("it ends").unwrap_err();
    let timed_out: TimedOut = *error.get_ref().and_then(|inner| inner.downcast_ref()).expect("it was cut");
    assert_eq!((timed_out.limit(), timed_out.attempts(), attempts), (TimeLimit::Attempt, 2, 2));
}

#[test]
fn a_timer_that_returns_at_once_cuts_no_attempt() {
    #[retry(attempt_timeout = "1h", deadline = "2h", jitter = "none", sleep = |_| ready(()))]
    async fn answers(attempts: &mut u32) -> io::Result<u32> {
        *attempts += 1;
        nap(Duration::ZERO).await;
        if *attempts < 3 { Err(io::ErrorKind::ConnectionReset.into()) } else { Ok(*attempts) }
    }
    assert!(polled(answers(&mut 0)).expect("it ends").is_ok_and(|attempts| attempts == 3));
}
