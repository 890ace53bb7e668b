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

use crate::provider::Provider;
use crate::reply::Reply;
use crate::request::Request;

/// What is played, and the requests so far.
pub(crate) struct Stage {
    play: Play,
    requests: Mutex<Vec<Request>>,
}

enum Play {
    /// The number of requests says where in the script we are.
    Script(Vec<Reply>),
    /// No request is noted: there may be millions.
    Improvised(Box<dyn Fn(&HeaderMap) -> Reply + Send + Sync>),
}

impl fmt::Debug for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stage").field("requests", &self.requests).finish_non_exhaustive()
    }
}

impl Stage {
    pub(crate) fn new(script: Vec<Reply>) -> Self {
        assert!(!script.is_empty(), "a script has at least one reply");
        Self { play: Play::Script(script), requests: Mutex::default() }
    }

    pub(crate) fn improvised(reply: impl Fn(&HeaderMap) -> Reply + Send + Sync + 'static) -> Self {
        Self { play: Play::Improvised(Box::new(reply)), requests: Mutex::default() }
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes a request, and finds the reply to it.
    fn receive(&self, path: &'static str, headers: HeaderMap, body: &[u8]) -> Cow<'_, Reply> {
        let arrived = Instant::now();
        let script = match &self.play {
            Play::Script(script) => script,
            Play::Improvised(reply) => return Cow::Owned(reply(&headers)),
        };
        let body = serde_json::from_slice(body).unwrap_or(Value::Null);
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let reply = &script[requests.len().min(script.len() - 1)];
        let number = requests.len() + 1;
        requests.push(Request { number, path, arrived, headers, body, played: reply.played() });
        Cow::Borrowed(reply)
    }
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
    let reply = stage.receive(provider.path(), headers, &body);
    tokio::time::sleep(reply.delay()).await;
    reply.respond(provider)
}
