use super::Note;
use crate::telemetry::trace::TARGET;

/// Figures are for metrics alone.
pub(super) fn tell(upstream: &str, note: Note) {
    match note {
        Note::Joined { place, wait } => {
            let wait_seconds = wait.as_secs_f64();
            tracing::debug!(target: TARGET, upstream, wait_seconds, place, "waiting for upstream");
        }
        Note::Paused(pause) => {
            tracing::warn!(target: TARGET, upstream, pause_seconds = pause.as_secs_f64(), "paused");
        }
        Note::Slowed(requests_per_second) => {
            tracing::warn!(target: TARGET, upstream, requests_per_second, "slowed");
        }
        Note::Held => tracing::warn!(target: TARGET, upstream, "held for an outage"),
        Note::Opened => tracing::info!(target: TARGET, upstream, "open again"),
        Note::Hopeless { waiting, oldest } => {
            let oldest_wait_seconds = oldest.as_secs_f64();
            tracing::warn!(target: TARGET, upstream, waiting, oldest_wait_seconds, "everything is refused");
        }
        Note::Stuck { waiting, stuck } => tracing::warn!(
            target: TARGET,
            upstream,
            waiting,
            stuck_seconds = stuck.as_secs_f64(),
            help = "a function that calls another one of its upstream needs a second slot of `in_flight`",
            "no slot is freed"
        ),
        Note::QuotaSpent => tracing::warn!(target: TARGET, upstream, "the quota is spent"),
        Note::Clamped { cost, limit } => {
            tracing::warn!(target: TARGET, upstream, cost, limit, "a call costs more than the limit of a minute");
        }
        Note::Unlimited { cost } => tracing::warn!(
            target: TARGET,
            upstream,
            cost,
            help = "declare `tokens_per_minute`, or leave `cost` out",
            "the cost of a call has no effect"
        ),
        Note::Waited(_)
        | Note::Refused(_)
        | Note::Denied { .. }
        | Note::PausedSeconds(_)
        | Note::PauseEnds(_)
        | Note::Credits(_)
        | Note::Figures { .. } => {}
    }
}
