use core::error::Error;
use core::fmt;

/// The rule that the settings of an [`Upstream`](super::Upstream) break.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{Upstream, UpstreamError};
///
/// let error = Upstream::named("gpt-5").in_flight(0).check().unwrap_err();
/// assert_eq!(error, UpstreamError::NoSlot);
/// assert_eq!(error.to_string(), "`in_flight` is at least 1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UpstreamError {
    /// The name is empty.
    NoName,
    /// `requests_per_minute` is 0.
    NoRequest,
    /// `tokens_per_minute` is 0.
    NoToken,
    /// `processes` is 0.
    NoProcess,
    /// `in_flight` is 0.
    NoSlot,
    /// `budget` is less than 10, the price of a retry after a timeout.
    BudgetTooSmall,
    /// The name of an upstream that is shared between processes, or its namespace, contains `{`, `}`, or `:`, or the namespace contains
    /// `/`.
    NameInKey,
    /// The thread that asks the store of a shared upstream cannot be started.
    NoThread,
}

impl UpstreamError {
    pub(super) const fn unless(self, is_kept: bool) -> Option<Self> {
        if is_kept { None } else { Some(self) }
    }

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::NoName => "the name of an upstream is not empty: traces and metrics show it",
            Self::NoRequest => "`requests_per_minute` is at least 1",
            Self::NoToken => "`tokens_per_minute` is at least 1",
            Self::NoProcess => "`processes` counts this process, so it is at least 1",
            Self::NoSlot => "`in_flight` is at least 1",
            Self::NameInKey => {
                "the name of a shared upstream has no `{`, `}`, or `:`, and its namespace has no `/` either: they mean something in a key"
            }
            Self::NoThread => "the thread that asks the store cannot be started; the upstream is not shared",
            Self::BudgetTooSmall => {
                "`budget` is at least 10, which is what a retry after a timeout costs; `allow_retries(false)` stops retries"
            }
        }
    }
}

impl fmt::Display for UpstreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Error for UpstreamError {}
