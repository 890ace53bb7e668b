//! The same async function by every peer: four attempts, waits that double from 10 ms to 1 s at most, jitter where there is any.

use std::time::Duration;

use backon::Retryable as _;

use crate::asynchronous::{CAP, way};
use crate::case::Case;
use crate::tower_policy::Policy;
use crate::work::{Error, Outcome, Server, body, body_tokens};

fn backon_policy<const MILLIS: u64>() -> backon::ExponentialBuilder {
    backon::ExponentialBuilder::new()
        .with_min_delay(Duration::from_millis(MILLIS))
        .with_max_delay(CAP)
        .with_max_times(3)
        .with_jitter()
}
way!(of_backon, "backon", |server| (|| body::<BYTES>(server))
    .retry(backon_policy::<MILLIS>())
    .sleep(tokio::time::sleep)
    .when(Error::is_transient));

#[backon_macros::backon(backoff = backon_policy::<MILLIS>, sleep = tokio::time::sleep, when = Error::is_transient)]
async fn by_backon<const BYTES: usize, const MILLIS: u64>(server: &Server) -> Outcome {
    body_tokens!(server, BYTES)
}
way!(of_backon_attribute, "backon-macros", |server| by_backon::<BYTES, MILLIS>(server));

way!(of_tokio_retry, "tokio-retry", |server| {
    use ::tokio_retry::{RetryIf, strategy::{ExponentialBackoff, jitter}};
} RetryIf::start(
    ExponentialBackoff::from_millis(2).factor(MILLIS / 2).max_delay(CAP).map(jitter).take(3),
    move || body::<BYTES>(server),
    Error::is_transient,
));

way!(of_tokio_retry2, "tokio-retry2", |server| {
    use ::tokio_retry2::{Retry, RetryError, strategy::{ExponentialFactorBackoff, jitter}};
} Retry::spawn(
    ExponentialFactorBackoff::from_millis(MILLIS, 2.0).max_delay(CAP).map(jitter).take(3),
    move || async move {
        body::<BYTES>(server).await.map_err(|error| match error {
            Error::Transient => RetryError::transient(error),
            Error::Fatal => RetryError::permanent(error),
        })
    },
));

way!(of_tower_retry, "tower", |server| {
    use ::tower::Service as _;
    let mut service = ::tower::retry::Retry::new(
        // A budget is emptied by calls that all fail, so each run has its own, and it is not asked.
        Policy::new(MILLIS),
        ::tower::service_fn(body::<BYTES>),
    );
} service.call(server));

way!(of_tryhard, "tryhard", |server| ::tryhard::retry_fn(move || body::<BYTES>(server))
    .retries(3)
    .exponential_backoff(Duration::from_millis(MILLIS))
    .max_delay(CAP));

way!(of_again, "again", |server| {
    let policy = ::again::RetryPolicy::exponential(Duration::from_millis(MILLIS))
        .with_max_delay(CAP)
        .with_jitter(true)
        .with_max_retries(3);
    let policy = &policy;
} policy.retry_if(move || body::<BYTES>(server), Error::is_transient));

way!(of_backoff, "backoff", |server| ::backoff::future::retry(
    ::backoff::ExponentialBackoffBuilder::new()
        .with_initial_interval(Duration::from_millis(MILLIS))
        .with_max_interval(CAP)
        .build(),
    move || async move {
        body::<BYTES>(server).await.map_err(|error| match error {
            Error::Transient => ::backoff::Error::transient(error),
            Error::Fatal => ::backoff::Error::permanent(error),
        })
    },
));

const DOUBLING: retry_if::ExponentialBackoffConfig = retry_if::ExponentialBackoffConfig {
    max_retries: 3,
    t_wait: Duration::from_millis(10),
    backoff: 2.0,
    t_wait_max: None,
    backoff_max: Some(CAP),
};

fn is_retried(outcome: &Outcome) -> bool {
    outcome.as_ref().is_err_and(Error::is_transient)
}

#[retry_if::retry(DOUBLING, is_retried)]
async fn by_retry_if<const BYTES: usize>(server: &Server) -> Outcome {
    body_tokens!(server, BYTES)
}
way!(of_retry_if_attribute, "retry-if", |server| by_retry_if::<BYTES>(server));

#[retrying::retry(stop = attempts(4), wait = exponential(multiplier = 0.01, max = 1.0))]
async fn by_retrying<const BYTES: usize>(server: &Server) -> Outcome {
    body_tokens!(server, BYTES)
}
way!(of_retrying_attribute, "retrying", |server| by_retrying::<BYTES>(server));

way!(of_retry_macro, "retry_macro", |server| {
    use ::retry_macro::{RetryError, retry_async_sleep};
} async {
    let function = body::<BYTES>;
    let outcome: Result<u64, RetryError<Error>> = retry_async_sleep!(4, MILLIS, function, server);
    outcome.map_err(|mut error| error.retries.pop().expect("the last error"))
});

/// Their first wait is a constant, which cannot be generic.
const NO_ZERO_WAIT: &[&str] = &["retry-if", "retrying"];
/// Never waits: it asks whether the crate that calls it has the feature `tokio`.
const NO_WAIT: &[&str] = &["retry_macro"];

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = [
        of_backon::cases(),
        of_backon_attribute::cases(),
        of_tokio_retry::cases(),
        of_tokio_retry2::cases(),
        of_tower_retry::cases(),
        of_tryhard::cases(),
        of_again::cases(),
        of_backoff::cases(),
        of_retry_if_attribute::cases(),
        of_retrying_attribute::cases(),
        of_retry_macro::cases(),
    ]
    .concat();
    for case in &mut cases {
        // The crate has its own timer, which cannot be paused.
        if case.way == "again" && case.question.starts_with("wait") {
            case.load.calls = 30;
        }
    }
    cases.retain(|case| {
        !(case.question.starts_with("zero") && NO_ZERO_WAIT.contains(&case.way)
            || case.question.starts_with("wait") && NO_WAIT.contains(&case.way))
    });
    cases
}

pub(crate) fn sizes() -> Vec<(&'static str, [usize; 3])> {
    vec![
        of_backon::sizes(),
        of_backon_attribute::sizes(),
        of_tokio_retry::sizes(),
        of_tokio_retry2::sizes(),
        of_tower_retry::sizes(),
        of_tryhard::sizes(),
        of_again::sizes(),
        of_backoff::sizes(),
        of_retry_if_attribute::sizes(),
        of_retrying_attribute::sizes(),
        of_retry_macro::sizes(),
    ]
}
