//! The verdict of an error of any type: that of the first error in its chain whose type is known.

use std::error::Error;
use std::io;

use crate::retryable::Retryable;
use crate::verdict::{Reason, Verdict};

/// Walks [`Error::source`], and looks into what an [`io::Error`] wraps.
pub(super) fn verdict(outermost: &(dyn Error + 'static)) -> Verdict {
    find(outermost, known).unwrap_or(Verdict::permanent(Reason::Unrecognised))
}

/// The first verdict that `known` has for an error in the chain; an [`io::Error`]'s kind speaks after what it wraps.
pub(super) fn find(
    outermost: &(dyn Error + 'static),
    known: fn(&(dyn Error + 'static)) -> Option<Verdict>,
) -> Option<Verdict> {
    core::iter::successors(Some(outermost), |&error| error.source()).find_map(|error| {
        let io = error.downcast_ref::<io::Error>();
        let wrapped = io.and_then(io::Error::get_ref);
        wrapped.and_then(|wrapped| find(wrapped, known)).or_else(|| known(error))
    })
}

/// The one list of the types that are compiled in.
fn known(error: &(dyn Error + 'static)) -> Option<Verdict> {
    let verdicts = [
        #[cfg(feature = "http")]
        verdict_of::<crate::http::ApiError>,
        #[cfg(feature = "reqwest-012")]
        verdict_of::<::reqwest_012::Error>,
        #[cfg(feature = "reqwest-013")]
        verdict_of::<::reqwest_013::Error>,
        #[cfg(feature = "ureq")]
        verdict_of::<::ureq::Error>,
        #[cfg(feature = "stream")]
        verdict_of::<crate::stream::Truncated>,
        verdict_of::<crate::timed_out::TimedOut>,
        verdict_of::<io::Error>,
    ];
    verdicts.iter().find_map(|verdict| verdict(error))
}

fn verdict_of<E: Retryable + Error + 'static>(error: &(dyn Error + 'static)) -> Option<Verdict> {
    error.downcast_ref::<E>().map(Retryable::verdict)
}
