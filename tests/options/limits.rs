//! The options `attempt_timeout` and `deadline`, on tokio's paused clock.

use std::cell::RefCell;
use std::error::Error;
use std::future::pending;
use std::io;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use retry_attr::http::ApiError;
use retry_attr::{FailureClass, Retryable, StopReason, TimeLimit, TimedOut, Verdict, retry};
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
    assert_eq!(error.limit(), TimeLimit::Deadline);
    assert_eq!(error.after(), Duration::from_millis(1500));
    assert_eq!((error.attempts(), error.last_failure()), (2, Some(FailureClass::TimedOut)));
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

/// The stop reason that `on_give_up` received.
type Told = RefCell<Vec<(StopReason, FailureClass)>>;

#[tokio::test(start_paused = true)]
async fn with_last_error_the_deadline_gives_back_the_earlier_failure() {
    #[retry(
        deadline = "1500ms",
        last_error = cause,
        initial_delay = "100ms",
        jitter = "none",
        on_give_up = |gave_up| told.borrow_mut().push((gave_up.stop_reason(), gave_up.class())),
    )]
    async fn hangs_later(told: &Told) -> io::Result<()> {
        if cause.is_none() {
            return Err(busy());
        }
        pending().await
    }
    let (start, told) = (Instant::now(), Told::default());
    assert_eq!(hangs_later(&told).await.unwrap_err().kind(), io::ErrorKind::ConnectionReset);
    assert_eq!(start.elapsed(), Duration::from_millis(1500));
    assert_eq!(told.into_inner(), [(StopReason::Deadline, FailureClass::Transient)]);
}

/// The returned failure is the one that was judged. Its verdict stands, and no judge is called again.
#[tokio::test(start_paused = true)]
async fn the_earlier_failure_is_not_judged_again() {
    #[retry(
        deadline = "1500ms",
        last_error = cause,
        initial_delay = "100ms",
        jitter = "none",
        except(_ if { asked.fetch_add(1, Relaxed); false }),
        verdict = |_| Verdict::throttled().with_hint(Duration::from_millis(200)).not_sent(),
        on_give_up = |gave_up| *told = Some((gave_up.stop_reason(), gave_up.verdict())),
    )]
    async fn hangs_later(told: &mut Option<(StopReason, Verdict)>, asked: &AtomicU32) -> io::Result<()> {
        if cause.is_none() {
            return Err(busy());
        }
        pending().await
    }
    let (mut told, asked) = (None, AtomicU32::new(0));
    assert_eq!(hangs_later(&mut told, &asked).await.unwrap_err().kind(), io::ErrorKind::ConnectionReset);
    let verdict = Verdict::throttled().with_hint(Duration::from_millis(200)).not_sent();
    assert_eq!((told, asked.into_inner()), (Some((StopReason::Deadline, verdict)), 1));
}

/// A rejected `Ok` value is gone by then. If it were judged again, it could count as a success.
#[tokio::test(start_paused = true)]
async fn after_a_rejected_ok_value_the_deadline_is_a_timeout() {
    #[retry(
        deadline = "1500ms",
        last_error = cause,
        attempt = attempt,
        initial_delay = "100ms",
        jitter = "none",
        on_ok(_ if rejected.fetch_add(1, Relaxed) == 0),
        on_give_up = |gave_up| told.borrow_mut().push((gave_up.stop_reason(), gave_up.class())),
    )]
    async fn hangs_later(told: &Told, rejected: &AtomicU32) -> io::Result<u8> {
        assert!(cause.is_none());
        if attempt.number() == 1 {
            return Ok(7);
        }
        pending().await
    }
    let (told, rejected) = (Told::default(), AtomicU32::new(0));
    let error = timed_out(&hangs_later(&told, &rejected).await.unwrap_err());
    assert_eq!((error.attempts(), error.last_failure()), (2, Some(FailureClass::Transient)));
    assert_eq!(told.into_inner(), [(StopReason::Deadline, FailureClass::TimedOut)]);
    assert_eq!(rejected.into_inner(), 1);
}

