//! Arguments reach the attempts in each form.

use std::pin::Pin;

use retry_attr::retry;

use super::support::{Busy, Calls};

/// Neither `Clone` nor `Copy`.
#[derive(Debug, PartialEq, Eq)]
struct Token(u32);

const fn read(_: &Token) {}

fn consume<T>(_: T) {}

#[tokio::test(start_paused = true)]
async fn by_value_and_only_borrowed() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls, url: String, token: Token) -> Result<usize, Busy> {
        read(&token);
        calls.fail_later::<usize>().await.map(|answer| answer + url.len())
    }
    #[allow(clippy::needless_pass_by_value, reason = "the shape is what is tested")]
    #[retry(max = 3, initial_delay = "0s")]
    fn ask_sync(calls: &Calls, url: String, token: Token) -> Result<usize, Busy> {
        read(&token);
        calls.fail::<usize>().map(|answer| answer + url.len())
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, "url".into(), Token(1)).await, calls.made()), (Err(Busy), 3));
    let calls = Calls::new();
    assert_eq!((ask_sync(&calls, "url".into(), Token(1)), calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn cloned_and_consumed() {
    #[retry(max = 3, clone(url, body))]
    async fn ask(calls: &Calls, url: String, body: Vec<u8>) -> Result<u32, Busy> {
        assert_eq!((url.as_str(), body.as_slice()), ("url", [1, 2].as_slice()));
        consume(url);
        let answer = calls.fail_later().await;
        consume(body);
        answer
    }
    #[retry(max = 3, initial_delay = "0s", clone(url, body))]
    fn ask_sync(calls: &Calls, url: String, body: Vec<u8>) -> Result<u32, Busy> {
        assert_eq!((url.as_str(), body.as_slice()), ("url", [1, 2].as_slice()));
        consume(url);
        consume(body);
        calls.fail()
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, "url".into(), vec![1, 2]).await, calls.made()), (Err(Busy), 3));
    let calls = Calls::new();
    assert_eq!((ask_sync(&calls, "url".into(), vec![1, 2]), calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn mut_and_cloned_starts_anew_each_time() {
    #[retry(max = 3, clone(seen, count))]
    async fn ask(calls: &Calls, mut seen: Vec<u32>, mut count: u32) -> Result<u32, Busy> {
        assert_eq!((seen.as_slice(), count), ([7].as_slice(), 0));
        seen.push(8);
        count += 1;
        calls.fail_later::<u32>().await.map(|_| count)
    }
    #[retry(max = 3, initial_delay = "0s", clone(seen, count))]
    fn ask_sync(calls: &Calls, mut seen: Vec<u32>, mut count: u32) -> Result<u32, Busy> {
        assert_eq!((seen.as_slice(), count), ([7].as_slice(), 0));
        seen.push(8);
        count += 1;
        calls.fail::<u32>().map(|_| count)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, vec![7], 0).await, calls.made()), (Err(Busy), 3));
    let calls = Calls::new();
    assert_eq!((ask_sync(&calls, vec![7], 0), calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn changes_through_a_mut_reference_stay() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls, log: &mut Vec<u32>) -> Result<u32, Busy> {
        log.push(calls.made());
        calls.fail_later().await
    }
    #[retry(max = 3, initial_delay = "0s")]
    fn ask_sync(calls: &Calls, log: &mut Vec<u32>) -> Result<u32, Busy> {
        log.push(calls.made());
        calls.fail()
    }

    let (calls, mut log) = (Calls::new(), Vec::new());
    assert_eq!((ask(&calls, &mut log).await, log), (Err(Busy), vec![0, 1, 2]));
    let (calls, mut log) = (Calls::new(), Vec::new());
    assert_eq!((ask_sync(&calls, &mut log), log), (Err(Busy), vec![0, 1, 2]));
}

#[tokio::test(start_paused = true)]
async fn patterns() {
    struct Point<T> {
        x: T,
        y: T,
    }

    #[retry(max = 3)]
    async fn ask(
        calls: &Calls,
        (a, b): (u32, u32),
        Point { x, y: last }: Point<u32>,
        [first, ..]: [u32; 3],
        &copied: &u32,
    ) -> Result<u32, Busy> {
        calls.fail_later::<u32>().await.map(|answer| answer + a + b + x + last + first + copied)
    }
    #[retry(max = 3, clone(name, y))]
    async fn consume_parts(
        calls: &Calls,
        (name, mut y): (String, u32),
        Point { x, .. }: Point<String>,
    ) -> Result<u32, Busy> {
        y += 1;
        assert_eq!((name.as_str(), x.as_str(), y), ("a", "x", 2));
        consume(name);
        calls.fail_later::<u32>().await
    }

    let calls = Calls::new();
    let point = Point { x: 3, y: 4 };
    assert_eq!((ask(&calls, (1, 2), point, [5; 3], &6).await, calls.made()), (Err(Busy), 3));
    let calls = Calls::new();
    let point = Point { x: "x".into(), y: "y".into() };
    assert_eq!((consume_parts(&calls, ("a".into(), 1), point).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn names_beside_those_that_a_pattern_binds() {
    mod attempt {
        pub(super) struct Text(pub(super) String);
    }
    struct Request {
        attempt: u32,
        body: String,
    }

    #[retry(max = 3, attempt = attempt, clone(body))]
    async fn ask(calls: &Calls, Request { attempt: n, body }: Request) -> Result<u32, Busy> {
        assert_eq!((attempt.number(), n), (calls.made() + 1, 7));
        consume(body);
        calls.fail_later().await
    }
    #[retry(max = 3, attempt = attempt, clone(text))]
    async fn send(calls: &Calls, attempt::Text(text): attempt::Text) -> Result<u32, Busy> {
        assert_eq!(attempt.number(), calls.made() + 1);
        consume(text);
        calls.fail_later().await
    }

    let calls = Calls::new();
    let request = Request { attempt: 7, body: "?".into() };
    assert_eq!((ask(&calls, request).await, calls.made()), (Err(Busy), 3));
    let calls = Calls::new();
    assert_eq!((send(&calls, attempt::Text("?".into())).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn wildcard() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls, _: String, _unused: Token) -> Result<u32, Busy> {
        calls.fail_later().await
    }
    #[retry(max = 3, initial_delay = "0s")]
    fn ask_sync(calls: &Calls, _: String, _unused: Token) -> Result<u32, Busy> {
        calls.fail()
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, String::new(), Token(1)).await, calls.made()), (Err(Busy), 3));
    let calls = Calls::new();
    assert_eq!((ask_sync(&calls, String::new(), Token(1)), calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn with_cfg() {
    #[retry(max = 3, clone(step))]
    async fn ask(
        calls: &Calls,
        #[cfg(test)] mut step: u32,
        #[cfg(not(test))] mut step: NoSuchType,
        #[allow(unused_variables)] spare: u32,
    ) -> Result<u32, Busy> {
        step += 1;
        calls.fail_later::<u32>().await.map(|answer| answer + step)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, 1, 2).await, calls.made()), (Err(Busy), 3));
}

#[test]
fn parameters_under_a_condition_that_does_not_hold_are_not_there() {
    #[retry(max = 2, initial_delay = "0s", clone(gone, text), attempt = attempt)]
    fn count(
        calls: &Calls,
        #[cfg(any())] mut attempt: u32,
        #[cfg(any())] mut gone: String,
        #[cfg(not(any()))] mut text: String,
    ) -> Result<u32, Busy> {
        text.push('!');
        assert_eq!((text.as_str(), attempt.number()), ("?!", calls.made() + 1));
        calls.fail()
    }

    let calls = Calls::new();
    assert_eq!((count(&calls, "?".into()), calls.made()), (Err(Busy), 2));
}

#[test]
fn one_of_two_parameters_of_a_name_is_copied() {
    #[retry(initial_delay = "0s", clone(text))]
    fn count(
        calls: &Calls,
        #[cfg(any())] mut text: u32,
        #[cfg(not(any()))] text: String,
    ) -> Result<String, Busy> {
        calls.fail::<u32>().map(|_| text)
    }

    let calls = Calls::new();
    assert_eq!((count(&calls, "?".into()), calls.made()), (Err(Busy), 3));
}

#[test]
fn a_pinned_reference_may_be_mut() {
    #[retry(max = 2, initial_delay = "0s")]
    fn count(calls: &Calls, mut seen: Pin<&mut dyn Count>) -> Result<u32, Busy> {
        seen.as_mut().count();
        calls.fail()
    }

    trait Count {
        fn count(self: Pin<&mut Self>);
    }

    impl Count for u32 {
        fn count(mut self: Pin<&mut Self>) {
            *self += 1;
        }
    }

    let (calls, mut seen) = (Calls::new(), 0);
    let seen_by_count: Pin<&mut u32> = Pin::new(&mut seen);
    assert_eq!((count(&calls, seen_by_count), calls.made()), (Err(Busy), 2));
    assert_eq!(seen, 2, "changes behind a reference stay");
}

#[test]
#[allow(non_snake_case, reason = "the shape is what is tested")]
fn a_parameter_with_capitals_is_copied() {
    #[retry(max = 2, initial_delay = "0s", clone(URL))]
    fn ask(calls: &Calls, mut URL: String) -> Result<u32, Busy> {
        URL.push('!');
        assert_eq!(URL, "?!");
        calls.fail()
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, "?".into()), calls.made()), (Err(Busy), 2));
}
