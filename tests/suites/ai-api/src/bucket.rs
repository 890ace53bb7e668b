use std::time::{Duration, Instant};

/// A token bucket: full at first, and refilled at a steady rate.
#[derive(Clone, Debug)]
pub(crate) struct Bucket {
    per_second: f64,
    burst: f64,
    left: f64,
    /// The time at which `left` was true. `None` before the first look.
    at: Option<Instant>,
}

impl Bucket {
    /// # Panics
    ///
    /// If one of them is 0: nothing would pass.
    pub(crate) fn new(per_minute: u32, burst: u32) -> Self {
        assert!(per_minute > 0 && burst > 0, "a limit lets something through");
        let burst = f64::from(burst);
        Self { per_second: f64::from(per_minute) / 60.0, burst, left: burst, at: None }
    }

    /// The time until the bucket has room for this amount. Zero if it has room now.
    pub(crate) fn wait_for(&mut self, cost: u32, now: Instant) -> Duration {
        let since = self.at.map_or(Duration::ZERO, |at| now.saturating_duration_since(at));
        self.left = (self.left + since.as_secs_f64() * self.per_second).min(self.burst);
        self.at = Some(now);
        let missing = (self.clamped(cost) - self.left).max(0.0);
        Duration::from_secs_f64(missing / self.per_second)
    }

    pub(crate) fn take(&mut self, cost: u32) {
        self.left -= self.clamped(cost);
    }

    /// More than the bucket holds would never pass.
    fn clamped(&self, cost: u32) -> f64 {
        f64::from(cost).min(self.burst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_full_bucket_lets_a_burst_through_and_then_refills() {
        let (mut bucket, start) = (Bucket::new(60, 3), Instant::now());
        for _ in 0..3 {
            assert_eq!(bucket.wait_for(1, start), Duration::ZERO);
            bucket.take(1);
        }
        assert_eq!(bucket.wait_for(1, start), SECOND);
        assert_eq!(bucket.wait_for(1, start + SECOND / 4), SECOND * 3 / 4);
        assert_eq!(bucket.wait_for(1, start + SECOND), Duration::ZERO);
    }

    #[test]
    fn an_idle_bucket_holds_no_more_than_a_burst() {
        let (mut bucket, start) = (Bucket::new(60, 2), Instant::now());
        bucket.wait_for(1, start);
        let later = start + 100 * SECOND;
        assert_eq!(bucket.wait_for(2, later), Duration::ZERO);
        bucket.take(2);
        assert_eq!(bucket.wait_for(1, later), SECOND);
    }

    #[test]
    fn a_request_waits_for_all_it_costs() {
        let (mut bucket, start) = (Bucket::new(600, 100), Instant::now());
        bucket.wait_for(100, start);
        bucket.take(100);
        assert_eq!(bucket.wait_for(50, start), 5 * SECOND);
    }

    #[test]
    fn a_request_that_is_larger_than_the_bucket_takes_all_of_it() {
        let (mut bucket, start) = (Bucket::new(60, 10), Instant::now());
        assert_eq!(bucket.wait_for(11, start), Duration::ZERO);
        bucket.take(11);
        assert_eq!(bucket.wait_for(1, start), SECOND);
    }

    #[test]
    fn a_clock_that_goes_back_refills_nothing() {
        let (mut bucket, start) = (Bucket::new(60, 1), Instant::now());
        bucket.wait_for(1, start + SECOND);
        bucket.take(1);
        assert_eq!(bucket.wait_for(1, start), SECOND);
    }
}
