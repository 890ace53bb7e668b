//! The state that all calls to one API share: a gate with one learned pace, and a budget for retries.

mod admission;
mod admit;
mod afterward;
mod budget;
mod control;
mod cost;
mod curve;
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
mod pay;
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
/// Use an upstream if more than a few calls run at once. Name it in every function that calls the API:
/// `#[retry(upstream = GPT, deadline = "2m")]`.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::Upstream;
///
/// static GPT: Upstream = Upstream::new("gpt-5");
/// // With a declared limit, the server refuses less.
/// static CLAUDE: Upstream = Upstream::new("claude-sonnet").requests_per_minute(500);
/// # assert_eq!(GPT.name(), "gpt-5");
/// ```
///
/// While the server refuses nothing, the gate is open, and no call waits. After refusals, the gate is paced: the calls wait in a line
/// and go one by one, at a pace that the gate learns from further refusals. After a minute without waiting calls, the gate is open
/// again. The builder's methods are for callers who know more about the API than the gate can learn.
///
/// Write one upstream per limit. OpenAI and Anthropic count per model and organization, so name an upstream after a model and not
/// after a provider.
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
    /// The name is a label in traces and metrics. Do not use an API key, or a URL that contains one.
    ///
    /// # Panics
    ///
    /// If the name is empty. The builder's methods panic if their value is invalid. In a `static`, this is a compile error.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5");
    ///
    /// assert_eq!(GPT.state().budget, Some(500));
    /// ```
    #[must_use]
    #[track_caller]
    pub const fn new(name: &'static str) -> Self {
        Self::with_name(Cow::Borrowed(name), None).note(UpstreamError::NoName.unless(!name.is_empty()))
    }

    /// An upstream whose name is made at run time, such as one per tenant. An invalid value does not panic:
    /// [`check`](Upstream::check) returns the error. [`Upstreams`] keeps many upstreams.
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

    /// Declares the number of requests per minute that the API takes. Default: none, so the gate learns the pace.
    ///
    /// With a declared limit, the server refuses less. The gate still learns paces below the limit, because others may use a part of
    /// it. The requests of six seconds may go at once.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5").requests_per_minute(600);
    ///
    /// assert_eq!(GPT.state().rate, Some(10.0), "calls per second");
    /// ```
    #[must_use]
    #[track_caller]
    pub const fn requests_per_minute(mut self, requests: u32) -> Self {
        self.shared.settings.requests_per_minute = at_least_one(requests);
        self.limited().note(UpstreamError::NoRequest.unless(requests > 0))
    }

    /// Declares the number of tokens per minute that the API takes. Each attempt uses the `cost` of
    /// `#[retry(upstream(GPT, cost = tokens))]`, which is 1 by default. Default: none.
    ///
    /// Without a limit of tokens, a `cost` has no effect. A trace then warns once.
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

    /// Declares the number of processes that share the declared limits. Each process then uses an equal part. Default: 1.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5").requests_per_minute(600).processes(5);
    ///
    /// assert_eq!(GPT.state().rate, Some(2.0), "calls per second");
    /// ```
    #[must_use]
    #[track_caller]
    pub const fn processes(mut self, processes: u32) -> Self {
        self.shared.settings.processes = at_least_one(processes);
        self.note(UpstreamError::NoProcess.unless(processes > 0))
    }

    /// Declares the number of requests that the API carries out at once, such as the slots of a local model server. Default: no
    /// limit.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// static LOCAL: Upstream = Upstream::new("llama").in_flight(4);
    /// ```
    ///
    /// A call holds a slot during an attempt, and not during the wait for the next one. A returned stream holds its slot until it ends
    /// or is dropped.
    ///
    /// A function that calls another function of the same upstream needs a second slot while it holds the first one. If such functions
    /// hold all slots, all of them wait for each other. If calls have waited for 30 s and no slot was freed, a trace warns.
    /// [`stuck_for`](UpstreamState::stuck_for) shows this time.
    #[must_use]
    #[track_caller]
    pub const fn in_flight(mut self, requests: u32) -> Self {
        self.shared.settings.in_flight = at_least_one(requests);
        self.limited().note(UpstreamError::NoSlot.unless(requests > 0))
    }

    /// Sets the credits that all calls together may spend on retries. At least 10. Default: 500.
    ///
    /// A retry after a transient failure costs 5 credits, and a retry after a timeout costs 10. A retry after a rate limit or an
    /// overload is free, because the pace limits it. A call that succeeds returns the price of its last retry, or 1 credit if it made
    /// none. So a full budget of 500 pays for 100 retries that fail. After that, five first attempts that succeed pay for one retry.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5").budget(100);
    ///
    /// assert_eq!(GPT.state().budget, Some(100));
    /// ```
    #[must_use]
    #[track_caller]
    pub const fn budget(mut self, size: u32) -> Self {
        let is_enough = size >= budget::LARGEST_PRICE;
        self.shared.settings.budget = Some(if is_enough { size } else { budget::LARGEST_PRICE });
        self.note(UpstreamError::BudgetTooSmall.unless(is_enough))
    }

    /// Removes the budget, so each call may make all of its attempts, even while the API is down.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// static NIGHTLY: Upstream = Upstream::new("gpt-5").no_budget();
    ///
    /// assert_eq!(NIGHTLY.state().budget, None);
    /// ```
    #[must_use]
    pub const fn no_budget(mut self) -> Self {
        self.shared.settings.budget = None;
        self
    }

    /// Holds all calls in an outage, and lets one call at a time try whether the outage is over. Default: off.
    ///
    /// Ten failures in a row (transient, timed out, or overloaded) count as an outage. One call tries after 1 s, then after 2 s, 4 s,
    /// and so on, up to 30 s. Use this for a batch, which would otherwise use up its attempts during the outage. Leave it off if people
    /// wait for the answers, because they prefer an error to a long wait.
    ///
    /// Write `attempt_timeout` beside it: all calls wait for the end of the call that tries.
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

    /// Sets the longest time for which the hint of one call pauses the other calls. Default: 5 seconds. The call itself obeys its hint in
    /// full.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Upstream;
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5").max_pause(Duration::from_secs(30));
    /// # assert!(GPT.check().is_ok());
    /// ```
    #[must_use]
    pub const fn max_pause(mut self, pause: Duration) -> Self {
        self.shared.settings.max_pause = pause;
        self
    }

    /// Checks the name and the values of an upstream that was [named](Upstream::named) at run time. Without this check, each
    /// invalid value counts as the nearest valid one.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// let upstream = Upstream::named("gpt-5").in_flight(0);
    /// assert!(upstream.check().is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// The first broken rule.
    pub const fn check(&self) -> Result<(), UpstreamError> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// The name, as traces and metrics show it.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5");
    ///
    /// assert_eq!(GPT.name(), "gpt-5");
    /// ```
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
