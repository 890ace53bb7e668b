//! Certificate errors of TLS libraries. To name their types, every user would have to build every TLS library that a client
//! can use, so the text decides as a last resort.

use std::error::Error;
use std::string::ToString as _;

/// Whether this error, without its sources, is about the certificate of the server. The certificate is checked before any
/// part of the request is sent.
///
/// rustls writes "invalid peer certificate: …", and OpenSSL writes "certificate verify failed". The libraries of Windows
/// and macOS also write "certificate", but Windows does so in the user's language. A fatal alert comes from the server, is
/// about the client's certificate, and may arrive after the request was sent.
pub(super) fn distrusts_server(error: &(dyn Error + 'static)) -> bool {
    let text = error.to_string().to_ascii_lowercase();
    text.contains("certificate") && !text.contains("alert")
}
