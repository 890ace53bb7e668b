//! Compiles and runs the reader in the documentation of `retry_attr::stream`: that crate does not depend on a parser of events.

#[cfg(doctest)]
#[doc = include_str!("../../../../retry-runtime/src/stream/reader.md")]
pub struct Reader;
