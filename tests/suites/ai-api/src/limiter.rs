use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::{Body, HttpBody as _};
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use futures_util::StreamExt as _;

use crate::limits::Limits;
use crate::reply::Reply;

/// Decides which requests an API with limits lets through.
#[derive(Debug)]
pub(crate) struct Limiter {
    limits: Mutex<Limits>,
    slots: Slot,
}

/// A request holds a clone until its reply is sent, or its client is gone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slot(Arc<()>);

impl Limiter {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits: Mutex::new(limits), slots: Slot::default() }
    }

    /// Lets a request through that uses `tokens`, or returns the refusal. The request gets a slot if their number
    /// is limited.
    pub(crate) fn admit(&self, tokens: u32, now: Instant) -> Result<Option<Slot>, Box<Reply>> {
        let mut limits = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(full) = limits.in_flight.filter(|in_flight| self.slots.held() >= in_flight.most) {
            return Err(Box::new(Reply::status(full.status)));
        }
        let Limits { requests, tokens: bucket, .. } = &mut *limits;
        let costs = [(requests.as_mut(), 1), (bucket.as_mut(), tokens)];
        let mut buckets: Vec<_> =
            costs.into_iter().filter_map(|(bucket, cost)| Some((bucket?, cost))).collect();
        let waits = buckets.iter_mut().map(|(bucket, cost)| bucket.wait_for(*cost, now));
        // A request that is refused uses nothing.
        let wait = waits.max().unwrap_or_default();
        if wait > Duration::ZERO {
            return Err(Box::new(limits.refusal(wait)));
        }
        for (bucket, cost) in buckets {
            bucket.take(cost);
        }
        Ok(limits.in_flight.map(|_| self.slots.clone()))
    }
}

impl Slot {
    fn held(&self) -> usize {
        Arc::strong_count(&self.0) - 1
    }

    /// Holds the slot until the body is sent, or dropped.
    pub(crate) fn hold(self, mut response: Response) -> Response {
        if let Some(length) = response.body().size_hint().exact() {
            response.headers_mut().entry(CONTENT_LENGTH).or_insert(length.into());
        }
        // Captures the slot.
        let hold = move |piece| (piece, &self).0;
        response.map(|body| Body::from_stream(body.into_data_stream().map(hold)))
    }
}
