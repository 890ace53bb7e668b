use core::time::Duration;
use std::time::Instant;

/// The current attempt, which the option `attempt = name` binds for the body, the guards, and the hooks.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use std::time::Duration;
///
/// use retry_attr::Attempt;
///
/// /// Write `#[retry(max = 3, deadline = "2m", attempt = attempt)]`, and call `model(attempt)` in the body.
/// fn model(attempt: Attempt) -> &'static str {
///     let is_late = attempt.remaining().is_some_and(|rest| rest < Duration::from_secs(30));
///     if attempt.is_last() || is_late { "gpt-5-mini" } else { "gpt-5" }
/// }
///
/// fn log(attempt: Attempt) {
///     println!("attempt {} of {}, {:?} after the call began", attempt.number(), attempt.max(), attempt.elapsed());
///     println!("it waited {:?} for its turn at the upstream", attempt.waited());
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    pub(crate) number: u32,
    pub(crate) max: u32,
    pub(crate) call_began: Instant,
    pub(crate) began: Instant,
    pub(crate) waited: Duration,
    pub(crate) limit: Option<Duration>,
    pub(crate) now: fn() -> Instant,
}

impl Attempt {
    /// The number of the attempt, starting at 1.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Attempt;
    ///
    /// /// Sends the number with the request, for the logs of the server.
    /// fn header(attempt: Attempt) -> (&'static str, String) {
    ///     ("x-attempt", attempt.number().to_string())
    /// }
    /// ```
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The most attempts that the call may make, the first included.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Attempt;
    ///
    /// fn progress(attempt: Attempt) -> String {
    ///     format!("attempt {} of {}", attempt.number(), attempt.max())
    /// }
    /// ```
    #[must_use]
    pub const fn max(&self) -> u32 {
        self.max
    }

    /// Whether no further attempt follows, even if this one fails.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Attempt;
    ///
    /// /// Asks a smaller model in the last attempt.
    /// fn model(attempt: Attempt) -> &'static str {
    ///     if attempt.is_last() { "gpt-5-mini" } else { "gpt-5" }
    /// }
    /// ```
    #[must_use]
    pub const fn is_last(&self) -> bool {
        self.number >= self.max
    }

    /// The time since the call began, attempts and waits included.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::time::Duration;
    ///
    /// use retry_attr::Attempt;
    ///
    /// /// Gives up the long answer if the call is already slow.
    /// fn max_tokens(attempt: Attempt) -> u32 {
    ///     if attempt.elapsed() > Duration::from_secs(30) { 256 } else { 4096 }
    /// }
    /// ```
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        (self.now)().saturating_duration_since(self.call_began)
    }

    /// The time for which the attempt waited for its turn at the upstream. Zero if it began at once, and without `upstream`.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Attempt;
    ///
    /// fn log(attempt: Attempt) {
    ///     if !attempt.waited().is_zero() {
    ///         println!("attempt {} waited {:?} for its turn", attempt.number(), attempt.waited());
    ///     }
    /// }
    /// ```
    #[must_use]
    pub const fn waited(&self) -> Duration {
        self.waited
    }

    /// The time that is left for this attempt: the rest of `attempt_timeout` or of `deadline`, whichever ends first. `None` if
    /// neither is set.
    ///
    /// In a sync function, pass it to the client as the client's own timeout, because the attempt cannot be cut from outside.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::net::TcpStream;
    ///
    /// use retry_attr::Attempt;
    ///
    /// fn limit(stream: &TcpStream, attempt: Attempt) -> std::io::Result<()> {
    ///     stream.set_read_timeout(attempt.remaining())
    /// }
    /// ```
    #[must_use]
    pub fn remaining(&self) -> Option<Duration> {
        let taken = (self.now)().saturating_duration_since(self.began);
        self.limit.map(|limit| limit.saturating_sub(taken))
    }
}
