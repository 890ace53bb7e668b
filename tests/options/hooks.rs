//! `on_retry` and `on_give_up`: the times of their calls, their arguments, and the expressions that they may be.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use retry_attr::{FailureClass, GaveUp, PermanentReason, Retry, Retryable, StopReason, Verdict, retry};
use tokio::time::Instant;

/// An error with the verdict that it holds.
#[derive(Debug)]
struct Failed(Verdict);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

const TRANSIENT: Verdict = Verdict::transient();
const AFTER_SEVEN: Verdict = Verdict::throttled().with_hint(Duration::from_secs(7));

/// The calls of hooks, in order, and the waits between them.
#[derive(Debug, PartialEq)]
enum Event {
    Retry { attempt: u32, max: u32, class: FailureClass, wait: Duration, server_asked: bool },
    Wait(Duration),
    GaveUp { attempt: u32, max: u32, class: FailureClass, reason: StopReason },
}

type Log = RefCell<Vec<Event>>;

fn note_retry(log: &Log, retry: &Retry<'_, Failed>) {
    let (attempt, max, class) = (retry.attempt(), retry.max(), retry.class());
    assert_eq!(retry.error().map(|error| error.0), Some(retry.verdict()));
    let (wait, server_asked) = (retry.wait(), retry.server_asked());
    log.borrow_mut().push(Event::Retry { attempt, max, class, wait, server_asked });
}

fn note_give_up(log: &Log, gave_up: &GaveUp<'_, Failed>) {
    let (attempt, max, class) = (gave_up.attempt(), gave_up.max(), gave_up.class());
    assert_eq!(gave_up.error().map(|error| error.0), Some(gave_up.verdict()));
    log.borrow_mut().push(Event::GaveUp { attempt, max, class, reason: gave_up.stop_reason() });
}

/// Yields these results, one per attempt, and notes everything.
#[retry(
    initial_delay = "1s",
    random = || 1 << 63,
    except(Failed(verdict) if !verdict.may_have_been_sent()),
    on_retry = |retry| note_retry(log, retry),
    on_give_up = |gave_up| note_give_up(log, gave_up),
    sleep = |wait| log.borrow_mut().push(Event::Wait(wait))
)]
fn call(results: &mut Vec<Result<(), Failed>>, log: &Log) -> Result<(), Failed> {
    results.pop().expect("a result for each attempt")
}

/// The events of a call whose attempts fail with these verdicts. The next attempt succeeds, if one is left.
fn events(verdicts: &[Verdict]) -> Vec<Event> {
    let failures = verdicts.iter().rev().map(|verdict| Err(Failed(*verdict)));
    let log = Log::default();
    let result = call(&mut [Ok(())].into_iter().chain(failures).collect(), &log);
    let log = log.into_inner();
    let gave_up = log.iter().filter(|event| matches!(event, Event::GaveUp { .. })).count();
    assert_eq!(gave_up, usize::from(result.is_err()), "told once of every failure, never of a success");
    log
}

fn gave_up(attempt: u32, reason: StopReason, class: FailureClass) -> Event {
    Event::GaveUp { attempt, max: 3, class, reason }
}

mod calls {
    use super::*;

    #[test]
    fn a_first_attempt_that_succeeds_calls_no_hook() {
        assert_eq!(events(&[]), []);
    }

    #[test]
    fn each_wait_is_announced() {
        let wait = Duration::from_millis(500);
        let first =
            Event::Retry { attempt: 1, max: 3, class: FailureClass::Transient, wait, server_asked: false };
        assert_eq!(events(&[TRANSIENT]), [first, Event::Wait(wait)]);
    }

    #[test]
    fn the_last_failure_is_given_up_and_not_announced() {
        let (own, asked) = (Duration::from_millis(500), Duration::from_millis(7350));
        assert_eq!(
            events(&[TRANSIENT, AFTER_SEVEN, AFTER_SEVEN]),
            [
                Event::Retry {
                    attempt: 1,
                    max: 3,
                    class: FailureClass::Transient,
                    wait: own,
                    server_asked: false
                },
                Event::Wait(own),
                Event::Retry {
                    attempt: 2,
                    max: 3,
                    class: FailureClass::Throttled,
                    wait: asked,
                    server_asked: true
                },
                Event::Wait(asked),
                gave_up(3, StopReason::Attempts, FailureClass::Throttled),
            ]
        );
    }

    #[test]
    fn a_call_is_given_up_at_its_first_attempt() {
        let quota = Verdict::permanent(PermanentReason::Quota);
        assert_eq!(events(&[quota]), [gave_up(1, StopReason::Permanent, quota.class())]);
        let unrecognized = Verdict::permanent(PermanentReason::Unrecognized);
        assert_eq!(events(&[unrecognized]), [gave_up(1, StopReason::Unrecognized, unrecognized.class())]);
        assert_eq!(
            events(&[TRANSIENT.not_sent()]),
            [gave_up(1, StopReason::Excluded, FailureClass::Transient)]
        );
        let late = Verdict::throttled().with_hint(Duration::from_secs(121));
        assert_eq!(events(&[late]), [gave_up(1, StopReason::HintTooLong, FailureClass::Throttled)]);
    }

