// A comma inside of a value starts no option.

#![deny(warnings)]

use std::collections::HashMap;
use std::io::{Error, ErrorKind};
use std::time::Duration;

use retry_attr::{Policy, Retry, Verdict, retry};

struct Counts(HashMap<u32, u32>);

impl Counts {
    fn hit<A, B>(&mut self, retry: &Retry<'_, Error>, _: A, _: B) {
        *self.0.entry(retry.attempt()).or_default() += 1;
    }

    #[retry(
        max = limit::<u8, { 1 + 2 }>(),
        on_retry = |retry| self.hit::<u8, (u8, u8)>(retry, 1, (2, 3)),
        random = draw::<Vec<(u8, u8)>, u16>,
        verdict = |error: &Error| match error.kind() { ErrorKind::NotFound => Verdict::transient(), _ => verdict::<u8, u8>(error) },
        sleep = |_: Duration| {},
        policy = Policy::DEFAULT.max(9).max_delay(longest(1, 2)),
    )]
    fn call(&mut self) -> Result<u8, Error> {
        Err(ErrorKind::NotFound.into())
    }
}

const fn limit<T, const N: u32>() -> u32 {
    N
}

const fn longest(a: u64, b: u64) -> Duration {
    Duration::from_secs(a + b)
}

fn draw<A, B>() -> u64 {
    (size_of::<A>() + size_of::<B>()) as u64
}

fn verdict<A, B>(_: &Error) -> Verdict {
    Verdict::transient()
}

fn main() {
    let mut counts = Counts(HashMap::new());
    assert!(counts.call().is_err());
    assert_eq!(counts.0, HashMap::from([(1, 1), (2, 1)]));
}
