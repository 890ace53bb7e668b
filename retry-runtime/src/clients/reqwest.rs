//! reqwest 0.12 and 0.13, which share no types.

use std::error::Error;
use std::io;
use std::string::ToString as _;

use super::handshake;
use crate::errors::chain;
use crate::http::{self, Reply};
use crate::verdict::Retryable;
use crate::verdict::{PermanentReason, Verdict};

/// The kind of a reqwest error: the first that applies.
enum Kind {
    Status(u16),
    /// The request could not be built.
    Unbuilt,
    /// The server redirects in circles, or does not change the protocol.
    Refused,
    ConnectTimeout,
    Connect,
    Timeout,
    Decode,
    /// No reply arrived.
    Request,
    Other,
}

fn judge(kind: &Kind, error: &(dyn Error + 'static)) -> Verdict {
    let invalid = Verdict::permanent(PermanentReason::Invalid);
    match kind {
        Kind::Status(status) => http::verdict(Reply::without_headers(*status, &[])),
        Kind::Unbuilt => invalid.not_sent(),
        Kind::Refused => invalid,
        Kind::ConnectTimeout => Verdict::timed_out().not_sent(),
        Kind::Connect => connecting(error).not_sent(),
        Kind::Timeout => Verdict::timed_out(),
        Kind::Decode => chain::find(error, cause).unwrap_or(invalid),
        Kind::Request => chain::find(error, not_taken)
            .or_else(|| chain::find(error, cause))
            .unwrap_or(Verdict::transient()),
        Kind::Other => chain::find(error, cause).unwrap_or(Verdict::transient()),
    }
}

/// A name that does not resolve and a refused connection are transient. A failed handshake is permanent if the TLS library
/// says so. The outermost error is not read, because its text holds the URL.
fn connecting(error: &(dyn Error + 'static)) -> Verdict {
    error.source().and_then(|below| chain::find(below, handshake::verdict)).unwrap_or(Verdict::transient())
}

/// The verdict that only a source can give. A cut body and invalid JSON are both `is_decode()`, and a missing reply is only
/// `is_request()`.
fn cause(error: &(dyn Error + 'static)) -> Option<Verdict> {
    if let Some(error) = error.downcast_ref::<serde_json::Error>() {
        let is_cut = error.is_eof();
        return Some(if is_cut {
            Verdict::transient()
        } else {
            Verdict::permanent(PermanentReason::Invalid)
        });
    }
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        // A reply that is not HTTP is permanent. An early end, a closed connection, and a stream that HTTP/2 resets are
        // transient, unless a source knows better. The type of the `h2::Error` there cannot be named here.
        if error.is_parse() || error.is_user() {
            return Some(Verdict::permanent(PermanentReason::Invalid));
        }
        let below = error.source().and_then(|source| chain::find(source, cause));
        return Some(below.unwrap_or(Verdict::transient()));
    }
    error.downcast_ref::<io::Error>().map(Retryable::verdict)
}

/// The verdict on an HTTP/2 stream that the server refused, or that is above the last one in its GOAWAY (RFC 9113, sections
/// 8.7 and 6.8). The server did not process any part of the request. The type of `h2::Error` cannot be named here, so its
/// text decides.
fn not_taken(error: &(dyn Error + 'static)) -> Option<Verdict> {
    let stream = error.downcast_ref::<hyper::Error>()?.source()?.to_string();
    let is_refused = stream.starts_with("stream error received: refused stream before processing");
    let is_left = stream.starts_with("connection error received: ");
    (is_refused || is_left).then_some(Verdict::transient().not_sent())
}

macro_rules! client {
    ($reqwest:ident, $feature:literal) => {
        use std::vec::Vec;

        use serde_core::de::DeserializeOwned;
        use $reqwest::{Error, Response};

        use super::{Kind, judge};
        use crate::clients::reading::{PATIENCE, failure, is_failure};
        use crate::http::body::WINDOW;
        use crate::http::{ApiError, ApiErrorForStatus, ApiJson, ResponseExt, Whole, sealed};
        use crate::verdict::Retryable;
        use crate::verdict::Verdict;

        /// Judged by its kind and its sources. The request was surely not sent if it could not be built, if the connection
        /// could not be made (name, connection, TLS, timeout), or if an HTTP/2 server refused it unread. After any other
        /// failure the request may have been answered and billed.
        ///
        /// An untrusted certificate is permanent with every TLS library that reports it in English. Any other failed
        /// handshake is permanent with rustls and is retried with native-tls.
        #[diagnostic::do_not_recommend]
        #[cfg(feature = $feature)]
        impl Retryable for Error {
            fn verdict(&self) -> Verdict {
                let kind = match self.status() {
                    Some(status) => Kind::Status(status.as_u16()),
                    None if self.is_builder() => Kind::Unbuilt,
                    None if self.is_redirect() || self.is_upgrade() => Kind::Refused,
                    None if self.is_connect() && self.is_timeout() => Kind::ConnectTimeout,
                    None if self.is_connect() => Kind::Connect,
                    None if self.is_timeout() => Kind::Timeout,
                    None if self.is_decode() => Kind::Decode,
                    None if self.is_request() => Kind::Request,
                    None => Kind::Other,
                };
                judge(&kind, self)
            }
        }

        /// Keeps the error as the source, without its URL.
        #[cfg(feature = $feature)]
        impl From<Error> for ApiError {
            fn from(error: Error) -> Self {
                let status = error.status().map(|status| status.as_u16());
                Self::transport(status, error.verdict(), error.without_url())
            }
        }

        impl sealed::Response for Response {}

        #[cfg(feature = $feature)]
        impl ResponseExt for Response {
            type Checked = ApiErrorForStatus<Self>;
            type Parsed<T> = ApiJson<T>;

            fn api_error_for_status(self) -> ApiErrorForStatus<Self> {
                if is_failure(self.status()) {
                    ApiErrorForStatus::failure(read_failure(self))
                } else {
                    ApiErrorForStatus::success(self)
                }
            }

            fn api_json<T: DeserializeOwned>(self) -> ApiJson<T> {
                ApiJson::new(whole(self))
            }
        }

        async fn read_failure(mut reply: Response) -> ApiError {
            let mut body = Vec::new();
            // The part that arrived in time counts, so the outcome does not matter.
            let _ = tokio::time::timeout(PATIENCE, read_start(&mut reply, &mut body)).await;
            failure(reply.status(), reply.headers(), &body)
        }

        /// Reads at most one chunk more than the reader looks at. A body that breaks off ends there.
        async fn read_start(reply: &mut Response, body: &mut Vec<u8>) {
            while body.len() < WINDOW {
                match reply.chunk().await {
                    Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                    _ => break,
                }
            }
        }

        async fn whole(reply: Response) -> Result<Whole, ApiError> {
            let mut reply = reply.api_error_for_status().await?;
            let headers = core::mem::take(reply.headers_mut());
            let status = reply.status();
            Ok((status, headers, reply.bytes().await?.into()))
        }
    };
}

#[cfg(any(feature = "reqwest-012-blocking", feature = "reqwest-013-blocking"))]
macro_rules! blocking_client {
    ($reqwest:ident, $feature:literal) => {
        use serde_core::de::DeserializeOwned;
        use $reqwest::blocking::Response;

        use crate::clients::reading::{failure, is_failure, parse};
        use crate::clients::thread;
        use crate::http::{ApiError, ResponseExt, sealed};

        impl sealed::Response for Response {}

        #[cfg(feature = $feature)]
        impl ResponseExt for Response {
            type Checked = Result<Self, ApiError>;
            type Parsed<T> = Result<T, ApiError>;

            fn api_error_for_status(mut self) -> Result<Self, ApiError> {
                if !is_failure(self.status()) {
                    return Ok(self);
                }
                let headers = core::mem::take(self.headers_mut());
                Err(failure(self.status(), &headers, &thread::read_start(self)))
            }

            fn api_json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
                let mut reply = self.api_error_for_status()?;
                let headers = core::mem::take(reply.headers_mut());
                parse(reply.status(), &headers, &reply.bytes()?)
            }
        }
    };
}

#[cfg(feature = "reqwest-012")]
mod v012 {
    client!(reqwest_012, "reqwest-012");
}

#[cfg(feature = "reqwest-012-blocking")]
mod v012_blocking {
    blocking_client!(reqwest_012, "reqwest-012-blocking");
}

#[cfg(feature = "reqwest-013")]
mod v013 {
    client!(reqwest_013, "reqwest-013");
}

#[cfg(feature = "reqwest-013-blocking")]
mod v013_blocking {
    blocking_client!(reqwest_013, "reqwest-013-blocking");
}