    #[test]
    fn a_call_is_given_up_at_a_later_attempt() {
        let auth = Verdict::permanent(PermanentReason::Auth);
        assert_eq!(events(&[TRANSIENT, auth])[2..], [gave_up(2, StopReason::Permanent, auth.class())]);
    }
}

mod forms {
    use super::*;

    #[derive(Default)]
    struct Client {
        attempts: RefCell<Vec<u32>>,
    }

    impl Client {
        fn hit(&self, attempt: u32) {
            self.attempts.borrow_mut().push(attempt);
        }

        #[retry(
            on_retry = |retry| self.hit(retry.attempt()),
            on_give_up = |gave_up| self.hit(10 * gave_up.attempt()),
            sleep = async |_| ()
        )]
        async fn ask(&self) -> Result<(), Failed> {
            Err(Failed(TRANSIENT))
        }
    }

    #[tokio::test]
    async fn closures_see_self() {
        let client = Client::default();
        client.ask().await.expect_err("it always fails");
        assert_eq!(client.attempts.into_inner(), [1, 2, 30]);
    }

    #[test]
    fn closures_may_change_what_they_capture_and_both_the_same() {
        #[retry(
            jitter = "none",
            on_retry = |retry| told.push(retry.wait().as_millis()),
            on_give_up = |_| told.push(0),
            sleep = |_| told.push(1)
        )]
        fn call(told: &mut Vec<u128>) -> Result<(), Failed> {
            Err(Failed(TRANSIENT))
        }
        let mut told = Vec::new();
        call(&mut told).expect_err("it always fails");
        assert_eq!(told, [500, 1, 1000, 1, 0]);
    }

    thread_local! {
        static TOLD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }

    fn tell(retry: &Retry<'_, Failed>) {
        TOLD.with_borrow_mut(|told| told.push(format!("attempt {} of {}", retry.attempt(), retry.max())));
    }

    fn give_up<E: std::fmt::Debug>(gave_up: &GaveUp<'_, E>) {
        TOLD.with_borrow_mut(|told| told.push(format!("{:?}", gave_up.stop_reason())));
    }

    #[test]
    fn paths_are_called() {
        #[retry(max = 2, on_retry = tell, on_give_up = give_up, sleep = |_| ())]
        fn call() -> Result<(), Failed> {
            Err(Failed(TRANSIENT))
        }
        TOLD.take();
        call().expect_err("it always fails");
        assert_eq!(TOLD.take(), ["attempt 1 of 2", "Attempts"]);
    }

    #[test]
    fn either_goes_without_the_other() {
        #[retry(max = 2, on_retry = tell, sleep = |_| ())]
        fn tells() -> Result<(), Failed> {
            Err(Failed(TRANSIENT))
        }
        #[retry(max = 2, on_give_up = give_up, sleep = |_| ())]
        fn gives_up() -> Result<(), Failed> {
            Err(Failed(TRANSIENT))
        }
        TOLD.take();
        tells().expect_err("it always fails");
        gives_up().expect_err("it always fails");
        assert_eq!(TOLD.take(), ["attempt 1 of 2", "Attempts"]);
    }
}

#[test]
fn a_panic_in_a_hook_is_the_users_and_poisons_nothing() {
    #[retry(
        on_retry = |_| assert!(panics != "on_retry", "on_retry"),
        on_give_up = |_| assert!(panics != "on_give_up", "on_give_up"),
        random = || if panics == "random" { panic!("random") } else { 1 << 63 },
        sleep = |_| assert!(panics != "sleep", "sleep")
    )]
    fn call(panics: &str, attempts: &mut u32) -> Result<(), Failed> {
        *attempts += 1;
        Err(Failed(TRANSIENT))
    }
    for (panics, made) in [("on_retry", 1), ("on_give_up", 3), ("random", 1), ("sleep", 1)] {
        let mut attempts = 0;
        let panic = catch_unwind(AssertUnwindSafe(|| call(panics, &mut attempts)));
        assert_eq!(panic.expect_err("it panics").downcast_ref(), Some(&panics));
        assert_eq!(attempts, made);
        call("nobody", &mut attempts).expect_err("it always fails");
        assert_eq!(attempts, made + 3, "the next call is an ordinary one");
    }
}

#[tokio::test(start_paused = true)]
async fn hooks_receive_the_wait_that_follows() {
    type Told = RefCell<Vec<(Instant, Duration)>>;

    #[retry(max = 30, on_retry = |retry| told.borrow_mut().push((Instant::now(), retry.wait())))]
    async fn call(told: &Told, begun: &RefCell<Vec<Instant>>) -> Result<(), Failed> {
        begun.borrow_mut().push(Instant::now());
        tokio::time::sleep(Duration::from_millis(300)).await;
        Err(Failed(if begun.borrow().len() % 3 == 0 { AFTER_SEVEN } else { TRANSIENT }))
    }
    let (told, begun) = (Told::default(), RefCell::default());
    call(&told, &begun).await.expect_err("it always fails");
    let (told, begun) = (told.into_inner(), begun.into_inner());
    assert_eq!((told.len(), begun.len()), (29, 30));
    for ((at, wait), next) in told.into_iter().zip(&begun[1..]) {
        let waited = *next - at;
        // The largest delay of tokio's timer.
        let tick = Duration::from_millis(1);
        assert!((wait..=wait + tick).contains(&waited), "{waited:?} and not {wait:?}");
    }
}
