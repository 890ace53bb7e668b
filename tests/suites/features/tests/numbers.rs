//! A crate somewhere in the tree may switch on a feature of `serde_json` by which numbers arrive as maps.

use retry_attr::http::{Reply, verdict};
use retry_attr::{FailureClass, Jitter, PermanentReason, Policy};

#[test]
fn a_number_is_not_an_error_object_and_does_not_end_the_reading() {
    assert_arbitrary_precision();
    let class = |status, body: &str| verdict(Reply::without_headers(status, body.as_bytes())).class();
    let quota = r#"{"response": 0.5, "error": {"code": "insufficient_quota"}}"#;
    assert_eq!(class(429, quota), FailureClass::Permanent(PermanentReason::Quota));
    let quota = r#"{"error": {"details": 0.5, "code": "insufficient_quota"}}"#;
    assert_eq!(class(429, quota), FailureClass::Permanent(PermanentReason::Quota));
    assert_eq!(class(200, r#"{"error": 0.5}"#), FailureClass::Permanent(PermanentReason::Unrecognized));
}

#[test]
fn a_policy_in_json_has_a_jitter_that_is_a_number() {
    assert_arbitrary_precision();
    let jitter = |settings: &str| serde_json::from_str::<Policy>(settings).map(|policy| policy.get_jitter());
    assert_eq!(jitter(r#"{"jitter": 0.25}"#).expect("a fraction"), Jitter::Fraction(0.25));
    assert_eq!(jitter(r#"{"jitter": 1}"#).expect("a whole number"), Jitter::Fraction(1.0));
    let error = jitter(r#"{"jitter": {"fraction": "0.25"}}"#).expect_err("a map");
    assert!(error.to_string().starts_with("invalid type: map, expected `jitter`"), "{error}");
}

/// Without this feature of `serde_json`, the tests would prove nothing.
fn assert_arbitrary_precision() {
    let number: serde_json::Value = serde_json::from_str("0.10").expect("a number");
    assert_eq!(number.to_string(), "0.10", "the feature `arbitrary_precision` is off");
}
