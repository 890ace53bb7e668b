//! The state of a call: no error while it waits, nothing of another call, nothing after it was dropped, and copies if asked.

use std::cell::{Cell, RefCell};
use std::future::pending;
use std::rc::Rc;
use std::time::Duration;

use retry_attr::{Retryable, retry};
use tokio::time::timeout;

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Reset;

const HOUR: Duration = Duration::from_secs(3600);

mod while_waiting {
    use super::*;

    type Log = RefCell<Vec<&'static str>>;

    /// Notes when it is dropped.
    #[derive(Debug, Retryable)]
    #[retryable(transient)]
    struct Response<'a>(&'a Log);

    impl Drop for Response<'_> {
        fn drop(&mut self) {
            self.0.borrow_mut().push("drop");
        }
    }

    const ORDER: [&str; 7] = ["attempt", "drop", "wait", "attempt", "drop", "wait", "attempt"];

    #[test]
    fn a_sync_function_has_dropped_the_error() {
        #[retry(sleep = |_| log.borrow_mut().push("wait"))]
        fn fail(log: &Log) -> Result<(), Response<'_>> {
            log.borrow_mut().push("attempt");
            Err(Response(log))
        }
        let log = Log::default();
        let last = fail(&log).expect_err("it always fails");
        assert_eq!(*log.borrow(), ORDER);
        drop(last);
    }

    #[tokio::test]
    async fn an_async_function_has_dropped_the_error() {
        #[retry(sleep = async |_| log.borrow_mut().push("wait"), on_retry = |_| ())]
        async fn fail(log: &Log) -> Result<(), Response<'_>> {
            log.borrow_mut().push("attempt");
            Err(Response(log))
        }
        let log = Log::default();
        let last = fail(&log).await.expect_err("it always fails");
        assert_eq!(*log.borrow(), ORDER);
        drop(last);
    }

    /// An `Ok` value may own a permit that the next attempt waits for.
    #[tokio::test]
    async fn last_error_does_not_keep_an_ok_value() {
        #[retry(sleep = async |_| log.borrow_mut().push("wait"), on_ok(Response(_)), last_error = cause)]
        async fn fail(log: &Log) -> Result<Response<'_>, Reset> {
            assert!(cause.is_none());
            log.borrow_mut().push("attempt");
            Ok(Response(log))
        }
        let log = Log::default();
        let last = fail(&log).await.expect("it never fails");
        assert_eq!(*log.borrow(), ORDER);
        drop(last);
    }

    #[tokio::test]
    async fn and_the_ok_value_that_counts_as_a_failure() {
        #[retry(sleep = async |_| log.borrow_mut().push("wait"), on_ok(Response(_)))]
        async fn fail(log: &Log) -> Result<Response<'_>, Reset> {
            log.borrow_mut().push("attempt");
            Ok(Response(log))
        }
        let log = Log::default();
        let last = fail(&log).await.expect("it never fails");
        assert_eq!(*log.borrow(), ORDER);
        drop(last);
    }
}

mod dropped {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn in_an_attempt_it_leaves_nothing_behind() {
        #[retry(clone(resource))]
        async fn hang(resource: Rc<()>, attempts: &Cell<u32>) -> Result<(), Reset> {
            attempts.set(attempts.get() + 1);
            pending::<()>().await;
            drop(resource);
            Err(Reset)
        }
        let (resource, attempts) = (Rc::new(()), Cell::new(0));
        timeout(HOUR, hang(Rc::clone(&resource), &attempts)).await.expect_err("it hangs");
        assert_eq!(attempts.get(), 1);
        assert_eq!(Rc::strong_count(&resource), 1);
        tokio::time::sleep(HOUR).await;
        assert_eq!(attempts.get(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn in_a_wait_it_leaves_nothing_behind() {
        #[retry(clone(resource), initial_delay = "10s", jitter = "none")]
        async fn fail(resource: Rc<()>, attempts: Rc<Cell<u32>>) -> Result<(), Reset> {
            attempts.set(attempts.get() + 1);
            drop(resource);
            Err(Reset)
        }
        let (resource, attempts) = (Rc::new(()), Rc::new(Cell::new(0)));
        let call = fail(Rc::clone(&resource), Rc::clone(&attempts));
        timeout(Duration::from_secs(5), call).await.expect_err("it waits");
        assert_eq!(attempts.get(), 1);
        assert_eq!((Rc::strong_count(&resource), Rc::strong_count(&attempts)), (1, 1));
        tokio::time::sleep(HOUR).await;
        assert_eq!(attempts.get(), 1);
    }
}

mod concurrent {
    use super::*;

    /// The attempts and waits of a call.
    #[derive(Default)]
    struct Log {
        attempts: Cell<u32>,
        waits: RefCell<Vec<Duration>>,
    }

    #[retry(jitter, on_retry = |retry| log.waits.borrow_mut().push(retry.wait()))]
    async fn fail(log: &Log) -> Result<(), Reset> {
        log.attempts.set(log.attempts.get() + 1);
        tokio::task::yield_now().await;
        Err(Reset)
    }

    #[tokio::test(start_paused = true)]
    async fn calls_share_neither_attempts_nor_jitter() {
        let (one, other) = (Log::default(), Log::default());
        let (first, second) = tokio::join!(fail(&one), fail(&other));
        assert!(first.is_err() && second.is_err());
        assert_eq!((one.attempts.get(), other.attempts.get()), (3, 3));
        for (one, other) in one.waits.take().into_iter().zip(other.waits.take()) {
            assert_ne!(one, other);
        }
    }
}

mod with_copies {
    use super::*;

    #[test]
    fn each_attempt_consumes_its_own() {
        #[retry(clone(prompt, model), sleep = |_| ())]
        fn ask(prompt: String, model: Option<String>, sent: &mut Vec<String>) -> Result<(), Reset> {
            let model = model.unwrap_or_default();
            sent.push(prompt + &model);
            Err(Reset)
        }
        let mut sent = Vec::new();
        ask("prompt for ".to_owned(), Some("model".to_owned()), &mut sent).expect_err("it always fails");
        assert_eq!(sent, ["prompt for model"; 3]);
    }

    #[tokio::test(start_paused = true)]
    async fn each_attempt_changes_its_own() {
        #[retry(clone(left, parts))]
        async fn take(mut left: u32, mut parts: Vec<u32>, seen: &RefCell<Vec<u32>>) -> Result<(), Reset> {
            left -= 1;
            parts.push(left);
            seen.borrow_mut().extend(parts);
            Err(Reset)
        }
        let seen = RefCell::default();
        take(9, vec![7], &seen).await.expect_err("it always fails");
        assert_eq!(seen.into_inner(), [7, 8, 7, 8, 7, 8]);
    }

    #[test]
    fn one_of_a_pattern_may_be_copied() {
        #[retry(clone(left), sleep = |_| ())]
        fn take((mut left, all): (u32, u32), seen: &mut Vec<u32>) -> Result<(), Reset> {
            left += all;
            seen.push(left);
            Err(Reset)
        }
        let mut seen = Vec::new();
        take((1, 10), &mut seen).expect_err("it always fails");
        assert_eq!(seen, [11, 11, 11]);
    }
}
