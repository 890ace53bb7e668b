//! An error inside `anyhow` whose feature is on. `tests/suites/features` has the tests without the feature.

#[path = "../support/erased.rs"]
mod erased;

use retry_attr::{StopReason, retry};

#[tokio::test]
async fn an_error_whose_feature_is_on_is_tried_to_the_end() {
    // `reqwest` comes without a TLS provider here. This fails only if a provider is set already.
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
fn on_matches_an_own_type_inside() {
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

/// Shared errors keep their hint where a pattern names them, too: the macro asks them whether they are `Retryable`.
#[test]
fn a_shared_error_keeps_its_hint() {
    use std::sync::Arc;
    use std::time::Duration;

    use retry_attr::{Retryable, Verdict};

    #[derive(Debug)]
    struct Throttled;

    impl Retryable for Throttled {
        fn verdict(&self) -> Verdict {
            Verdict::throttled().with_hint(Duration::from_secs(7))
        }
    }

    static THROTTLED: Throttled = Throttled;

    #[retry(max = 2, jitter = "none", sleep = |wait| waits.borrow_mut().push(wait))]
    fn shared(waits: &std::cell::RefCell<Vec<Duration>>) -> Result<(), Arc<Throttled>> {
        Err(Arc::new(Throttled))
    }
    #[retry(max = 2, jitter = "none", on(_), sleep = |wait| waits.borrow_mut().push(wait))]
    fn object(waits: &std::cell::RefCell<Vec<Duration>>) -> Result<(), Arc<dyn Retryable>> {
        Err(Arc::new(Throttled))
    }
    #[retry(max = 2, jitter = "none", on(Throttled), sleep = |wait| waits.borrow_mut().push(wait))]
    fn borrowed(waits: &std::cell::RefCell<Vec<Duration>>) -> Result<(), &'static Throttled> {
        Err(&THROTTLED)
    }
    let waits = std::cell::RefCell::new(Vec::new());
    shared(&waits).expect_err("it fails");
    assert!(object(&waits).is_err());
    borrowed(&waits).expect_err("it fails");
    assert_eq!(waits.into_inner(), [Duration::from_secs(7); 3]);
}