#[tokio::test(start_paused = true)]
async fn no_wait_is_begun_that_ends_at_the_deadline() {
    #[retry(
        max = 9,
        deadline = "300ms",
        backoff = "constant",
        initial_delay = "100ms",
        jitter = "none",
        on_give_up = |gave_up| told.borrow_mut().push((gave_up.stop_reason(), gave_up.class())),
    )]
    async fn fails(told: &Told, calls: &AtomicU32) -> io::Result<()> {
        calls.fetch_add(1, Relaxed);
        Err(busy())
    }
    let (start, told, calls) = (Instant::now(), Told::default(), AtomicU32::new(0));
    assert_eq!(fails(&told, &calls).await.unwrap_err().kind(), io::ErrorKind::ConnectionReset);
    // A third wait would end at 300 ms.
    assert_eq!((start.elapsed().as_millis(), calls.into_inner()), (200, 3));
    assert_eq!(told.into_inner(), [(StopReason::Deadline, FailureClass::Transient)]);
}

/// Fails so until the call is over.
#[derive(Debug)]
struct Throttled(Verdict);

impl Retryable for Throttled {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

impl From<TimedOut> for Throttled {
    fn from(_: TimedOut) -> Self {
        unreachable!("no attempt is cut here")
    }
}

#[tokio::test(start_paused = true)]
async fn a_hint_that_ends_past_the_deadline_is_not_waited_for() {
    #[retry(deadline = "999ms", on_give_up = |gave_up| told.borrow_mut().push((gave_up.stop_reason(), gave_up.class())))]
    async fn throttled(told: &Told) -> Result<(), Throttled> {
        Err(Throttled(Verdict::throttled().with_hint(Duration::from_secs(1))))
    }
    let (start, told) = (Instant::now(), Told::default());
    assert!(throttled(&told).await.is_err());
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(told.into_inner(), [(StopReason::Deadline, FailureClass::Throttled)]);
}

/// The waits of a call that always fails, in milliseconds, and whether the server asked for each.
async fn waits_before_the_deadline(verdict: Verdict) -> Vec<(u128, bool)> {
    #[retry(
        max = 4,
        deadline = "10s",
        initial_delay = "2s",
        jitter = "none",
        on_retry = |retry| waits.push((retry.wait().as_millis(), retry.server_asked())),
    )]
    async fn fail(verdict: Verdict, waits: &mut Vec<(u128, bool)>) -> Result<(), Throttled> {
        Err(Throttled(verdict))
    }
    let mut waits = Vec::new();
    fail(verdict, &mut waits).await.expect_err("it always fails");
    waits
}

#[tokio::test(start_paused = true)]
async fn a_hint_that_ends_before_the_deadline_is_waited_where_our_own_wait_does_not() {
    let hint = Verdict::throttled().with_hint(Duration::from_secs(3));
    // Our own third wait of 8 s would end at 15 s.
    assert_eq!(waits_before_the_deadline(hint).await, [(3_000, true), (4_000, false)]);
    let hint = Verdict::throttled().with_hint(Duration::from_secs(1));
    assert_eq!(waits_before_the_deadline(hint).await, [(2_000, false), (4_000, false), (1_000, true)]);
}

#[tokio::test(start_paused = true)]
async fn a_reset_past_the_deadline_leaves_our_own_wait() {
    let reset = Verdict::throttled().with_reset(Duration::from_secs(60));
    assert_eq!(waits_before_the_deadline(reset).await, [(2_000, false), (4_000, false)]);
}

#[tokio::test(start_paused = true)]
async fn attempts_count_against_the_deadline() {
    #[retry(max = 9, deadline = "1s", initial_delay = "1ms", jitter = "none", backoff = "constant")]
    async fn takes_time(calls: &AtomicU32) -> io::Result<()> {
        calls.fetch_add(1, Relaxed);
        sleep(Duration::from_millis(400)).await;
        Err(busy())
    }
    let (start, calls) = (Instant::now(), AtomicU32::new(0));
    let error = timed_out(&takes_time(&calls).await.unwrap_err());
    assert_eq!((start.elapsed().as_millis(), calls.into_inner()), (1000, 3));
    assert_eq!((error.limit(), error.last_failure()), (TimeLimit::Deadline, Some(FailureClass::Transient)));
    assert_eq!(error.to_string(), "the deadline of 1s passed in attempt 3 (previous attempt: transient)");
}

