//! An error inside `anyhow` whose feature is off is not retried, and never silently; with the feature on it is.

#[path = "../../../support/erased.rs"]
mod erased;
#[path = "../../../support/log.rs"]
mod log;

use retry_attr::{StopReason, retry};

use self::log::Log;

#[tokio::test]
async fn an_error_whose_feature_is_off_is_tried_once_and_the_warning_names_the_feature() {
    let (log, _guard) = Log::listen(tracing::Level::WARN);
    let outcome = erased::ask().await;
    let lines = log.take();
    let warnings: Vec<_> = lines.iter().filter(|line| line.contains("not recognized")).collect();
    if cfg!(feature = "reqwest") {
        assert_eq!(outcome, (3, StopReason::Attempts));
        assert!(warnings.is_empty(), "{lines:#?}");
    } else {
        assert_eq!(outcome, (1, StopReason::Unrecognized));
        assert!(matches!(warnings.as_slice(), [warning] if warning.contains("`reqwest-013`")), "{lines:#?}");
    }
}

#[tokio::test]
async fn a_refused_connection_is_known_by_the_standard_library_s_error_inside() {
    #[retry(sleep = |_| std::future::ready(()), on_give_up = |gave_up| *reason = Some(gave_up.stop_reason()))]
    async fn ask(attempts: &mut u32, reason: &mut Option<StopReason>) -> anyhow::Result<()> {
        *attempts += 1;
        let client = reqwest::Client::builder().no_proxy().build()?;
        // Loopback's port 1 has had no listener for decades.
        client.get("http://127.0.0.1:1").send().await?;
        Ok(())
    }
    let (mut attempts, mut reason) = (0, None);
    ask(&mut attempts, &mut reason).await.expect_err("nobody listens");
    assert_eq!((attempts, reason), (3, Some(StopReason::Attempts)));
}
