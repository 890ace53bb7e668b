//! The waits below their ceiling: `jitter` and `random`.

use std::collections::HashSet;

use retry_attr::{Jitter, Policy, Retryable, Verdict, retry};

/// An error with the verdict that it holds.
#[derive(Debug)]
struct Failed(Verdict);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

const TRANSIENT: Failed = Failed(Verdict::transient());
const OVERLOADED: Failed = Failed(Verdict::overloaded());

// Parts of 2^64: what a source of random numbers yields.
const NOTHING: u64 = 0;
const QUARTER: u64 = 1 << 62;
const HALF: u64 = 2 << 62;
const THREE_QUARTERS: u64 = 3 << 62;

/// The waits, in seconds, of a call that fails seven times.
macro_rules! waits {
    ($error:expr, $($options:tt)*) => {{
        #[retry(
            max = 7,
            initial_delay = "1s",
            on_retry = |retry| waits.push(retry.wait().as_secs_f64()),
            sleep = |_| (),
            $($options)*
        )]
        fn fail(waits: &mut Vec<f64>) -> Result<(), Failed> {
            Err($error)
        }
        let mut waits = Vec::new();
        fail(&mut waits).expect_err("it always fails");
        waits
    }};
}

const CEILINGS: [f64; 6] = [1.0, 2.0, 4.0, 8.0, 16.0, 20.0];

/// Exact: these numbers have few binary digits.
#[track_caller]
fn assert_share_of_ceilings(waits: &[f64], share: f64) {
    assert_eq!(waits, CEILINGS.map(|ceiling| ceiling * share));
}

#[test]
fn without_jitter_the_wait_is_the_ceiling() {
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = "none"), 1.0);
}

#[test]
fn full_is_anywhere_below_the_ceiling() {
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = "full", random = || NOTHING), 0.0);
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = "full", random = || QUARTER), 0.25);
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = "full", random = || HALF), 0.5);
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = "full", random = || THREE_QUARTERS), 0.75);
}

#[test]
fn full_is_what_the_bare_option_means_and_the_default() {
    const STIFF: Policy = Policy::DEFAULT.jitter(Jitter::None);
    assert_share_of_ceilings(&waits!(TRANSIENT, policy = STIFF, jitter, random = || HALF), 0.5);
    assert_share_of_ceilings(&waits!(TRANSIENT, policy = STIFF, jitter = "full", random = || HALF), 0.5);
    assert_share_of_ceilings(&waits!(TRANSIENT, policy = STIFF, random = || HALF), 1.0);
    assert_share_of_ceilings(&waits!(TRANSIENT, random = || HALF), 0.5);
}

#[test]
fn equal_is_in_the_upper_half() {
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = "equal", random = || NOTHING), 0.5);
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = "equal", random = || QUARTER), 0.625);
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = "equal", random = || HALF), 0.75);
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = "equal", random = || THREE_QUARTERS), 0.875);
}

#[test]
fn a_fraction_is_up_to_that_much_shorter() {
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = 0.25, random = || NOTHING), 1.0);
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = 0.25, random = || QUARTER), 0.9375);
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = 0.25, random = || HALF), 0.875);
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = 0.25, random = || THREE_QUARTERS), 0.8125);
    assert_share_of_ceilings(&waits!(TRANSIENT, jitter = 1, random = || QUARTER), 0.75);
}

#[test]
fn decorrelated_grows_from_the_wait_before() {
    assert_eq!(waits!(TRANSIENT, jitter = "decorrelated", random = || NOTHING), [1.0; 6]);
    assert_eq!(
        waits!(TRANSIENT, jitter = "decorrelated", random = || QUARTER),
        // The last has more binary digits than nanoseconds.
        [1.5, 1.875, 2.156_25, 2.367_187_5, 2.525_390_625, 2.644_042_968]
    );
    assert_eq!(
        waits!(TRANSIENT, jitter = "decorrelated", random = || HALF),
        [2.0, 3.5, 5.75, 9.125, 14.1875, 20.0]
    );
    assert_eq!(
        waits!(TRANSIENT, jitter = "decorrelated", random = || THREE_QUARTERS),
        [2.5, 5.875, 13.468_75, 20.0, 20.0, 20.0]
    );
}

/// An overloaded server is not called again immediately.
#[test]
fn after_an_overload_the_upper_half_is_drawn() {
    assert_share_of_ceilings(&waits!(OVERLOADED, random = || NOTHING), 0.5);
    assert_share_of_ceilings(&waits!(OVERLOADED, jitter = "full", random = || HALF), 0.75);
    assert_share_of_ceilings(&waits!(OVERLOADED, jitter = "equal", random = || HALF), 0.75);
    assert_share_of_ceilings(&waits!(OVERLOADED, jitter = 0.25, random = || HALF), 0.875);
    assert_share_of_ceilings(&waits!(OVERLOADED, jitter = 1, random = || HALF), 0.75);
    assert_share_of_ceilings(&waits!(OVERLOADED, jitter = "none"), 1.0);
}

#[test]
fn random_takes_a_path() {
    fn half() -> u64 {
        HALF
    }
    assert_share_of_ceilings(&waits!(TRANSIENT, random = half), 0.5);
}

#[test]
fn random_may_change_what_it_captures() {
    #[retry(random = || source.borrow_mut().pop().unwrap_or(NOTHING), sleep = |wait| waits.push(wait.as_millis()))]
    fn fail(source: &std::cell::RefCell<Vec<u64>>, waits: &mut Vec<u128>) -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    let mut waits = Vec::new();
    fail(&std::cell::RefCell::new(vec![QUARTER, HALF]), &mut waits).expect_err("it always fails");
    assert_eq!(waits, [250, 250]);
}

#[test]
fn without_a_source_the_draws_differ_and_keep_their_bounds() {
    fn assert_between(waits: impl Fn() -> Vec<f64>, low: f64, high: f64) {
        let draws: Vec<[f64; 6]> = (0..200).map(|_| waits().try_into().expect("six waits")).collect();
        for draw in &draws {
            for (wait, ceiling) in draw.iter().zip(CEILINGS) {
                assert!((low * ceiling..=high * ceiling).contains(wait), "{wait} of {ceiling}");
            }
        }
        let different: HashSet<u64> = draws.iter().flatten().map(|wait| wait.to_bits()).collect();
        assert_eq!(different.len(), 1200, "some draws were equal");
        // At least a quarter of the draws is on each side of the middle.
        let middle = f64::midpoint(low, high);
        let above = draws
            .iter()
            .flat_map(|draw| draw.iter().zip(CEILINGS))
            .filter(|(wait, ceiling)| **wait > middle * ceiling)
            .count();
        assert!((300..=900).contains(&above), "{above} of 1200 draws were in the upper half");
    }
    assert_between(|| waits!(TRANSIENT, jitter), 0.0, 1.0);
    assert_between(|| waits!(TRANSIENT, jitter = "equal"), 0.5, 1.0);
    assert_between(|| waits!(TRANSIENT, jitter = 0.25), 0.75, 1.0);
    assert_between(|| waits!(OVERLOADED, jitter), 0.5, 1.0);
}
