use std::io;
use std::string::ToString as _;

use ::ureq::{Error, Timeout};

use super::chain;
use crate::http::{self, ApiError, redact};
use crate::retryable::Retryable;
use crate::verdict::{Reason, Verdict};

/// By its variant. A name that does not resolve, a refused connection and a timeout while connecting were surely not
/// sent; after any other the request may have been answered, and billed.
///
/// [`Error::StatusCode`] has lost the headers and the body: [`ResponseExt`](crate::http::ResponseExt) keeps them.
#[diagnostic::do_not_recommend]
impl Retryable for Error {
    fn verdict(&self) -> Verdict {
        match self {
            Self::StatusCode(status) => http::verdict(*status, |_| None, &[]),
            Self::Timeout(Timeout::Resolve | Timeout::Connect) => Verdict::timed_out().not_sent(),
            Self::Timeout(_) => Verdict::timed_out(),
            Self::HostNotFound | Self::ConnectionFailed => Verdict::transient().not_sent(),
            Self::Io(error) => of_io(error),
            Self::Json(error) if error.is_eof() => Verdict::transient(),
            Self::Json(error) if error.is_io() => Verdict::transient(),
            Self::BodyStalled => Verdict::transient(),
            Self::Other(error) => chain::verdict(&**error),
            Self::BadUri(_)
            | Self::Http(_)
            | Self::InvalidProxyUrl
            | Self::RequireHttpsOnly(_)
            | Self::Tls(_) => Verdict::permanent(Reason::Invalid).not_sent(),
            _ => Verdict::permanent(Reason::Invalid),
        }
    }
}

/// A name that does not resolve has no kind of its own, only a text of the standard library.
fn of_io(error: &io::Error) -> Verdict {
    match error.kind() {
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => {
            Verdict::transient().not_sent()
        }
        _ if error.to_string().starts_with("failed to lookup address") => Verdict::transient().not_sent(),
        _ => chain::verdict(error),
    }
}

/// Keeps the error as the source, without the URLs that some of its variants hold.
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
        // A `Location` that is no URL, say, inside the error of a crate that cannot be named here.
        Error::Protocol(_) | Error::ConnectProxyFailed(_) => {
            let text = error.to_string();
            let shown = redact(&text);
            if shown == text { error } else { Error::Other(shown.into()) }
        }
        other => other,
    }
}
