//! The places of the values of options: a path and a closure literal where they are called, any other expression before the
//! first attempt, in the user's own function.

use std::cell::{Cell, RefCell};
use std::future::{Ready, ready};
use std::io;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::{Stream, stream};
use retry_attr::{GaveUp, Retry, Retryable, Verdict, retry};

#[derive(Debug, PartialEq)]
struct Failed(u32);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        Verdict::transient()
    }
}

/// The events, in order.
#[derive(Default)]
struct Log(RefCell<Vec<&'static str>>);

impl Log {
    fn note(&self, line: &'static str) {
        self.0.borrow_mut().push(line);
    }

    fn fail<T>(&self) -> Result<T, Failed> {
        self.note("attempt");
        Err(Failed(1))
    }

    fn on_retry(&self) -> impl FnMut(&Retry<'_, Failed>) {
        self.note("evaluate on_retry");
        |_| self.note("on_retry")
    }

    fn on_give_up(&self) -> impl FnMut(&GaveUp<'_, Failed>) {
        self.note("evaluate on_give_up");
        |_| self.note("on_give_up")
    }

    fn verdict(&self) -> impl FnMut(&Failed) -> Verdict {
        self.note("evaluate verdict");
        |_| {
            self.note("verdict");
            Verdict::transient()
        }
    }

    fn random(&self) -> impl FnMut() -> u64 {
        self.note("evaluate random");
        || {
            self.note("random");
            1 << 63
        }
    }

    fn sleep(&self) -> impl FnMut(Duration) -> Ready<()> {
        self.note("evaluate sleep");
        |_| {
            self.note("sleep");
            ready(())
        }
    }

    fn sleep_here(&self) -> impl FnMut(Duration) {
        let mut sleep = self.sleep();
        move |delay| drop(sleep(delay))
    }
}

/// Every expression is evaluated once, before the first attempt.
const LINES: [&str; 13] = [
    "evaluate on_retry",
    "evaluate on_give_up",
    "evaluate verdict",
    "evaluate random",
    "evaluate sleep",
    "attempt",
    "verdict",
    "random",
    "on_retry",
    "sleep",
    "attempt",
    "verdict",
    "on_give_up",
];

mod evaluated_once {
    use super::*;

    fn assert_lines(log: Log) {
        assert_eq!(log.0.into_inner(), LINES);
    }

    #[test]
    fn in_a_sync_function() {
        #[retry(
            max = 2,
            on_retry = log.on_retry(),
            on_give_up = log.on_give_up(),
            verdict = log.verdict(),
            random = log.random(),
            sleep = log.sleep_here(),
        )]
        fn fail(log: &Log) -> Result<(), Failed> {
            log.fail()
        }
        let log = Log::default();
        fail(&log).expect_err("it always fails");
        assert_lines(log);
    }

    #[tokio::test]
    async fn in_an_async_function() {
        #[retry(
            max = 2,
            on_retry = log.on_retry(),
            on_give_up = log.on_give_up(),
            verdict = log.verdict(),
            random = log.random(),
            sleep = log.sleep(),
        )]
        async fn fail(log: &Log) -> Result<(), Failed> {
            log.fail()
        }
        let log = Log::default();
        fail(&log).await.expect_err("it always fails");
        assert_lines(log);
    }

    #[async_trait(?Send)]
    trait Fail {
        async fn fail(&self) -> Result<(), Failed>;
    }

    #[async_trait(?Send)]
    impl Fail for Log {
        #[retry(
            max = 2,
            on_retry = self.on_retry(),
            on_give_up = self.on_give_up(),
            verdict = self.verdict(),
            random = self.random(),
            sleep = self.sleep(),
        )]
        async fn fail(&self) -> Result<(), Failed> {
            Self::fail(self)
        }
    }

    #[tokio::test]
    async fn in_a_method_of_async_trait() {
        let log = Log::default();
        Fail::fail(&log).await.expect_err("it always fails");
        assert_lines(log);
    }

    #[tokio::test]
    async fn in_a_function_that_returns_an_impl_trait() {
        #[retry(
            max = 2,
            on_retry = log.on_retry(),
            on_give_up = log.on_give_up(),
            verdict = log.verdict(),
            random = log.random(),
            sleep = log.sleep(),
        )]
        async fn fail(log: &Log) -> Result<impl Iterator<Item = u8> + use<>, Failed> {
            log.fail::<std::vec::IntoIter<u8>>()
        }
        let log = Log::default();
        assert_eq!(fail(&log).await.err(), Some(Failed(1)));
        assert_lines(log);
    }

    #[tokio::test]
    async fn in_a_function_that_returns_a_stream() {
        #[retry(
            stream,
            max = 2,
            on_retry = log.on_retry(),
            on_give_up = log.on_give_up(),
            random = log.random(),
            sleep = log.sleep(),
        )]
        async fn fail(log: &Log) -> Result<impl Stream<Item = Result<u8, Failed>>, Failed> {
            Ok(stream::iter([log.fail()]))
        }
        let log = Log::default();
        assert_eq!(fail(&log).await.err(), Some(Failed(1)));
        let lines: Vec<_> = LINES.iter().filter(|line| !line.contains("verdict")).copied().collect();
        assert_eq!(log.0.into_inner(), lines);
    }
}

