use std::time::Instant;

use axum::http::HeaderMap;
use serde_json::Value;

/// A request, as the server saw it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Request {
    /// Counted from 1, over all connections and paths.
    pub number: usize,
    /// The endpoint, with `{model}` where its path names one.
    pub path: &'static str,
    /// The time at which the whole request had arrived, before the delay of the reply.
    pub arrived: Instant,
    /// Its headers.
    pub headers: HeaderMap,
    /// The body. `Null` if it was not JSON.
    pub body: Value,
    /// The answer to it.
    pub played: Played,
}

/// The answer to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Played {
    /// A whole reply with this status.
    Status(u16),
    /// A reply with this status, whose body broke off.
    Cut(u16),
    /// A reply with this status, whose body fell silent.
    Stalled(u16),
    /// Nothing: the connection was closed.
    Dropped,
}
