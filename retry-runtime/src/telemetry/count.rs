use metrics::{counter, histogram};

use crate::event::{Event, Origin};
use crate::verdict::FailureClass;

// The names and labels are promised in `src/retry.md`.
const CALLS: &str = "retry_attr_calls_total";
const ATTEMPTS: &str = "retry_attr_attempts_total";
#[cfg(feature = "stream")]
const BROKEN: &str = "retry_attr_broken_streams_total";
const WAITS: &str = "retry_attr_wait_seconds";

pub(super) fn count(origin: Origin, event: Event) {
    let Origin { function, attempt, .. } = origin;
    let class = event.class().map_or("none", FailureClass::as_str);
    let outcome = match event {
        Event::Succeeded => Some("success"),
        Event::GaveUp(..) | Event::NoTurn(..) => Some("failure"),
        Event::Retried(_, wait) => {
            histogram!(WAITS, "function" => function, "class" => class).record(wait.duration);
            None
        }
        // The attempt and the call are counted already.
        #[cfg(feature = "stream")]
        Event::Broke(..) => {
            counter!(BROKEN, "function" => function, "class" => class).increment(1);
            return;
        }
    };
    let attempts = if let Event::NoTurn(..) = event { attempt - 1 } else { attempt };
    if attempts == attempt {
        counter!(ATTEMPTS, "function" => function, "class" => class).increment(1);
    }
    if let Some(outcome) = outcome {
        let retried = if attempts > 1 { "true" } else { "false" };
        let labels = [("function", function), ("outcome", outcome), ("retried", retried), ("class", class)];
        counter!(CALLS, &labels).increment(1);
    }
}
