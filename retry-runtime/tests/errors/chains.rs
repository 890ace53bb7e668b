//! Errors of any type: the first in the chain whose type is known speaks.

use std::error::Error;
use std::io::{self, ErrorKind};

#[cfg(any(feature = "anyhow", feature = "eyre-06", feature = "reqwest-013"))]
use retry_attr_runtime::PermanentReason;
use retry_attr_runtime::{Retryable as _, Verdict};

#[cfg(any(feature = "anyhow", feature = "eyre-06"))]
const UNKNOWN: Verdict = Verdict::permanent(PermanentReason::Unrecognized);

#[test]
fn an_io_error_is_asked_after_what_it_wraps() {
    let inner = io::Error::from(ErrorKind::ConnectionReset);
    let boxed: Box<dyn Error> = io::Error::other(inner).into();
    assert_eq!(boxed.verdict(), Verdict::transient());
    let boxed: Box<dyn Error> = io::Error::new(ErrorKind::TimedOut, "only a text").into();
    assert_eq!(boxed.verdict(), Verdict::timed_out());
}

#[cfg(feature = "http")]
#[test]
fn an_api_error_in_a_box_is_known() {
    use retry_attr_runtime::http::{ApiError, Reply};

    let error = ApiError::of_reply(Reply::without_headers(529, b""));
    let boxed: Box<dyn Error + Send + Sync> = Box::new(error);
    assert_eq!(boxed.verdict(), Verdict::overloaded().did_not_run());
}

#[cfg(feature = "ureq-3")]
#[test]
fn an_error_of_ureq_is_known_in_a_box_and_in_an_io_error() {
    let boxed: Box<dyn Error> = ureq::Error::HostNotFound.into();
    assert_eq!(boxed.verdict(), Verdict::transient().not_sent());
    let boxed: Box<dyn Error> = ureq::Error::HostNotFound.into_io().into();
    assert_eq!(boxed.verdict(), Verdict::transient().not_sent());
}

#[cfg(feature = "anyhow")]
#[test]
fn anyhow_is_walked_through_its_contexts() {
    let error = anyhow::Error::new(io::Error::from(ErrorKind::TimedOut)).context("asking").context("twice");
    assert_eq!(error.verdict(), Verdict::timed_out());
    assert_eq!(anyhow::anyhow!("only a text").verdict(), UNKNOWN);
}

#[cfg(feature = "eyre-06")]
#[test]
fn eyre_is_walked_through_its_contexts() {
    let error = eyre::Report::new(io::Error::from(ErrorKind::TimedOut)).wrap_err("asking").wrap_err("twice");
    assert_eq!(error.verdict(), Verdict::timed_out());
    assert_eq!(eyre::eyre!("only a text").verdict(), UNKNOWN);
}

/// An error of reqwest's under each of the boxes.
#[cfg(feature = "reqwest-013")]
#[test]
fn reqwest_is_known_wherever_it_lies() {
    crate::tls::provide();
    let error = || reqwest_013::Client::new().get("no url").build().expect_err("no request");
    let known = Verdict::permanent(PermanentReason::Invalid).not_sent();
    let boxed: Box<dyn Error> = error().into();
    assert_eq!(boxed.verdict(), known);
    #[cfg(feature = "anyhow")]
    assert_eq!(anyhow::Error::new(error()).context("asking").verdict(), known);
    #[cfg(feature = "eyre-06")]
    assert_eq!(eyre::Report::new(error()).wrap_err("asking").verdict(), known);
}
