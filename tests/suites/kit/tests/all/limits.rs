//! Limits on the virtual clock: it goes on by skipped waits, by `advance` and by what a limit cuts.

use std::future::pending;
use std::io;
use std::time::Duration;

use retry_attr::test::{Kit, advance};
use retry_attr::{
    Attempt, FailureClass, PermanentReason, Retryable, StopReason, TimeLimit, TimedOut, Verdict, retry,
};
use tokio::task::yield_now;

use crate::{Failed, TRANSIENT, millis, poll_once, secs};

const KIT: Kit = Kit::new().no_wait();

fn timed_out(outcome: io::Result<()>) -> TimedOut {
    let error = outcome.expect_err("a failure");
    *error.get_ref().and_then(|inner| inner.downcast_ref()).expect("an attempt that was cut")
}

#[test]
fn a_sync_call_ends_at_its_deadline() {
    #[retry(max = 99, deadline = "10s", backoff = "constant", initial_delay = "1s", jitter = "none")]
    fn fail() -> Result<(), Failed> {
        advance(secs(2));
        Err(TRANSIENT)
    }
    let (_, record) = KIT.run(fail);
    // The wait after the third attempt, at 8 s, ends before the deadline; the one after the fourth would not.
    assert_eq!(record.attempts(), 4);
    assert_eq!(record.stop_reasons(), [StopReason::Deadline]);
    assert_eq!(record.elapsed(), secs(11));
}

#[test]
fn bodies_see_the_virtual_clock() {
    type Seen = Vec<(u64, Option<u64>)>;
    fn note(seen: &mut Seen, attempt: &Attempt) {
        seen.push((attempt.elapsed().as_secs(), attempt.remaining().map(|left| left.as_secs())));
    }
    #[retry(deadline = "30s", initial_delay = "1s", jitter = "none", attempt = attempt)]
    fn fail(seen: &mut Seen) -> Result<(), Failed> {
        advance(secs(4));
        note(seen, &attempt);
        Err(TRANSIENT)
    }
    #[retry(deadline = "30s", initial_delay = "1s", jitter = "none", attempt = attempt)]
    async fn fail_later(seen: &mut Seen) -> Result<(), Failed> {
        advance(secs(4));
        note(seen, &attempt);
        Err(TRANSIENT)
    }
    const EXPECTED: [(u64, Option<u64>); 3] = [(4, Some(26)), (9, Some(21)), (15, Some(15))];
    let mut seen = Vec::new();
    let (_, record) = KIT.run(|| fail(&mut seen));
    assert_eq!((&seen[..], record.elapsed()), (&EXPECTED[..], secs(15)));
    seen.clear();
    let (_, record) = poll_once(KIT.run_async(fail_later(&mut seen)));
    assert_eq!((&seen[..], record.elapsed()), (&EXPECTED[..], secs(15)));
}

#[test]
fn an_attempt_that_takes_too_long_is_cut() {
    #[retry(attempt_timeout = "1s", deadline = "1500ms", initial_delay = "100ms", jitter = "none")]
    async fn hung() -> io::Result<()> {
        advance(secs(3600));
        Ok(())
    }
    let (outcome, record) = poll_once(KIT.run_async(hung()));
    let error = timed_out(outcome);
    assert_eq!((error.limit(), error.attempts()), (TimeLimit::Deadline, 2));
    assert_eq!(record.classes(), [FailureClass::TimedOut; 2]);
    assert_eq!(record.waits(), [millis(100)]);
    assert_eq!(record.stop_reasons(), [StopReason::Deadline]);
    assert_eq!(record.elapsed(), millis(1500), "what was cut did not run on");
}

#[test]
fn of_two_limits_that_end_together_the_deadline_cuts() {
    #[retry(attempt_timeout = "1s", deadline = "2100ms", initial_delay = "100ms", jitter = "none")]
    async fn hung() -> io::Result<()> {
        advance(secs(3600));
        Ok(())
    }
    let (outcome, record) = poll_once(KIT.run_async(hung()));
    let error = timed_out(outcome);
    assert_eq!((error.limit(), error.attempts()), (TimeLimit::Deadline, 2));
    assert_eq!(record.elapsed(), millis(2100));
}

