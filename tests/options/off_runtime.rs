//! An async function that must wait without a timer of tokio: our panic says what to write.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use retry_attr::{Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Reset;

#[retry(jitter = "none")]
async fn fail(attempts: &mut u32) -> Result<(), Reset> {
    *attempts += 1;
    Err(Reset)
}

fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

#[track_caller]
fn assert_is_ours(panicking: impl FnOnce()) {
    let panic = catch_unwind(AssertUnwindSafe(panicking)).expect_err("it panics");
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    let text = text.expect("a text");
    assert!(text.starts_with("`#[retry]` waits with tokio's timer"), "{text}");
    assert!(text.contains("help: ") && text.contains("`#[retry(sleep = my_sleep)]`"), "{text}");
}

#[test]
fn without_a_runtime() {
    let mut attempts = 0;
    assert_is_ours(|| drop(poll(pin!(fail(&mut attempts)))));
    assert_eq!(attempts, 1);
}

#[test]
fn on_a_runtime_without_time() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let mut attempts = 0;
    assert_is_ours(|| drop(runtime.block_on(fail(&mut attempts))));
    assert_eq!(attempts, 1);
}

#[test]
fn the_first_attempt_is_made_and_a_success_needs_no_runtime() {
    #[retry]
    async fn succeed() -> Result<u8, Reset> {
        Ok(5)
    }
    assert!(matches!(poll(pin!(succeed())), Poll::Ready(Ok(5))));
}

#[test]
fn with_a_timer_of_the_users_none_is_needed() {
    /// Ready at the second poll.
    fn turn(_: Duration) -> impl Future<Output = ()> {
        let mut was_polled = false;
        std::future::poll_fn(move |_| {
            let is_ready = was_polled;
            was_polled = true;
            if is_ready { Poll::Ready(()) } else { Poll::Pending }
        })
    }

    #[retry(jitter = "none", sleep = turn)]
    async fn fail() -> Result<(), Reset> {
        Err(Reset)
    }
    let mut call = pin!(fail());
    assert!(poll(call.as_mut()).is_pending(), "the first wait");
    assert!(poll(call.as_mut()).is_pending(), "the second wait");
    assert!(matches!(poll(call.as_mut()), Poll::Ready(Err(Reset))));
}

/// Then the user's own timer is the only timer.
mod limits {
    use std::future::{pending, poll_fn, ready};
    use std::io;
    use std::thread;

    use retry_attr::{TimeLimit, TimedOut};

    use super::*;

    fn timed_out(error: &io::Error) -> TimedOut {
        *error.get_ref().and_then(|inner| inner.downcast_ref()).expect("an attempt that was cut")
    }

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

    #[retry(attempt_timeout = "1ms", max = 2, jitter = "none", initial_delay = "1ms", sleep = nap)]
    async fn hung(attempts: &mut u32) -> io::Result<()> {
        *attempts += 1;
        pending().await
    }

    fn polled<F: Future>(future: F) -> F::Output {
        let mut future = pin!(future);
        for _ in 0..100 {
            if let Poll::Ready(output) = poll(future.as_mut()) {
                return output;
            }
        }
        panic!("it is never ready")
    }

    #[test]
    fn end_when_the_users_timer_does() {
        let mut attempts = 0;
        let error = timed_out(&polled(hung(&mut attempts)).unwrap_err());
        assert_eq!((error.limit(), error.attempts(), attempts), (TimeLimit::Attempt, 2, 2));
    }

    #[test]
    fn end_on_a_runtime_without_time() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let _entered = runtime.enter();
        let mut attempts = 0;
        assert!(polled(hung(&mut attempts)).is_err());
        assert_eq!(attempts, 2);
    }

    /// A timer that returns at once does not count. The clock is then read at each poll.
    #[test]
    fn end_by_the_clock_if_the_users_timer_returns_at_once() {
        #[retry(attempt_timeout = "250ms", max = 1, sleep = |_| ready(()))]
        async fn hung() -> io::Result<()> {
            pending().await
        }
        let mut call = pin!(hung());
        assert!(poll(call.as_mut()).is_pending());
        thread::sleep(Duration::from_millis(250));
        let Poll::Ready(outcome) = poll(call) else { panic!("its time is up") };
        assert_eq!(timed_out(&outcome.unwrap_err()).limit(), TimeLimit::Attempt);
    }
}
