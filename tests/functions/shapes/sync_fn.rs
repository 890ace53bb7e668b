//! Sync functions, by the way their attempts fail.

use std::cell::RefCell;
use std::time::Duration;

use retry_attr::retry;

use super::support::{Busy, Calls, Plain};

#[test]
fn by_tail_expression() {
    #[retry(max = 3, initial_delay = "0s")]
    fn ask(calls: &Calls) -> Result<u32, Busy> {
        calls.fail()
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls), calls.made()), (Err(Busy), 3));
}

#[test]
fn by_question_mark() {
    #[retry(max = 3, initial_delay = "0s")]
    fn ask(calls: &Calls) -> Result<u32, Busy> {
        let answer: u32 = calls.fail()?;
        Ok(answer + 1)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls), calls.made()), (Err(Busy), 3));
}

#[test]
fn by_question_mark_through_from() {
    #[retry(max = 3, initial_delay = "0s", on(Plain::Busy))]
    fn ask(calls: &Calls) -> Result<u32, Plain> {
        let answer: u32 = calls.fail()?;
        Ok(answer + 1)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls), calls.made()), (Err(Plain::Busy), 3));
}

#[test]
fn by_return() {
    #[retry(max = 3, initial_delay = "0s")]
    fn ask(calls: &Calls) -> Result<u32, Busy> {
        if calls.fail::<u32>().is_err() {
            return Err(Busy);
        }
        Ok(1)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls), calls.made()), (Err(Busy), 3));
}

#[test]
fn inside_a_loop() {
    #[retry(max = 3, initial_delay = "0s")]
    fn ask(calls: &Calls) -> Result<u32, Busy> {
        for turn in 0..10_u32 {
            if turn == 1 {
                continue;
            }
            while calls.made() < 10 {
                calls.fail::<u32>()?;
            }
            if turn == 3 {
                break;
            }
        }
        Ok(1)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls), calls.made()), (Err(Busy), 3));
}

#[test]
fn inside_a_labeled_block() {
    #[retry(max = 3, initial_delay = "0s")]
    fn ask(calls: &Calls, stop: bool) -> Result<u32, Busy> {
        let answer = 'answer: {
            if stop {
                break 'answer calls.fail();
            }
            'outer: for row in 0_u32.. {
                for column in 0..row {
                    if column == 2 {
                        break 'outer;
                    }
                }
            }
            Ok(1)
        };
        Ok(answer? + 1)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, true), calls.made()), (Err(Busy), 3));
    assert_eq!((ask(&calls, false), calls.made()), (Ok(2), 3));
}

#[test]
fn in_a_closure_of_the_body() {
    #[retry(max = 3, initial_delay = "0s")]
    fn ask(calls: &Calls) -> Result<u32, Busy> {
        let add_one = |answer: Result<u32, Busy>| -> Result<u32, Busy> { Ok(answer? + 1) };
        add_one(calls.fail())
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls), calls.made()), (Err(Busy), 3));
}

#[test]
fn in_a_macro_call() {
    #[retry(max = 3, initial_delay = "0s")]
    fn ask(calls: &Calls) -> Result<Vec<u32>, Busy> {
        Ok(vec![calls.fail()?, 2])
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls), calls.made()), (Err(Busy), 3));
}

#[test]
fn a_success_ends_the_call() {
    #[retry(max = 3, initial_delay = "0s")]
    fn ask(calls: &Calls) -> Result<u32, Busy> {
        let failure = calls.fail();
        if calls.made() == 2 { Ok(2) } else { failure }
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls), calls.made()), (Ok(2), 2));
}

#[test]
fn waits_between_attempts_and_not_after_the_last() {
    #[retry(max = 3, jitter = "none", sleep = |delay| waits.borrow_mut().push(delay))]
    fn ask(calls: &Calls, waits: &RefCell<Vec<Duration>>) -> Result<u32, Busy> {
        calls.fail()
    }

    let (calls, waits) = (Calls::new(), RefCell::default());
    assert_eq!((ask(&calls, &waits), calls.made()), (Err(Busy), 3));
    assert_eq!(waits.into_inner(), [Duration::from_millis(500), Duration::from_secs(1)]);
}
