//! Replies that mention quotas, days, limits, lengths, and waits, and must not be misread: `lookalikes/*.txt`.
//!
//! Ordinary answers and events, limits that pass, checks that failed, and permanent errors of another kind.

use retry_attr_runtime::http::{ApiError, Reply};
use serde_json::Value;

use crate::corpus::{self, Case, Form};

#[test]
fn nothing_is_misread() {
    let cases = corpus::read("lookalikes");
    let wrong: Vec<_> = cases.iter().filter_map(Case::mistake).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(cases.len() >= 100, "only {} cases", cases.len());
}

/// The bodies of ordinary answers that are JSON, and what they are parsed to.
fn answers() -> Vec<(Case, Value)> {
    let cases = corpus::read("lookalikes").into_iter();
    let answers = cases.filter(|case| matches!(case.form, Form::Body) && case.expected == "none");
    answers.filter_map(|case| serde_json::from_str(&case.body).ok().map(|value| (case, value))).collect()
}

#[test]
fn an_answer_is_parsed_as_it_is() {
    let answers = answers();
    for (case, value) in &answers {
        let parsed = ApiError::parse::<Value>(Reply::without_headers(200, case.body.as_bytes()));
        assert_eq!(parsed.as_ref().ok(), Some(value), "{}", case.name);
    }
    assert!(answers.len() >= 30, "only {} answers", answers.len());
}

#[cfg(feature = "reqwest-013")]
#[tokio::test]
async fn api_json_returns_an_answer_as_it_is() {
    use retry_attr_runtime::http::ResponseExt as _;

    for (case, value) in answers() {
        let reply = reqwest_013::Response::from(http::Response::new(case.body));
        let parsed = reply.api_json::<Value>().await;
        assert_eq!(parsed.ok(), Some(value), "{}", case.name);
    }
}
