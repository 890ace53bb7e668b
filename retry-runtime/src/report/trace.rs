use super::off_features::OffFeatures;
use super::{Event, Text};
use crate::observe::StopReason;
use crate::plan::Plan;
use crate::verdict::Verdict;

pub(super) const TARGET: &str = "retry_attr";

#[inline]
pub(super) fn tell(plan: &Plan, attempt: u32, event: Event<'_>) {
    if !matches!(event, Event::Succeeded) {
        tell_failure(plan, attempt, event);
    }
}

#[cold]
fn tell_failure(plan: &Plan, attempt: u32, event: Event<'_>) {
    let (function, max) = (plan.name, plan.attempts());
    match event {
        Event::Succeeded => {}
        Event::Retried(verdict, wait, text) => tracing::warn!(
            target: TARGET,
            function,
            attempt,
            max,
            http.request.resend_count = attempt - 1,
            class = verdict.class().as_str(),
            wait_seconds = wait.duration.as_secs_f64(),
            server_asked = wait.is_hint,
            error = text.text.map(tracing::field::display),
            "retrying"
        ),
        Event::GaveUp(verdict, reason, text) => tell_end(plan, attempt, verdict, reason, text),
        #[cfg(feature = "stream")]
        Event::Broke(verdict, text) => tell_end(plan, attempt, verdict, StopReason::StreamBegun, text),
    }
}

fn tell_end(plan: &Plan, attempt: u32, verdict: Verdict, reason: StopReason, text: Text<'_>) {
    let (function, max) = (plan.name, plan.attempts());
    tracing::error!(
        target: TARGET,
        function,
        attempt,
        max,
        http.request.resend_count = attempt - 1,
        class = verdict.class().as_str(),
        reason = reason.as_str(),
        error = text.text.map(tracing::field::display),
        "gave up"
    );
    if reason == StopReason::Unrecognized {
        tracing::warn!(target: TARGET, function, help = %OffFeatures, "the error is not recognized");
    }
}
