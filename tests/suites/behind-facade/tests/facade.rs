//! The macros behind a facade: they work with `crate = …`, and say so without it.

use facade::{Retryable, retry};

#[derive(Debug, Retryable)]
#[retryable(transient, crate = facade::retry_attr)]
struct Busy;

#[retry(crate = facade::retry_attr, initial_delay = "1ns")]
fn call(attempts: &mut u32) -> Result<u32, Busy> {
    *attempts += 1;
    if *attempts < 3 { Err(Busy) } else { Ok(*attempts) }
}

#[retry(crate = facade::retry_attr, policy = || facade::retry_attr::Policy::DEFAULT, max = max, initial_delay = "1ns")]
fn read_at_run_time(max: u32, attempts: &mut u32) -> Result<u32, Busy> {
    *attempts += 1;
    if *attempts < 4 { Err(Busy) } else { Ok(*attempts) }
}

#[test]
fn the_macros_work_with_the_path() {
    assert_eq!(call(&mut 0).expect("the third attempt"), 3);
    assert_eq!(read_at_run_time(4, &mut 0).expect("the fourth attempt"), 4);
}

#[rustversion::attr(not(stable(1.95)), ignore = "the words of rustc change, and these are of 1.95")]
#[test]
fn the_macros_ask_for_the_path() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
