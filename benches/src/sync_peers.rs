//! The same sync function by every peer that has one.

use std::time::Duration;

use crate::asynchronous::CAP;
use crate::case::Case;
use crate::sync::way;
use crate::work::{Error, Outcome, Server};

fn backon_policy<const MILLIS: u64>() -> backon::ExponentialBuilder {
    backon::ExponentialBuilder::new()
        .with_min_delay(Duration::from_millis(MILLIS))
        .with_max_delay(CAP)
        .with_max_times(3)
        .with_jitter()
}
way!(of_backon, "backon", |server| {
    use ::backon::BlockingRetryable as _;
    (|| server.attempt()).retry(backon_policy::<MILLIS>()).when(Error::is_transient).call()
});

#[backon_macros::backon(backoff = backon_policy::<MILLIS>, when = Error::is_transient)]
fn by_backon<const MILLIS: u64>(server: &Server) -> Outcome {
    server.attempt()
}
way!(of_backon_attribute, "backon-macros", |server| by_backon::<MILLIS>(server));

way!(of_retry, "retry", |server| {
    use ::retry::{OperationResult, delay};
    let delays = delay::Exponential::from_millis(MILLIS).map(|delay| delay.min(CAP)).map(delay::jitter);
    let outcome = ::retry::retry(delays.take(3), || match server.attempt() {
        Ok(answer) => OperationResult::Ok(answer),
        Err(error @ Error::Transient) => OperationResult::Retry(error),
        Err(error) => OperationResult::Err(error),
    });
    outcome.map_err(|error| error.error)
});

way!(of_backoff, "backoff", |server| {
    let backoff = ::backoff::ExponentialBackoffBuilder::new()
        .with_initial_interval(Duration::from_millis(MILLIS))
        .with_max_interval(CAP)
        .build();
    let outcome = ::backoff::retry(backoff, || {
        server.attempt().map_err(|error| match error {
            Error::Transient => ::backoff::Error::transient(error),
            Error::Fatal => ::backoff::Error::permanent(error),
        })
    });
    outcome.map_err(|error| match error {
        ::backoff::Error::Permanent(error) | ::backoff::Error::Transient { err: error, .. } => error,
    })
});

#[retrying::retry(stop = attempts(4), wait = exponential(multiplier = 0.01, max = 1.0))]
fn by_retrying(server: &Server) -> Outcome {
    server.attempt()
}
way!(of_retrying_attribute, "retrying", |server| by_retrying(server));

way!(of_retry_macro, "retry_macro", |server| {
    use ::retry_macro::{RetryError, retry_sleep};
    let attempt = Server::attempt;
    let outcome: Result<u64, RetryError<Error>> = retry_sleep!(4, MILLIS, attempt, server);
    outcome.map_err(|mut error| error.retries.pop().expect("the last error"))
});

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = [
        of_backon::cases(),
        of_backon_attribute::cases(),
        of_retry::cases(),
        of_backoff::cases(),
        of_retrying_attribute::cases(),
        of_retry_macro::cases(),
    ]
    .concat();
    // Its waits are literals.
    cases.retain(|case| case.way != "retrying" || case.question == "sync ok");
    cases
}
