//! The observations of all callers of the crowd.

use std::time::Duration;

use retry_attr::http::ApiError;

/// A busy machine may look late at the clock, for which this is enough unless it is seen to be later.
const SLACK: Duration = Duration::from_millis(500);

#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) requests: u64,
    completed: u64,
    completed_blocking: u64,
    dropped: u64,
    /// Failures of calls with the long deadline, and of those with the short one.
    failed: u64,
    failed_hasty: u64,
    /// After its deadline, at worst.
    late: Duration,
    lateness: Duration,
    pub(crate) left_waiting: usize,
}

impl Seen {
    /// Notes how an async call ended: `None` if it was dropped.
    pub(crate) fn note(
        &mut self,
        outcome: Option<&Result<String, ApiError>>,
        is_hasty: bool,
        late: Duration,
    ) {
        match outcome {
            Some(Ok(answer)) => {
                assert_eq!(answer, "Paris.");
                self.completed += 1;
            }
            Some(Err(_)) if is_hasty => self.failed_hasty += 1,
            Some(Err(_)) => self.failed += 1,
            None => self.dropped += 1,
        }
        self.late = self.late.max(late);
    }

    pub(crate) fn note_blocking(
        &mut self,
        outcome: &Result<String, ApiError>,
        is_hasty: bool,
        late: Duration,
    ) {
        self.completed_blocking += u64::from(outcome.is_ok());
        self.note(Some(outcome), is_hasty, late);
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.requests += other.requests;
        self.completed += other.completed;
        self.completed_blocking += other.completed_blocking;
        self.dropped += other.dropped;
        self.failed += other.failed;
        self.failed_hasty += other.failed_hasty;
        self.late = self.late.max(other.late);
    }

    pub(crate) fn add_lateness(&mut self, lateness: Duration) {
        self.lateness = self.lateness.max(lateness);
    }

    #[expect(clippy::print_stdout, reason = "it is what the program is for")]
    pub(crate) fn print(&self) {
        let row = |name: &str, value: String| println!("| {name:<32} | {value:>20} |");
        row("crowd: completed", self.completed.to_string());
        row("of them sync", self.completed_blocking.to_string());
        row("requests", self.requests.to_string());
        row("requests per success", format!("{:.3}", self.requests_per_success()));
        row("dropped while they waited", self.dropped.to_string());
        row("failed", self.failed.to_string());
        row("failed with the short deadline", self.failed_hasty.to_string());
        row("after the deadline, at worst", format!("{:.3?}", self.late));
        row("somebody woken late by", format!("{:.3?}", self.lateness));
        row("left in the line", self.left_waiting.to_string());
    }

    pub(crate) fn assert(&self) {
        assert!(self.late <= SLACK + self.lateness, "a call ended {:?} after its deadline", self.late);
        assert_eq!(self.left_waiting, 0, "somebody is left in the line");
        assert!(self.requests_per_success() <= 1.1, "{} requests per success", self.requests_per_success());
        let completed_async = self.completed - self.completed_blocking;
        assert!(completed_async > 100 && self.completed_blocking > 100, "hardly any answer");
        assert!(self.dropped * 20 > completed_async, "hardly any call was dropped");
        assert!(self.failed_hasty > 0, "no deadline was met");
        assert!(self.failed * 100 <= self.completed, "{} calls failed", self.failed);
    }

    #[expect(clippy::cast_precision_loss, reason = "some millions")]
    fn requests_per_success(&self) -> f64 {
        self.requests as f64 / self.completed as f64
    }
}
