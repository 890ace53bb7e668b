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

/// The script, and the requests so far: their number says where in the script we are.
#[derive(Debug)]
pub(crate) struct Stage {
    script: Vec<Reply>,
    requests: Mutex<Vec<Request>>,
}

impl Stage {
    pub(crate) fn new(script: Vec<Reply>) -> Self {
        assert!(!script.is_empty(), "a script has at least one reply");
        Self { script, requests: Mutex::default() }
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes a request, and finds the reply to it.
    fn receive(&self, path: &'static str, headers: HeaderMap, body: Value) -> &Reply {
        let arrived = Instant::now();
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let reply = &self.script[requests.len().min(self.script.len() - 1)];
        let number = requests.len() + 1;
        requests.push(Request { number, path, arrived, headers, body, played: reply.played() });
        reply
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
    let request = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let reply = stage.receive(provider.path(), headers, request);
    tokio::time::sleep(reply.delay()).await;
    reply.respond(provider)
}
