use core::time::Duration;

/// How the gate of an upstream starts in a kit, in place of open: see [`Kit::upstream`](super::Kit::upstream).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Gate {
    /// Nobody goes for this time. Then calls go one by one, at a pace that starts with one per second.
    Paused(Duration),
    /// Calls go one by one, at this pace. It grows while calls wait, as a learned pace does.
    Paced {
        /// So many calls per minute. Zero counts as one.
        per_minute: u32,
    },
}
