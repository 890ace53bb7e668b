//! ureq 3, whose replies are `http::Response`s.

use std::io;
use std::string::ToString as _;

use ::http::Response;
use ::ureq::{Body, Error, Timeout};
use serde_core::de::DeserializeOwned;

use super::reading::{failure, is_failure, parse};
use super::{thread, tls};
use crate::errors::chain;
use crate::http::{self, ApiError, Reply, ResponseExt, redact};
use crate::verdict::Retryable;
use crate::verdict::{PermanentReason, Verdict};

/// Judged by its variant. The request was surely not sent if the name did not resolve, the connection was refused, the
/// connection timed out, the certificate is not trusted, or the request could not be built. After any other failure the
/// request may have been answered and billed. A handshake that fails for another reason looks like a broken connection:
/// it is permanent, and the request may have been sent.
///
/// [`Error::StatusCode`] has lost the headers and the body. [`ResponseExt`](crate::http::ResponseExt) keeps them.
#[diagnostic::do_not_recommend]
#[cfg(feature = "ureq-3")]
impl Retryable for Error {
    fn verdict(&self) -> Verdict {
        match self {
            Self::StatusCode(status) => http::verdict(Reply::without_headers(*status, &[])),
            Self::Timeout(Timeout::Resolve | Timeout::Connect) => Verdict::timed_out().not_sent(),
            Self::Timeout(_) => Verdict::timed_out(),
            Self::HostNotFound | Self::ConnectionFailed => Verdict::transient().not_sent(),
            Self::Io(error) => of_io(error),
            Self::Json(error) if error.is_eof() => Verdict::transient(),
            // Only the text of the read error is left inside.
            Self::Json(error) if error.is_io() && error.to_string().starts_with("timeout: ") => {
                Verdict::timed_out()
            }
            Self::Json(error) if error.is_io() => Verdict::transient(),
            Self::BodyStalled => Verdict::transient(),
            Self::Other(error) => chain::verdict(&**error),
            Self::BadUri(_)
            | Self::Http(_)
            | Self::InvalidProxyUrl
            | Self::ConnectProxyFailed(_)
            | Self::RequireHttpsOnly(_)
            | Self::Tls(_)
            | Self::TlsRequired => INVALID.not_sent(),
            _ if is_of_building(&self.to_string()) => INVALID.not_sent(),
            _ => INVALID,
        }
    }
}

const INVALID: Verdict = Verdict::permanent(PermanentReason::Invalid);

/// Judged by the text of a variant that cannot be named. The TLS variants (an unreadable key or certificate, a handshake)
/// exist only with features of ureq, and the faults of a request belong to a crate below ureq. All of them are found before
/// the request is sent.
fn is_of_building(text: &str) -> bool {
    const TLS: [&str; 4] = ["rustls: ", "native-tls: ", "PEM: ", "der: "];
    const REQUEST: [&str; 3] = [
        "protocol: more than one host header",
        "protocol: host header is not a string",
        "protocol: authorization header is not a string",
    ];
    TLS.iter().chain(&REQUEST).any(|start| text.starts_with(start))
}

/// A name that does not resolve has no kind, only a text from the standard library.
fn of_io(error: &io::Error) -> Verdict {
    if error.to_string().starts_with("failed to lookup address") {
        Verdict::transient().not_sent()
    } else if tls::distrusts_server(error) {
        INVALID.not_sent()
    } else {
        chain::verdict(error)
    }
}

/// Keeps the error as the source, without the URLs that some of its variants hold.
#[cfg(feature = "ureq-3")]
impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let status = match error {
            Error::StatusCode(status) => Some(status),
            _ => None,
        };
        Self::transport(status, error.verdict(), without_url(error))
    }
}

fn without_url(error: Error) -> Error {
    match error {
        Error::BadUri(_) => Error::BadUri("[redacted]".into()),
        Error::RequireHttpsOnly(_) => Error::RequireHttpsOnly("[redacted]".into()),
        // For example, a `Location` that is not a URL, inside the error of a crate that cannot be named here.
        Error::Protocol(_) | Error::ConnectProxyFailed(_) => {
            let text = error.to_string();
            let shown = redact(&text);
            if shown == text { error } else { Error::Other(shown.into()) }
        }
        other => other,
    }
}

impl http::sealed::Response for Response<Body> {}

#[cfg(feature = "ureq-3")]
impl ResponseExt for Response<Body> {
    type Checked = Result<Self, ApiError>;
    type Parsed<T> = Result<T, ApiError>;

    fn api_error_for_status(self) -> Result<Self, ApiError> {
        if !is_failure(self.status()) {
            return Ok(self);
        }
        let (head, body) = self.into_parts();
        Err(failure(head.status, &head.headers, &thread::read_start(body.into_reader())))
    }

    /// Reads at most 10 MB, as ureq's own `read_json` does.
    fn api_json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        let (head, mut body) = self.api_error_for_status()?.into_parts();
        parse(head.status, &head.headers, &body.read_to_vec()?)
    }
}
