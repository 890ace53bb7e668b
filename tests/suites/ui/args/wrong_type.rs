// Each option with each kind of literal that it does not take.

use std::io::Error;

use retry_attr::retry;

#[retry(
    max = "3",
    factor = "2",
    on = "busy",
    except = "spent",
    on_ok = "",
    verdict = "transient",
    on_retry = "log",
    on_give_up = "log",
    attempt = "attempt",
    last_error = "cause",
    call_id = "id",
    clone = "n",
    policy = "patient",
    upstream = "gpt-5",
    idempotent = "false",
    nested = "always",
    stream = "text",
    trace_errors = "yes",
    random = "seed",
    sleep = "tokio",
    crate = "retry_attr",
)]
fn texts(n: u8) -> Result<u8, Error> {
    Ok(n)
}

#[retry(
    backoff = 2,
    initial_delay = 16,
    max_delay = 16,
    throttled_delay = 16,
    max_retry_after = 16,
    attempt_timeout = 16,
    deadline = 16,
    on = 3,
    except = 3,
    on_ok = 3,
    verdict = 3,
    on_retry = 3,
    on_give_up = -3,
    attempt = 3,
    last_error = 3,
    call_id = 3,
    clone = 3,
    policy = 3,
    upstream = 3,
    idempotent = 0,
    nested = 3,
    stream = 3,
    name = 3,
    trace_errors = 1,
    random = 4,
    sleep = 4,
    crate = 3,
)]
fn whole_numbers() -> Result<u8, Error> {
    Ok(1)
}

#[retry(
    max = 3.0,
    backoff = 1.5,
    initial_delay = 0.5,
    max_delay = 1.5,
    throttled_delay = 1.5,
    max_retry_after = 1.5,
    attempt_timeout = 1.5,
    deadline = 1.5,
    verdict = 1.5,
    on_retry = 1.5,
    on_give_up = 1.5,
    attempt = 1.5,
    last_error = 1.5,
    call_id = 1.5,
    policy = 1.5,
    upstream = 1.5,
    idempotent = 1.5,
    nested = 1.5,
    name = 1.5,
    trace_errors = 1.5,
    random = 0.4,
    sleep = 1.5,
    crate = 1.5,
)]
fn fractions() -> Result<u8, Error> {
    Ok(1)
}

#[retry(
    max = true,
    backoff = true,
    initial_delay = true,
    factor = true,
    max_delay = true,
    throttled_delay = true,
    jitter = false,
    max_retry_after = true,
    attempt_timeout = true,
    deadline = true,
    on = true,
    except = true,
    on_ok = true,
    verdict = true,
    on_retry = true,
    on_give_up = true,
    attempt = true,
    last_error = true,
    call_id = true,
    clone = true,
    policy = true,
    upstream = true,
    nested = true,
    stream = true,
    name = true,
    trace_errors = true,
    random = true,
    sleep = true,
    crate = true,
)]
fn booleans() -> Result<u8, Error> {
    Ok(1)
}

#[retry(
    backoff = exp,
    jitter = full,
    on = MyError::Busy,
    except = MyError::Busy,
    on_ok = None,
    attempt = my::attempt,
    last_error = self,
    call_id = my::id,
    clone = n,
    idempotent = IDEMPOTENT,
    nested = ALLOW,
    stream = TEXT,
    trace_errors = TRUE,
    crate = <A as B>::C,
)]
fn paths(n: u8) -> Result<u8, Error> {
    Ok(n)
}

#[retry(
    max(3),
    backoff("exp"),
    initial_delay("1s"),
    factor(2),
    max_delay("1s"),
    throttled_delay("1s"),
    jitter("full"),
    max_retry_after("1s"),
    attempt_timeout("1s"),
    deadline("1s"),
    verdict(judge),
    on_retry(log),
    on_give_up(log),
    attempt(attempt),
    last_error(cause),
    call_id(id),
    clone(&n, 3),
    policy(PATIENT),
    idempotent(false),
    nested("allow"),
    name("ask"),
    trace_errors(true),
    random(source),
    sleep(pause),
    crate(retry_attr),
)]
fn calls(n: u8) -> Result<u8, Error> {
    Ok(n)
}

// A suffix is a type, and would be read and forgotten.
#[retry(factor = 2u8, jitter = 0.25f32, deadline = "1m"min, attempt_timeout = 5u64, max_delay = 1_0.5f64)]
async fn suffixes() -> Result<u8, Error> {
    Ok(1)
}

fn main() {}
