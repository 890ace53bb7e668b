use core::sync::atomic::{AtomicBool, Ordering};

/// The mark on an error that a retried function has given up on after at least two attempts, because the attempts or the
/// upstream's budget were used up.
///
/// A retried function around that one does not retry a marked error. So three attempts inside three attempts make three
/// requests, not nine. The outer call stops with [`StopReason::Nested`](crate::StopReason::Nested). The option `nested = "allow"`
/// retries it.
///
/// `ApiError` has a mark. Add one to an error of your own as a field:
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{GiveUpMark, Retryable, Verdict};
///
/// #[derive(Debug, Default)]
/// struct Busy {
///     mark: GiveUpMark,
/// }
///
/// impl Retryable for Busy {
///     fn verdict(&self) -> Verdict {
///         Verdict::overloaded()
///     }
///
///     fn give_up_mark(&self) -> Option<&GiveUpMark> {
///         Some(&self.mark)
///     }
/// }
///
/// let error = Busy::default();
/// assert!(!error.mark.is_set());
/// // `#[retry]` does this when it gives up.
/// error.mark.set();
/// assert!(error.mark.is_set());
/// ```
#[derive(Debug, Default)]
pub struct GiveUpMark(AtomicBool);

impl GiveUpMark {
    /// A mark that is set.
    #[cfg(feature = "std")]
    pub(crate) const fn new_set() -> Self {
        Self(AtomicBool::new(true))
    }

    /// Makes a mark that is not set.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::GiveUpMark;
    ///
    /// assert!(!GiveUpMark::new().is_set());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self(AtomicBool::new(false))
    }

    /// Whether a retried function has given up on the error.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::GiveUpMark;
    ///
    /// let mark = GiveUpMark::new();
    /// mark.set();
    /// assert!(mark.is_set());
    /// ```
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Sets the mark, as `#[retry]` does.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::GiveUpMark;
    ///
    /// let mark = GiveUpMark::new();
    /// mark.set();
    /// // A copy keeps the state that the mark had.
    /// assert!(mark.clone().is_set());
    /// ```
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A copy of the mark, as it is now.
impl Clone for GiveUpMark {
    fn clone(&self) -> Self {
        Self(AtomicBool::new(self.is_set()))
    }
}
