use core::time::Duration;

/// The state in which the gate of an upstream starts in a kit. [`Kit::upstream`](super::Kit::upstream) has an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Gate {
    /// No attempt begins for this time. Then calls go one by one, at a pace that starts with one call per second.
    Paused(Duration),
    /// Calls go one by one at this pace, which grows while calls wait, as a learned pace does.
    Paced {
        /// The number of calls per minute. Zero counts as one.
        per_minute: u32,
    },
}
