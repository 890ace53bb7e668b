use std::io::Error;

use retry_attr::retry;

#[retry(
    max,
    backoff,
    initial_delay,
    factor,
    max_delay,
    throttled_delay,
    max_retry_after,
    attempt_timeout,
    deadline,
    verdict,
    on_retry,
    on_give_up,
    attempt,
    last_error,
    call_id,
    policy,
    upstream,
    idempotent,
    nested,
    name,
    random,
    sleep,
    crate,
    on,
    except,
    on_ok,
    clone,
)]
fn names() -> Result<u8, Error> {
    Ok(1)
}

#[retry(
    max =,
    backoff =,
    initial_delay =,
    factor =,
    max_delay =,
    throttled_delay =,
    jitter =,
    max_retry_after =,
    attempt_timeout =,
    deadline =,
    verdict =,
    on_retry =,
    on_give_up =,
    attempt =,
    last_error =,
    call_id =,
    policy =,
    upstream =,
    idempotent =,
    nested =,
    name =,
    random =,
    sleep =,
    crate =,
    on =,
    except =,
    on_ok =,
    clone =,
    stream =,
    trace_errors =,
)]
fn equals() -> Result<u8, Error> {
    Ok(1)
}

#[retry(
    max(),
    backoff(),
    initial_delay(),
    factor(),
    max_delay(),
    throttled_delay(),
    jitter(),
    max_retry_after(),
    attempt_timeout(),
    deadline(),
    verdict(),
    on_retry(),
    on_give_up(),
    attempt(),
    last_error(),
    call_id(),
    policy(),
    upstream(),
    idempotent(),
    nested(),
    name(),
    random(),
    sleep(),
    crate(),
    on(),
    except(),
    on_ok(),
    clone(),
    stream(),
    trace_errors(),
)]
fn parentheses() -> Result<u8, Error> {
    Ok(1)
}

fn main() {}
