// A hook that is not a closure is evaluated before the first attempt, and cannot know it.

use std::io::Error;

use retry_attr::{Attempt, GaveUp, Retry, retry};

fn log(_: Attempt) -> impl FnMut(&Retry<'_, Error>) {
    |_| ()
}

fn report(_: Attempt) -> impl FnMut(&GaveUp<'_, Error>) {
    |_| ()
}

#[retry(attempt = attempt, on_retry = log(attempt), on_give_up = report(attempt))]
fn call() -> Result<u8, Error> {
    Ok(1)
}

fn main() {}
