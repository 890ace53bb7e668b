//! What a TLS library says of a certificate. Its error types are those of a crate that everybody else would have to build
//! to name them, and every client has a choice of such crates: so the text decides, as a last resort.

use std::error::Error;
use std::string::ToString as _;

/// Whether this error, without its sources, is about the certificate of the server, which is looked at before anything of
/// the request is sent.
///
/// rustls writes "invalid peer certificate: …", OpenSSL "certificate verify failed", the libraries of Windows and macOS
/// "certificate" and more, Windows in the language of its user. A fatal alert is the server's, about ours, and may come
/// behind the request.
pub(super) fn distrusts_server(error: &(dyn Error + 'static)) -> bool {
    let text = error.to_string().to_ascii_lowercase();
    text.contains("certificate") && !text.contains("alert")
}
