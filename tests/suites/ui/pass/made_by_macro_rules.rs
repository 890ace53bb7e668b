// The arguments of a `macro_rules!` macro come in invisible groups.

#![deny(warnings)]

use std::io::{Error, ErrorKind};

use retry_attr::retry;

macro_rules! retried {
    (
        $visibility:vis $name:ident($argument:ident: $ty:ty) -> $output:ty $body:block
        $max:literal $delay:literal $factor:literal $backoff:literal $limit:expr, $pattern:pat, $hook:expr, $sleep:path
    ) => {
        #[retry(
            max = $max, initial_delay = $delay, factor = $factor, backoff = $backoff, max_delay = $limit, on($pattern),
            on_retry = $hook, clone($argument), sleep = $sleep
        )]
        $visibility fn $name($argument: $ty) -> $output $body
    };
}

mod calls {
    use super::{Error, retry};

    retried! {
        pub call(text: String) -> Result<usize, Error> { Ok(text.into_bytes().len()) }
        3 "10ms" 1.5 "exp" std::time::Duration::from_secs(1), _, |retry| assert_eq!(retry.max(), 3), super::pause
    }
}

macro_rules! retried_item {
    ($item:item) => {
        #[retry(max = 2, sleep = pause)]
        $item
    };
}

retried_item! {
    fn failing(calls: &mut u32) -> Result<u8, Error> {
        *calls += 1;
        Err(ErrorKind::TimedOut.into())
    }
}

fn pause(_: std::time::Duration) {}

fn main() {
    assert_eq!(calls::call(String::from("two")).ok(), Some(3));
    let mut calls = 0;
    assert!(failing(&mut calls).is_err());
    assert_eq!(calls, 2);
}
