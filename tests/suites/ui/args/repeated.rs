// The second of two is one too many, also where it says the same.

use std::io::Error;

use futures_util::{Stream, stream};
use retry_attr::{Verdict, retry};

/// Asks the model.
#[retry(
    max = 3,
    max = 3,
    backoff = "exp",
    backoff = "linear",
    initial_delay = "1s",
    initial_delay = "2s",
    factor = 2,
    factor = 3,
    max_delay = "20s",
    max_delay = "30s",
    throttled_delay = "1s",
    throttled_delay = "2s",
    jitter,
    jitter = "none",
    max_retry_after = "1m",
    max_retry_after = "2m",
    attempt_timeout = "1s",
    attempt_timeout = "2s",
    deadline = "1m",
    deadline = "2m",
)]
async fn limits() -> Result<u8, Error> {
    Ok(1)
}

#[retry(
    on(_),
    on(e if e.raw_os_error().is_some()),
    except(e if e.raw_os_error().is_none()),
    except(e if e.raw_os_error().is_none()),
    on_ok(0),
    on_ok(1),
    verdict = judge,
    verdict = judge,
    on_retry = |_| (),
    on_retry = |_| (),
    on_give_up = |_| (),
    on_give_up = |_| (),
    attempt = attempt,
    attempt = again,
    last_error = last_error,
    last_error = again,
    idempotent = true,
    idempotent = true,
    nested = "allow",
    nested = "stop",
    call_id = id,
    call_id = again,
    name = "ask",
    name = "ask again",
    trace_errors,
    trace_errors,
    clone(n),
    clone(m),
    clone(n, m, n),
    policy = retry_attr::Policy::DEFAULT,
    policy = retry_attr::Policy::DEFAULT,
    upstream = GPT,
    upstream = GPT,
    random = || 4,
    random = || 4,
    sleep = |_| (),
    sleep = |_| (),
    crate = ::retry_attr,
    crate = retry_attr,
)]
fn judged(n: u8, m: u8) -> Result<u8, Error> {
    Ok(n + m)
}

#[retry(
    stream,
    stream(0),
)]
async fn begun() -> Result<impl Stream<Item = Result<u8, Error>>, Error> {
    Ok(stream::empty())
}

fn judge(_: &Error) -> Verdict {
    Verdict::transient()
}

fn main() {}
