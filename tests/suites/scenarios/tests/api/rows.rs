//! The scenarios that were asked for; `more` holds those that were met on the way.

use std::time::Duration;

use ai_api::Reply;
use retry_attr::{FailureClass, PermanentReason, StopReason};
use serde_json::json;

use crate::more::more;
use crate::row::Wait::{B1, B2, Hint, T1};
use crate::row::{Failure, Row, recorded};

/// Loopback's port 1 (`tcpmux`) has had no listener for decades, and no test of ours can be given it.
const NOBODY: &str = "http://127.0.0.1:1/v1/chat/completions";

pub(crate) fn rows() -> Vec<Row> {
    let parts = [passing(), hints(), spent(), permanent(), should_retry(), transport(), more()];
    parts.into_iter().flatten().collect()
}

fn status(status: u16) -> Reply {
    Reply::status(status)
}

fn throttled() -> Reply {
    Reply::status(429)
}

/// Faults that pass, with no word on when.
fn passing() -> Vec<Row> {
    let forever = Failure {
        status: Some(500),
        class: FailureClass::Transient,
        hint: None,
        sent: true,
        stop: StopReason::Attempts,
    };
    let server_error = || recorded("openai-server-error");
    vec![
        Row::answered("200", [], []),
        Row::answered("500, then 200", [B1], [server_error()]),
        Row::answered("500 forever", [B1, B2], [server_error(), server_error(), server_error()])
            .fails(forever),
        Row::answered("503 with HTML, then 200", [B1], [html_503()]),
        Row::answered("529 with no header, then 200", [T1], [status(529)]).by_anthropic(),
        Row::answered(
            "529 with Retry-After 1, then 200",
            [Hint(1.0)],
            [recorded("anthropic-overloaded-hint")],
        )
        .by_anthropic(),
        Row::answered("408, then 200", [B1], [status(408)]),
        Row::answered("409, then 200", [B1], [status(409)]),
        Row::answered("425, then 200", [B1], [status(425)]),
    ]
}

/// The reply of a load balancer without a server behind it.
fn html_503() -> Reply {
    let page = "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n\
        <center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx</center>\r\n\
        </body>\r\n</html>\r\n";
    status(503).header("content-type", "text/html").body(page)
}

/// A 429 that says how long to wait, in each place and with each mistake.
fn hints() -> Vec<Row> {
    let after = |seconds| throttled().header("retry-after", seconds);
    let after_ms = |milliseconds| throttled().header("retry-after-ms", milliseconds);
    let too_long = Failure {
        status: Some(429),
        class: FailureClass::Throttled,
        hint: Some(Duration::from_secs(3600)),
        sent: true,
        stop: StopReason::HintTooLong,
    };
    vec![
        Row::answered("429 with Retry-After 1", [Hint(1.0)], [after("1")]),
        Row::answered("429 with Retry-After 1.5", [Hint(1.5)], [after("1.5")]),
        // Below our own wait, which is the longer of the two.
        Row::answered("429 with retry-after-ms 300", [T1], [after_ms("300")]),
        Row::answered("429 with retry-after-ms 1300", [Hint(1.3)], [after_ms("1300")]),
        Row::answered(
            "429 with ms 1300 and seconds 3",
            [Hint(1.3)],
            [after_ms("1300").header("retry-after", "3")],
        ),
        Row::answered(
            "429 with Retry-After 1 and 'try again in 3s'",
            [Hint(3.0)],
            [after("1").json(rate_limit("Please try again in 3s."))],
        ),
        Row::answered(
            "429 with ms 'abc' and seconds 1",
            [Hint(1.0)],
            [after_ms("abc").header("retry-after", "1")],
        ),
        Row::answered("429 with Retry-After 0", [T1], [after("0")]),
        Row::answered("429 with a date in the past", [T1], [after("Wed, 21 Oct 2015 07:28:00 GMT")]),
        Row::answered("429 with Retry-After 61", [Hint(61.0)], [after("61")]),
        Row::answered("429 with Retry-After 3600", [], [after("3600")]).fails(too_long),
        Row::answered("429 Gemini RetryInfo 2s and 'retry in 2.9s'", [Hint(2.9)], [gemini_in_a_moment()]),
    ]
}

