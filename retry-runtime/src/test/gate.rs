use core::time::Duration;

/// The state in which the gate of an upstream starts in a kit: see [`Kit::upstream`](super::Kit::upstream).
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::Upstream;
/// use retry_attr::test::{Gate, Kit};
///
/// static GPT: Upstream = Upstream::new("gpt-5");
///
/// // The server's limit is one call per second.
/// let kit = Kit::new().no_wait().upstream(&GPT, Gate::Paced { per_minute: 60 });
/// let (rate, _) = kit.run(|| GPT.state().rate);
/// assert_eq!(rate, Some(1.0));
/// ```
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
