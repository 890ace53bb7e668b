//! `deadline` and `max_wait` limit the wait for a turn.

use std::cell::RefCell;
use std::io;
use std::time::Duration;

use retry_attr::{FailureClass, Retryable, StopReason, TimeLimit, TimedOut, Upstream, Verdict, retry};
use tokio::time::Instant;

#[derive(Debug, PartialEq)]
enum Failed {
    Verdict(Verdict),
    TimedOut(TimedOut),
}

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        match self {
            Self::Verdict(verdict) => *verdict,
            Self::TimedOut(timed_out) => timed_out.verdict(),
        }
    }
}

impl From<TimedOut> for Failed {
    fn from(timed_out: TimedOut) -> Self {
        Self::TimedOut(timed_out)
    }
}

impl Failed {
    fn timed_out(self) -> TimedOut {
        match self {
            Self::TimedOut(timed_out) => timed_out,
            Self::Verdict(verdict) => panic!("{verdict:?}"),
        }
    }
}

type Told = RefCell<Vec<(StopReason, FailureClass)>>;

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test(start_paused = true)]
async fn calls_do_not_wait_past_the_deadline() {
    static PAUSED: Upstream = Upstream::new("paused");

    #[retry(
        upstream = PAUSED,
        deadline = "2s",
        on_give_up = |gave_up| told.borrow_mut().push((gave_up.stop_reason(), gave_up.class()))
    )]
    async fn ask(told: &Told) -> Result<(), Failed> {
        panic!("there is no turn")
    }
    PAUSED.pause(HOUR);
    let (told, began) = (Told::default(), Instant::now());
    let error = ask(&told).await.expect_err("no turn").timed_out();
    assert_eq!((error.limit(), error.attempts(), error.last_failure()), (TimeLimit::Deadline, 0, None));
    assert_eq!(error.to_string(), "the deadline of 2s leaves no time for a turn at the upstream");
    assert!(!error.verdict().may_have_been_sent(), "there was no attempt");
    assert_eq!(began.elapsed(), Duration::ZERO, "a wait that cannot end in time is not begun");
    assert_eq!(told.into_inner(), [(StopReason::Deadline, FailureClass::TimedOut)]);
}

/// How long an attempt takes that holds the only slot is not known: the deadline ends the wait.
#[tokio::test(start_paused = true)]
async fn the_deadline_ends_a_wait_for_a_slot() {
    static FULL: Upstream = Upstream::new("full").in_flight(1);

    #[retry(upstream = FULL)]
    async fn hang() -> Result<(), Failed> {
        std::future::pending().await
    }
    #[retry(upstream = FULL, deadline = "2s")]
    async fn ask() -> Result<(), Failed> {
        Ok(())
    }
    let hanging = tokio::time::timeout(HOUR, hang());
    let asking = async {
        let began = Instant::now();
        let error = ask().await.expect_err("no slot").timed_out();
        (error.limit(), error.attempts(), began.elapsed().as_secs())
    };
    let (_, asked) = futures_util::future::join(hanging, asking).await;
    assert_eq!(asked, (TimeLimit::Deadline, 0, 2));
}

/// After a failure the call stops with it, before it joins a line that is too long.
#[tokio::test(start_paused = true)]
async fn failures_are_returned_where_the_line_is_too_long() {
    static LONG: Upstream = Upstream::new("long");

    #[retry(
        upstream = LONG,
        deadline = "2s",
        initial_delay = "1ms",
        on_give_up = |gave_up| told.borrow_mut().push((gave_up.stop_reason(), gave_up.class()))
    )]
    async fn ask(told: &Told) -> Result<(), Failed> {
        LONG.pause(HOUR);
        Err(Failed::Verdict(Verdict::transient()))
    }
    let (told, began) = (Told::default(), Instant::now());
    assert_eq!(ask(&told).await, Err(Failed::Verdict(Verdict::transient())));
    assert_eq!(began.elapsed(), Duration::ZERO);
    assert_eq!(told.into_inner(), [(StopReason::Deadline, FailureClass::Transient)]);
}

/// The estimate says that there is time, and then another refusal comes: the failure before is returned.
#[tokio::test(start_paused = true)]
async fn last_error_is_returned_where_the_time_ends_in_line() {
    static WRONG: Upstream = Upstream::new("wrong");

    #[retry(
        upstream = WRONG,
        deadline = "2s",
        initial_delay = "1ms",
        last_error = cause,
        on_retry = |_| WRONG.pause(HOUR),
        on_give_up = |gave_up| told.borrow_mut().push((gave_up.stop_reason(), gave_up.class()))
    )]
    async fn ask(told: &Told) -> Result<(), Failed> {
        assert!(cause.is_none());
        Err(Failed::Verdict(Verdict::transient()))
    }
    let told = Told::default();
    assert_eq!(ask(&told).await, Err(Failed::Verdict(Verdict::transient())));
    assert_eq!(told.into_inner(), [(StopReason::Deadline, FailureClass::Transient)]);
}

