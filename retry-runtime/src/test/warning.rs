use core::fmt;
use std::string::String;

/// A mistake in the use of an upstream. [`Record::warnings`](super::Record::warnings) returns it.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::test::{Record, Warning};
///
/// fn has_useless_costs(record: &Record) -> bool {
///     record.warnings().iter().any(|warning| matches!(warning, Warning::CostWithoutLimit { .. }))
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// A call has a `cost`, but its upstream had no `tokens_per_minute` at that time. So the cost had no effect.
    #[non_exhaustive]
    CostWithoutLimit {
        /// The name of the upstream.
        upstream: String,
        /// The cost of the call.
        cost: u32,
    },
    /// The `cost` of a call is above the tokens of a minute. So the cost counts as the tokens of a minute.
    #[non_exhaustive]
    CostAboveLimit {
        /// The name of the upstream.
        upstream: String,
        /// The cost of the call.
        cost: u32,
        /// The tokens of a minute.
        limit: u32,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CostWithoutLimit { upstream, cost } => {
                write!(f, "a call with a cost of {cost}, but `{upstream}` has no `tokens_per_minute`")
            }
            Self::CostAboveLimit { upstream, cost, limit } => {
                write!(f, "a call with a cost of {cost}, but `{upstream}` has {limit} tokens per minute")
            }
        }
    }
}
