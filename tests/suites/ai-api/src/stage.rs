use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;
use serde_json::Value;

use crate::limiter::{Limiter, Slot};
use crate::limits::Limits;
use crate::provider::Provider;
use crate::reply::Reply;
use crate::request::Request;

/// The script that is played, and the requests so far.
pub(crate) struct Stage {
    play: Play,
    limiter: Limiter,
    log: Mutex<Log>,
}

#[derive(Debug, Default)]
struct Log {
    requests: Vec<Request>,
    /// The number of requests that the limits let through.
    admitted: usize,
}

enum Play {
    /// The number of requests that the limits let through is the position in the script.
    Script(Vec<Reply>),
    /// No request is noted: there may be millions.
    Improvised(Box<dyn Fn(&HeaderMap) -> Reply + Send + Sync>),
}

impl fmt::Debug for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stage").field("log", &self.log).finish_non_exhaustive()
    }
}

impl Stage {
    pub(crate) fn new(limits: Limits, script: Vec<Reply>) -> Self {
        assert!(!script.is_empty(), "a script has at least one reply");
        Self { play: Play::Script(script), limiter: Limiter::new(limits), log: Mutex::default() }
    }

    pub(crate) fn improvised(reply: impl Fn(&HeaderMap) -> Reply + Send + Sync + 'static) -> Self {
        let limiter = Limiter::new(Limits::new());
        Self { play: Play::Improvised(Box::new(reply)), limiter, log: Mutex::default() }
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).requests.clone()
    }

    /// Notes a request, and finds the reply to it.
    fn receive(&self, path: &'static str, headers: HeaderMap, body: &[u8]) -> (Cow<'_, Reply>, Option<Slot>) {
        let arrived = Instant::now();
        let script = match &self.play {
            Play::Script(script) => script,
            Play::Improvised(reply) => return (Cow::Owned(reply(&headers)), None),
        };
        let body = serde_json::from_slice(body).unwrap_or(Value::Null);
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        let (reply, slot) = match self.limiter.admit(tokens(&body), arrived) {
            Ok(slot) => {
                log.admitted += 1;
                (Cow::Borrowed(&script[log.admitted.min(script.len()) - 1]), slot)
            }
            Err(refusal) => (Cow::Owned(*refusal), None),
        };
        let number = log.requests.len() + 1;
        log.requests.push(Request { number, path, arrived, headers, body, played: reply.played() });
        (reply, slot)
    }
}

/// The most tokens that a request may use.
fn tokens(body: &Value) -> u32 {
    let tokens = ["max_tokens", "max_completion_tokens"].iter().find_map(|name| body[name].as_u64());
    tokens.map_or(1, |tokens| u32::try_from(tokens).unwrap_or(u32::MAX))
}

pub(crate) fn routes(stage: Arc<Stage>) -> Router {
    Provider::ALL
        .into_iter()
        .fold(Router::new(), |router, provider| {
            let play = move |stage, headers, body| play(provider, stage, headers, body);
            router.route(provider.path(), post(play))
        })
        .with_state(stage)
}

async fn play(
    provider: Provider,
    State(stage): State<Arc<Stage>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (reply, slot) = stage.receive(provider.path(), headers, &body);
    tokio::time::sleep(reply.delay()).await;
    let response = reply.respond(provider);
    match slot {
        Some(slot) => slot.hold(response),
        None => response,
    }
}