#[tokio::test(start_paused = true)]
async fn max_wait_refuses_first_attempts_at_once() {
    static BUSY: Upstream = Upstream::new("busy");

    #[retry(
        upstream(BUSY, max_wait = "2s"),
        on_give_up = |gave_up| told.borrow_mut().push((gave_up.stop_reason(), gave_up.class()))
    )]
    async fn ask(told: &Told) -> Result<u8, Failed> {
        Ok(7)
    }
    let told = Told::default();
    assert_eq!(ask(&told).await, Ok(7));
    BUSY.pause(Duration::from_secs(1));
    assert_eq!(ask(&told).await, Ok(7));
    BUSY.pause(HOUR);
    let began = Instant::now();
    let error = ask(&told).await.expect_err("no turn").timed_out();
    assert_eq!(
        (error.limit(), error.after(), error.attempts()),
        (TimeLimit::Upstream, Duration::from_secs(2), 0)
    );
    assert_eq!(error.to_string(), "the turn at the upstream would not come within 2s");
    assert!(!error.verdict().may_have_been_sent(), "there was no attempt");
    assert_eq!(began.elapsed(), Duration::ZERO);
    assert_eq!(told.into_inner(), [(StopReason::LineTooLong, FailureClass::TimedOut)]);
    assert_eq!(StopReason::LineTooLong.to_string(), "line too long");
}

#[tokio::test(start_paused = true)]
async fn max_wait_does_not_limit_retries() {
    static RETRIED: Upstream = Upstream::new("retried");

    #[retry(upstream(RETRIED, max_wait = "2s"), initial_delay = "1ms", attempt = attempt)]
    async fn ask() -> Result<u32, Failed> {
        if attempt.number() == 1 {
            RETRIED.pause(HOUR);
            return Err(Failed::Verdict(Verdict::transient()));
        }
        Ok(attempt.number())
    }
    let began = Instant::now();
    assert_eq!(ask().await, Ok(2));
    assert!(began.elapsed() >= HOUR);
}

/// The time of the attempt begins with its turn.
#[tokio::test(start_paused = true)]
async fn attempt_timeout_begins_with_the_turn() {
    static LATER: Upstream = Upstream::new("later");

    #[retry(upstream = LATER, attempt_timeout = "1s", deadline = "10s", attempt = attempt)]
    async fn ask() -> Result<Option<Duration>, Failed> {
        Ok(attempt.remaining())
    }
    LATER.pause(Duration::from_secs(5));
    assert_eq!(ask().await, Ok(Some(Duration::from_secs(1))));
}

#[tokio::test(start_paused = true)]
async fn limits_hold_with_timers_of_the_users_own() {
    static OWN: Upstream = Upstream::new("own-timers");

    #[retry(upstream = OWN, deadline = "2s", sleep = tokio::time::sleep)]
    async fn ask() -> Result<u8, Failed> {
        Ok(7)
    }
    #[retry(upstream = OWN, deadline = "2s", sleep = |_| ())]
    fn ask_blocking() -> Result<u8, Failed> {
        Ok(7)
    }
    assert_eq!([ask().await, ask_blocking()], [Ok(7), Ok(7)]);
    OWN.pause(HOUR);
    for refused in [ask().await, ask_blocking()] {
        assert_eq!(refused.expect_err("no turn").timed_out().limit(), TimeLimit::Deadline);
    }
}

#[test]
fn sync_functions_are_refused_too() {
    static SYNC: Upstream = Upstream::new("sync-limits");

    #[retry(upstream = SYNC, deadline = "1h")]
    fn by_deadline() -> io::Result<u8> {
        Ok(7)
    }
    #[retry(upstream(SYNC, max_wait = "1h"))]
    fn by_max_wait() -> io::Result<u8> {
        Ok(7)
    }
    assert_eq!((by_deadline().ok(), by_max_wait().ok()), (Some(7), Some(7)));
    SYNC.pause(2 * HOUR);
    for refused in [by_deadline(), by_max_wait()] {
        assert_eq!(refused.map_err(|error| error.kind()), Err(io::ErrorKind::TimedOut));
    }
}
