use core::time::Duration;

use super::Upstream;
use super::gate::Gate;
use super::pace::Pace;
use super::sync::Ordering::Relaxed;
use crate::wait::now;

/// A snapshot of an [`Upstream`], for a health page.
///
/// The values were true when the snapshot was made. Other calls change them at any time.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::UpstreamState;
///
/// fn is_healthy(state: UpstreamState) -> bool {
///     state.paused_for.is_zero() && state.oldest_wait.as_secs() < 30 && !state.is_held
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct UpstreamState {
    /// The rest of the pause. Zero without a pause.
    pub paused_for: Duration,
    /// The pace in calls per second: the learned or the declared one, whichever is less. `None` while the gate is open.
    pub rate: Option<f64>,
    /// The number of calls in line.
    pub waiting: usize,
    /// The time for which the oldest of them has waited. Zero if no call waits.
    pub oldest_wait: Duration,
    /// The number of slots of [`in_flight`](Upstream::in_flight) in use.
    pub in_flight: u32,
    /// The time for which calls have waited for a slot of [`in_flight`](Upstream::in_flight) while none was freed. Zero if a slot is free.
    /// A long time means that attempts are slow, or that attempts hold slots and wait for each other.
    pub stuck_for: Duration,
    /// The rest of the budget for retries, in credits. `None` without a budget.
    pub budget: Option<u32>,
    /// Whether calls may retry ([`allow_retries`](Upstream::allow_retries)).
    pub allows_retries: bool,
    /// Whether calls are held because of an outage ([`holds_outages`](Upstream::holds_outages)).
    pub is_held: bool,
}

impl Upstream {
    /// Makes a snapshot of the gate and the budget.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5");
    ///
    /// let state = GPT.state();
    /// assert!(state.paused_for.is_zero() && state.rate.is_none() && state.waiting == 0);
    /// assert_eq!(state.budget, Some(500));
    /// ```
    #[must_use]
    pub fn state(&self) -> UpstreamState {
        let own = self.own();
        let shared = own.or(&self.shared);
        let budget = shared.settings.budget.map(|size| shared.budget.0.left(size));
        let allows_retries = shared.settings.allows_retries.load(Relaxed);
        shared.lock(now(), |gate| UpstreamState { budget, allows_retries, ..UpstreamState::of(gate) })
    }
}

impl UpstreamState {
    fn of(gate: &Gate<'_>) -> Self {
        let state = &*gate.state;
        let pace = state.pace.as_ref();
        Self {
            paused_for: pace.map(Pace::paused_for).unwrap_or_default(),
            rate: gate.rate(),
            waiting: state.line.len(),
            oldest_wait: gate.oldest_wait(),
            in_flight: state.in_flight,
            stuck_for: gate.stuck_for(),
            budget: None,
            allows_retries: true,
            is_held: state.outage.is_held(),
        }
    }
}
