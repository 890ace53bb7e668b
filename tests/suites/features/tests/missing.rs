//! The error for a missing feature names the feature, and the option that replaces it.
#![cfg(not(any(feature = "anyhow", feature = "std")))]

#[rustversion::attr(not(stable(1.95)), ignore = "the words of rustc change, and these are of 1.95")]
#[test]
fn what_is_missing_is_explained() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
