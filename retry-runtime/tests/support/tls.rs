//! A TLS provider for `reqwest`, which refuses to start without one where a neighbor in the workspace has switched TLS on.

pub(crate) fn provide() {
    // An error says that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
