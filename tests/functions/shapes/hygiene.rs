//! Users may call anything anything.

use std::cell::Cell;
use std::time::Duration;

use retry_attr::retry;

use super::support::{Busy, Calls};

/// Here, each name that the expansion could use carelessly means something else.
#[allow(dead_code, non_camel_case_types, reason = "nobody but a careless expansion uses them")]
mod shadowed {
    use ::std::result::Result as Outcome;

    use super::super::support::{Busy, Calls};

    struct Result;
    struct Option;
    struct Box;
    struct Ok;
    struct Err;
    struct Some;
    struct None;
    struct Send;
    struct Duration;
    struct Clone;
    struct Cell;
    struct Future;
    struct Attempts;
    struct Policy;
    struct Verdict;
    struct Retryable;
    struct ControlFlow;
    struct u32;
    struct u64;
    struct bool;

    mod core {}
    mod std {}
    mod alloc {}
    mod tokio {}
    mod retry_attr {}
    mod __private {}

    const fn attempts() {}
    const fn outcome() {}
    const fn delay() {}
    const fn error() {}
    const fn clone() {}
    const fn drop() {}

    /// Methods on everything, found before those that take a reference.
    #[allow(clippy::wrong_self_convention, reason = "the names are taken")]
    trait Everything: Sized {
        fn is_zero(self) -> u8 {
            0
        }
        fn settle(self) -> u8 {
            0
        }
        fn max(self) -> u8 {
            0
        }
        fn clone(self) -> u8 {
            0
        }
        fn remembering(self) -> u8 {
            0
        }
        fn as_ref(self) -> u8 {
            0
        }
        fn wait(self) -> u8 {
            0
        }
        fn take(self) -> u8 {
            0
        }
        fn failed(self, _: u8) -> u8 {
            0
        }
        fn failed_by(self, _: u8) -> u8 {
            0
        }
    }

    impl<T> Everything for T {}

    #[allow(unused_macros, reason = "nobody but a careless expansion uses them")]
    macro_rules! matches {
        () => {};
    }
    #[allow(unused_macros, reason = "nobody but a careless expansion uses them")]
    macro_rules! panic {
        () => {};
    }

    #[::retry_attr::retry(max = 3, clone(name))]
    pub(super) async fn ask(calls: &Calls, name: String) -> Outcome<(), Busy> {
        ::core::mem::drop(name);
        calls.fail_later().await
    }

    #[::retry_attr::retry(
        max = 3,
        backoff = "exp",
        factor = 1.5,
        initial_delay = "1ms",
        throttled_delay = "2ms",
        max_delay = "10ms",
        max_retry_after = "1s",
        jitter = 0.5,
        on(Busy if true),
        except(Busy if false),
        on_ok(() if false),
        on_retry = |_| (),
        on_give_up = |_| (),
        clone(name),
    )]
    pub(super) fn ask_sync(calls: &Calls, mut name: String) -> Outcome<(), Busy> {
        name.push('!');
        calls.fail()
    }

    #[::retry_attr::retry(max = 3, jitter = "decorrelated", verdict = |_| ::retry_attr::Verdict::transient())]
    pub(super) async fn ask_with_verdict(calls: &Calls) -> Outcome<(), Busy> {
        calls.fail_later().await
    }

    #[::retry_attr::retry(max = 3, last_error = last, deadline = "1h")]
    pub(super) async fn ask_with_last_error(calls: &Calls) -> Outcome<(), ::std::io::Error> {
        assert_eq!(last.is_some(), calls.made() > 9);
        calls.fail_later().await.map_err(|_| ::std::io::ErrorKind::TimedOut.into())
    }

    #[::retry_attr::retry(max = 3, on(Plain), policy = ::retry_attr::Policy::DEFAULT)]
    pub(super) async fn ask_unknown(calls: &Calls) -> Outcome<(), Plain> {
        calls.fail_later().await.map_err(|_| Plain)
    }

    /// Not `Retryable`.
    #[derive(Debug, PartialEq, Eq)]
    pub(super) struct Plain;
}

#[tokio::test(start_paused = true)]
async fn shadowed_names() {
    let calls = Calls::new();
    assert_eq!((shadowed::ask(&calls, "?".into()).await, calls.made()), (Err(Busy), 3));
    assert_eq!((shadowed::ask_sync(&calls, "?".into()), calls.made()), (Err(Busy), 6));
    assert_eq!((shadowed::ask_with_verdict(&calls).await, calls.made()), (Err(Busy), 9));
    assert_eq!((shadowed::ask_with_last_error(&calls).await.is_err(), calls.made()), (true, 12));
    assert_eq!((shadowed::ask_unknown(&calls).await, calls.made()), (Err(shadowed::Plain), 15));
}

#[tokio::test(start_paused = true)]
async fn parameters_named_like_our_variables() {
    #[allow(clippy::too_many_arguments, reason = "so many names")]
    #[retry(max = 3, clone(error, policy), on_retry = |retry| made.set(made.get() + retry.attempt() + attempts))]
    async fn ask(
        calls: &Calls,
        made: &Cell<u32>,
        attempts: u32,
        outcome: u32,
        delay: Duration,
        result: u32,
        error: u32,
        policy: String,
    ) -> Result<u32, Busy> {
        drop(policy);
        let wait = delay.as_secs();
        assert_eq!((attempts, outcome, wait, result, error), (1, 2, 3, 4, 5));
        calls.fail_later().await
    }
    #[retry(
        max = 3,
        initial_delay = "0s",
        on(outcome if error == 5 && *outcome == Busy),
        on_give_up = |failure| made.set(made.get() + failure.attempt() + delay),
    )]
    fn ask_sync(
        calls: &Calls,
        made: &Cell<u32>,
        attempts: u32,
        delay: u32,
        error: u32,
        __ret: u32,
    ) -> Result<u32, Busy> {
        assert_eq!((attempts, delay, error, __ret), (1, 3, 5, 6));
        calls.fail()
    }

    let (calls, made) = (Calls::new(), Cell::new(0));
    let outcome = ask(&calls, &made, 1, 2, Duration::from_secs(3), 4, 5, "policy".into()).await;
    assert_eq!((outcome, calls.made(), made.get()), (Err(Busy), 3, 1 + 1 + 2 + 1));
    let (calls, made) = (Calls::new(), Cell::new(0));
    let outcome = ask_sync(&calls, &made, 1, 3, 5, 6);
    assert_eq!((outcome, calls.made(), made.get()), (Err(Busy), 3, 3 + 3));
}

#[tokio::test(start_paused = true)]
async fn items_and_macros_of_the_body() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<Result<u32, Busy>, Busy> {
        use std::fmt::Result;
        type Error = Busy;
        macro_rules! attempt {
            ($calls:expr) => {
                $calls.fail_later::<u32>().await?
            };
        }
        fn formatted(made: u32) -> Result {
            if made > 3 { Err(std::fmt::Error) } else { Ok(()) }
        }
        formatted(calls.made()).map_err(|_| Busy)?;
        let answer = attempt!(calls);
        Ok(Ok::<u32, Error>(answer))
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Err(Busy), 3));
}
