//! `verdict`: a function in place of `Retryable`.

use std::time::Duration;

use retry_attr::{FailureClass, PermanentReason, Retryable, StopReason, Verdict, retry};

/// The error of a client from another crate.
#[derive(Debug)]
struct Reply {
    status: u16,
    wait: Duration,
}

fn by_status(reply: &Reply) -> Verdict {
    match reply.status {
        402 => Verdict::permanent(PermanentReason::Quota),
        429 => Verdict::throttled().with_hint(reply.wait),
        500.. => Verdict::transient(),
        _ => Verdict::permanent(PermanentReason::Invalid),
    }
}

/// The end of a call.
#[derive(Debug, PartialEq)]
struct End {
    attempts: u32,
    reason: StopReason,
    class: FailureClass,
    waits: Vec<Duration>,
}

/// The end of a call that always fails with this status.
macro_rules! end {
    ($status:expr, $($options:tt)*) => {{
        #[retry(
            jitter = "none",
            sleep = |wait| waits.push(wait),
            on_give_up = |gave_up| *end = Some((gave_up.attempt(), gave_up.stop_reason(), gave_up.class())),
            $($options)*
        )]
        fn fail(waits: &mut Vec<Duration>, end: &mut Option<(u32, StopReason, FailureClass)>) -> Result<(), Reply> {
            Err(Reply { status: $status, wait: WAIT })
        }
        let (mut waits, mut end) = (Vec::new(), None);
        fail(&mut waits, &mut end).expect_err("it always fails");
        let (attempts, reason, class) = end.expect("`on_give_up` is called");
        End { attempts, reason, class, waits }
    }};
}

const WAIT: Duration = Duration::from_secs(7);

fn at_once(reason: StopReason, class: FailureClass) -> End {
    End { attempts: 1, reason, class, waits: vec![] }
}

#[test]
fn a_path_judges() {
    let throttled = End {
        attempts: 3,
        reason: StopReason::Attempts,
        class: FailureClass::Throttled,
        waits: vec![WAIT; 2],
    };
    assert_eq!(end!(429, verdict = by_status), throttled);
    assert_eq!(
        end!(402, verdict = by_status),
        at_once(StopReason::Permanent, FailureClass::Permanent(PermanentReason::Quota))
    );
}

#[test]
fn a_closure_judges_and_sees_the_parameters() {
    #[retry(
        verdict = |reply| if reply.status == busy { Verdict::transient() } else { by_status(reply) },
        sleep = |_| *retries += 1
    )]
    fn call(busy: u16, status: u16, retries: &mut u32) -> Result<(), Reply> {
        Err(Reply { status, wait: WAIT })
    }
    let mut retries = 0;
    call(400, 400, &mut retries).expect_err("it always fails");
    assert_eq!(retries, 2);
    call(400, 401, &mut retries).expect_err("it always fails");
    assert_eq!(retries, 2);
}

#[test]
fn the_option_replaces_the_verdict_of_the_error() {
    #[derive(Debug, Retryable)]
    #[retryable(permanent)]
    struct Permanent;

    #[retry(verdict = |_| Verdict::transient(), sleep = |_| *retries += 1)]
    fn call(retries: &mut u32) -> Result<(), Permanent> {
        Err(Permanent)
    }
    let mut retries = 0;
    call(&mut retries).expect_err("it always fails");
    assert_eq!(retries, 2);
}

#[test]
fn on_decides_whether_and_the_verdict_what_of_it() {
    let named = End {
        attempts: 3,
        reason: StopReason::Attempts,
        class: FailureClass::Throttled,
        waits: vec![WAIT; 2],
    };
    assert_eq!(end!(429, verdict = by_status, on(Reply { status: 429, .. })), named);
    assert_eq!(
        end!(500, verdict = by_status, on(Reply { status: 429, .. })),
        at_once(StopReason::Excluded, FailureClass::Transient),
    );
    assert_eq!(
        end!(402, verdict = by_status, on(Reply { status: 402, .. })),
        at_once(StopReason::Permanent, FailureClass::Permanent(PermanentReason::Quota)),
        "a spent quota is proven"
    );
    assert_eq!(end!(402, verdict = by_status, on(_)).attempts, 3, "everything is everything");
    assert_eq!(end!(400, verdict = by_status, on(Reply { status: 400, .. })).attempts, 3, "400 is not");
}

#[test]
fn except_wins_over_it() {
    let end = end!(500, verdict = by_status, except(Reply { status: 500, .. }));
    assert_eq!(end, at_once(StopReason::Excluded, FailureClass::Transient));
}