#[test]
fn a_call_inside_of_an_attempt_is_cut_in_its_wait() {
    #[retry(max = 5, initial_delay = "500ms", jitter = "none")]
    async fn inner(calls: &mut u32) -> io::Result<()> {
        *calls += 1;
        Err(io::ErrorKind::ConnectionReset.into())
    }
    #[retry(max = 5, initial_delay = "500ms", jitter = "none", sleep = |_| std::future::ready(()))]
    async fn inner_with_a_timer(calls: &mut u32) -> io::Result<()> {
        *calls += 1;
        Err(io::ErrorKind::ConnectionReset.into())
    }
    #[retry(max = 1, deadline = "1s")]
    async fn outer(calls: &mut u32, with_a_timer: bool) -> io::Result<()> {
        if with_a_timer { inner_with_a_timer(calls).await } else { inner(calls).await }
    }
    for with_a_timer in [false, true] {
        let mut calls = 0;
        let (outcome, record) = poll_once(KIT.run_async(outer(&mut calls, with_a_timer)));
        assert_eq!(timed_out(outcome).limit(), TimeLimit::Deadline);
        assert_eq!((calls, record.elapsed()), (2, secs(1)), "one at once, one after 500 ms");
    }
    // A limit around the call that has ended cuts nothing after it.
    let (outcome, _) = poll_once(KIT.run_async(inner(&mut 0)));
    assert_eq!(outcome.expect_err("it always fails").kind(), io::ErrorKind::ConnectionReset);
}

#[test]
fn an_attempt_within_its_limit_is_not_cut() {
    #[retry(attempt_timeout = "1s", initial_delay = "5s", jitter = "none")]
    async fn takes(seconds: f64, calls: &mut u32) -> Result<u32, Failed> {
        *calls += 1;
        advance(secs(1).mul_f64(seconds));
        if *calls == 1 { Err(TRANSIENT) } else { Ok(*calls) }
    }
    let (outcome, record) = poll_once(KIT.run_async(takes(0.999, &mut 0)));
    assert_eq!((outcome, record.classes()), (Ok(2), vec![FailureClass::Transient]));
    assert_eq!(record.elapsed(), millis(999 + 5000 + 999));
    let (outcome, record) = poll_once(KIT.run_async(takes(1.0, &mut 0)));
    assert_eq!((outcome, record.classes()), (Err(Failed::from_cut()), vec![FailureClass::TimedOut; 3]));
}

#[tokio::test]
async fn an_attempt_is_cut_at_its_next_wait_or_at_its_end() {
    #[retry(max = 2, attempt_timeout = "1m", initial_delay = "1s", jitter = "none")]
    async fn slow(lines: &mut Vec<&'static str>, ends: bool) -> io::Result<()> {
        yield_now().await;
        advance(secs(50));
        yield_now().await;
        advance(secs(50));
        lines.push("the rest up to the next await is run");
        if !ends {
            yield_now().await;
            lines.push("never");
        }
        Ok(())
    }
    for ends in [true, false] {
        let mut lines = Vec::new();
        let (outcome, record) = KIT.run_async(slow(&mut lines, ends)).await;
        assert_eq!(timed_out(outcome).limit(), TimeLimit::Attempt);
        assert_eq!(lines, ["the rest up to the next await is run"; 2]);
        assert_eq!(record.elapsed(), secs(121));
    }
}

/// Of each limit, 300 ms pass on the virtual clock, if there is one.
#[retry(attempt_timeout = "1s", deadline = "1500ms", initial_delay = "100ms", jitter = "none")]
async fn hung() -> io::Result<()> {
    advance(millis(300));
    pending().await
}

#[tokio::test(start_paused = true)]
async fn a_pending_attempt_is_cut_by_a_real_timer() {
    let start = tokio::time::Instant::now();
    let (outcome, record) = KIT.run_async(hung()).await;
    assert_eq!((timed_out(outcome).limit(), record.attempts()), (TimeLimit::Deadline, 2));
    assert_eq!(start.elapsed(), millis(700 + 100), "what is left of each limit, and no wait");
    assert_eq!(record.elapsed(), millis(1500));
}

