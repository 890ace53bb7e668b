//! Policies from settings files (feature `serde`).

use std::time::Duration;

use retry_attr::{Backoff, Jitter, Policy};
use serde_json::{from_value, json, to_value};

fn read(settings: &serde_json::Value) -> Result<Policy, String> {
    // From a text, as in a file.
    serde_json::from_str(&settings.to_string()).map_err(|error| error.to_string())
}

#[test]
fn each_field_is_that_of_the_attribute() {
    let seconds = Duration::from_secs;
    for (settings, policy) in [
        (json!({}), Policy::DEFAULT),
        (json!({ "max": 5 }), Policy::DEFAULT.max(5)),
        (json!({ "backoff": "exp" }), Policy::DEFAULT),
        (json!({ "backoff": "exponential" }), Policy::DEFAULT),
        (json!({ "backoff": "linear" }), Policy::DEFAULT.backoff(Backoff::Linear)),
        (json!({ "backoff": "constant" }), Policy::DEFAULT.backoff(Backoff::Constant)),
        (json!({ "backoff": "fibonacci" }), Policy::DEFAULT.backoff(Backoff::Fibonacci)),
        (json!({ "factor": 1.5 }), Policy::DEFAULT.factor(1.5)),
        (json!({ "factor": 3 }), Policy::DEFAULT.factor(3.0)),
        (json!({ "initial_delay": "1m30s" }), Policy::DEFAULT.initial_delay(seconds(90))),
        (json!({ "throttled_delay": "2s" }), Policy::DEFAULT.throttled_delay(seconds(2))),
        (json!({ "max_delay": "1.5s" }), Policy::DEFAULT.max_delay(Duration::from_millis(1500))),
        (json!({ "max_retry_after": "1h" }), Policy::DEFAULT.max_retry_after(seconds(3600))),
        (json!({ "jitter": "none" }), Policy::DEFAULT.jitter(Jitter::None)),
        (json!({ "jitter": "full" }), Policy::DEFAULT),
        (json!({ "jitter": "equal" }), Policy::DEFAULT.jitter(Jitter::Equal)),
        (json!({ "jitter": "decorrelated" }), Policy::DEFAULT.jitter(Jitter::Decorrelated)),
        (json!({ "jitter": 0.25 }), Policy::DEFAULT.jitter(Jitter::Fraction(0.25))),
        (json!({ "jitter": 1 }), Policy::DEFAULT.jitter(Jitter::Fraction(1.0))),
        (json!({ "jitter": "0.25" }), Policy::DEFAULT.jitter(Jitter::Fraction(0.25))),
    ] {
        assert_eq!(read(&settings), Ok(policy), "{settings}");
        assert_eq!(from_value::<Policy>(settings).ok(), Some(policy));
    }
}

/// Rules between values are those of `Policy::check`.
#[test]
fn values_are_not_compared_with_each_other() {
    let policy = read(&json!({ "max": 0 })).expect("a number");
    assert_eq!(
        policy.check().unwrap_err().to_string(),
        "`max` counts the first attempt, so it is at least 1"
    );
    let policy = read(&json!({ "initial_delay": "1m" })).expect("a duration");
    assert_eq!(policy.check().unwrap_err().to_string(), "`initial_delay` is above `max_delay`");
}

#[test]
fn each_error_names_the_field() {
    for (settings, start) in [
        (json!({ "max": "three" }), "invalid type: string \"three\", expected `max` as a whole number"),
        (json!({ "max": -1 }), "invalid value: integer `-1`, expected `max` as a whole number"),
        (json!({ "max": 4_294_967_296_u64 }), "invalid value: integer `4294967296`, expected `max`"),
        (json!({ "max": 1.5 }), "invalid type: floating point `1.5`, expected `max`"),
        (json!({ "max": null }), "invalid type: null, expected `max`"),
        (json!({ "backoff": "expo" }), "invalid value: string \"expo\", expected `backoff` as \"exp\""),
        (json!({ "factor": "2" }), "invalid type: string \"2\", expected `factor` as a number"),
        (json!({ "initial_delay": 5 }), "invalid type: integer `5`, expected `initial_delay` as a duration"),
        (
            json!({ "initial_delay": "5" }),
            "`initial_delay`: `5` has no unit; a duration is written as in \"1m30s\"",
        ),
        (
            json!({ "throttled_delay": "5 min" }),
            "`throttled_delay`: unknown unit `min` in the duration `5 min`",
        ),
        (json!({ "max_delay": "fast" }), "`max_delay`: `fast` is not a duration"),
        (json!({ "max_retry_after": "" }), "`max_retry_after`: an empty text is not a duration"),
        (json!({ "jitter": "some" }), "invalid value: string \"some\", expected `jitter` as \"full\""),
        (json!({ "jitter": "nan" }), "invalid value: string \"nan\", expected `jitter` as \"full\""),
        (json!({ "jitter": true }), "invalid type: boolean `true`, expected `jitter`"),
        (json!({ "retries": 3 }), "unknown field `retries`, expected one of `max`, `backoff`"),
        (json!([3]), "invalid type: sequence, expected a retry policy"),
    ] {
        let error = read(&settings).expect_err("it is wrong");
        assert!(error.starts_with(start), "{settings}: {error}");
    }
    let twice = serde_json::from_str::<Policy>("{ \"max\": 1, \"max\": 2 }").expect_err("it is given twice");
    assert!(twice.to_string().starts_with("duplicate field `max`"), "{twice}");
}

#[test]
fn a_policy_survives_writing_and_reading() {
    let policies = [
        Policy::DEFAULT,
        Policy::DEFAULT.max(7).backoff(Backoff::Fibonacci).jitter(Jitter::Equal),
        Policy::DEFAULT.factor(1.5).initial_delay(Duration::from_nanos(1)).jitter(Jitter::Fraction(0.25)),
        Policy::DEFAULT.throttled_delay(Duration::from_secs(90)).max_delay(Duration::MAX),
        Policy::DEFAULT.max_retry_after(Duration::ZERO).jitter(Jitter::Decorrelated),
        Policy::DEFAULT.backoff(Backoff::Linear).jitter(Jitter::None),
        Policy::DEFAULT.backoff(Backoff::Constant),
    ];
    for policy in policies {
        assert_eq!(read(&to_value(policy).expect("JSON")), Ok(policy));
    }
    assert_eq!(
        to_value(policies[2]).expect("JSON"),
        json!({
            "max": 3,
            "backoff": "exp",
            "factor": 1.5,
            "initial_delay": "1ns",
            "max_delay": "20s",
            "jitter": 0.25,
            "max_retry_after": "2m",
        })
    );
}
