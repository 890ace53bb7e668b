//! `retrying!` around blocks of each kind.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use retry_attr::{Policy, Retry, retrying};

use super::support::{Busy, Calls};

#[tokio::test(start_paused = true)]
async fn borrow_their_surroundings() {
    let calls = Calls::new();
    let mut numbers = Vec::new();
    let text = "text".to_owned();
    let outcome: Result<u32, Busy> = retrying!(
        async || -> Result<u32, Busy> {
            numbers.push(text.len());
            calls.fail_later().await
        },
        max = 4,
        name = "block"
    )
    .await;
    assert_eq!((outcome, calls.made(), numbers), (Err(Busy), 4, vec![4; 4]));
    drop(text);
}

#[test]
fn of_sync_code_run_at_once() {
    let calls = Calls::new();
    let mut number = 0;
    let outcome = retrying!(
        || -> Result<u32, Busy> {
            number += 1;
            if number < 3 { calls.fail() } else { Ok(number) }
        },
        initial_delay = "1ns",
        name = "block"
    );
    assert_eq!((outcome, number, calls.made()), (Ok(3), 3, 2));
}

struct Client {
    calls: Calls,
    policy: Policy,
    answers: u32,
}

impl Client {
    const fn new(max: u32) -> Self {
        let policy = Policy::DEFAULT.max(max).initial_delay(Duration::from_nanos(1));
        Self { calls: Calls::new(), policy, answers: 0 }
    }

    async fn ask(&mut self) -> Result<u32, Busy> {
        let answer = retrying!(
            async || -> Result<u32, Busy> {
                self.answers += 1;
                if self.answers < 3 { self.calls.fail_later().await } else { Ok(self.answers) }
            },
            policy = self.policy,
            name = "block"
        )
        .await?;
        Ok(answer + 1)
    }

    async fn generic<T: Clone, const N: u32>(&self, value: &T) -> Result<T, Busy> {
        retrying!(
            async || -> Result<T, Busy> {
                self.calls.fail_later::<u32>().await?;
                Ok(value.clone())
            },
            max = N,
            name = "block"
        )
        .await
    }
}

#[tokio::test(start_paused = true)]
async fn in_methods() {
    let mut client = Client::new(3);
    assert_eq!(client.ask().await, Ok(4));
    client.answers = 0;
    client.policy = client.policy.max(2);
    assert_eq!(client.ask().await, Err(Busy));
    let client = Client::new(3);
    assert_eq!((client.generic::<_, 5>(&7).await, client.calls.made()), (Err(Busy), 5));
}

/// `?` and `return` end the attempt, and the code behind the block runs.
#[test]
fn do_not_leave_the_function() {
    let calls = Calls::new();
    let outcome = retrying!(
        || -> Result<u32, Busy> {
            if calls.made() == 2 {
                return Ok(7);
            }
            calls.fail::<u32>()?;
            Ok(8)
        },
        initial_delay = "1ns",
        name = "block"
    );
    assert_eq!((outcome, calls.made()), (Ok(7), 2));
}

/// In the value of an option, they end the call.
#[tokio::test]
async fn blocks_do_not_run_if_an_option_fails() {
    let calls = Calls::new();
    let limit: Result<u32, Busy> = Err(Busy);
    let later = retrying!(async || -> Result<u32, Busy> { calls.fail() }, max = limit?, name = "block").await;
    let limit: Result<u32, Busy> = Err(Busy);
    let now = retrying!(|| -> Result<u32, Busy> { calls.fail() }, max = limit?, name = "block");
    assert_eq!((later, now, calls.made()), (Err(Busy), Err(Busy), 0));
}

#[tokio::test(start_paused = true)]
async fn read_variables_as_options() {
    let calls = Calls::new();
    let retries = RefCell::new(Vec::new());
    let hook = |retry: &Retry<'_, Busy>| retries.borrow_mut().push(retry.attempt());
    let (max, delay, deadline) = (3, Duration::from_nanos(1), Some(Duration::from_secs(60)));
    let outcome = retrying!(
        async || -> std::io::Result<u32> { calls.fail_later().await.map_err(std::io::Error::other) },
        on(_),
        max = max,
        initial_delay = delay,
        deadline = deadline,
        name = "block"
    )
    .await;
    assert!(outcome.is_err());
    assert_eq!(calls.made(), 3);
    let outcome = retrying!(
        async || -> Result<u32, Busy> { calls.fail_later().await },
        max = max + 1,
        on_retry = hook,
        name = "block"
    )
    .await;
    assert_eq!((outcome, calls.made(), retries.into_inner()), (Err(Busy), 7, vec![1, 2, 3]));
}

#[test]
fn return_each_kind_of_outcome() {
    let mut list = vec![1];
    let popped = retrying!(|| -> Option<u8> { list.pop() }, on(None), initial_delay = "1ns", name = "block");
    assert_eq!(popped, Some(1));
    let numbers = retrying!(
        || -> Result<impl Iterator<Item = u8>, Busy> { Ok(vec![1, 2].into_iter()) },
        name = "block"
    );
    assert_eq!(numbers.map(Iterator::sum::<u8>), Ok(3));
    let boxed = retrying!(
        || -> Result<u8, Box<dyn std::error::Error>> {
            let number: u8 = "x".parse()?;
            Ok(number)
        },
        name = "block"
    );
    assert!(boxed.is_err());
}

#[tokio::test(start_paused = true)]
async fn stand_in_each_other() {
    let calls = Calls::new();
    let outcome = retrying!(
        async || -> Result<u32, Busy> {
            let inner =
                retrying!(|| -> Result<u32, Busy> { calls.fail() }, initial_delay = "1ns", name = "block");
            inner.or_else(|_| calls.fail())
        },
        max = 2,
        name = "block"
    )
    .await;
    assert_eq!((outcome, calls.made()), (Err(Busy), 2 * (3 + 1)));
}

macro_rules! attempts {
    ($calls:ident, $max:expr, $output:ty, $body:block) => {
        retrying!(|| -> $output $body, max = $max, initial_delay = "1ns", name = "block")
    };
}

macro_rules! closure {
    ($closure:expr, $max:literal) => {
        retrying!($closure, max = $max, name = "block")
    };
}

#[tokio::test(start_paused = true)]
async fn stand_in_macros() {
    let calls = Calls::new();
    let limit = 2;
    assert_eq!(attempts!(calls, limit + 2, Result<u32, Busy>, { calls.fail() }), Err(Busy));
    assert_eq!(calls.made(), 4);
    let calls = &calls;
    let _ = closure!(|| -> Result<u32, Busy> { Err(Busy) }, 1);
    assert_eq!(retrying!(async || -> Result<u32, Busy> { calls.fail() }, name = "block").await, Err(Busy));
    assert_eq!(calls.made(), 7);
}

/// A future that is `Send` owns its error only while it is polled.
#[test]
fn leave_futures_send() {
    fn send<T: Send>(future: T) -> T {
        future
    }
    #[derive(Debug)]
    struct Local(#[allow(dead_code, reason = "it makes the error not `Send`")] Rc<u8>);

    let calls = Calls::new();
    let mut number = 0;
    drop(send(retrying!(
        async || -> Result<u32, Local> {
            number += 1;
            calls.fail_later().await.map_err(|_| Local(Rc::new(1)))
        },
        on(_),
        name = "block"
    )));
    let cell = Cell::new(1);
    let local = retrying!(
        async || -> Result<u8, Busy> {
            cell.set(2);
            Ok(cell.get())
        },
        name = "block"
    );
    drop(local);
}
