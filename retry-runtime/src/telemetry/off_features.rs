use core::fmt;

use crate::verdict::recognized_clients;

macro_rules! features {
    ($($feature:literal: $($error:ty),+;)+) => {
        &[$(($feature, cfg!(feature = $feature))),+]
    };
}

/// Each feature that makes the errors of a client known, and whether the feature is on.
const FEATURES: &[(&str, bool)] = recognized_clients!(features);

/// The advice for an error in which nothing was recognized.
pub(crate) struct OffFeatures;

impl fmt::Display for OffFeatures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut off = FEATURES.iter().filter(|(_, is_on)| !is_on).map(|(name, _)| name);
        if let Some(first) = off.next() {
            write!(f, "enable the feature of `retry-attr` for the client whose error it is (off: `{first}`")?;
            off.try_for_each(|name| write!(f, ", `{name}`"))?;
            f.write_str("), or ")?;
        }
        f.write_str("name the error with `on(…)`")
    }
}
