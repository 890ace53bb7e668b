//! The verdict of an error of any type: the verdict of the first error in its chain whose type is known.

use core::fmt::Display;
use std::boxed::Box;
use std::error::Error;
use std::io;
use std::sync::Arc;

use crate::verdict::{GiveUpMark, PermanentReason, Retryable, Verdict, recognized_clients};

/// Walks [`Error::source`], and looks inside an [`io::Error`] and an `Arc`.
pub(crate) fn verdict(outermost: &(dyn Error + 'static)) -> Verdict {
    find(outermost, known).unwrap_or(Verdict::permanent(PermanentReason::Unrecognized))
}

/// The verdict of the first known error in the chain, if there is one.
#[cfg(feature = "http")]
pub(crate) fn recognized(outermost: &(dyn Error + 'static)) -> Option<Verdict> {
    find(outermost, known)
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
pub(crate) fn trace_text<'e>(outermost: &'e (dyn Error + 'static)) -> Option<&'e dyn Display> {
    find(outermost, |error| {
        #[cfg(feature = "http")]
        if let Some(error) = downcast::<crate::http::ApiError>(error) {
            return Some(error as _);
        }
        if let Some(error) = downcast::<crate::outcome::Truncated>(error) {
            return Some(error as _);
        }
        downcast::<crate::outcome::TimedOut>(error).map(|error| error as _)
    })
}

/// The mark of the first error in the chain that has one.
pub(crate) fn give_up_mark<'e>(outermost: &'e (dyn Error + 'static)) -> Option<&'e GiveUpMark> {
    find(outermost, |error| {
        #[cfg(feature = "http")]
        if let Some(error) = downcast::<crate::http::ApiError>(error) {
            return error.give_up_mark();
        }
        downcast::<crate::outcome::TimedOut>(error).and_then(Retryable::give_up_mark)
    })
}

/// The error as an `E`, also if it is an `Arc<E>` or a `Box<E>`. The source of such a pointer is the source of the `E`, so
/// [`Error::source`] alone never reaches the `E`.
fn downcast<'e, E: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e E> {
    let shared = || error.downcast_ref::<Arc<E>>().map(AsRef::as_ref);
    let boxed = || error.downcast_ref::<Box<E>>().map(AsRef::as_ref);
    error.downcast_ref::<E>().or_else(shared).or_else(boxed)
}

/// The error of any type that this error holds and that is not its source.
fn wrapped<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    let of_io = downcast::<io::Error>(error).and_then(io::Error::get_ref);
    let shared = || error.downcast_ref::<Arc<dyn Error + Send + Sync>>();
    of_io.map(|error| error as _).or_else(|| shared().map(|error| &**error as _))
}

/// The first result of `known` in the chain. The kind of an [`io::Error`] counts after the error that it wraps.
pub(crate) fn find<'e, T>(
    outermost: &'e (dyn Error + 'static),
    known: fn(&'e (dyn Error + 'static)) -> Option<T>,
) -> Option<T> {
    core::iter::successors(Some(outermost), |&error| error.source())
        .find_map(|error| wrapped(error).and_then(|wrapped| find(wrapped, known)).or_else(|| known(error)))
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
        verdict_of::<crate::attempts::CallIdError>,
        verdict_of::<crate::outcome::TimedOut>,
        verdict_of::<io::Error>,
    ];
    own.iter().chain(clients).find_map(|verdict| verdict(error))
}

fn verdict_of<E: Retryable + Error + 'static>(error: &(dyn Error + 'static)) -> Option<Verdict> {
    downcast::<E>(error).map(Retryable::verdict)
}
