//! `idempotent = false`: only requests that were surely not carried out are repeated.

use std::cell::Cell;
use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;

use retry_attr::http::{ApiError, Reply};
use retry_attr::{PermanentReason, Retryable, StopReason, TimedOut, Verdict, retry};

/// The number of attempts of a call that always fails with this error, and its stop reason.
macro_rules! end {
    ($error:expr, $type:ty $(, $($options:tt)*)?) => {{
        #[retry(
            idempotent = false,
            sleep = |_| (),
            on_give_up = |gave_up| end.set((gave_up.attempt(), Some(gave_up.stop_reason()))),
            $($($options)*)?
        )]
        fn fail(error: &dyn Fn() -> $type, end: &Cell<(u32, Option<StopReason>)>) -> Result<(), $type> {
            Err(error())
        }
        let end = Cell::default();
        assert!(fail(&|| $error, &end).is_err());
        let (attempts, reason) = end.get();
        (attempts, reason.expect("`on_give_up` is called"))
    }};
}

const REPEATED: (u32, StopReason) = (3, StopReason::Attempts);
const NOT_REPEATED: (u32, StopReason) = (1, StopReason::MayHaveRun);

#[derive(Debug)]
struct Failed(Verdict);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

#[test]
fn a_failure_is_retried_if_the_request_did_not_run() {
    let verdicts = [Verdict::transient(), Verdict::timed_out(), Verdict::throttled(), Verdict::overloaded()];
    for verdict in verdicts {
        assert_eq!(end!(Failed(verdict), Failed), NOT_REPEATED, "{verdict:?}");
        assert_eq!(end!(Failed(verdict.did_not_run()), Failed), REPEATED, "{verdict:?}");
        assert_eq!(end!(Failed(verdict.not_sent()), Failed), REPEATED, "{verdict:?}");
    }
}

#[test]
fn a_permanent_failure_stays_permanent() {
    let invalid = Verdict::permanent(PermanentReason::Invalid);
    for verdict in [invalid, invalid.did_not_run()] {
        assert_eq!(end!(Failed(verdict), Failed), (1, StopReason::Permanent));
    }
}

#[test]
fn no_pattern_overrules_the_option() {
    assert_eq!(end!(Failed(Verdict::transient()), Failed, on(_)), NOT_REPEATED);
    assert_eq!(end!(Failed(Verdict::transient()), Failed, on(Failed(_))), NOT_REPEATED);
    assert_eq!(end!(Failed(Verdict::transient().did_not_run()), Failed, on(_)), REPEATED);
    assert_eq!(
        end!(Failed(Verdict::throttled().did_not_run()), Failed, on(e if e.0.hint().is_some())),
        (1, StopReason::Excluded)
    );
}

#[test]
fn the_option_verdict_decides_whether_the_request_ran() {
    assert_eq!(end!("busy", &'static str, verdict = |_| Verdict::throttled().did_not_run()), REPEATED);
    assert_eq!(end!("busy", &'static str, verdict = |_| Verdict::throttled(), on(_)), NOT_REPEATED);
}

#[test]
fn true_is_the_default() {
    #[retry(idempotent = true, sleep = |_| ())]
    fn fail(attempts: &Cell<u32>) -> io::Result<()> {
        attempts.set(attempts.get() + 1);
        Err(ErrorKind::ConnectionReset.into())
    }
    let attempts = Cell::default();
    assert!(fail(&attempts).is_err());
    assert_eq!(attempts.get(), 3);
}

fn overloaded(status: u16) -> ApiError {
    ApiError::of_reply(Reply::without_headers(status, br#"{"error": {"type": "overloaded_error"}}"#))
}

fn refused() -> io::Error {
    ErrorKind::ConnectionRefused.into()
}

fn reset() -> io::Error {
    ErrorKind::ConnectionReset.into()
}

#[derive(Debug, Retryable)]
enum ModelError {
    #[retryable(transparent)]
    Api(ApiError),
    #[retryable(transparent)]
    Io(io::Error),
}

#[test]
fn an_error_inside_tells_it_too() {
    assert_eq!(end!(overloaded(503), ApiError), REPEATED);
    assert_eq!(end!(overloaded(500), ApiError), NOT_REPEATED);
    assert_eq!(end!(ModelError::Api(overloaded(529)), ModelError), REPEATED);
    assert_eq!(end!(ModelError::Api(overloaded(500)), ModelError), NOT_REPEATED);
    assert_eq!(end!(ModelError::Io(refused()), ModelError), REPEATED);
    assert_eq!(end!(ModelError::Io(reset()), ModelError), NOT_REPEATED);
    assert_eq!(end!(refused().into(), Box<dyn Error>), REPEATED);
    assert_eq!(end!(reset().into(), Box<dyn Error>), NOT_REPEATED);
    assert_eq!(end!(overloaded(429).into(), Box<dyn Error + Send + Sync>), REPEATED);
    assert_eq!(end!(io::Error::other(overloaded(429)).into(), anyhow::Error, on(_)), REPEATED);
    assert_eq!(end!(anyhow::Error::new(overloaded(429)).context("ask"), anyhow::Error), REPEATED);
    assert_eq!(end!(anyhow::Error::new(overloaded(500)).context("ask"), anyhow::Error), NOT_REPEATED);
    assert_eq!(end!(ApiError::no_reply(refused()), ApiError), REPEATED);
    assert_eq!(end!(ApiError::no_reply(reset()), ApiError), NOT_REPEATED);
}

#[tokio::test(start_paused = true)]
async fn a_cut_attempt_is_not_repeated() {
    /// Claims that the request did not run, which cannot be known.
    #[derive(Debug)]
    struct Cut;

    impl From<TimedOut> for Cut {
        fn from(_: TimedOut) -> Self {
            Self
        }
    }

    impl Retryable for Cut {
        fn verdict(&self) -> Verdict {
            Verdict::timed_out().did_not_run()
        }
    }

    #[retry(
        idempotent = false,
        attempt_timeout = "1s",
        on_give_up = |gave_up| end.set((gave_up.attempt(), Some(gave_up.stop_reason())))
    )]
    async fn hang(end: &Cell<(u32, Option<StopReason>)>) -> Result<(), Cut> {
        tokio::time::sleep(Duration::from_secs(9)).await;
        Ok(())
    }
    let end = Cell::default();
    assert!(hang(&end).await.is_err());
    assert_eq!(end.get(), (1, Some(StopReason::MayHaveRun)));
}
