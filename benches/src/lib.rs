//! The same work, retried by `#[retry]`, by hand and by every peer.

mod asynchronous;
mod big;
mod case;
mod crowd;
mod delay;
mod options;
mod peers;
mod reply;
mod runtime;
mod sharing;
mod streams;
mod sync;
mod sync_peers;
mod tower_policy;
mod upstream;
mod work;

pub use crate::case::{Case, Load, Run, allocating_cases, cases, traced_cases};
pub use crate::crowd::crowd;
pub use crate::sharing::sharing;

/// `size_of_val` of each way's future, for bodies of about 16 B, 256 B and 2 KiB.
#[must_use]
pub fn sizes() -> Vec<(&'static str, [usize; 3])> {
    [asynchronous::sizes(), peers::sizes()].concat()
}

impl Case {
    /// Builds what the calls share, and returns the case: for the setup of a benchmark.
    #[must_use]
    pub fn prepared(self) -> Self {
        runtime::prepare(self.load);
        if self.question.starts_with("a 4") || self.question.starts_with("a 5") {
            reply::prepare();
        }
        self
    }
}