#[tokio::test(start_paused = true)]
async fn a_cut_attempt_is_retried_even_if_on_does_not_match() {
    #[retry(attempt_timeout = "1s", on(e if e.kind() == io::ErrorKind::NotFound), max = 2, initial_delay = "1ms")]
    async fn hung(calls: &AtomicU32) -> io::Result<()> {
        calls.fetch_add(1, Relaxed);
        pending().await
    }
    let calls = AtomicU32::new(0);
    let error = timed_out(&hung(&calls).await.unwrap_err());
    assert_eq!((calls.into_inner(), error.limit(), error.attempts()), (2, TimeLimit::Attempt, 2));
    assert_eq!(error.to_string(), "attempt 2 timed out after 1s (previous attempt: timed out)");
}

#[tokio::test(start_paused = true)]
async fn except_stops_a_cut_attempt() {
    #[retry(
        attempt_timeout = "1s",
        except(e if e.kind() == io::ErrorKind::TimedOut),
        on_give_up = |gave_up| told.borrow_mut().push((gave_up.stop_reason(), gave_up.class())),
    )]
    async fn hung(told: &Told) -> io::Result<()> {
        pending().await
    }
    let (start, told) = (Instant::now(), Told::default());
    hung(&told).await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::from_secs(1));
    assert_eq!(told.into_inner(), [(StopReason::Excluded, FailureClass::TimedOut)]);
}

#[tokio::test(start_paused = true)]
async fn a_none_stands_for_a_cut_attempt() {
    #[retry(attempt_timeout = "1s", on(None), max = 2, initial_delay = "1ms")]
    async fn hung(calls: &AtomicU32) -> Option<()> {
        calls.fetch_add(1, Relaxed);
        pending().await
    }
    let calls = AtomicU32::new(0);
    assert_eq!((hung(&calls).await, calls.into_inner()), (None, 2));
}

#[tokio::test(start_paused = true)]
async fn an_answer_in_the_last_moment_counts() {
    #[retry(attempt_timeout = "1s")]
    async fn answers() -> io::Result<u8> {
        sleep(Duration::from_secs(1)).await;
        Ok(7)
    }
    assert_eq!(answers().await.unwrap(), 7);
}

#[tokio::test(start_paused = true)]
async fn limits_are_constants_too() {
    const LIMITS: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(50));

    #[retry(attempt_timeout = LIMITS.0, deadline = LIMITS.1, initial_delay = "1ms", jitter = "none")]
    async fn hung() -> Result<(), Box<dyn Error>> {
        pending().await
    }
    let start = Instant::now();
    let error = hung().await.unwrap_err();
    assert_eq!(start.elapsed(), LIMITS.1);
    assert_eq!(error.downcast_ref::<TimedOut>().map(TimedOut::attempts), Some(3));
}

#[tokio::test(start_paused = true)]
async fn errors_of_many_types_say_that_the_time_was_up() {
    #[retry(attempt_timeout = "1s", max = 2)]
    async fn api() -> Result<(), ApiError> {
        pending().await
    }
    #[retry(attempt_timeout = "1s", max = 2)]
    async fn any() -> anyhow::Result<()> {
        pending().await
    }
    #[retry(attempt_timeout = "1s", max = 2)]
    async fn boxed() -> Result<(), Box<dyn Error + Send + Sync>> {
        pending().await
    }
    let (api, any, boxed) = (api().await.unwrap_err(), any().await.unwrap_err(), boxed().await.unwrap_err());
    assert_eq!([api.verdict(), any.verdict(), boxed.verdict()], [Verdict::timed_out(); 3]);
    let text = "attempt 2 timed out after 1s (previous attempt: timed out)";
    assert_eq!([any.to_string(), boxed.to_string()], [text; 2]);
    assert_eq!(api.to_string(), format!("no whole reply, timed out: {text}"));
}

#[tokio::test(start_paused = true)]
async fn a_limited_future_can_be_sent() {
    #[retry(attempt_timeout = "1s", deadline = "1m", last_error = cause)]
    async fn answers() -> io::Result<bool> {
        Ok(cause.is_none())
    }
    assert!(tokio::spawn(answers()).await.expect("no panic").unwrap());
}

