//! `ask` really waits here. The test compares the printed waits with the times of the requests.

use std::time::Duration;

use ai_api::{AiApi, Played, Reply};
use serde_json::json;

use crate::{ask, printed};

/// The line that `ask` printed for one failed attempt.
struct Failure {
    error: String,
    /// The next line: a wait and who asked for it, or the reason why no wait follows.
    next: String,
}

fn failures(lines: &[String]) -> Vec<Failure> {
    let numbered = lines.chunks(2).zip(1..);
    numbered
        .map(|(pair, attempt)| {
            let [failure, next] = pair else { panic!("a line too many: {pair:?}") };
            let start = format!("Attempt {attempt} of 3 failed: ");
            let error = failure.strip_prefix(&start).unwrap_or_else(|| panic!("{failure}"));
            Failure { error: error.to_owned(), next: next.trim_start().to_owned() }
        })
        .collect()
}

/// Compares the printed failures with the log of the API.
fn assert_agree(failures: &[Failure], api: &AiApi) {
    let requests = api.requests();
    for (failure, request) in failures.iter().zip(&requests) {
        match request.played {
            Played::Status(status) => assert!(failure.error.starts_with(&format!("{status}, "))),
            _ => assert!(failure.error.starts_with(char::is_alphabetic)),
        }
    }
    for (failure, pair) in failures.iter().zip(requests.windows(2)) {
        let wait = failure.next.strip_prefix("waiting ").and_then(|next| next.split_once(" ms, "));
        let (millis, _) = wait.unwrap_or_else(|| panic!("no wait: {}", failure.next));
        let wait = Duration::from_millis(millis.parse().expect("milliseconds"));
        assert!(pair[1].arrived - pair[0].arrived >= wait, "attempt {} came early", pair[1].number);
    }
}

#[tokio::test]
async fn the_output_separates_hints_from_our_own_waits() {
    // The longest wait of our own before the first retry.
    let hint = Duration::from_secs(1);
    let api = AiApi::play([
        Reply::status(429).header("retry-after", "1"),
        Reply::status(503),
        Reply::answer("Paris."),
    ]);
    ask::run(&ask::Service::played_by(&api)).await.expect("the third attempt succeeds");
    let lines = printed();
    let [asking, attempts @ .., answer] = &lines[..] else { panic!("{lines:?}") };
    let question = "What is the capital of France? Answer in one word.";
    assert_eq!(*asking, format!("Asking {}/v1: {question}", api.url()));
    assert_eq!(answer, "The answer: Paris.");

    let failures = failures(attempts);
    assert_agree(&failures, &api);
    assert!(failures[0].next.ends_with(" ms, as the server asked"), "{}", failures[0].next);
    assert!(failures[1].next.ends_with(" ms, our own backoff"), "{}", failures[1].next);
    let requests = api.requests();
    assert_eq!((failures.len(), requests.len()), (2, 3));
    assert!(requests[1].arrived - requests[0].arrived >= hint);
    for request in &requests {
        assert_eq!(request.body["messages"], json!([{ "role": "user", "content": question }]));
    }
}

#[tokio::test]
async fn a_bad_connection_is_tried_to_the_end() {
    let api = AiApi::play([
        Reply::dropped(),
        Reply::answer("Paris.").cut_after(20),
        Reply::status(500).after(Duration::from_millis(10)),
    ]);
    ask::run(&ask::Service::played_by(&api)).await.expect_err("nothing else is played");
    let failures = failures(&printed()[1..]);
    assert_agree(&failures, &api);
    assert_eq!((failures.len(), api.requests().len()), (3, 3));
    assert_eq!(failures[2].next, "giving up: Attempts");
}

#[tokio::test]
async fn spent_credit_is_not_retried() {
    let spent = json!({ "error": { "code": "insufficient_quota", "message": "You exceeded your quota." } });
    let api = AiApi::play([Reply::status(429).header("retry-after", "1").json(spent)]);
    ask::run(&ask::Service::played_by(&api)).await.expect_err("nothing else is played");
    let failures = failures(&printed()[1..]);
    assert_agree(&failures, &api);
    assert_eq!((failures.len(), api.requests().len()), (1, 1));
    assert_eq!(failures[0].next, "giving up: Permanent");
}
