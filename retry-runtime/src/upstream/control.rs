//! The settings that may change at run time.

use core::time::Duration;

use super::settings::Settings;
use super::sync::{AtomicU32, Ordering::Relaxed};
use super::{Upstream, UpstreamError};
use crate::wait::now;

impl Upstream {
    /// Pauses the upstream: no attempt begins for this time, not even a first one. A longer pause that is already under way stays.
    /// [`open`](Upstream::open) ends the pause.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    /// use std::time::Duration;
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5");
    ///
    /// GPT.pause(Duration::from_secs(60));
    /// assert!(GPT.state().paused_for > Duration::from_secs(59));
    /// GPT.open();
    /// assert!(GPT.state().paused_for.is_zero());
    /// ```
    pub fn pause(&self, pause: Duration) {
        self.own().or(&self.shared).pause(pause, now());
    }

    /// Ends the pause and the outage, and forgets the pace, so that all calls go at once. Declared limits stay.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    /// use std::time::Duration;
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5");
    ///
    /// GPT.pause(Duration::from_secs(60));
    /// // After a pause, calls go one by one.
    /// assert_eq!(GPT.state().rate, Some(1.0));
    /// GPT.open();
    /// assert_eq!(GPT.state().rate, None);
    /// ```
    pub fn open(&self) {
        self.own().or(&self.shared).open(now());
    }

    /// Allows or forbids retries: a switch for incidents. While retries are forbidden, each call returns its next failure.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5");
    ///
    /// GPT.allow_retries(false);
    /// assert!(!GPT.state().allows_retries);
    /// ```
    pub fn allow_retries(&self, is_allowed: bool) {
        self.own().or(&self.shared).settings.allows_retries.store(is_allowed, Relaxed);
    }

    /// Changes [`requests_per_minute`](Upstream::requests_per_minute). `None` removes the limit.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Upstream, UpstreamError};
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5").requests_per_minute(500);
    ///
    /// GPT.set_requests_per_minute(5000)?;
    /// GPT.set_requests_per_minute(None)?;
    /// assert_eq!(GPT.set_requests_per_minute(0), Err(UpstreamError::NoRequest));
    /// # Ok::<(), UpstreamError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UpstreamError::NoRequest`] for zero, which changes nothing.
    pub fn set_requests_per_minute(&self, requests: impl Into<Option<u32>>) -> Result<(), UpstreamError> {
        self.set(|settings| &settings.requests_per_minute, requests.into(), UpstreamError::NoRequest)
    }

    /// Changes [`tokens_per_minute`](Upstream::tokens_per_minute). `None` removes the limit.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Upstream, UpstreamError};
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5").tokens_per_minute(30_000);
    ///
    /// // A higher tier.
    /// GPT.set_tokens_per_minute(450_000)?;
    /// assert_eq!(GPT.set_tokens_per_minute(0), Err(UpstreamError::NoToken));
    /// # Ok::<(), UpstreamError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UpstreamError::NoToken`] for zero, which changes nothing.
    pub fn set_tokens_per_minute(&self, tokens: impl Into<Option<u32>>) -> Result<(), UpstreamError> {
        self.set(|settings| &settings.tokens_per_minute, tokens.into(), UpstreamError::NoToken)
    }

    /// Changes [`processes`](Upstream::processes), as an autoscaler does.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Upstream, UpstreamError};
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5").requests_per_minute(600);
    ///
    /// assert_eq!(GPT.state().rate, Some(10.0));
    /// GPT.set_processes(5)?;
    /// assert_eq!(GPT.state().rate, Some(2.0));
    /// # Ok::<(), UpstreamError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UpstreamError::NoProcess`] for zero, which changes nothing.
    pub fn set_processes(&self, processes: u32) -> Result<(), UpstreamError> {
        self.set(|settings| &settings.processes, Some(processes), UpstreamError::NoProcess)
    }

    /// Changes [`in_flight`](Upstream::in_flight). `None` removes the limit. Attempts under way are not cut: with fewer
    /// slots, the next call waits until enough of them have ended. An attempt that began without a limit holds no slot.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Upstream, UpstreamError};
    ///
    /// static LOCAL: Upstream = Upstream::new("llama").in_flight(4);
    ///
    /// LOCAL.set_in_flight(8)?;
    /// LOCAL.set_in_flight(None)?;
    /// assert_eq!(LOCAL.set_in_flight(0), Err(UpstreamError::NoSlot));
    /// # Ok::<(), UpstreamError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UpstreamError::NoSlot`] for zero, which changes nothing.
    pub fn set_in_flight(&self, requests: impl Into<Option<u32>>) -> Result<(), UpstreamError> {
        self.set(|settings| &settings.in_flight, requests.into(), UpstreamError::NoSlot)
    }

    fn set(
        &self,
        setting: impl FnOnce(&Settings) -> &AtomicU32,
        value: Option<u32>,
        error: UpstreamError,
    ) -> Result<(), UpstreamError> {
        if value == Some(0) {
            return Err(error);
        }
        let own = self.own();
        let shared = own.or(&self.shared);
        shared.lock(now(), |gate| {
            setting(&shared.settings).store(value.unwrap_or(0), Relaxed);
            gate.change_limits(shared.settings.limits());
        });
        Ok(())
    }
}
