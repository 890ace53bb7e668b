//! The settings that the builder of an upstream stores, and those that may change at run time.

use core::time::Duration;
use std::borrow::Cow;

use super::declared::Quota;
use super::sync::{AtomicBool, AtomicU32, Ordering::Relaxed};

/// Zero stands for a limit that is not declared.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) name: Cow<'static, str>,
    pub(super) requests_per_minute: AtomicU32,
    pub(super) tokens_per_minute: AtomicU32,
    pub(super) processes: AtomicU32,
    pub(super) in_flight: AtomicU32,
    pub(super) allows_retries: AtomicBool,
    pub(super) budget: Option<u32>,
    pub(super) holds_outages: bool,
    pub(super) max_pause: Duration,
}

/// The limits at one moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) requests: Option<Quota>,
    pub(super) tokens: Option<Quota>,
    pub(super) in_flight: Option<u32>,
    /// The processes that share the limits, as the user declares them.
    #[allow(dead_code, reason = "only a member of a fleet asks")]
    pub(super) processes: u32,
    pub(super) holds_outages: bool,
    pub(super) max_pause: Duration,
}

impl Settings {
    pub(super) fn limits(&self) -> Limits {
        let some = |number: &AtomicU32| Some(number.load(Relaxed)).filter(|number| *number > 0);
        let processes = self.processes.load(Relaxed);
        let quota = |limit: &AtomicU32| some(limit).map(|per_minute| Quota::new(per_minute, processes));
        Limits {
            requests: quota(&self.requests_per_minute),
            tokens: quota(&self.tokens_per_minute),
            in_flight: some(&self.in_flight),
            processes: processes.max(1),
            holds_outages: self.holds_outages,
            max_pause: self.max_pause,
        }
    }
}

impl Limits {
    /// Whether calls wait for more than the pace.
    pub(super) fn is_some(&self) -> bool {
        self.requests.is_some() || self.tokens.is_some() || self.in_flight.is_some()
    }

    /// The declared rate in calls per second.
    pub(super) fn rate(&self) -> f64 {
        self.requests.map_or(f64::INFINITY, Quota::per_second)
    }
}
