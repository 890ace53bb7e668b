use std::error::Error;
use std::io;

use super::tls;
use crate::verdict::{PermanentReason, Verdict};

/// The verdict of an error below the error of a connection, if it is about the TLS handshake. rustls reports it as an
/// [`io::Error`], which the client wraps in another one. The other TLS libraries use error types of their own.
pub(super) fn verdict(error: &(dyn Error + 'static)) -> Option<Verdict> {
    let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
    let is_invalid = matches!(kind, Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput));
    (is_invalid || tls::distrusts_server(error)).then_some(Verdict::permanent(PermanentReason::Invalid))
}
