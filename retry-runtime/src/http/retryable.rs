//! [`Retryable`] for the types of the crate `http`.

use ::http::{Response, StatusCode};

use super::verdict;
use crate::verdict::Retryable;
use crate::verdict::Verdict;

/// By the status alone. [`ApiError`](crate::http::ApiError) looks at the headers and the body too.
#[diagnostic::do_not_recommend]
#[cfg(feature = "http")]
impl Retryable for StatusCode {
    fn verdict(&self) -> Verdict {
        verdict(self.as_u16(), |_| None, &[])
    }
}

/// By the status and the headers: a body of any type cannot be read.
#[diagnostic::do_not_recommend]
#[cfg(feature = "http")]
impl<B> Retryable for Response<B> {
    fn verdict(&self) -> Verdict {
        verdict(self.status().as_u16(), |name| self.headers().get(name).map(AsRef::as_ref), &[])
    }
}
