//! All calls share one budget for retries.

use std::cell::Cell;

use retry_attr::{StopReason, Upstream, Verdict, retry};

use super::support::{Failed, TRANSIENT};

type Told = Cell<Option<(u32, StopReason)>>;

macro_rules! fail {
    ($upstream:ident, $verdict:expr) => {{
        #[retry(
                            upstream = $upstream,
                            max = 10,
                            sleep = |_| (),
                            initial_delay = "0s",
                            throttled_delay = "0s",
                            on_give_up = |gave_up| told.set(Some((gave_up.attempt(), gave_up.stop_reason())))
                        )]
        fn fail(told: &Told) -> Result<(), Failed> {
            Err(Failed($verdict))
        }
        let told = Told::default();
        fail(&told).expect_err("it always fails");
        told.get().expect("the hook hears of it")
    }};
}

#[test]
fn transient_retries_stop_when_the_budget_is_spent() {
    static SMALL: Upstream = Upstream::new("small").budget(10);

    assert_eq!(fail!(SMALL, TRANSIENT), (3, StopReason::Budget));
    assert_eq!(fail!(SMALL, TRANSIENT), (1, StopReason::Budget));
    assert_eq!(StopReason::Budget.to_string(), "budget spent");
}

#[test]
fn retries_after_timeouts_cost_twice_as_much() {
    static SLOW: Upstream = Upstream::new("slow").budget(20);

    assert_eq!(fail!(SLOW, Verdict::timed_out()), (3, StopReason::Budget));
}

#[test]
fn upstreams_without_a_budget_let_calls_retry() {
    static FREE: Upstream = Upstream::new("free").no_budget();

    assert_eq!(fail!(FREE, TRANSIENT), (10, StopReason::Attempts));
}

#[test]
fn successes_earn_what_the_last_retry_has_cost() {
    static EARNED: Upstream = Upstream::new("earned").budget(10);

    #[retry(upstream = EARNED, sleep = |_| (), initial_delay = "0s", throttled_delay = "0s")]
    fn succeed(failures: &Cell<u32>) -> Result<(), Failed> {
        match failures.get().checked_sub(1) {
            Some(left) => {
                failures.set(left);
                Err(Failed(TRANSIENT))
            }
            None => Ok(()),
        }
    }
    assert_eq!(succeed(&Cell::new(2)), Ok(()));
    assert_eq!(EARNED.state().budget, Some(5));
    for _ in 0..5 {
        assert_eq!(succeed(&Cell::new(0)), Ok(()));
    }
    assert_eq!(EARNED.state().budget, Some(10));
}

/// A call that stops for another reason pays nothing.
#[test]
fn a_call_without_retries_pays_nothing() {
    static UNPAID: Upstream = Upstream::new("unpaid").budget(10);

    #[retry(upstream = UNPAID, max = 1)]
    fn fail() -> Result<(), Failed> {
        Err(Failed(TRANSIENT))
    }
    for _ in 0..5 {
        assert_eq!(fail(), Err(Failed(TRANSIENT)));
    }
    assert_eq!(UNPAID.state().budget, Some(10));
}

#[test]
fn retries_can_be_switched_off() {
    static OFF: Upstream = Upstream::new("off");

    OFF.allow_retries(false);
    assert_eq!(fail!(OFF, TRANSIENT), (1, StopReason::Budget));
    OFF.allow_retries(true);
    assert_eq!(fail!(OFF, TRANSIENT), (10, StopReason::Attempts));
}
