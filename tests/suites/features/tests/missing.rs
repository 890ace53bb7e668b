//! The error for a missing feature names the feature, and the option that replaces it.
#![cfg(not(feature = "anyhow"))]

/// The programs for the features that are on.
const PROGRAMS: &str = if cfg!(feature = "std") { "ui/std/*.rs" } else { "ui/*.rs" };

#[rustversion::attr(not(stable(1.95)), ignore = "the words of rustc change, and these are of 1.95")]
#[test]
fn missing_features_are_explained() {
    trybuild::TestCases::new().compile_fail(PROGRAMS);
}
