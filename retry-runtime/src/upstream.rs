//! The state that all calls to one API share: a gate with one learned pace, and a budget for retries.

mod admission;
mod admit;
mod afterward;
mod budget;
mod control;
mod declared;
mod error;
#[cfg(feature = "fleet")]
pub(crate) mod fleet;
#[cfg(not(feature = "fleet"))]
#[path = "upstream/fleet/off.rs"]
mod fleet;
mod gate;
mod handle;
#[allow(dead_code, reason = "only a kit starts gates")]
mod in_kit;
mod initial;
mod joined;
mod learn;
mod line;
mod notes;
mod outage;
mod pace;
mod registry;
mod seconds;
mod settings;
mod share;
mod shared;
mod shortcut;
mod slot;
mod snapshot;
mod state;
mod sync;
#[cfg(test)]
mod tests;
mod timing;
mod told;
mod under;
mod word;

use core::fmt;
use core::time::Duration;
use std::borrow::Cow;
use std::string::String;

pub use self::admission::{Park, Refused};
pub use self::admit::{
    admit, admit_blocking, admit_blocking_by, admit_blocking_until, admit_blocking_until_by, admit_by,
    admit_until, admit_until_by, may_go, slot,
};
pub use self::error::UpstreamError;
pub use self::handle::{AsUpstream, Elsewhere, Place};
#[allow(unused_imports, reason = "only a kit starts gates")]
pub(crate) use self::in_kit::{start_paced, start_paused};
pub use self::joined::Joined;
pub use self::registry::Upstreams;
use self::shared::Shared;
pub use self::snapshot::UpstreamState;
use self::sync::AtomicU32;
pub use self::under::Under;
use crate::seam::{self, Identity, Own};

/// The state that all calls to one API share: a gate with a pace, and a budget for retries.
///
/// One refusal tells every caller. Until the first one, calls go as they come. Then the gate closes, and calls go one by
/// one at a pace that the gate learns from further refusals: the calls wait in a line instead of being refused. After a
/// minute without waiting calls the gate is open again. Everything else here is for those who know more of their API
/// than the gate can learn.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::Upstream;
///
/// static GPT: Upstream = Upstream::new("gpt-5").requests_per_minute(500);
/// ```
///
/// Write one upstream per limit. OpenAI and Anthropic count per model and organization, so name it after a model rather
/// than after a provider.
///
/// # Invalid values
///
/// A value that makes no sense, such as a limit of zero, is a compile error in a `static` or a `const`:
///
/// ```compile_fail
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::Upstream;
///
/// static GPT: Upstream = Upstream::new("gpt-5").requests_per_minute(0);
/// ```
///
/// Where numbers are only known at run time, start with [`Upstream::named`] and call [`check`](Upstream::check).
pub struct Upstream {
    /// The first rule that was broken, of an upstream that was named at run time.
    error: Option<UpstreamError>,
    shared: Shared,
    pub(crate) identity: Identity,
}