#[tokio::test(start_paused = true)]
async fn the_paused_clock_needs_no_virtual_one() {
    let start = tokio::time::Instant::now();
    let (outcome, record) = Kit::new().run_async(hung()).await;
    assert_eq!((timed_out(outcome).limit(), record.attempts()), (TimeLimit::Deadline, 2));
    assert_eq!(start.elapsed(), millis(1500));
    assert_eq!(record.waits(), [millis(100)]);
}

/// The user's own timer is for waits, which are skipped: it is not called, and no limit ends by it.
#[tokio::test(start_paused = true)]
async fn the_users_timer_times_no_limit() {
    async fn never(wait: Duration) {
        panic!("a wait of {wait:?}");
    }
    #[retry(attempt_timeout = "1s", initial_delay = "7s", jitter = "none", max = 2, sleep = never)]
    async fn hung() -> io::Result<()> {
        pending().await
    }
    #[retry(attempt_timeout = "1s", initial_delay = "7s", jitter = "none", max = 2, sleep = never)]
    async fn slow(calls: &mut u32) -> io::Result<u32> {
        *calls += 1;
        yield_now().await;
        advance(if *calls == 1 { secs(60) } else { millis(900) });
        Ok(*calls)
    }
    let (outcome, record) = KIT.run_async(hung()).await;
    assert_eq!(timed_out(outcome).attempts(), 2);
    assert_eq!(record.elapsed(), secs(9));
    let (outcome, record) = KIT.run_async(slow(&mut 0)).await;
    assert_eq!((outcome.expect("the second attempt"), record.elapsed()), (2, millis(1000 + 7000 + 900)));
}

/// Without a runtime, nothing but the kit ends a limit.
#[test]
fn the_users_timer_times_no_limit_without_a_runtime() {
    async fn never(wait: Duration) {
        panic!("a wait of {wait:?}");
    }
    #[retry(attempt_timeout = "1s", initial_delay = "7s", jitter = "none", max = 2, sleep = never)]
    async fn slow(calls: &mut u32) -> io::Result<u32> {
        *calls += 1;
        inner().await?;
        Ok(*calls)
    }
    #[retry(initial_delay = "600ms", jitter = "none")]
    async fn inner() -> io::Result<()> {
        Err(io::ErrorKind::ConnectionReset.into())
    }
    let (outcome, record) = poll_once(KIT.run_async(slow(&mut 0)));
    assert_eq!(outcome.expect_err("it is cut").kind(), io::ErrorKind::TimedOut);
    assert_eq!(record.elapsed(), millis(1000 + 7000 + 1000));
}

#[test]
fn no_time_is_too_long_for_the_clock() {
    #[retry(max = 2, attempt_timeout = "1s", jitter = "none")]
    async fn hung() -> io::Result<()> {
        advance(Duration::MAX);
        advance(Duration::MAX);
        Ok(())
    }
    let (outcome, record) = poll_once(KIT.run_async(hung()));
    assert_eq!(timed_out(outcome).limit(), TimeLimit::Attempt);
    assert_eq!(record.elapsed(), millis(2500));
}

#[tokio::test]
async fn a_cut_attempt_counts_as_timed_out_with_any_error() {
    /// Nothing in it says that it was cut.
    #[derive(Debug)]
    struct Wrong;
    impl Retryable for Wrong {
        fn verdict(&self) -> Verdict {
            Verdict::permanent(PermanentReason::Invalid)
        }
    }
    impl From<TimedOut> for Wrong {
        fn from(_: TimedOut) -> Self {
            Self
        }
    }
    #[retry(attempt_timeout = "2s", deadline = "3s", initial_delay = "500ms", jitter = "none", last_error = last)]
    async fn hung() -> Result<(), Wrong> {
        let _ = last;
        advance(secs(60));
        Ok(())
    }
    let (outcome, record) = KIT.run_async(hung()).await;
    outcome.expect_err("it always hangs");
    assert_eq!(record.classes(), [FailureClass::TimedOut; 2]);
    assert_eq!(record.stop_reasons(), [StopReason::Deadline]);
}
