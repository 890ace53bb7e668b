use metrics::{counter, histogram};

use super::Event;
use crate::plan::Plan;

// The names and labels are promised in `src/retry.md`.
const CALLS: &str = "retry_attr_calls_total";
const ATTEMPTS: &str = "retry_attr_attempts_total";
const WAITS: &str = "retry_attr_wait_seconds";

pub(super) fn count(plan: &Plan, attempt: u32, event: Event<'_>) {
    let function = plan.name;
    let class = match event {
        Event::Succeeded => "none",
        Event::Retried(verdict, ..) | Event::GaveUp(verdict, ..) => verdict.class().as_str(),
    };
    counter!(ATTEMPTS, "function" => function, "class" => class).increment(1);
    let outcome = match event {
        Event::Retried(_, wait, _) => {
            histogram!(WAITS, "function" => function, "class" => class).record(wait.duration);
            return;
        }
        Event::Succeeded => "success",
        Event::GaveUp(..) => "failure",
    };
    let retried = if attempt > 1 { "true" } else { "false" };
    let labels = [("function", function), ("outcome", outcome), ("retried", retried), ("class", class)];
    counter!(CALLS, &labels).increment(1);
}
