//! Reports about the store in which processes share an upstream.

#[cfg(feature = "metrics-024")]
const SILENT: &str = "retry_attr_upstream_store_silent";

/// Once per episode.
pub(crate) fn store_is_silent(upstream: &str, error: &str) {
    let _ = (upstream, error);
    #[cfg(feature = "tracing")]
    tracing::warn!(target: super::trace::TARGET, upstream, error, "the store is silent; this process goes on alone");
    #[cfg(feature = "metrics-024")]
    metrics::gauge!(SILENT, "upstream" => std::string::String::from(upstream)).set(1.0);
}

pub(crate) fn store_answers(upstream: &str) {
    let _ = upstream;
    #[cfg(feature = "tracing")]
    tracing::info!(target: super::trace::TARGET, upstream, "the store answers again");
    #[cfg(feature = "metrics-024")]
    metrics::gauge!(SILENT, "upstream" => std::string::String::from(upstream)).set(0.0);
}
