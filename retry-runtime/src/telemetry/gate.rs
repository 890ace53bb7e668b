//! The gate of an upstream in traces and metrics.

#[cfg(feature = "metrics-024")]
mod count;
#[cfg(feature = "tracing")]
mod trace;

use core::time::Duration;
use std::borrow::Cow;

#[cfg(feature = "test-util")]
use crate::seam;
use crate::verdict::FailureClass;

/// Whether a listener can be there. Without one, nothing is noted.
pub(crate) const IS_HEARD: bool =
    cfg!(any(feature = "tracing", feature = "metrics-024", feature = "test-util"));
/// The same for the figures, which only metrics show.
pub(crate) const IS_COUNTED: bool = cfg!(feature = "metrics-024");

/// A change at the gate of an upstream.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(dead_code, reason = "no listener is enabled by default")]
pub(crate) enum Note {
    /// A call joins the line at this place, counted from 1, and expects to wait so long.
    Joined { place: u64, wait: Duration },
    /// A call has waited in the line, until its turn or the end of its time.
    Waited(Duration),
    /// The first pause since the gate was open. No call goes for this long.
    Paused(Duration),
    /// The first pace since the gate was open, in calls per second.
    Slowed(f64),
    /// An outage holds all calls.
    Held,
    /// The gate is open again.
    Opened,
    /// Everything has been refused for a minute. `waiting` calls wait, and the oldest has waited for `oldest`.
    Hopeless { waiting: usize, oldest: Duration },
    /// No slot was taken or freed for the time `stuck`, while `waiting` calls wait.
    Stuck { waiting: usize, stuck: Duration },
    /// The quota is spent, which no wait of minutes changes.
    QuotaSpent,
    /// The cost of a call is more than the limit of a minute.
    Clamped { cost: u32, limit: u32 },
    /// The cost of a call has no effect, because the upstream has no limit of tokens.
    Unlimited { cost: u32 },
    /// An attempt was refused.
    Refused(FailureClass),
    /// A retry may not be made.
    Denied { reason: &'static str },
    /// The pauses have lasted this many more seconds.
    PausedSeconds(u64),
    /// The present pause ends after this time. It is zero if the pause was lifted.
    PauseEnds(Duration),
    /// The rest of the budget.
    Credits(u32),
    /// The figures of the gate have changed.
    Figures { earlier: Option<Figures>, figures: Figures },
}

/// The state of the gate in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figures {
    /// Calls per second; infinite while calls go as they come.
    pub(crate) rate: f64,
    pub(crate) waiting: usize,
    pub(crate) oldest: Duration,
    pub(crate) in_flight: u32,
}

/// Tells all listeners. They run code that is not ours, so no lock is held here.
#[expect(clippy::ptr_arg, reason = "a name from the source is cloned without a copy")]
#[cold]
pub(crate) fn tell(upstream: &Cow<'static, str>, note: Note) {
    let _ = (upstream, note);
    #[cfg(feature = "tracing")]
    trace::tell(upstream, note);
    #[cfg(feature = "metrics-024")]
    count::count(upstream, note);
    #[cfg(feature = "test-util")]
    record(upstream, note);
}

/// Records a mistake in the use of an upstream, for a kit.
#[cfg(feature = "test-util")]
fn record(upstream: &str, note: Note) {
    match note {
        Note::Clamped { cost, limit } => seam::record_cost(upstream, cost, Some(limit)),
        Note::Unlimited { cost } => seam::record_cost(upstream, cost, None),
        _ => {}
    }
}
