use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt as _, Collected, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use retry_attr::http::{ApiError, Reply};
use serde_json::json;
use tokio::time::timeout;

use super::*;
use crate::answer::Answer;

#[retry(
    max = 3, initial_delay = "500ms", max_delay = "8s", jitter = "full",
    sleep = |wait| call.note_async_sleep(wait),
    on_retry = |retry| call.note_retry(retry),
    on_give_up = |gave_up| call.note_give_up(gave_up)
)]
async fn ask_itself(call: &Call) -> Result<String, ApiError> {
    let question = json!({ "model": "scripted", "messages": [{ "role": "user", "content": QUESTION }] });
    let Ok(request) = Request::post(call.next_url()).body(Full::<Bytes>::from(question.to_string())) else {
        // A program stops here, before there is a client that could say anything.
        return Err(ApiError::of_reply(Reply::without_headers(400, b"no URL")));
    };
    let client = Client::builder(TokioExecutor::new()).build_http();
    let (head, body) = client.request(request).await?.into_parts();
    if !head.status.is_success() {
        // A cut body of a failure must not hide the headers.
        let body = timeout(PATIENCE, body.collect()).await.ok().and_then(Result::ok);
        let body = body.map(Collected::to_bytes).unwrap_or_default();
        return Err(ApiError::of_reply(Reply::new(head.status.as_u16(), &head.headers, &body)));
    }
    let body = body.collect().await?.to_bytes();
    Ok(ApiError::parse::<Answer>(Reply::new(head.status.as_u16(), &head.headers, &body))?.text())
}

pub(crate) fn ask(call: &Call) -> Result<String, Seen> {
    block_on(ask_itself(call)).map_err(|error| Seen::of(&error, error.status()))
}
