//! What is missing without features is said in our words, with the option that makes up for it. Run it without them:
//! `cargo test --no-default-features --test without_features`.
#![cfg(not(feature = "std"))]

#[rustversion::attr(not(stable(1.95)), ignore = "the words of rustc change, and these are of 1.95")]
#[test]
fn what_is_missing_is_explained() {
    trybuild::TestCases::new().compile_fail("tests/ui/without_features/*.rs");
}
