//! Callers, who make one call after the other.

use std::pin::pin;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use retry_attr::http::ApiError;
use tokio::time::sleep;

use super::LATENCY;
use super::ask::{
    Call, DEADLINE, HASTY_DEADLINE, Service, ask, ask_blocking, ask_blocking_hastily, ask_hastily,
};
use super::seen::Seen;

/// No caller asks again immediately after a failure.
const AFTER_A_FAILURE: Duration = Duration::from_millis(200);

/// Every fifth caller.
fn is_hasty(number: u64) -> bool {
    number.is_multiple_of(5)
}

fn deadline(number: u64) -> Duration {
    if is_hasty(number) { HASTY_DEADLINE } else { DEADLINE }
}

/// Makes async calls until then, and drops every tenth of them while it waits.
pub(crate) async fn run(service: Arc<Service>, number: u64, end: Instant) -> Seen {
    let mut seen = Seen::default();
    for round in 0.. {
        let began = Instant::now();
        if began >= end {
            break;
        }
        let call = Call::new(&service);
        let asked = async { if is_hasty(number) { ask_hastily(&call).await } else { ask(&call).await } };
        let outcome = if (number + round).is_multiple_of(10) {
            let patience = Duration::from_millis((31 * number + 17 * round) % 300);
            or_drop(asked, &call, patience).await
        } else {
            Some(asked.await)
        };
        seen.note(outcome.as_ref(), is_hasty(number), began.elapsed().saturating_sub(deadline(number)));
        if matches!(outcome, Some(Err(_))) {
            sleep(AFTER_A_FAILURE).await;
        }
    }
    seen
}

/// Drops the call once it waits, after this time.
async fn or_drop(
    asked: impl Future<Output = Result<String, ApiError>>,
    call: &Call<'_>,
    patience: Duration,
) -> Option<Result<String, ApiError>> {
    let waits = async {
        sleep(patience).await;
        while call.is_asking() {
            sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::select! {
        biased;
        outcome = pin!(asked) => Some(outcome),
        () = waits => None,
    }
}

/// Makes sync calls until then.
pub(crate) fn run_blocking(service: &Service, number: u64, end: Instant) -> Seen {
    let mut seen = Seen::default();
    loop {
        let began = Instant::now();
        if began >= end {
            break;
        }
        let call = Call::new(service);
        let outcome = if is_hasty(number) { ask_blocking_hastily(&call) } else { ask_blocking(&call) };
        // A sync attempt that began before the deadline cannot be cut.
        let late = began.elapsed().saturating_sub(deadline(number) + LATENCY);
        seen.note_blocking(&outcome, is_hasty(number), late);
        if outcome.is_err() {
            thread::sleep(AFTER_A_FAILURE);
        }
    }
    seen
}
