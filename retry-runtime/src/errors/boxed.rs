use core::fmt::Display;
use std::error::Error;

use super::chain;
use crate::verdict::{GiveUpMark, Retryable, Verdict};

macro_rules! errors_of_any_type {
    ($($(#[$attribute:meta])* $error:ty;)+) => {$(
        $(#[$attribute])*
        #[diagnostic::do_not_recommend]
        #[cfg(feature = "std")]
        impl Retryable for $error {
            fn verdict(&self) -> Verdict {
                chain::verdict(self)
            }

            fn trace_text(&self) -> Option<&dyn Display> {
                chain::trace_text(self)
            }

            fn give_up_mark(&self) -> Option<&GiveUpMark> {
                chain::give_up_mark(self)
            }
        }
    )+};
}

errors_of_any_type! {
    /// Walks [`Error::source`] to the first error whose type is known. If there is none, the error is
    /// [unrecognized](crate::PermanentReason::Unrecognized): it is not retried. `Box<dyn Error>`, `Arc<dyn Error>`, and
    /// `&dyn Error` do the same, with and without `Send` and `Sync`.
    dyn Error;
    /// The same as for `dyn Error`.
    dyn Error + Send;
    /// The same as for `dyn Error`.
    dyn Error + Sync;
    /// The same as for `dyn Error`.
    dyn Error + Send + Sync;
}
