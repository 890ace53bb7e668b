//! Every option, for the lints of `main.rs`.

/// Every option, and every kind of value it takes.
#[allow(dead_code, reason = "for clippy to look at, not to be called")]
// A forbidden lint cannot be allowed.
#[forbid(unknown_lints, unreachable_patterns, unused_imports)]
mod options {
    use std::convert::Infallible;
    use std::io::{self, ErrorKind};
    use std::time::Duration;

    use retry_attr::{Backoff, GaveUp, Jitter, Policy, Retry, Verdict, retry};

    const ATTEMPTS: u32 = 4;
    const DELAY: Duration = Duration::from_millis(20);
    const POLICY: Policy = Policy::DEFAULT.max(5).backoff(Backoff::Linear).jitter(Jitter::None);

    #[derive(Debug)]
    struct Answer {
        text: Option<String>,
    }

    struct Client {
        seen: u32,
    }

    fn verdict(error: &io::Error) -> Verdict {
        if error.kind() == ErrorKind::Other { Verdict::throttled() } else { Verdict::transient() }
    }

    fn retried(retry: &Retry<'_, io::Error>) {
        assert!(retry.attempt() < retry.max());
    }

    fn gave_up(gave_up: &GaveUp<'_, io::Error>) {
        assert!(gave_up.error().is_some());
    }

    const fn random() -> u64 {
        4
    }

    macro_rules! both {
        ($text:ident: $($async_name:ident $sync_name:ident [$($option:tt)*])*) => {$(
            #[retry($($option)*)]
            async fn $async_name($text: &str) -> io::Result<Answer> {
                tokio::task::yield_now().await;
                Ok(Answer { text: Some($text.to_owned()) })
            }

            #[retry($($option)*)]
            fn $sync_name($text: &str) -> io::Result<Answer> {
                if $text.is_empty() { Err(ErrorKind::TimedOut.into()) } else { Ok(Answer { text: None }) }
            }
        )*};
    }

    both! { text:
        nothing nothing_sync []
        max max_sync [max = 1]
        max_const max_const_sync [max = ATTEMPTS + 1]
        exp exp_sync [backoff = "exp", factor = 1.5, initial_delay = "1s", max_delay = "1m"]
        linear linear_sync [backoff = "linear", throttled_delay = "2s", max_retry_after = "5s"]
        constant constant_sync [backoff = "constant", initial_delay = DELAY]
        fibonacci fibonacci_sync [backoff = "fibonacci", max_delay = DELAY.saturating_mul(2)]
        flag flag_sync [jitter]
        equal equal_sync [jitter = "equal"]
        decorrelated decorrelated_sync [jitter = "decorrelated"]
        none none_sync [jitter = "none"]
        fraction fraction_sync [jitter = 0.25]
        by_random by_random_sync [random = random]
        by_closure by_closure_sync [random = || 4, jitter = "decorrelated"]
        policy policy_sync [policy = POLICY]
        policy_changed policy_changed_sync [policy = POLICY.max(2), max = ATTEMPTS, initial_delay = "1ms"]
        on on_sync [on(_)]
        on_guard on_guard_sync [on(error if error.kind() == ErrorKind::TimedOut)]
        except except_sync [except(error if error.kind() == ErrorKind::TimedOut)]
        on_except on_except_sync [on(_), except(error if text.is_empty() && error.kind() == ErrorKind::TimedOut)]
        on_ok on_ok_sync [on_ok(Answer { text: None })]
        on_ok_guard on_ok_guard_sync [on_ok(answer if answer.text.is_none()), on(_)]
        by_verdict by_verdict_sync [verdict = verdict]
        by_verdict_closure by_verdict_closure_sync [verdict = |error| verdict(error).not_sent(), on(_)]
        hooks hooks_sync [on_retry = retried, on_give_up = gave_up]
        hook_closures hook_closures_sync [
            on_retry = |retry| assert!(!text.is_empty(), "{retry:?}"),
            on_give_up = |gave_up| {
                let reason = gave_up.stop_reason();
                assert!(!text.is_empty(), "{reason:?}");
            },
        ]
        krate krate_sync [crate = ::retry_attr, on(_), policy = POLICY]
    }

