//! A function that does not retry what another one inside has given up on.

use retry_attr::http::{ApiError, Reply};

use super::*;

#[retry(name = "ask", max = 2, sleep = |_| ())]
fn ask() -> Result<(), ApiError> {
    Err(ApiError::of_reply(Reply::without_headers(503, b"")))
}

#[retry(name = "summarize")]
fn summarize() -> Result<(), ApiError> {
    ask()
}

#[retry(name = "translate", nested = "allow", sleep = |_| ())]
fn translate() -> Result<(), ApiError> {
    ask()
}

#[test]
fn the_warning_names_the_way_out() {
    let (log, _guard) = Log::listen(Level::WARN);
    summarize().expect_err("it always fails");
    let lines = log.take();
    let [.., gave_up, warning] = lines.as_slice() else { panic!("{lines:#?}") };
    assert!(gave_up.contains("function=\"summarize\""), "{gave_up}");
    assert!(gave_up.contains("reason=\"retried inside\""), "{gave_up}");
    assert_eq!(
        warning,
        "WARN retry_attr another `#[retry]` inside has retried this error function=\"summarize\" help=keep one \
         `#[retry]` of the two, or write `nested = \"allow\"` on this one"
    );
}

#[test]
fn an_allowed_error_emits_no_warning() {
    let (log, _guard) = Log::listen(Level::WARN);
    translate().expect_err("it always fails");
    let lines = log.take();
    assert!(!lines.iter().any(|line| line.contains("inside")), "{lines:#?}");
}
