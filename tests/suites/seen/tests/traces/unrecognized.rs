//! Errors that no feature knows. With the client's own feature off: `tests/suites/features`.

#[path = "../../../../support/erased.rs"]
mod erased;

use super::*;

#[retry(name = "ask")]
fn unknown() -> anyhow::Result<()> {
    Err(anyhow::anyhow!("something"))
}

#[test]
fn the_warning_names_the_features_that_are_off() {
    let (log, _guard) = Log::listen(Level::WARN);
    unknown().expect_err("it always fails");
    let lines = log.take();
    let [gave_up, warning] = lines.as_slice() else { panic!("{lines:#?}") };
    assert!(gave_up.ends_with("class=\"unrecognized\" reason=\"unrecognized\""), "{gave_up}");
    assert_eq!(
        warning,
        "WARN retry_attr the error is not recognized function=\"ask\" help=enable the feature of `retry-attr` for the \
         client whose error it is (off: `reqwest-012`, `async-openai-043`, `aws`, `google-cloud`, `genai-07`, \
         `tonic-014`, `hyper`), or name the error with `on(…)`"
    );
}

#[tokio::test]
async fn a_recognized_error_emits_no_warning() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (log, _guard) = Log::listen(Level::WARN);
    assert_eq!(erased::ask().await, (3, retry_attr::StopReason::Attempts));
    let lines = log.take();
    assert!(!lines.iter().any(|line| line.contains("not recognized")), "{lines:#?}");
}
