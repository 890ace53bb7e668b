//! A crate somewhere in the tree may switch on a feature of `serde_json` by which numbers arrive as maps.

use retry_attr::http::{Reply, verdict};
use retry_attr::{FailureClass, PermanentReason};

#[test]
fn a_number_is_not_an_error_object_and_does_not_end_the_reading() {
    // Without this feature of `serde_json`, the test would prove nothing.
    let number: serde_json::Value = serde_json::from_str("0.10").expect("a number");
    assert_eq!(number.to_string(), "0.10", "the feature `arbitrary_precision` is off");

    let class = |status, body: &str| verdict(Reply::without_headers(status, body.as_bytes())).class();
    let quota = r#"{"response": 0.5, "error": {"code": "insufficient_quota"}}"#;
    assert_eq!(class(429, quota), FailureClass::Permanent(PermanentReason::Quota));
    let quota = r#"{"error": {"details": 0.5, "code": "insufficient_quota"}}"#;
    assert_eq!(class(429, quota), FailureClass::Permanent(PermanentReason::Quota));
    assert_eq!(class(200, r#"{"error": 0.5}"#), FailureClass::Permanent(PermanentReason::Unrecognized));
}