fn rate_limit(advice: &str) -> serde_json::Value {
    let message = format!(
        "Rate limit reached for gpt-4o in organization org-x on requests per min (RPM): Limit 3, Used 3, Requested 1. \
         {advice} Visit https://platform.openai.com/account/rate-limits to learn more."
    );
    json!({ "error": { "message": message, "type": "requests", "param": null, "code": "rate_limit_exceeded" } })
}

fn gemini_in_a_moment() -> Reply {
    let metric = "generativelanguage.googleapis.com/generate_content_free_tier_requests";
    let message = format!(
        "You exceeded your current quota, please check your plan and billing details. For more information on this \
         error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.\n* Quota exceeded for metric: {metric}, \
         limit: 10, model: gemini-2.5-flash\nPlease retry in 2.9s."
    );
    throttled().json(json!({ "error": {
        "code": 429,
        "message": message,
        "status": "RESOURCE_EXHAUSTED",
        "details": [
            { "@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{
                "quotaMetric": metric,
                "quotaId": "GenerateRequestsPerMinutePerProjectPerModel-FreeTier",
                "quotaDimensions": { "location": "global", "model": "gemini-2.5-flash" },
                "quotaValue": "10",
            }] },
            { "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "2s" },
        ],
    } }))
}

/// Limits that no wait outlasts, and money that is gone.
fn spent() -> Vec<Row> {
    use PermanentReason::{Quota, TooLong};
    let quota = |name, reply| Row::refused(name, 429, Quota, recorded(reply));
    vec![
        quota("429 insufficient_quota as type and code", "openai-quota"),
        quota("429 insufficient_quota as type alone", "openai-quota-by-type-alone"),
        quota("429 hard limit as code alone", "openai-quota-by-code-alone"),
        quota("429 enforced_spend_limit_reached", "anthropic-spend-limit").by_anthropic(),
        // The wait that it names stays readable.
        quota("429 Gemini 'limit: 0'", "gemini-limit-zero").fails(Failure {
            status: Some(429),
            class: FailureClass::Permanent(Quota),
            hint: Some(Duration::from_nanos(44_097_740_004)),
            sent: true,
            stop: StopReason::Permanent,
        }),
        Row::refused("402 insufficient balance", 402, Quota, recorded("deepseek-no-balance")),
        Row::refused("429 'Request too large'", 429, TooLong, recorded("openai-too-large")),
    ]
}

/// Invalid requests, even if the reply's text invites a retry.
fn permanent() -> Vec<Row> {
    use PermanentReason::{Auth, Invalid, Refused, TooLong};
    vec![
        Row::refused("400 context length", 400, TooLong, recorded("openai-context-length")),
        Row::refused("400 content filter", 400, Refused, recorded("openai-content-policy")),
        Row::refused("401", 401, Auth, recorded("openai-wrong-key")),
        Row::refused("403", 403, Auth, status(403)).by_anthropic(),
        Row::refused("404", 404, Invalid, status(404)),
        Row::refused("413", 413, TooLong, status(413)).by_anthropic(),
        Row::refused("422", 422, Invalid, recorded("mistral-invalid")),
    ]
}

fn should_retry() -> Vec<Row> {
    let stopped = recorded("openai-server-error-not-retried");
    vec![
        Row::refused("500 with x-should-retry false", 500, PermanentReason::Invalid, stopped),
        Row::answered("400 with x-should-retry true", [B1], [recorded("openai-bad-request-retried")]),
    ]
}

/// No reply, half of one, or one that says something else.
fn transport() -> Vec<Row> {
    let wrong_shape = Reply::answer("").json(json!({ "object": "list", "data": [], "has_more": false }));
    vec![
        Row::answered("connection refused once", [B1], []).at_first(NOBODY.to_owned(), 1),
        Row::answered("closed before any byte, then 200", [B1], [Reply::dropped()]),
        Row::answered("200 with a body that is cut, then 200", [B1], [Reply::answer("Paris.").cut_after(40)]),
        Row::refused("200 with JSON of the wrong shape", 200, PermanentReason::Invalid, wrong_shape),
    ]
}
