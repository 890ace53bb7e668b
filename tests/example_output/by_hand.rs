//! The three programs that people write by hand. The async ones wait on tokio's paused clock.

use std::time::Duration;

use ai_api::{AiApi, Played, Reply};
use tokio::time::Instant;

use crate::{async_anthropic, blocking_openai, five_attempts, printed};

/// A failure after which no idle connection is left, whose timer would move the paused clock.
fn failure(status: u16) -> Reply {
    Reply::status(status).header("connection", "close")
}

fn played(api: &AiApi) -> Vec<Played> {
    api.requests().iter().map(|request| request.played).collect()
}

#[test]
fn the_blocking_call_prints_each_wait_and_the_answer() {
    let api = AiApi::play([Reply::status(500), Reply::status(429), Reply::answer("Paris.")]);
    blocking_openai::run(&api).expect("the third attempt succeeds");
    assert_eq!(
        printed(),
        [
            "Attempt 1 failed: 500, temporary failure (server_error): The server had an error while processing your \
             request. Retrying in 1 seconds...",
            "Attempt 2 failed: 429, rate limit (rate_limit_exceeded): Rate limit reached for requests. Retrying in 2 \
             seconds...",
            "Paris.",
        ]
    );
    let [first, second, third] = api.requests().try_into().expect("three requests");
    assert!(second.arrived - first.arrived >= Duration::from_secs(1));
    assert!(third.arrived - second.arrived >= Duration::from_secs(2));
    assert_eq!([&first.body, &second.body], [&third.body; 2]);
}

#[test]
fn the_blocking_call_returns_its_last_error() {
    let api = AiApi::play([Reply::dropped(), Reply::status(401)]);
    let error = blocking_openai::run(&api).expect_err("nothing else is played");
    assert_eq!(error.status(), Some(401));
    let [line] = printed().try_into().expect("one retry");
    assert!(line.starts_with("Attempt 1 failed: ") && line.ends_with(". Retrying in 1 seconds..."), "{line}");
    assert_eq!(played(&api), [Played::Dropped, Played::Status(401)]);
}

#[tokio::test(start_paused = true)]
async fn the_async_call_prints_each_wait_and_the_answer() {
    let api = AiApi::play([failure(503), failure(500), Reply::answer("Paris.")]);
    async_anthropic::run(&api).await.expect("the third attempt succeeds");
    assert_eq!(
        printed(),
        [
            "Attempt 1 failed: 503, temporary failure (api_error): Internal server error [req_1]. Retrying in 1 \
             seconds...",
            "Attempt 2 failed: 500, temporary failure (api_error): Internal server error [req_1]. Retrying in 2 \
             seconds...",
            "Paris.",
        ]
    );
    assert_eq!(played(&api), [503, 500, 200].map(Played::Status));
}

#[tokio::test(start_paused = true)]
async fn the_async_call_returns_its_last_error() {
    let api = AiApi::play([failure(529), Reply::answer("Paris.").cut_after(10), failure(503)]);
    let begin = Instant::now();
    let error = async_anthropic::run(&api).await.expect_err("nothing else is played");
    assert_took(begin.elapsed(), 1 + 2);
    assert_eq!(error.status(), Some(503));
    assert_eq!(printed().len(), 2);
    assert_eq!(played(&api), [Played::Status(529), Played::Cut(200), Played::Status(503)]);
}

#[tokio::test(start_paused = true)]
async fn five_attempts_print_every_failure_and_the_end() {
    let api = AiApi::play([failure(503), failure(500), failure(429), failure(502)]);
    let begin = Instant::now();
    five_attempts::run(&api).await.expect_err("nothing else is played");
    assert_took(begin.elapsed(), 1 + 2 + 4 + 8);
    assert_eq!(
        printed(),
        [
            "Attempt 1 failed: 503, overloaded (server_is_overloaded): Our servers are currently overloaded. Please \
             try again later",
            "Retrying in 1 seconds...",
            "Attempt 2 failed: 500, temporary failure (server_error): The server had an error while processing your \
             request",
            "Retrying in 2 seconds...",
            "Attempt 3 failed: 429, rate limit (rate_limit_exceeded): Rate limit reached for requests",
            "Retrying in 4 seconds...",
            "Attempt 4 failed: 502, temporary failure (server_error): The server had an error while processing your \
             request",
            "Retrying in 8 seconds...",
            "Attempt 5 failed: 502, temporary failure (server_error): The server had an error while processing your \
             request",
            "Max retries reached. Exiting.",
        ]
    );
    assert_eq!(played(&api), [503, 500, 429, 502, 502].map(Played::Status));
}

#[tokio::test(start_paused = true)]
async fn five_attempts_end_with_an_answer() {
    let api = AiApi::play([Reply::dropped(), Reply::answer("Paris.")]);
    five_attempts::run(&api).await.expect("the second attempt succeeds");
    let [failure, retrying, answer] = printed().try_into().expect("three lines");
    assert!(failure.starts_with("Attempt 1 failed: no whole reply, temporary failure: "), "{failure}");
    assert_eq!([retrying, answer], ["Retrying in 1 seconds...", "Paris."]);
}

#[tokio::test(start_paused = true)]
async fn a_permanent_failure_is_not_retried_five_times() {
    let api = AiApi::play([failure(401)]);
    five_attempts::run(&api).await.expect_err("nothing else is played");
    assert_eq!(
        printed(),
        ["Attempt 1 failed: 401, not authorized (invalid_api_key): Incorrect API key provided"]
    );
    assert_eq!(played(&api), [Played::Status(401)]);
}

/// On the paused clock, whose timers add at most a millisecond each.
fn assert_took(elapsed: Duration, seconds: u64) {
    let exact = Duration::from_secs(seconds);
    assert!(
        (exact..exact + Duration::from_millis(10)).contains(&elapsed),
        "{elapsed:?} instead of {exact:?}"
    );
}
