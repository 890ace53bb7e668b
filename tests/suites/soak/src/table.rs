//! The observations of all callers.

use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::caller::{DEADLINE, MAX, Seen};
use crate::calls::Calls;

/// A busy machine may look late at the clock, for which this is enough unless it is seen to be later.
const SLACK: Duration = Duration::from_millis(500);

#[derive(Debug, Default)]
pub(crate) struct Table {
    seen: Seen,
    lateness: Duration,
}

impl Table {
    pub(crate) fn add(&mut self, seen: &Seen) {
        self.seen.calls += seen.calls;
        self.seen.requests += seen.requests;
        self.seen.most_requests = self.seen.most_requests.max(seen.most_requests);
        self.seen.longest = self.seen.longest.max(seen.longest);
        for (end, count) in &seen.ends {
            *self.seen.ends.entry(end.clone()).or_default() += count;
        }
    }

    pub(crate) fn add_lateness(&mut self, lateness: Duration) {
        self.lateness = self.lateness.max(lateness);
    }

    #[expect(clippy::print_stdout, reason = "it is what the program is for")]
    pub(crate) fn print(&self, calls: &Calls, live: &[usize], tasks: usize) {
        let row = |name: &str, value: String| println!("| {name:<32} | {value:>20} |");
        row("calls", self.seen.calls.to_string());
        row("requests", self.seen.requests.to_string());
        row("most requests of a call", format!("{} of {MAX}", self.seen.most_requests));
        row("longest call", format!("{:.3?} of {DEADLINE:?}", self.seen.longest));
        row("somebody woken late by", format!("{:.3?}", self.lateness));
        row("hints", calls.hints.load(Ordering::Relaxed).to_string());
        row("retries before their hint", calls.too_early.load(Ordering::Relaxed).to_string());
        row("requests after their call's end", calls.too_late.load(Ordering::Relaxed).to_string());
        for ((end, class), count) in &self.seen.ends {
            row(format!("{end} {class}").trim_end(), count.to_string());
        }
        let after = ["the first third", "the second third", "the third", "the crowd"];
        for (after, live) in after.iter().zip(live) {
            row(&format!("live bytes after {after}"), live.to_string());
        }
        row("tasks left", tasks.to_string());
    }

    pub(crate) fn assert(&self, calls: &Calls, live: &[usize], tasks: usize) {
        assert!(self.seen.longest <= DEADLINE + SLACK + self.lateness, "a call took {:?}", self.seen.longest);
        assert_eq!(self.seen.most_requests, MAX, "the most requests of a call");
        assert_eq!(calls.too_early.load(Ordering::Relaxed), 0, "retries before their hint");
        assert!(calls.hints.load(Ordering::Relaxed) > 100, "hardly any hint");
        let ended = |name: &str| self.seen.ends.keys().any(|(end, _)| end == name);
        for end in ["success", "Attempts", "Deadline", "HintTooLong", "Permanent"] {
            assert!(ended(end), "no call ended with {end}");
        }
        assert_eq!(tasks, 0, "tasks are left");
        let (first, last) = (live[0], live[live.len() - 1]);
        assert!(last * 100 <= first * 105, "{last} live bytes at the end, {first} after the first third");
    }
}
