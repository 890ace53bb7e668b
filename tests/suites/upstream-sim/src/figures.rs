use std::fmt;

/// The results of a run.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The number of calls.
    pub calls: usize,
    /// The number of calls that succeeded.
    pub completed: usize,
    /// The number of requests.
    pub sent: u64,
    /// The number of requests that failed.
    pub refused: u64,
    /// The time at which the last call ended.
    pub end: f64,
    /// The times that the completed calls took, ascending.
    pub took: Vec<f64>,
    /// The same of the calls in the background, which `took` does not count.
    pub background_took: Vec<f64>,
    /// The number of calls that waited in the lines at the end.
    pub left_waiting: usize,
}

impl Figures {
    /// The percentage of calls that completed.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    pub fn completed_percent(&self) -> f64 {
        100.0 * self.completed as f64 / self.calls as f64
    }

    /// Requests per success.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    pub fn requests_per_success(&self) -> f64 {
        self.sent as f64 / self.completed as f64
    }

    /// Successes per second.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    pub fn per_second(&self) -> f64 {
        self.completed as f64 / self.end
    }

    /// The time within which this percentage of the completed calls ended.
    #[must_use]
    pub fn percentile(&self, percent: usize) -> f64 {
        percentile(&self.took, percent)
    }
}

fn percentile(sorted: &[f64], percent: usize) -> f64 {
    sorted.get(sorted.len().saturating_sub(1) * percent / 100).copied().unwrap_or(f64::NAN)
}

/// The columns of the table.
pub const HEAD: &str = "  done %    per s  sent/ok  refused     p50 s     p99 s     end s";

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:8.1} {:8.2} {:8.2}",
            self.completed_percent(),
            self.per_second(),
            self.requests_per_success()
        )?;
        write!(
            f,
            " {:8} {:9.1} {:9.1} {:9.0}",
            self.refused,
            self.percentile(50),
            self.percentile(99),
            self.end
        )
    }
}
