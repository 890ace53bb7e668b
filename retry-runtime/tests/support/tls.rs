//! A TLS provider for `reqwest`, which refuses to start without one where a neighbor in the workspace has switched TLS on.

pub(crate) fn provide() {
    // This fails only if a provider is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
