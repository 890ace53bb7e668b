use core::fmt;
use core::time::Duration;

use super::Policy;

/// Shows the values as written. A value that was not written shows its default, marked as such.
impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let initial_delay = Setting(self.initial_delay.is_some(), Duration::from_nanos(self.initial()));
        let throttled_delay = Setting(self.throttled_delay.is_some(), Duration::from_nanos(self.throttled()));
        f.debug_struct("Policy")
            .field("max", &self.max)
            .field("backoff", &self.backoff)
            .field("factor", &Setting(self.factor.is_some(), self.growth()))
            .field("initial_delay", &initial_delay)
            .field("throttled_delay", &throttled_delay)
            .field("max_delay", &Duration::from_nanos(self.max_delay))
            .field("jitter", &self.jitter)
            .field("max_retry_after", &Duration::from_nanos(self.max_retry_after))
            .finish()
    }
}

/// A value, and whether it was written.
struct Setting<T>(bool, T);

impl<T: fmt::Debug> fmt::Debug for Setting<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.1.fmt(f)?;
        f.write_str(if self.0 { "" } else { " (default)" })
    }
}
