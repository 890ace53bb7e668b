//! The programs whose body uses its attempt.

use ai_api::{AiApi, Reply};
use serde_json::{Value, json};

use crate::{parse_error, printed, smaller_model};

fn asked(api: &AiApi, what: &str) -> Vec<Value> {
    api.requests().iter().map(|request| request.body[what].clone()).collect()
}

#[tokio::test]
async fn the_last_attempt_asks_a_smaller_model() {
    let api = AiApi::play([Reply::status(503), Reply::status(500), Reply::answer("Paris.")]);
    smaller_model::run(&api).await.expect("the third attempt succeeds");
    assert_eq!(asked(&api, "model"), ["gpt-4o", "gpt-4o", "gpt-4o-mini"]);
    assert_eq!(
        printed(),
        [
            "Attempt 1 of 3 asks gpt-4o.",
            "Attempt 2 of 3 asks gpt-4o.",
            "Attempt 3 of 3 asks gpt-4o-mini.",
            "Paris.",
        ]
    );
}

#[tokio::test]
async fn the_model_sees_why_its_answer_was_wrong() {
    let (wrong, right) = (r#"{"name": "Paris"}"#, r#"{"name": "Paris", "population": 2103000}"#);
    let api = AiApi::play([Reply::answer(wrong), Reply::status(503), Reply::answer(right)]);
    parse_error::run(&api).await.expect("the third attempt succeeds");
    let [first, second, third] = asked(&api, "messages").try_into().expect("three requests");
    let question = json!({ "role": "user", "content": "The capital of France, as {name, population}?" });
    let complaint = "That cannot be parsed: missing field `population` at line 1 column 17";
    assert_eq!(first, json!([question]));
    assert_eq!(
        second,
        json!([
            question,
            { "role": "assistant", "content": wrong },
            { "role": "user", "content": complaint },
        ])
    );
    // The attempt before failed for another reason.
    assert_eq!(third, json!([question]));
    assert_eq!(
        printed(),
        [
            r#"Asking again, because of {"name": "Paris"}: missing field `population` at line 1 column 17"#,
            "Paris has 2103000 inhabitants.",
        ]
    );
}