/// `?`, `return`, and `.await` in an expression are the user's own: no attempt is made.
mod leave_the_function {
    use super::*;

    type Hook = fn(&Retry<'_, Failed>);

    #[test]
    fn by_a_question_mark() {
        #[retry(on_retry = hook?)]
        fn call(hook: Result<Hook, Failed>, attempts: &mut u32) -> Result<u32, Failed> {
            *attempts += 1;
            Ok(*attempts)
        }
        let mut attempts = 0;
        assert_eq!(call(Err(Failed(7)), &mut attempts), Err(Failed(7)));
        assert_eq!(attempts, 0);
        assert_eq!(call(Ok(|_| ()), &mut attempts), Ok(1));
    }

    #[tokio::test]
    async fn by_a_return() {
        #[retry(sleep = { if let Some(known) = known { return Ok(known) } |_| ready(()) })]
        async fn call(known: Option<u32>, attempts: &mut u32) -> Result<u32, Failed> {
            *attempts += 1;
            if *attempts == 1 { Err(Failed(1)) } else { Ok(*attempts) }
        }
        let mut attempts = 0;
        assert_eq!(call(Some(7), &mut attempts).await, Ok(7));
        assert_eq!(attempts, 0);
        assert_eq!(call(None, &mut attempts).await, Ok(2));
    }

    #[async_trait]
    trait Call {
        async fn call(&self, attempts: &mut u32) -> Result<u32, Failed>;
    }

    #[async_trait]
    impl Call for Option<fn() -> u64> {
        #[retry(sleep = |_| ready(()), random = self.ok_or(Failed(7))?)]
        async fn call(&self, attempts: &mut u32) -> Result<u32, Failed> {
            *attempts += 1;
            if *attempts == 1 { Err(Failed(1)) } else { Ok(*attempts) }
        }
    }

    #[tokio::test]
    async fn in_a_method_of_async_trait() {
        let mut attempts = 0;
        assert_eq!(None.call(&mut attempts).await, Err(Failed(7)));
        assert_eq!(attempts, 0);
        let random: fn() -> u64 = || 7;
        assert_eq!(Some(random).call(&mut attempts).await, Ok(2));
    }

    #[tokio::test]
    async fn after_an_await() {
        async fn hook() -> Result<fn(&GaveUp<'_, Failed>), Failed> {
            tokio::task::yield_now().await;
            Err(Failed(7))
        }
        #[retry(on_give_up = hook().await?)]
        async fn call() -> Result<(), Failed> {
            Err(Failed(1))
        }
        assert_eq!(call().await, Err(Failed(7)));
    }
}

/// A closure at the end of a block has the types that it has as the value itself.
#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "a closure has to know the type, and a path names it"
)]
mod closures_in_blocks {
    use super::*;

    #[derive(Debug)]
    enum Code {
        Busy(u16),
    }

    impl Code {
        fn number(&self) -> u16 {
            let Self::Busy(number) = self;
            *number
        }
    }

    #[test]
    fn know_the_error_and_the_wait() {
        #[retry(
            max = 2,
            verdict = { let busy = 503; move |code| if code.number() == busy { Verdict::throttled() } else { Verdict::transient() } },
            on_retry = { let name = "retry"; move |retry| told.borrow_mut().push((name, retry.error().map(Code::number))) },
            on_give_up = {
                let name = "give up";
                move |gave_up| told.borrow_mut().push((name, gave_up.error().map(Code::number)))
            },
            sleep = { let least = 500; move |delay| assert!(delay.as_millis() >= least) },
            random = { let mut number = 0; move || { number += 1; number } },
        )]
        fn call(told: &RefCell<Vec<(&'static str, Option<u16>)>>) -> Result<(), Code> {
            Err(Code::Busy(503))
        }
        let told = RefCell::default();
        call(&told).expect_err("it always fails");
        assert_eq!(told.into_inner(), [("retry", Some(503)), ("give up", Some(503))]);
    }

    #[tokio::test]
    async fn know_the_error_beside_an_impl_trait() {
        #[retry(
            max = 2,
            on(_),
            on_retry = { let add = 1; move |retry| told.set(retry.error().map_or(0, Code::number) + add) },
            sleep = { let share = 1000; move |delay| tokio::time::sleep(delay / share) },
        )]
        async fn call(told: &Cell<u16>) -> Result<impl Iterator<Item = u16> + use<>, Code> {
            if told.get() == 0 { Err(Code::Busy(503)) } else { Ok([told.get()].into_iter()) }
        }
        let told = Cell::new(0);
        assert_eq!(call(&told).await.expect("the second attempt").collect::<Vec<_>>(), [504]);
    }
}

