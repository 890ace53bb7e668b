//! Outcomes other than `Err` that count as failures: `on_ok`, and `on(None)` for `Option`.

use retry_attr::{FailureClass, GaveUp, NoneError, Retry, Retryable, StopReason, Verdict, retry};

#[derive(Debug, PartialEq, Retryable)]
#[retryable(transient)]
struct Reset;

#[derive(Debug, PartialEq)]
struct Completion {
    number: u32,
    text: Option<&'static str>,
}

mod on_ok {
    use super::*;

    #[test]
    fn true_and_false_are_values_and_no_variables() {
        #[retry(on_ok(false), max = 2, sleep = |_| ())]
        fn is_ready(attempts: &mut u32) -> Result<bool, Reset> {
            *attempts += 1;
            Ok(*attempts == 2)
        }
        assert_eq!(is_ready(&mut 0), Ok(true));
    }

    /// Yields an empty completion until the attempt `full_from`.
    #[retry(on_ok(Completion { text: None, .. }), sleep = |_| ())]
    fn ask(full_from: u32, attempts: &mut u32) -> Result<Completion, Reset> {
        *attempts += 1;
        Ok(Completion { number: *attempts, text: (*attempts >= full_from).then_some("text") })
    }

    #[test]
    fn an_ok_value_that_matches_is_retried() {
        let mut attempts = 0;
        assert_eq!(ask(2, &mut attempts), Ok(Completion { number: 2, text: Some("text") }));
        assert_eq!(attempts, 2);
    }

    #[test]
    fn the_last_ok_value_is_returned_as_it_is() {
        assert_eq!(ask(9, &mut 0), Ok(Completion { number: 3, text: None }));
    }

    #[test]
    fn patterns_have_guards_and_bindings_by_reference() {
        #[retry(on_ok(text if text.len() < least), sleep = |_| ())]
        fn ask(least: usize, attempts: &mut u32) -> Result<String, Reset> {
            *attempts += 1;
            Ok("long".to_owned())
        }
        let mut attempts = 0;
        ask(4, &mut attempts).expect("it never fails");
        assert_eq!(attempts, 1);
        ask(5, &mut attempts).expect("it never fails");
        assert_eq!(attempts, 4);
    }

    #[test]
    fn hooks_see_no_error_in_its_place() {
        #[retry(
            on_ok(0),
            sleep = |_| (),
            on_retry = |retry| seen.borrow_mut().push((retry.attempt(), retry.class(), retry.error().is_none())),
            on_give_up = |gave_up| {
                assert_eq!(gave_up.stop_reason(), StopReason::Attempts);
                seen.borrow_mut().push((gave_up.attempt(), gave_up.class(), gave_up.error().is_none()));
            }
        )]
        fn zero(seen: &std::cell::RefCell<Vec<(u32, FailureClass, bool)>>) -> Result<u8, Reset> {
            Ok(0)
        }
        let seen = std::cell::RefCell::default();
        assert_eq!(zero(&seen), Ok(0));
        let failure = |attempt| (attempt, FailureClass::Transient, true);
        assert_eq!(seen.into_inner(), [failure(1), failure(2), failure(3)]);
    }

    #[test]
    fn errors_are_judged_as_without_it() {
        #[derive(Debug, Retryable)]
        enum Failed {
            #[retryable(transient)]
            Reset,
            Wrong,
        }

        #[retry(on_ok(()), except(Failed::Wrong), sleep = |_| ())]
        fn fail(error: fn() -> Failed, attempts: &mut u32) -> Result<(), Failed> {
            *attempts += 1;
            Err(error())
        }
        let mut attempts = 0;
        fail(|| Failed::Reset, &mut attempts).expect_err("it always fails");
        assert_eq!(attempts, 3);
        fail(|| Failed::Wrong, &mut attempts).expect_err("it always fails");
        assert_eq!(attempts, 4);
    }

    #[test]
    fn goes_with_on_and_verdict() {
        #[retry(on_ok(0), on(404), verdict = |_| Verdict::throttled(), sleep = |_| ())]
        fn call(results: &mut Vec<Result<u8, u16>>) -> Result<u8, u16> {
            results.pop().expect("a result for each attempt")
        }
        assert_eq!(call(&mut vec![Ok(1), Err(404), Ok(0)]), Ok(1));
        assert_eq!(call(&mut vec![Ok(1), Err(400), Ok(0)]), Err(400));
    }
}

mod on_none {
    use super::*;

    #[test]
    fn an_option_is_retried_until_there_is_something() {
        #[retry(on(None), sleep = |_| ())]
        fn find(there_from: u32, attempts: &mut u32) -> Option<u32> {
            *attempts += 1;
            (*attempts >= there_from).then_some(*attempts)
        }
        assert_eq!(find(1, &mut 0), Some(1));
        assert_eq!(find(3, &mut 0), Some(3));
        let mut attempts = 0;
        assert_eq!(find(4, &mut attempts), None);
        assert_eq!(attempts, 3);
    }

    #[test]
    fn hooks_see_no_error_in_its_place() {
        fn note<E>(retry: &Retry<'_, E>) {
            assert!(retry.error().is_none());
            assert_eq!(retry.class(), FailureClass::Transient);
        }

        #[retry(
            on(None),
            sleep = |_| (),
            on_retry = note,
            on_give_up = |gave_up| *given_up = gave_up.error().is_none()
        )]
        fn find(given_up: &mut bool) -> Option<()> {
            None
        }
        let mut given_up = false;
        assert_eq!(find(&mut given_up), None);
        assert!(given_up);
    }

    #[test]
    fn functions_of_an_option_name_its_error() {
        fn note(gave_up: &GaveUp<'_, NoneError>) {
            assert_eq!((gave_up.error(), gave_up.class()), (None, FailureClass::Throttled));
        }

        #[expect(clippy::trivially_copy_pass_by_ref, reason = "the option takes such a function")]
        fn judge(error: &NoneError) -> Verdict {
            assert_eq!(error.to_string(), "there was nothing");
            Verdict::throttled()
        }

        #[retry(on(None), verdict = judge, except(_ if *attempts == 2), sleep = |_| (), on_give_up = note)]
        fn find(attempts: &mut u32) -> Option<()> {
            *attempts += 1;
            None
        }
        let mut attempts = 0;
        assert_eq!(find(&mut attempts), None);
        assert_eq!(attempts, 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_timed_out_function_with_on_none_returns_none() {
        #[retry(max = 2, on(None), attempt_timeout = "1s")]
        async fn find(attempts: &mut u32) -> Option<()> {
            *attempts += 1;
            core::future::pending().await
        }
        let mut attempts = 0;
        assert_eq!(find(&mut attempts).await, None);
        assert_eq!(attempts, 2);
    }

    #[test]
    fn a_some_that_matches_on_ok_is_retried() {
        #[retry(on(None), on_ok(0), sleep = |_| ())]
        fn find(found: &mut Vec<Option<u8>>) -> Option<u8> {
            found.pop().expect("one for each attempt")
        }
        assert_eq!(find(&mut vec![Some(3), None, Some(0)]), Some(3));
        assert_eq!(find(&mut vec![Some(0), Some(0), None]), Some(0));
    }
}