impl Upstream {
    /// An upstream that learns the pace of its API and has a budget of 500 for retries.
    ///
    /// The name is a label in traces and metrics. It is never an API key or a URL with one.
    ///
    /// # Panics
    ///
    /// If the name is empty, and the builder's methods if their value is invalid. In a `static` that is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn new(name: &'static str) -> Self {
        Self::with_name(Cow::Borrowed(name), None).note(UpstreamError::NoName.unless(!name.is_empty()))
    }

    /// An upstream whose name is made at run time, such as one per tenant. [`check`](Upstream::check) tells whether the
    /// name and the values are valid. [`Upstreams`] keeps many of them.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Upstream, UpstreamError};
    ///
    /// let tenant = 7;
    /// let per_minute = "0".parse()?;
    /// let upstream = Upstream::named(format!("tenant-{tenant}")).requests_per_minute(per_minute);
    /// assert_eq!(upstream.check(), Err(UpstreamError::NoRequest));
    /// # Ok::<(), std::num::ParseIntError>(())
    /// ```
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        let name = name.into();
        let error = UpstreamError::NoName.unless(!name.is_empty());
        Self::with_name(Cow::Owned(name), error)
    }

    /// Declares a limit of the API: so many requests per minute. Default: none; the pace is learned.
    ///
    /// A declared limit saves the refusals from which the pace is learned. The gate goes on learning below it, because
    /// others may use a part of the same limit. Six seconds' worth of requests may go at once.
    #[must_use]
    #[track_caller]
    pub const fn requests_per_minute(mut self, requests: u32) -> Self {
        self.shared.settings.requests_per_minute = at_least_one(requests);
        self.limited().note(UpstreamError::NoRequest.unless(requests > 0))
    }

    /// Declares a limit of the API: so many tokens per minute, of which each call uses its `cost`. Default: none.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// // Fifty processes share one limit, and each takes its part.
    /// static GPT: Upstream = Upstream::new("gpt-5").tokens_per_minute(2_000_000).processes(50);
    /// ```
    #[must_use]
    #[track_caller]
    pub const fn tokens_per_minute(mut self, tokens: u32) -> Self {
        self.shared.settings.tokens_per_minute = at_least_one(tokens);
        self.limited().note(UpstreamError::NoToken.unless(tokens > 0))
    }

    /// How many processes share the declared limits, of which each then uses its part. Default 1.
    #[must_use]
    #[track_caller]
    pub const fn processes(mut self, processes: u32) -> Self {
        self.shared.settings.processes = at_least_one(processes);
        self.note(UpstreamError::NoProcess.unless(processes > 0))
    }

    /// Declares that the API carries out so many requests at once, as local model servers do. Default: no limit.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// static LOCAL: Upstream = Upstream::new("llama").in_flight(4);
    /// ```
    ///
    /// A call holds a slot during an attempt and not while it waits for the next one. A returned stream holds its slot
    /// until it ends or is dropped. A function that calls another one of the same upstream needs a second slot while it
    /// holds the first: if all slots are held by such functions, all of them wait for each other. When calls have waited for 30 s
    /// and no slot was freed, a trace warns, and [`stuck_for`](UpstreamState::stuck_for) shows it at any time.
    #[must_use]
    #[track_caller]
    pub const fn in_flight(mut self, requests: u32) -> Self {
        self.shared.settings.in_flight = at_least_one(requests);
        self.limited().note(UpstreamError::NoSlot.unless(requests > 0))
    }

    /// How much the calls may spend on retries. Default 500.
    ///
    /// A retry costs 5 after a transient failure, 10 after a timeout, and nothing after a rate limit or overload, which
    /// the pace answers. A success returns what the last retry of its call has cost, or 1. So a full budget of 500 pays
    /// for 100 retries in vain, and after that for one with every five calls that succeed.
    #[must_use]
    #[track_caller]
    pub const fn budget(mut self, size: u32) -> Self {
        self.shared.settings.budget = Some(size);
        self.note(UpstreamError::BudgetTooSmall.unless(size >= budget::LARGEST_PRICE))
    }

    /// Lets calls retry as often as their `max` says, however much of the API fails.
    #[must_use]
    pub const fn no_budget(mut self) -> Self {
        self.shared.settings.budget = None;
        self
    }

    /// Holds all calls in an outage, and lets one at a time try whether it is over. Default: off.
    ///
    /// Ten failures in a row (transient ones, timeouts, overload) are an outage. The first call tries after one second,
    /// then after 2, 4, … 30 s. This takes a batch through an outage that would exhaust its retries. For requests of
    /// users, who prefer an error to a long wait, leave it off.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// static NIGHTLY: Upstream = Upstream::new("gpt-5").holds_outages();
    /// ```
    #[must_use]
    pub const fn holds_outages(mut self) -> Self {
        self.shared.settings.holds_outages = true;
        self
    }

    /// How long the hint of one call may hold the others. Default 5 s. The call itself waits as long as the server asks.
    #[must_use]
    pub const fn max_pause(mut self, pause: Duration) -> Self {
        self.shared.settings.max_pause = pause;
        self
    }

    /// Whether the name and the values make sense. An upstream that was not checked takes each invalid value for the
    /// nearest valid one.
    ///
    /// # Errors
    ///
    /// The first rule that is broken.
    pub const fn check(&self) -> Result<(), UpstreamError> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// The name, as it stands in traces and metrics.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.shared.settings.name
    }

    const fn with_name(name: Cow<'static, str>, error: Option<UpstreamError>) -> Self {
        Self { error, shared: Shared::new(name), identity: Identity::new() }
    }

    /// The state that a test kit has in place of the shared one.
    #[inline]
    fn own(&self) -> Own<Shared> {
        seam::own(&self.identity, || self.shared.anew())
    }

    const fn limited(mut self) -> Self {
        self.shared.close_for_limits();
        self
    }

    /// An upstream that is named in the source is built while the program is compiled, where a panic is the only error.
    #[track_caller]
    const fn note(mut self, error: Option<UpstreamError>) -> Self {
        if let (Some(error), Cow::Borrowed(_)) = (error, &self.shared.settings.name) {
            panic!("{}", error.as_str());
        }
        if self.error.is_none() {
            self.error = error;
        }
        self
    }
}

/// Zero would stand for no limit.
const fn at_least_one(number: u32) -> AtomicU32 {
    AtomicU32::new(if number == 0 { 1 } else { number })
}

impl fmt::Debug for Upstream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upstream")
            .field("name", &self.name())
            .field("state", &self.state())
            .finish_non_exhaustive()
    }
}
