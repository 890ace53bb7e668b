use std::error::Error;
use std::io;

use super::tls;
use crate::verdict::{PermanentReason, Verdict};

/// What an error below that of a connection says of the handshake: rustls says it with an [`io::Error`], which the client
/// wraps in another; the others with errors of their own.
pub(super) fn verdict(error: &(dyn Error + 'static)) -> Option<Verdict> {
    let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
    let is_invalid = matches!(kind, Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput));
    (is_invalid || tls::distrusts_server(error)).then_some(Verdict::permanent(PermanentReason::Invalid))
}