    #[retry(sleep = tokio::time::sleep)]
    async fn by_sleep() -> io::Result<()> {
        Err(ErrorKind::TimedOut.into())
    }

    #[retry(sleep = |delay| async move { tokio::time::sleep(delay * 2).await })]
    async fn by_sleep_closure() -> io::Result<()> {
        Err(ErrorKind::TimedOut.into())
    }

    #[retry(sleep = std::thread::sleep)]
    fn by_sleep_sync() -> io::Result<()> {
        Err(ErrorKind::TimedOut.into())
    }

    #[retry(on(None), on_retry = |retry| assert!(retry.error().is_none()))]
    async fn option(text: &str) -> Option<&str> {
        tokio::task::yield_now().await;
        text.get(1..)
    }

    #[retry(on(None))]
    fn option_sync(text: &str) -> Option<&str> {
        text.get(1..)
    }

    #[retry(clone(text, count))]
    async fn copies(text: String, mut count: u32) -> io::Result<String> {
        count += 1;
        tokio::task::yield_now().await;
        assert!(count == 1);
        Ok(text)
    }

    #[retry(clone(text, numbers))]
    fn copies_sync(text: String, mut numbers: Vec<u32>) -> io::Result<String> {
        numbers.push(1);
        Ok(text)
    }

    impl Client {
        #[retry(on_retry = |retry| self.seen += retry.attempt())]
        async fn ask(&mut self) -> io::Result<u32> {
            tokio::task::yield_now().await;
            Ok(self.seen)
        }
    }

    #[retry]
    async fn never_fails() -> Result<(), Infallible> {
        tokio::task::yield_now().await;
        Ok(())
    }

    #[retry]
    fn never_returns() -> io::Result<Infallible> {
        panic!("the body diverges")
    }

    #[retry]
    async fn never_returns_later() -> io::Result<Infallible> {
        tokio::task::yield_now().await;
        panic!("the body diverges")
    }
}

/// A forbidden lint cannot be allowed, not even in generated code.
#[allow(dead_code, reason = "for lints to look at")]
#[forbid(
    deprecated,
    dropping_copy_types,
    unreachable_code,
    unused_mut,
    unused_qualifications,
    unused_variables
)]
#[forbid(clippy::all, clippy::pedantic, clippy::nursery)]
mod forbidden {
    use std::io::Error;
    use std::time::Duration;

    use retry_attr::{Retryable, retry};

    #[derive(Debug, Retryable)]
    enum ApiError<'a, E: std::fmt::Debug + Retryable + 'a> {
        #[retryable(transparent)]
        #[deprecated]
        Io(Error),
        #[retryable(transparent)]
        Inner(Box<E>),
        #[retryable(transparent)]
        Again(Box<E>),
        #[retryable(throttled, after = wait)]
        Throttled {
            #[deprecated]
            wait: Duration,
            name: &'a str,
        },
    }

    #[retry(clone(bytes, names, n))]
    fn copied(mut bytes: Vec<u8>, names: Vec<String>, mut n: u32) -> Result<(), Error> {
        bytes.push(1);
        n += 1;
        drop(names);
        if n > 0 { Ok(()) } else { Err(Error::other("?")) }
    }

    #[retry(clone(bytes, name))]
    async fn copied_later(mut bytes: Vec<u8>, name: String) -> Result<Vec<u8>, Error> {
        std::future::ready(()).await;
        bytes.push(1);
        Ok(name.into_bytes())
    }

    #[test]
    fn the_generated_code_runs() {
        let errors =
            [ApiError::Inner(Box::new(Error::other("?"))), ApiError::Again(Box::new(Error::other("?")))];
        assert!(errors.iter().all(|error| error.verdict().hint().is_none()));
        assert!(copied(vec![], vec![], 1).is_ok());
        drop(copied_later(vec![], String::new()));
    }
}
