//! The verdict of an error of any type: the verdict of the first error in its chain whose type is known.

use core::fmt::Display;
use std::error::Error;
use std::io;

use crate::verdict::Retryable;
use crate::verdict::{PermanentReason, Verdict, recognized_clients};

/// Walks [`Error::source`], and looks inside an [`io::Error`].
pub(crate) fn verdict(outermost: &(dyn Error + 'static)) -> Verdict {
    find(outermost, known).unwrap_or(Verdict::permanent(PermanentReason::Unrecognized))
}

/// The verdict of the first known error below this one.
#[cfg(feature = "hyper")]
pub(crate) fn below(error: &(dyn Error + 'static)) -> Option<Verdict> {
    error.source().and_then(|source| find(source, known))
}

/// Whether an error of this type lies below.
#[cfg(feature = "tonic-014")]
pub(crate) fn holds<E: Error + 'static>(error: &(dyn Error + 'static)) -> bool {
    core::iter::successors(error.source(), |&error| error.source()).any(<dyn Error>::is::<E>)
}

/// The text of the first error of ours in the chain.
pub(crate) fn own_text<'e>(outermost: &'e (dyn Error + 'static)) -> Option<&'e dyn Display> {
    find(outermost, |error| {
        #[cfg(feature = "http")]
        if let Some(error) = error.downcast_ref::<crate::http::ApiError>() {
            return Some(error as _);
        }
        if let Some(error) = error.downcast_ref::<crate::outcome::Truncated>() {
            return Some(error as _);
        }
        error.downcast_ref::<crate::outcome::TimedOut>().map(|error| error as _)
    })
}

/// The first result of `known` in the chain. The kind of an [`io::Error`] counts after the error that it wraps.
pub(crate) fn find<'e, T>(
    outermost: &'e (dyn Error + 'static),
    known: fn(&'e (dyn Error + 'static)) -> Option<T>,
) -> Option<T> {
    core::iter::successors(Some(outermost), |&error| error.source()).find_map(|error| {
        let io = error.downcast_ref::<io::Error>();
        let wrapped = io.and_then(io::Error::get_ref);
        wrapped.and_then(|wrapped| find(wrapped, known)).or_else(|| known(error))
    })
}

macro_rules! verdicts_of_clients {
    ($($feature:literal: $($error:ty),+;)+) => {
        [$($(
            #[cfg(feature = $feature)]
            verdict_of::<$error>,
        )+)+]
    };
}

/// The verdict of an error whose type is compiled in.
fn known(error: &(dyn Error + 'static)) -> Option<Verdict> {
    let clients: &[fn(&(dyn Error + 'static)) -> Option<Verdict>] = &recognized_clients!(verdicts_of_clients);
    let own = [
        #[cfg(feature = "http")]
        verdict_of::<crate::http::ApiError>,
        verdict_of::<crate::outcome::Truncated>,
        verdict_of::<crate::outcome::TimedOut>,
        verdict_of::<io::Error>,
    ];
    own.iter().chain(clients).find_map(|verdict| verdict(error))
}

fn verdict_of<E: Retryable + Error + 'static>(error: &(dyn Error + 'static)) -> Option<Verdict> {
    error.downcast_ref::<E>().map(Retryable::verdict)
}
