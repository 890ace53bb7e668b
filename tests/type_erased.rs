//! An error inside `anyhow` whose feature is on. Where it is off: `tests/suites/features`.

#[path = "support/erased.rs"]
mod erased;

use retry_attr::{StopReason, retry};

#[tokio::test]
async fn an_error_whose_feature_is_on_is_tried_to_the_end() {
    // `reqwest` comes without a TLS provider here. An error says that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    assert_eq!(erased::ask().await, (3, StopReason::Attempts));
}

#[derive(Debug, PartialEq)]
struct Busy(bool);

impl std::fmt::Display for Busy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("busy")
    }
}

impl std::error::Error for Busy {}

#[test]
fn a_type_of_ones_own_inside_is_named_by_on() {
    #[retry(on(e if e.downcast_ref::<Busy>().is_some_and(|busy| busy.0)), initial_delay = "1ms")]
    fn ask(attempts: &std::cell::Cell<u32>, passes: bool) -> anyhow::Result<()> {
        attempts.set(attempts.get() + 1);
        Err(Busy(passes).into())
    }
    for (passes, expected) in [(true, 3), (false, 1)] {
        let attempts = std::cell::Cell::new(0);
        ask(&attempts, passes).expect_err("it fails");
        assert_eq!(attempts.get(), expected);
    }
}
