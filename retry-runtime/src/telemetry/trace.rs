use super::off_features::OffFeatures;
use super::text::Text;
use crate::event::{Event, Origin, StopReason};
use crate::verdict::Verdict;

pub(super) const TARGET: &str = "retry_attr";

#[inline]
pub(super) fn tell(origin: Origin, event: Event, text: Text<'_>) {
    if !matches!(event, Event::Succeeded) {
        tell_failure(origin, event, text);
    }
}

#[cold]
fn tell_failure(origin: Origin, event: Event, text: Text<'_>) {
    let Origin { function, attempt, max, .. } = origin;
    match event {
        Event::Succeeded => {}
        Event::Retried(verdict, wait) => tracing::warn!(
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
        Event::GaveUp(verdict, reason) => tell_end(origin, verdict, reason, text),
        Event::NoTurn(verdict, reason) => {
            tell_end(Origin { attempt: attempt - 1, ..origin }, verdict, reason, text);
        }
        #[cfg(feature = "stream")]
        Event::Broke(verdict) => tell_end(origin, verdict, StopReason::StreamBegun, text),
    }
}

fn tell_end(origin: Origin, verdict: Verdict, reason: StopReason, text: Text<'_>) {
    let Origin { function, attempt, max, .. } = origin;
    tracing::error!(
        target: TARGET,
        function,
        attempt,
        max,
        http.request.resend_count = attempt.saturating_sub(1),
        class = verdict.class().as_str(),
        reason = reason.as_str(),
        error = text.text.map(tracing::field::display),
        "gave up"
    );
    if reason == StopReason::Nested {
        let help = "keep one `#[retry]` of the two, or write `nested = \"allow\"` on this one";
        tracing::warn!(target: TARGET, function, %help, "another `#[retry]` inside has retried this error");
    }
    if reason == StopReason::Unrecognized {
        tracing::warn!(target: TARGET, function, help = %OffFeatures, "the error is not recognized");
    }
}
