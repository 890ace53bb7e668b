//! Each option of the reference's tables has an effect: the same call ends differently with it and without it.

use std::cell::RefCell;
use std::future::{Future, pending, ready};
use std::io;
use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Duration;

use futures_util::{FutureExt as _, Stream, StreamExt as _, stream};
use retry_attr::http::{ApiError, Reply};
use retry_attr::{Policy, Retryable, Upstream, Verdict, retry};

#[derive(Debug)]
struct Failed(Verdict);

impl Retryable for Failed {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

const fn half() -> u64 {
    1 << 63
}

/// The waits, in milliseconds, of a call that always fails with this verdict.
macro_rules! waits {
    ($verdict:expr $(, $($options:tt)*)?) => {{
        #[retry(sleep = |wait| waits.push(wait.as_millis()) $(, $($options)*)?)]
        fn fail(verdict: Verdict, waits: &mut Vec<u128>) -> Result<u8, Failed> {
            Err(Failed(verdict))
        }
        let mut waits = Vec::new();
        fail($verdict, &mut waits).expect_err("it always fails");
        waits
    }};
}

/// The number of calls of a function that fails as `$outcome` says, or the notes of the function.
macro_rules! notes {
    ($notes:ident: $outcome:expr => $output:ty $(, $($options:tt)*)?) => {{
        #[retry(sleep = |_| () $(, $($options)*)?)]
        fn call($notes: &RefCell<Vec<&'static str>>) -> $output {
            $notes.borrow_mut().push("attempt");
            $outcome
        }
        let notes = RefCell::default();
        let _: $output = call(&notes);
        notes.into_inner()
    }};
}

fn reset() -> io::Error {
    io::ErrorKind::ConnectionReset.into()
}

type Item = Result<u8, Failed>;

/// The items that are good.
fn read<S: Stream<Item = Item>>(call: impl Future<Output = Result<S, Failed>>) -> Option<Vec<u8>> {
    let items = async { Ok::<_, Failed>(call.await?.filter_map(|item| ready(item.ok())).collect().await) };
    items.now_or_never()?.ok()
}

/// Whether a future is still waiting after its first poll, and after the time that the test has.
fn hangs(future: impl Future) -> bool {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    (0..3).all(|_| future.as_mut().poll(&mut context).is_pending())
}

/// Asserts that the two ways differ, option by option, and names the options.
macro_rules! differ {
    ($($option:ident: $with:expr, $without:expr;)*) => {
        const HERE: &[&str] = &[$(stringify!($option)),*];

        $(
            #[test]
            fn $option() {
                assert_ne!($with, $without);
            }
        )*
    };
}

const TRANSIENT: Verdict = Verdict::transient();
const HINT: Verdict = Verdict::throttled().with_hint(Duration::from_secs(5));
static SPENT: Upstream = Upstream::new("spent").budget(10);
const SHORT: Policy = Policy::DEFAULT.max(2);

differ! {
    max: waits!(TRANSIENT, random = half, max = 2), waits!(TRANSIENT, random = half);
    backoff: waits!(TRANSIENT, random = half, backoff = "constant"), waits!(TRANSIENT, random = half);
    initial_delay: waits!(TRANSIENT, random = half, initial_delay = "1s"), waits!(TRANSIENT, random = half);
    factor: waits!(TRANSIENT, random = half, factor = 3), waits!(TRANSIENT, random = half);
    max_delay: waits!(TRANSIENT, random = half, max_delay = "600ms"), waits!(TRANSIENT, random = half);
    throttled_delay:
        waits!(Verdict::throttled(), random = half, throttled_delay = "2s"),
        waits!(Verdict::throttled(), random = half);
    jitter: waits!(TRANSIENT, jitter = "none"), waits!(TRANSIENT, random = half);
    max_retry_after: waits!(HINT, jitter = "none", max_retry_after = "4s"), waits!(HINT, jitter = "none");
    random: waits!(TRANSIENT, random = || 0), waits!(TRANSIENT, random = half);
    policy: waits!(TRANSIENT, random = half, policy = SHORT), waits!(TRANSIENT, random = half);
    upstream: waits!(TRANSIENT, max = 9, upstream = SPENT), waits!(TRANSIENT, max = 9);
    idempotent:
        notes!(notes: Err(reset()) => io::Result<u8>, idempotent = false),
        notes!(notes: Err(reset()) => io::Result<u8>);
    nested:
        notes!(notes: broken(notes) => Result<(), ApiError>, nested = "allow"),
        notes!(notes: broken(notes) => Result<(), ApiError>);
    on:
        notes!(notes: Err(reset()) => io::Result<u8>, on(e if e.kind() == io::ErrorKind::NotFound)),
        notes!(notes: Err(reset()) => io::Result<u8>);
    except:
        notes!(notes: Err(reset()) => io::Result<u8>, except(e if e.kind() == io::ErrorKind::ConnectionReset)),
        notes!(notes: Err(reset()) => io::Result<u8>);
    on_ok: notes!(notes: Ok(0) => io::Result<u8>, on_ok(0)), notes!(notes: Ok(0) => io::Result<u8>);
    verdict:
        notes!(notes: Err(reset()) => io::Result<u8>, verdict = |_| Verdict::permanent(retry_attr::PermanentReason::Invalid)),
        notes!(notes: Err(reset()) => io::Result<u8>);
    on_retry:
        notes!(notes: Err(reset()) => io::Result<u8>, on_retry = |_| notes.borrow_mut().push("retry")),
        notes!(notes: Err(reset()) => io::Result<u8>);
    on_give_up:
        notes!(notes: Err(reset()) => io::Result<u8>, on_give_up = |_| notes.borrow_mut().push("gave up")),
        notes!(notes: Err(reset()) => io::Result<u8>);
    deadline: waits!(TRANSIENT, jitter = "none", deadline = "600ms"), waits!(TRANSIENT, jitter = "none");
    attempt_timeout:
        {
            #[retry(attempt_timeout = "1ns", max = 1, sleep = |_| ready(()))]
            async fn limited() -> io::Result<()> {
                pending().await
            }
            hangs(limited())
        },
        {
            #[retry(max = 1, sleep = |_| ready(()))]
            async fn unlimited() -> io::Result<()> {
                pending().await
            }
            hangs(unlimited())
        };
    sleep:
        {
            #[retry(sleep = |_| pending())]
            async fn waits_for_ever() -> io::Result<()> {
                Err(reset())
            }
            hangs(waits_for_ever())
        },
        {
            #[retry(initial_delay = "0s", max_delay = "0s")]
            async fn waits_for_nothing() -> io::Result<()> {
                Err(reset())
            }
            hangs(waits_for_nothing())
        };
    clone:
        {
            #[retry(clone(text), sleep = |_| ())]
            fn call(mut text: String) -> Result<(), Seen> {
                text.push('!');
                Err(Seen(text))
            }
            call(String::new()).map_err(|Seen(text)| text)
        },
        {
            #[retry(sleep = |_| ())]
            fn call(text: &mut String) -> Result<(), Seen> {
                text.push('!');
                Err(Seen(text.clone()))
            }
            call(&mut String::new()).map_err(|Seen(text)| text)
        };
    attempt:
        {
            #[retry(attempt = number, sleep = |_| ())]
            fn call() -> Result<u32, Failed> {
                if number.is_last() { Ok(number.number()) } else { Err(Failed(TRANSIENT)) }
            }
            call().map_err(drop)
        },
        Ok(1);
    call_id:
        {
            #[retry(call_id = id)]
            fn call() -> io::Result<u128> {
                Ok(id.as_u128())
            }
            call().map_err(drop)
        },
        Ok(0);
    stream:
        {
            #[retry(stream, sleep = |_| ready(()))]
            async fn begins(streams: &RefCell<Vec<[Item; 1]>>) -> Result<impl Stream<Item = Item> + use<>, Failed> {
                Ok(stream::iter(streams.borrow_mut().pop().unwrap_or([Ok(1)])))
            }
            read(begins(&RefCell::new(vec![[Err(Failed(TRANSIENT))]])))
        },
        {
            #[retry(sleep = |_| ready(()))]
            async fn begins(streams: &RefCell<Vec<[Item; 1]>>) -> Result<impl Stream<Item = Item> + use<>, Failed> {
                Ok(stream::iter(streams.borrow_mut().pop().unwrap_or([Ok(1)])))
            }
            read(begins(&RefCell::new(vec![[Err(Failed(TRANSIENT))]])))
        };
    last_error:
        {
            #[retry(last_error = cause, sleep = |_| ())]
            fn call() -> Result<bool, Failed> {
                cause.map(|_| true).ok_or(Failed(TRANSIENT))
            }
            call().map_err(drop)
        },
        Err(());
}

#[retry(sleep = |_| ())]
fn broken(notes: &RefCell<Vec<&'static str>>) -> Result<(), ApiError> {
    notes.borrow_mut().push("inner attempt");
    Err(ApiError::of_reply(Reply::without_headers(503, b"")))
}

#[derive(Debug)]
struct Seen(String);

impl Retryable for Seen {
    fn verdict(&self) -> Verdict {
        TRANSIENT
    }
}

/// Options that tests of another package show: the text to find, and the file that contains it.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("crate", "crate = ", include_str!("../suites/renamed/src/lib.rs")),
    ("name", "name = \"ask\"", include_str!("../suites/seen/tests/traces/events.rs")),
    ("trace_errors", "trace_errors", include_str!("../suites/seen/tests/traces/texts.rs")),
];

