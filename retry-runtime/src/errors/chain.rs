//! The verdict of an error of any type: that of the first error in its chain whose type is known.

use core::fmt::Display;
use std::error::Error;
use std::io;

use crate::retryable::Retryable;
use crate::verdict::{Reason, Verdict};

/// Walks [`Error::source`], and looks into what an [`io::Error`] wraps.
pub(super) fn verdict(outermost: &(dyn Error + 'static)) -> Verdict {
    find(outermost, known).unwrap_or(Verdict::permanent(Reason::Unrecognized))
}

/// What lies below an error whose own type says nothing.
#[cfg(feature = "hyper")]
pub(super) fn below(error: &(dyn Error + 'static)) -> Option<Verdict> {
    error.source().and_then(|source| find(source, known))
}

/// Whether an error of this type lies below.
#[cfg(feature = "tonic-014")]
pub(super) fn holds<E: Error + 'static>(error: &(dyn Error + 'static)) -> bool {
    core::iter::successors(error.source(), |&error| error.source()).any(<dyn Error>::is::<E>)
}

/// The text of the first error of ours in the chain.
pub(crate) fn own_text<'e>(outermost: &'e (dyn Error + 'static)) -> Option<&'e dyn Display> {
    find(outermost, |error| {
        #[cfg(feature = "http")]
        if let Some(error) = error.downcast_ref::<crate::http::ApiError>() {
            return Some(error as _);
        }
        #[cfg(feature = "stream")]
        if let Some(error) = error.downcast_ref::<crate::stream::Truncated>() {
            return Some(error as _);
        }
        error.downcast_ref::<crate::timed_out::TimedOut>().map(|error| error as _)
    })
}

/// What `known` has first for an error in the chain; an [`io::Error`]'s kind speaks after what it wraps.
pub(super) fn find<'e, T>(
    outermost: &'e (dyn Error + 'static),
    known: fn(&'e (dyn Error + 'static)) -> Option<T>,
) -> Option<T> {
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
        #[cfg(feature = "async-openai-043")]
        verdict_of::<::async_openai::error::OpenAIError>,
        #[cfg(feature = "aws")]
        verdict_of::<::aws_smithy_runtime_api::client::result::ConnectorError>,
        #[cfg(feature = "gax")]
        verdict_of::<::google_cloud_gax::error::Error>,
        #[cfg(feature = "genai-07")]
        verdict_of::<::genai::Error>,
        #[cfg(feature = "genai-07")]
        verdict_of::<::genai::webc::Error>,
        #[cfg(feature = "tonic-014")]
        verdict_of::<::tonic::Status>,
        #[cfg(feature = "hyper")]
        verdict_of::<::hyper_util::client::legacy::Error>,
        #[cfg(feature = "hyper")]
        verdict_of::<::hyper::Error>,
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
