//! Runs the code on the pages of the guide: `retry-attr` itself does not depend on the crates that they use.

#[path = "../../../../src/guide.rs"]
pub mod guide;