#[test]
fn every_option_of_the_tables_has_a_test() {
    for option in options() {
        let elsewhere = ELSEWHERE.iter().find(|(name, ..)| *name == option);
        let is_there = elsewhere.is_some_and(|(_, needle, file)| file.contains(needle));
        assert!(is_there || HERE.contains(&option), "{option} has no test");
    }
}

#[test]
fn the_front_page_names_every_option() {
    let page = include_str!("../../README.md");
    let groups =
        page.split_once("## Options").and_then(|(_, rest)| rest.split_once("\n## ")).expect("groups").0;
    for option in options() {
        let is_named =
            [format!("`{option}`"), format!("`{option}(")].iter().any(|name| groups.contains(name));
        assert!(is_named, "{option} is in no group");
    }
}

/// The options of the reference's tables.
fn options() -> Vec<&'static str> {
    let tables = include_str!("../../src/retry.md").split("| option | values | default |").skip(1);
    let rows = tables.flat_map(|table| table.lines().skip(2).take_while(|line| line.starts_with('|')));
    let options: Vec<_> = rows
        .map(|row| {
            let name = row.trim_start_matches("| [`");
            &name[..name.find(|c: char| !c.is_alphanumeric() && c != '_').expect("an end")]
        })
        .collect();
    assert!(options.len() > 25, "only {options:?}");
    options
}
