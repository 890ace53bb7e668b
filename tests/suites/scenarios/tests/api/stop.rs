//! `x-should-retry: false`, against a function that names what it wants to try again.

use ai_api::{AiApi, Reply};
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::retry;
use ureq::Agent;

fn get(agent: &Agent, url: &str) -> Result<(), ApiError> {
    agent.post(url).send_empty()?.api_error_for_status().map(drop)
}

#[retry(on(error if error.status() == Some(500)), sleep = |_| ())]
fn hopes(agent: &Agent, url: &str) -> Result<(), ApiError> {
    get(agent, url)
}

#[retry(on(_), sleep = |_| ())]
fn insists(agent: &Agent, url: &str) -> Result<(), ApiError> {
    get(agent, url)
}

/// The number of requests that the server sees.
fn requests(call: fn(&Agent, &str) -> Result<(), ApiError>, reply: Reply) -> usize {
    let api = AiApi::play([reply]);
    let agent = Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
    call(&agent, &(api.url() + "/v1/messages")).expect_err("a failure");
    api.requests().len()
}

#[test]
fn a_pattern_does_not_go_past_the_servers_word() {
    let forbidden = || Reply::status(500).header("x-should-retry", "false");
    assert_eq!(requests(hopes, Reply::status(500)), 3);
    assert_eq!(requests(hopes, forbidden()), 1);
    assert_eq!(requests(insists, forbidden()), 3);
}