#[test]
fn a_sync_function_looks_at_its_deadline_between_attempts() {
    #[retry(
        max = 9,
        deadline = "50ms",
        initial_delay = "1ms",
        max_delay = "1ms",
        jitter = "none",
        on_give_up = |gave_up| told.borrow_mut().push((gave_up.stop_reason(), gave_up.class())),
    )]
    fn slow(told: &Told, calls: &AtomicU32) -> Result<(), Busy> {
        calls.fetch_add(1, Relaxed);
        std::thread::sleep(Duration::from_millis(60));
        Err(Busy)
    }
    /// Needs no `From<TimedOut>`, because a sync function cannot be cut.
    #[derive(Debug)]
    struct Busy;

    impl Retryable for Busy {
        fn verdict(&self) -> Verdict {
            Verdict::overloaded()
        }
    }

    let (told, calls) = (Told::default(), AtomicU32::new(0));
    assert!(slow(&told, &calls).is_err());
    assert_eq!(calls.into_inner(), 1);
    assert_eq!(told.into_inner(), [(StopReason::Deadline, FailureClass::Overloaded)]);
}

/// tokio gives a task a budget per poll, and its timers fire only within the budget. A source that is always ready uses all of it.
#[tokio::test]
async fn an_attempt_that_never_has_to_wait_is_cut() {
    #[retry(max = 1, attempt_timeout = "20ms")]
    async fn flooded(start: Instant) -> io::Result<()> {
        while start.elapsed() < Duration::from_secs(10) {
            tokio::task::consume_budget().await;
        }
        Ok(())
    }
    let start = Instant::now();
    let error = timed_out(&flooded(start).await.unwrap_err());
    assert_eq!(error.limit(), TimeLimit::Attempt);
    assert!(start.elapsed() >= Duration::from_millis(20));
}

/// tokio's timer ends a limit even if the user has another way to wait.
#[tokio::test(start_paused = true)]
async fn a_sleep_that_returns_at_once_cuts_no_attempt() {
    #[retry(
        attempt_timeout = "1s",
        deadline = "2500ms",
        initial_delay = "100ms",
        jitter = "none",
        attempt = attempt,
        sleep = async |wait| waits.borrow_mut().push(wait.as_millis()),
    )]
    async fn slow(waits: &RefCell<Vec<u128>>, millis: u64) -> io::Result<u128> {
        sleep(Duration::from_millis(millis)).await;
        if attempt.number() == 3 { Ok(attempt.elapsed().as_millis()) } else { Err(busy()) }
    }
    let waits = RefCell::default();
    assert_eq!(slow(&waits, 800).await.unwrap(), 2400);
    assert_eq!(waits.take(), [100, 200]);
    let start = Instant::now();
    let error = timed_out(&slow(&waits, 3600).await.unwrap_err());
    assert_eq!((error.limit(), error.attempts()), (TimeLimit::Deadline, 3));
    assert_eq!(start.elapsed(), Duration::from_millis(2500));
    assert_eq!(waits.take(), [100, 200]);
}

/// Counts the attempts that are not dropped yet.
struct Guard<'a>(&'a AtomicU32);

impl<'a> Guard<'a> {
    fn new(count: &'a AtomicU32) -> Self {
        count.fetch_add(1, Relaxed);
        Self(count)
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

async fn guarded_sleep(delay: Duration, alive: &AtomicU32) {
    let _guard = Guard::new(alive);
    sleep(delay).await;
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_at_any_point_leaves_nothing_behind() {
    /// The limits' timers and the waits are counted as well.
    #[retry(
        max = 99,
        attempt_timeout = "30ms",
        deadline = "1h",
        last_error = cause,
        backoff = "constant",
        initial_delay = "10ms",
        jitter = "none",
        sleep = |delay| guarded_sleep(delay, alive),
    )]
    async fn fails(alive: &AtomicU32) -> io::Result<()> {
        let _guard = Guard::new(alive);
        sleep(Duration::from_millis(if cause.is_some() { 15 } else { 100 })).await;
        Err(busy())
    }
    let alive = AtomicU32::new(0);
    for cut in 1..200 {
        let call = tokio::time::timeout(Duration::from_millis(cut), fails(&alive)).await;
        assert!(call.is_err(), "the call has ended before {cut} ms");
        assert_eq!(alive.load(Relaxed), 0, "dropped after {cut} ms");
    }
    assert_eq!(tokio::runtime::Handle::current().metrics().num_alive_tasks(), 0);
}
