use core::time::Duration;

use super::Upstream;
use super::control::now;
use super::declared::Quota;
use super::gate::Gate;
use super::pace::Pace;
use super::sync::Ordering::Relaxed;

/// A snapshot of an [`Upstream`], for a health page.
///
/// It holds for the moment in which it was read: other calls change it all the time.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct UpstreamState {
    /// How long nobody goes: the rest of a pause. Zero without one.
    pub paused_for: Duration,
    /// The learned pace in calls per second, or the declared one if that is less. `None` while calls go as they come.
    pub rate: Option<f64>,
    /// How many calls wait in the line.
    pub waiting: usize,
    /// How long the oldest of them has waited. Zero if none waits.
    pub oldest_wait: Duration,
    /// How many slots of [`in_flight`](Upstream::in_flight) are taken.
    pub in_flight: u32,
    /// How long calls have waited for a slot of [`in_flight`](Upstream::in_flight) while none was taken or freed. Zero if one
    /// is free. A long time means slow attempts, or attempts that hold slots and wait for each other.
    pub stuck_for: Duration,
    /// The rest of the budget for retries. `None` without a budget.
    pub budget: Option<u32>,
    /// Whether calls may retry ([`allow_retries`](Upstream::allow_retries)).
    pub allows_retries: bool,
    /// Whether calls are held because of an outage ([`holds_outages`](Upstream::holds_outages)).
    pub is_held: bool,
}

impl Upstream {
    /// A snapshot of the gate and the budget.
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
            rate: pace.map(Pace::rate).or(gate
                .state
                .limits
                .and_then(|limits| limits.requests)
                .map(Quota::per_second)),
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
