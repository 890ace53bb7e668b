use core::time::Duration;

use super::{Backoff, Jitter, Policy};

/// The values in force, defaults included. The setters have the plain names, so the getters begin with `get_`.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use std::time::Duration;
///
/// use retry_attr::Policy;
///
/// let policy = Policy::DEFAULT.max(5).max_delay(Duration::from_millis(200));
/// assert_eq!(policy.get_max(), 5);
/// assert_eq!(policy.get_initial_delay(), Duration::from_millis(200), "half a second yields to a shorter `max_delay`");
/// ```
impl Policy {
    /// The number of attempts in all, the first included.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Policy;
    ///
    /// assert_eq!(Policy::DEFAULT.get_max(), 3);
    /// ```
    #[must_use]
    pub const fn get_max(&self) -> u32 {
        self.attempts()
    }

    /// The growth of the ceiling of the waits.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Backoff, Policy};
    ///
    /// assert_eq!(Policy::DEFAULT.get_backoff(), Backoff::Exponential);
    /// ```
    #[must_use]
    pub const fn get_backoff(&self) -> Backoff {
        self.backoff
    }

    /// The way in which waits are drawn below their ceiling.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{Jitter, Policy};
    ///
    /// assert_eq!(Policy::DEFAULT.get_jitter(), Jitter::Full);
    /// ```
    #[must_use]
    pub const fn get_jitter(&self) -> Jitter {
        self.jitter
    }

    /// The number that each ceiling is multiplied by to give the next one, under [`Backoff::Exponential`].
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Policy;
    ///
    /// assert_eq!(Policy::DEFAULT.get_factor(), 2.0);
    /// ```
    #[must_use]
    pub const fn get_factor(&self) -> f64 {
        self.growth()
    }

    /// The first ceiling.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Policy;
    ///
    /// assert_eq!(Policy::DEFAULT.get_initial_delay(), Duration::from_millis(500));
    /// ```
    #[must_use]
    pub const fn get_initial_delay(&self) -> Duration {
        Duration::from_nanos(self.initial())
    }

    /// The first ceiling after a rate limit or an overload.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Policy;
    ///
    /// assert_eq!(Policy::DEFAULT.get_throttled_delay(), Duration::from_secs(1));
    /// ```
    #[must_use]
    pub const fn get_throttled_delay(&self) -> Duration {
        Duration::from_nanos(self.throttled())
    }

    /// The longest wait of the policy itself.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Policy;
    ///
    /// assert_eq!(Policy::DEFAULT.get_max_delay(), Duration::from_secs(20));
    /// ```
    #[must_use]
    pub const fn get_max_delay(&self) -> Duration {
        Duration::from_nanos(self.max_delay)
    }

    /// The longest server hint that is obeyed.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Policy;
    ///
    /// assert_eq!(Policy::DEFAULT.get_max_retry_after(), Duration::from_secs(120));
    /// ```
    #[must_use]
    pub const fn get_max_retry_after(&self) -> Duration {
        Duration::from_nanos(self.max_retry_after)
    }
}
