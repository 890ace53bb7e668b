use core::fmt::Display;

use super::chain;
use crate::verdict::{GiveUpMark, Retryable, Verdict};

/// The same as for `Box<dyn Error>`. To retry an error type of your own inside, write
/// `on(e if e.downcast_ref::<MyError>()…)`.
#[diagnostic::do_not_recommend]
#[cfg(feature = "eyre-06")]
impl Retryable for ::eyre::Report {
    fn verdict(&self) -> Verdict {
        chain::verdict(self.as_ref())
    }

    fn trace_text(&self) -> Option<&dyn Display> {
        chain::trace_text(self.as_ref())
    }

    fn give_up_mark(&self) -> Option<&GiveUpMark> {
        chain::give_up_mark(self.as_ref())
    }
}
