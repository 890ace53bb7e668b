//! [`Retryable`] for the types of the crate `http`.

use ::http::{Response, StatusCode};

use super::{Reply, verdict};
use crate::verdict::Retryable;
use crate::verdict::Verdict;

/// By the status alone. [`ApiError`](crate::http::ApiError) also reads the headers and the body.
#[diagnostic::do_not_recommend]
#[cfg(feature = "http")]
impl Retryable for StatusCode {
    fn verdict(&self) -> Verdict {
        verdict(Reply::without_headers(self.as_u16(), &[]))
    }
}

/// By the status and the headers, because a body of any type cannot be read.
#[diagnostic::do_not_recommend]
#[cfg(feature = "http")]
impl<B> Retryable for Response<B> {
    fn verdict(&self) -> Verdict {
        verdict(Reply::new(self.status().as_u16(), self.headers(), &[]))
    }
}
