//! An error inside `anyhow` whose feature is off is not retried, and never silently.

#[path = "../../support/erased.rs"]
mod erased;

use retry_attr::StopReason;

#[tokio::test]
async fn an_error_whose_feature_is_off_is_tried_once() {
    assert_eq!(erased::ask().await, (1, StopReason::Unrecognised));
}
