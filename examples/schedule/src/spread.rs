use std::time::Duration;

/// The waits before one retry.
#[derive(Debug)]
pub(crate) struct Spread {
    pub(crate) ceiling: Duration,
    /// In order, and not empty.
    waits: Vec<Duration>,
}

impl Spread {
    pub(crate) fn new(ceiling: Duration, mut waits: Vec<Duration>) -> Self {
        waits.sort_unstable();
        Self { ceiling, waits }
    }

    /// The wait that this many percent of the waits do not exceed.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        self.waits[(self.waits.len() - 1) * percent / 100]
    }
}
