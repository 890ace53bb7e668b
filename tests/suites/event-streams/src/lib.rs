//! Compiles and runs the reader in the guide: `retry-attr` does not depend on a parser of events.

#[cfg(doctest)]
#[doc = include_str!("../../../../src/guide/reader.md")]
pub struct Reader;
