//! The calls that are under way, as the API counts them and as their callers heard it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// By a number that each request carries in a header.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    under_way: Mutex<HashMap<u64, Call>>,
    pub(crate) too_early: AtomicU64,
    pub(crate) hints: AtomicU64,
    /// Requests that came when their call was over: its deadline cut the attempt before the API had read it.
    pub(crate) too_late: AtomicU64,
}

#[derive(Debug, Default)]
struct Call {
    requests: u32,
    not_before: Option<Instant>,
}

impl Calls {
    pub(crate) fn begin(&self, call: u64) {
        self.under_way().insert(call, Call::default());
    }

    /// A request has come; returns how many there were of its call.
    pub(crate) fn receive(&self, call: u64) -> u32 {
        let mut calls = self.under_way();
        let Some(call) = calls.get_mut(&call) else {
            self.too_late.fetch_add(1, Ordering::Relaxed);
            return 1;
        };
        call.requests += 1;
        if call.not_before.take().is_some_and(|not_before| Instant::now() < not_before) {
            self.too_early.fetch_add(1, Ordering::Relaxed);
        }
        call.requests
    }

    /// The server asked the caller to wait this long.
    pub(crate) fn note_hint(&self, call: u64, hint: Duration) {
        self.hints.fetch_add(1, Ordering::Relaxed);
        if let Some(call) = self.under_way().get_mut(&call) {
            call.not_before = Some(Instant::now() + hint);
        }
    }

    /// The call is over; returns its requests.
    pub(crate) fn end(&self, call: u64) -> u32 {
        self.under_way().remove(&call).map_or(0, |call| call.requests)
    }

    fn under_way(&self) -> MutexGuard<'_, HashMap<u64, Call>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
