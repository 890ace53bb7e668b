use core::time::Duration;
use std::borrow::Cow;
use std::time::SystemTime;

use metrics::{counter, gauge, histogram};

use super::{Figures, Note};
use crate::wait::wall_clock;

// The names and labels are promised in `src/retry.md`.
const WAITS: &str = "retry_attr_upstream_wait_seconds";
const RATE: &str = "retry_attr_upstream_requests_per_second";
const PAUSED_UNTIL: &str = "retry_attr_upstream_paused_until_timestamp_seconds";
const WAITING: &str = "retry_attr_upstream_waiting";
const OLDEST: &str = "retry_attr_upstream_oldest_waiter_seconds";
const IN_FLIGHT: &str = "retry_attr_upstream_in_flight";
const CREDITS: &str = "retry_attr_retry_budget_credits";
const PAUSED: &str = "retry_attr_upstream_paused_seconds_total";
const REFUSALS: &str = "retry_attr_upstream_refusals_total";
const DENIED: &str = "retry_attr_retries_denied_total";

#[expect(clippy::ptr_arg, reason = "a name from the source is cloned without a copy")]
pub(super) fn count(upstream: &Cow<'static, str>, note: Note) {
    let name = || metrics::SharedString::from(upstream.clone());
    match note {
        Note::Waited(wait) => histogram!(WAITS, "upstream" => name()).record(wait),
        Note::Refused(class) => {
            counter!(REFUSALS, "upstream" => name(), "class" => class.as_str()).increment(1);
        }
        Note::Denied { reason } => {
            counter!(DENIED, "upstream" => name(), "reason" => reason).increment(1);
        }
        Note::PausedSeconds(seconds) => counter!(PAUSED, "upstream" => name()).increment(seconds),
        Note::PauseEnds(rest) => {
            if let Some(end) = timestamp(rest) {
                gauge!(PAUSED_UNTIL, "upstream" => name()).set(end);
            }
        }
        Note::Credits(left) => gauge!(CREDITS, "upstream" => name()).set(f64::from(left)),
        Note::Figures { earlier, figures } => show(earlier, figures, name),
        Note::Joined { .. }
        | Note::Paused(_)
        | Note::Slowed(_)
        | Note::Held
        | Note::Opened
        | Note::Hopeless { .. }
        | Note::Stuck { .. }
        | Note::QuotaSpent
        | Note::Clamped { .. }
        | Note::Unlimited { .. } => {}
    }
}

/// The name of a gauge, and its figure.
type Gauge = (&'static str, fn(Figures) -> f64);

/// Sets the gauges of the figures that have changed.
fn show(earlier: Option<Figures>, figures: Figures, name: impl Fn() -> metrics::SharedString) {
    #[expect(clippy::cast_precision_loss, reason = "nobody counts so many calls one by one")]
    let gauges: [Gauge; 4] = [
        (RATE, |figures| figures.rate),
        (WAITING, |figures| figures.waiting as f64),
        (OLDEST, |figures| figures.oldest.as_secs_f64()),
        (IN_FLIGHT, |figures| figures.in_flight.into()),
    ];
    for (metric, figure) in gauges {
        if earlier.map(figure) != Some(figure(figures)) {
            gauge!(metric, "upstream" => name()).set(figure(figures));
        }
    }
}

/// The time after `rest` on the wall clock, in seconds since 1970.
fn timestamp(rest: Duration) -> Option<f64> {
    let end = wall_clock()?.checked_add(rest)?;
    end.duration_since(SystemTime::UNIX_EPOCH).ok().map(|time| time.as_secs_f64())
}
