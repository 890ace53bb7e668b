//! Nothing prints keys, URLs, or `Authorization`, even if a reply repeats them.

use std::error::Error;
use std::fmt::Write as _;

use retry_attr_runtime::http::{ApiError, Reply};

use crate::reply;

/// All texts of an error that a log may print.
fn printed(error: &ApiError) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        let _ = write!(text, " {error} {error:?} {error:#?}");
        source = error.source();
    }
    text
}

#[track_caller]
fn assert_clean(error: &ApiError) {
    let text = printed(error);
    for secret in ["planted", "http://", "https://", "AIza", "sk-"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[test]
fn parts_of_the_request_in_a_reply_are_not_printed() {
    for message in [
        "Incorrect API key provided: sk-planted.",
        "upstream https://api.test/v1?key=AIza-planted failed",
        "余额不足，请访问https://api.test/v1?key=AIza-planted",
        "GET /v1/models?key=planted&alt=sse was refused",
        "Authorization: Bearer planted",
        r#"headers: {\"authorization\": \"Bearer planted\", \"x-api-key\": \"planted\"}"#,
    ] {
        let body = format!(r#"{{"error": {{"message": "{message}"}}}}"#);
        assert_clean(&reply(401, &[("authorization", "Bearer planted"), ("set-cookie", "planted")], &body));
        assert_clean(&ApiError::in_event(&body).expect("an error"));
    }
}

#[test]
fn the_body_is_not_printed() {
    let error = reply(500, &[], r#"{"prompt": "planted"}"#);
    assert_clean(&error);
    assert!(printed(&error).contains("21 bytes"), "{error:?}");
}

#[test]
fn a_wrong_answer_is_not_printed() {
    let error =
        ApiError::parse::<u32>(Reply::without_headers(200, br#""sk-planted""#)).expect_err("no number");
    assert_clean(&error);
    assert_clean(&ApiError::parse_event::<u32>(r#""sk-planted""#).expect_err("no number"));
    assert_clean(&ApiError::unreadable_event("a line without a field: sk-planted"));
}

#[cfg(feature = "ureq-3")]
#[test]
fn errors_of_ureq_lose_their_url() {
    let url = "http://127.0.0.1:1/v1?key=planted";
    let errors = [
        ureq::get(url).call().expect_err("nobody listens"),
        ureq::get("127.0.0.1/v1?key=planted").call().expect_err("no scheme"),
        ureq::Error::RequireHttpsOnly(url.to_owned()),
        ureq::Error::BadUri(url.to_owned()),
        ureq::Error::ConnectProxyFailed(url.to_owned()),
    ];
    for error in errors {
        let error = ApiError::from(error);
        assert!(error.source().is_some_and(<dyn Error>::is::<ureq::Error>));
        assert_clean(&error);
    }
}

#[cfg(feature = "reqwest-013")]
#[tokio::test]
async fn errors_of_reqwest_013_lose_their_url() {
    crate::tls::provide();
    for url in ["http://127.0.0.1:1/v1?key=planted", "http://[planted"] {
        let error = reqwest_013::Client::new().get(url).send().await.expect_err("nobody listens");
        let error = ApiError::from(error);
        assert!(error.source().is_some_and(<dyn Error>::is::<reqwest_013::Error>));
        assert_clean(&error);
    }
}

#[cfg(feature = "reqwest-012")]
#[tokio::test]
async fn errors_of_reqwest_012_lose_their_url() {
    crate::tls::provide();
    let error = reqwest_012::Client::new().get("http://127.0.0.1:1/v1?key=planted").send().await;
    let error = ApiError::from(error.expect_err("nobody listens"));
    assert!(error.source().is_some_and(<dyn Error>::is::<reqwest_012::Error>));
    assert_clean(&error);
}

/// A reader of event streams puts the client's error into a box.
#[cfg(feature = "reqwest-013")]
#[tokio::test]
async fn boxed_errors_of_a_known_client_lose_their_url() {
    crate::tls::provide();
    let error = reqwest_013::Client::new().get("http://127.0.0.1:1/v1?key=planted").send().await;
    let boxed: Box<dyn Error + Send + Sync> = error.expect_err("nobody listens").into();
    let error = ApiError::no_reply(boxed);
    assert!(error.source().is_some_and(<dyn Error>::is::<reqwest_013::Error>));
    assert!(!error.verdict().may_have_been_sent());
    assert_clean(&error);
}
