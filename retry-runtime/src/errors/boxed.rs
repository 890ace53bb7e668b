use core::fmt::Display;
use std::boxed::Box;
use std::error::Error;

use super::chain;
use crate::verdict::Retryable;
use crate::verdict::Verdict;

/// Walks [`Error::source`] to the first error whose type is known. If there is none, the error is
/// [unrecognized](crate::PermanentReason::Unrecognized): it is not retried.
#[diagnostic::do_not_recommend]
#[cfg(feature = "std")]
impl Retryable for Box<dyn Error> {
    fn verdict(&self) -> Verdict {
        chain::verdict(&**self)
    }

    fn own_text(&self) -> Option<&dyn Display> {
        chain::own_text(&**self)
    }
}

/// The same as for `Box<dyn Error>`.
#[diagnostic::do_not_recommend]
#[cfg(feature = "std")]
impl Retryable for Box<dyn Error + Send> {
    fn verdict(&self) -> Verdict {
        chain::verdict(&**self)
    }

    fn own_text(&self) -> Option<&dyn Display> {
        chain::own_text(&**self)
    }
}

/// The same as for `Box<dyn Error>`.
#[diagnostic::do_not_recommend]
#[cfg(feature = "std")]
impl Retryable for Box<dyn Error + Sync> {
    fn verdict(&self) -> Verdict {
        chain::verdict(&**self)
    }

    fn own_text(&self) -> Option<&dyn Display> {
        chain::own_text(&**self)
    }
}

/// The same as for `Box<dyn Error>`.
#[diagnostic::do_not_recommend]
#[cfg(feature = "std")]
impl Retryable for Box<dyn Error + Send + Sync> {
    fn verdict(&self) -> Verdict {
        chain::verdict(&**self)
    }

    fn own_text(&self) -> Option<&dyn Display> {
        chain::own_text(&**self)
    }
}