/// A closure that is called in place borrows only during the call.
mod borrows_end {
    use super::*;

    struct Client {
        numbers: Vec<u64>,
    }

    impl Client {
        fn push(&mut self) -> io::Result<()> {
            self.numbers.push(7);
            Err(io::ErrorKind::ConnectionReset.into())
        }

        #[retry(
            random = || self.numbers.len() as u64 | 1 << 63,
            on_retry = |_| self.numbers.push(1),
            sleep = |_| self.numbers.push(2),
        )]
        fn call(&mut self) -> io::Result<()> {
            self.push()
        }

        #[retry(
            random = || self.numbers.len() as u64 | 1 << 63,
            on_retry = |_| self.numbers.push(1),
            sleep = async |_| self.numbers.push(2),
        )]
        async fn call_later(&mut self) -> io::Result<()> {
            self.push()
        }
    }

    #[tokio::test]
    async fn random_reads_what_the_body_changes() {
        let mut client = Client { numbers: Vec::new() };
        client.call().expect_err("it always fails");
        assert_eq!(client.numbers, [7, 1, 2, 7, 1, 2, 7]);
        client.numbers.clear();
        client.call_later().await.expect_err("it always fails");
        assert_eq!(client.numbers, [7, 1, 2, 7, 1, 2, 7]);
    }

    #[test]
    fn random_may_change_what_it_captures() {
        #[retry(random = || { *draws += 1; *draws }, sleep = |_| ())]
        fn call(draws: &mut u64) -> Result<(), Failed> {
            Err(Failed(1))
        }
        let mut draws = 0;
        call(&mut draws).expect_err("it always fails");
        assert_eq!(draws, 2);
    }

    /// Closure literals and paths in parentheses are what they are without them.
    #[test]
    #[allow(clippy::double_parens, unused_parens, reason = "the test is about them")]
    fn parentheses_change_nothing() {
        struct Counter(u32);

        impl Counter {
            #[retry(on_retry = (|_| self.0 += 10), sleep = (no_wait))]
            fn call(&mut self) -> Result<(), Failed> {
                self.0 += 1;
                Err(Failed(self.0))
            }
        }
        fn no_wait(_: Duration) {}
        let mut counter = Counter(0);
        counter.call().expect_err("it always fails");
        assert_eq!(counter.0, 23);
    }
}

mod parameters {
    use super::*;

    #[test]
    fn are_called_in_a_sync_function() {
        #[retry(verdict = judge, on_retry = hook, on_give_up = last, random = draw, sleep = pause)]
        fn fail(
            judge: impl Fn(&Failed) -> Verdict,
            hook: &mut dyn FnMut(&Retry<'_, Failed>),
            last: &dyn Fn(&GaveUp<'_, Failed>),
            draw: impl Fn() -> u64,
            pause: fn(Duration),
        ) -> Result<(), Failed> {
            Err(Failed(1))
        }
        let mut retries = 0;
        let judge = |_: &Failed| Verdict::transient();
        let draws = Cell::new(0_u32);
        let draw = || {
            draws.set(draws.get() + 1);
            0
        };
        let result = fail(judge, &mut |_| retries += 1, &|_| (), draw, |_| ());
        assert_eq!((result, retries, draws.get()), (Err(Failed(1)), 2, 2));
    }

    #[tokio::test(start_paused = true)]
    async fn are_called_in_an_async_function() {
        #[retry(verdict = judge, on_retry = hook, sleep = pause)]
        async fn fail<W: Future<Output = ()>>(
            judge: impl Fn(&Failed) -> Verdict,
            hook: &dyn Fn(&Retry<'_, Failed>),
            pause: impl Fn(Duration) -> W,
        ) -> Result<(), Failed> {
            Err(Failed(1))
        }
        let (retries, waits) = (Cell::new(0), Cell::new(0));
        let hook = |_: &Retry<'_, Failed>| retries.set(retries.get() + 1);
        let pause = |_| {
            waits.set(waits.get() + 1);
            ready(())
        };
        let result = fail(|_| Verdict::transient(), &hook, pause).await;
        assert_eq!((result, retries.get(), waits.get()), (Err(Failed(1)), 2, 2));
    }
}
