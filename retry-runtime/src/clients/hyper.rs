//! hyper and the pooling client of hyper-util.

use std::error::Error as _;
use std::io;
use std::string::ToString as _;

use ::hyper::Error;
use ::hyper_util::client::legacy;

use super::handshake;
use crate::errors::chain;
use crate::http::ApiError;
use crate::verdict::Retryable;
use crate::verdict::{PermanentReason, Verdict};

/// A connection that closed or broke off and a message that ended early are transient. A reply that is not HTTP is
/// permanent. The request may have been answered and billed.
#[diagnostic::do_not_recommend]
#[cfg(feature = "hyper")]
impl Retryable for Error {
    fn verdict(&self) -> Verdict {
        if self.is_timeout() {
            Verdict::timed_out()
        } else if self.is_parse() || self.is_user() {
            Verdict::permanent(PermanentReason::Invalid)
        } else {
            // The error of HTTP/2 is a source whose type cannot be named here.
            chain::below(self).unwrap_or(Verdict::transient())
        }
    }
}

/// If the connection could not be made, the request was surely not sent. Later failures are judged by the `hyper::Error`
/// inside.
#[diagnostic::do_not_recommend]
#[cfg(feature = "hyper")]
impl Retryable for legacy::Error {
    fn verdict(&self) -> Verdict {
        if self.is_connect() {
            let handshake = self.source().and_then(|source| chain::find(source, connecting));
            return handshake.unwrap_or(Verdict::transient()).not_sent();
        }
        match self.source() {
            Some(_) => chain::below(self).unwrap_or(Verdict::transient()),
            // Only the text tells a request that could not be sent from a connection that closed before.
            None if self.to_string().contains("(User") => {
                Verdict::permanent(PermanentReason::Invalid).not_sent()
            }
            None => Verdict::transient(),
        }
    }
}

/// Keeps the error as the source.
#[cfg(feature = "hyper")]
impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        Self::transport(None, error.verdict(), error)
    }
}

/// Keeps the error as the source.
#[cfg(feature = "hyper")]
impl From<legacy::Error> for ApiError {
    fn from(error: legacy::Error) -> Self {
        Self::transport(None, error.verdict(), error)
    }
}

/// A name that does not resolve and a refused connection are transient. A failed handshake is permanent if the TLS library
/// says so.
fn connecting(error: &(dyn core::error::Error + 'static)) -> Option<Verdict> {
    match error.downcast_ref::<io::Error>().map(io::Error::kind) {
        Some(io::ErrorKind::TimedOut) => Some(Verdict::timed_out()),
        _ => handshake::verdict(error),
    }
}
