//! The options `attempt` and `last_error`: the body sees its own call.

use std::cell::{Cell, RefCell};
use std::io;
use std::time::Duration;

use async_trait::async_trait;
use retry_attr::{Attempt, retry};
use tokio::time::sleep;

fn busy(text: &str) -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionReset, text)
}

#[tokio::test(start_paused = true)]
async fn the_body_sees_its_number_and_its_time() {
    #[retry(max = 3, attempt = attempt, initial_delay = "100ms", jitter = "none")]
    async fn call(seen: &RefCell<Vec<(u32, u32, bool, u128)>>) -> io::Result<()> {
        sleep(Duration::from_millis(10)).await;
        let elapsed = attempt.elapsed().as_millis();
        seen.borrow_mut().push((attempt.number(), attempt.max(), attempt.is_last(), elapsed));
        assert_eq!(attempt.remaining(), None);
        Err(busy("again"))
    }
    let seen = RefCell::default();
    call(&seen).await.unwrap_err();
    assert_eq!(seen.into_inner(), [(1, 3, false, 10), (2, 3, false, 120), (3, 3, true, 330)]);
}

#[test]
fn guards_and_hooks_see_the_attempt() {
    #[derive(Debug, PartialEq)]
    enum Code {
        Busy(u32),
        Late(u32),
    }
    #[retry(
        max = 9,
        attempt = a,
        on(Code::Busy(_) if a.number() < 3),
        except(Code::Late(_) if a.is_last()),
        on_ok(number if *number == a.number()),
        on_retry = |retry| told.borrow_mut().push((a.number(), retry.attempt())),
        on_give_up = |gave_up| told.borrow_mut().push((10 * a.number(), gave_up.attempt())),
        sleep = |_| ()
    )]
    fn call(fails: fn(u32) -> Result<u32, Code>, told: &RefCell<Vec<(u32, u32)>>) -> Result<u32, Code> {
        fails(a.number())
    }
    let told = RefCell::default();
    assert_eq!(call(|number| Err(Code::Busy(number)), &told), Err(Code::Busy(3)));
    assert_eq!(told.take(), [(1, 1), (2, 2), (30, 3)]);
    assert_eq!(call(|number| if number < 3 { Ok(number) } else { Ok(0) }, &told), Ok(0));
    assert_eq!(told.take(), [(1, 1), (2, 2)]);
    assert_eq!(call(|number| Err(Code::Late(number)), &told), Err(Code::Late(1)));
}

#[tokio::test(start_paused = true)]
async fn guards_and_hooks_of_an_async_function_see_the_attempt() {
    #[retry(
        attempt = a,
        on(_ if a.elapsed() < Duration::from_millis(15)),
        on_retry = |_| hits.set(hits.get() + a.number()),
        on_give_up = |_| hits.set(10 * hits.get() + a.number()),
        initial_delay = "1ms",
        jitter = "none"
    )]
    async fn call(hits: &Cell<u32>) -> io::Result<()> {
        sleep(Duration::from_millis(10)).await;
        Err(busy("again"))
    }
    let hits = Cell::new(0);
    call(&hits).await.unwrap_err();
    assert_eq!(hits.get(), 12, "one retry after 10 ms, and none after 21 ms");
}

#[tokio::test(start_paused = true)]
async fn remaining_is_the_rest_of_the_nearer_limit() {
    #[retry(attempt = now, attempt_timeout = "100ms", deadline = "150ms", initial_delay = "10ms", jitter = "none")]
    async fn call(seen: &RefCell<Vec<Option<Duration>>>) -> io::Result<()> {
        seen.borrow_mut().push(now.remaining());
        sleep(Duration::from_millis(80)).await;
        seen.borrow_mut().push(now.remaining());
        Err(busy("again"))
    }
    let seen = RefCell::default();
    call(&seen).await.unwrap_err();
    let millis = |millis| Some(Duration::from_millis(millis));
    assert_eq!(seen.into_inner(), [millis(100), millis(20), millis(60)]);
}

#[test]
fn a_sync_body_gets_the_number_for_its_clients_timeout() {
    #[retry(deadline = "1m", attempt = attempt)]
    fn call() -> io::Result<Duration> {
        attempt.remaining().ok_or_else(|| busy("there is a deadline"))
    }
    let remaining = call().unwrap();
    assert!(remaining > Duration::from_secs(50) && remaining <= Duration::from_secs(60), "{remaining:?}");
}

#[test]
fn the_body_sees_what_the_attempt_before_failed_with() {
    #[retry(max = 4, last_error = cause, initial_delay = "1ns")]
    fn call(seen: &RefCell<Vec<Option<String>>>) -> io::Result<usize> {
        let mut seen = seen.borrow_mut();
        seen.push(cause.map(ToString::to_string));
        if seen.len() < 3 { Err(busy(&seen.len().to_string())) } else { Ok(seen.len()) }
    }
    let seen = RefCell::default();
    assert_eq!(call(&seen).unwrap(), 3);
    assert_eq!(seen.into_inner(), [None, Some("1".to_owned()), Some("2".to_owned())]);
}

#[test]
fn hooks_receive_none_for_a_failure_without_an_error() {
    #[retry(on_ok(0), last_error = cause, attempt = attempt, initial_delay = "1ns")]
    fn call() -> io::Result<u32> {
        match attempt.number() {
            1 => Err(busy("once")),
            2 => Ok(cause.map_or(7, |_| 0)),
            _ => Ok(u32::from(cause.is_none())),
        }
    }
    assert_eq!(call().unwrap(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_type_of_the_error_is_known_before_the_body() {
    #[retry(last_error = cause, initial_delay = "1ms")]
    async fn call(calls: &Cell<u32>) -> Result<impl Iterator<Item = u32> + use<>, io::Error> {
        calls.set(calls.get() + 1);
        // Calls a method on `cause` before any code gives its type.
        let kind = cause.map(io::Error::kind);
        kind.map(|kind| std::iter::once(kind as u32)).ok_or_else(|| busy("once"))
    }
    let calls = Cell::new(0);
    assert_eq!(call(&calls).await.unwrap().count(), 1);
    assert_eq!(calls.get(), 2);
}

struct Client;

#[async_trait]
trait Ask {
    async fn ask(&self, calls: &mut Vec<u32>) -> io::Result<u32>;
}

#[async_trait]
impl Ask for Client {
    #[retry(attempt = attempt, last_error = cause, deadline = "1m", initial_delay = "1ms")]
    async fn ask(&self, calls: &mut Vec<u32>) -> io::Result<u32> {
        calls.push(attempt.number());
        match cause {
            Some(_) => Ok(attempt.number()),
            None => Err(busy("once")),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn methods_of_async_trait_have_them_too() {
    let mut calls = Vec::new();
    let call = async { Client.ask(&mut calls).await };
    assert_eq!(is_send(call).await.unwrap(), 2);
    assert_eq!(calls, [1, 2]);
}

fn is_send<F: Future + Send>(future: F) -> F {
    future
}

#[test]
fn an_attempt_is_a_value() {
    fn describe(attempt: Attempt) -> String {
        format!("{} of {}", attempt.number(), attempt.max())
    }

    #[retry(max = 2, attempt = attempt, clone(text))]
    fn call(mut text: String) -> io::Result<String> {
        text.push_str(&describe(attempt));
        Ok(text)
    }
    assert_eq!(call("attempt ".to_owned()).unwrap(), "attempt 1 of 2");
}
