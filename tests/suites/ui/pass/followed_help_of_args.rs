// The code in each `help:` of `args`, followed.

#![deny(warnings)]

use std::io::Error;
use std::time::Duration;

use retry_attr::{Policy, Retryable, Verdict, retry};

const LIMIT: u32 = 4;
const MY_POLICY: Policy = Policy::DEFAULT.max(4);

#[derive(Debug, Retryable)]
enum MyError {
    #[retryable(transient)]
    Busy,
    Late,
    Spent,
}

impl MyError {
    fn is_timeout(&self) -> bool {
        matches!(self, Self::Late)
    }
}

fn is_busy(error: &MyError) -> bool {
    matches!(error, MyError::Busy)
}

fn my_verdict(error: &MyError) -> Verdict {
    error.verdict()
}

fn log(error: Option<&MyError>, wait: Duration) {
    drop(format!("{error:?} {wait:?}"));
}

macro_rules! followed {
    ($($name:ident: $(#[$attribute:meta])+)*) => {
        $(
            $(#[$attribute])+
            fn $name() -> Result<u8, MyError> {
                Ok(1)
            }
        )*

        fn call_all() -> [Result<u8, MyError>; 46] {
            [$($name()),*]
        }
    };
}

followed! {
    max: #[retry(max = 3)]
    retries: #[retry(max = 5)]
    max_retries: #[retry(max = LIMIT + 1)]
    attempts: #[retry(max = LIMIT)]
    base: #[retry(initial_delay = "100ms")]
    delay: #[retry(initial_delay = "2s")]
    min_delay: #[retry(initial_delay = Duration::from_secs(1))]
    max_delay_number: #[retry(max_delay = "10s")]
    no_retry: #[retry(max = 1)]
    seconds: #[retry(throttled_delay = "16s")]
    of_a_suffix: #[retry(deadline = "5ms")]
    of_a_hexadecimal_number: #[retry(initial_delay = "16ms")]
    factor_without_suffix: #[retry(factor = 2)]
    on_expression: #[retry(on(e if e.is_timeout()), on_ok(n if n.is_ascii()))]
    max_delay_milliseconds: #[retry(max_delay = "10ms")]
    max_delay: #[retry(max_delay = "20s")]
    throttled_delay: #[retry(throttled_delay = "1s")]
    max_retry_after: #[retry(max_retry_after = "2m")]
    minutes: #[retry(max_retry_after = "1m30s")]
    fractions: #[retry(max_retry_after = "1.5s")]
    raised_max_delay: #[retry(initial_delay = "21s", max_delay = "21s")]
    when: #[retry(on(e if e.is_timeout()))]
    retry_if: #[retry(on(e if is_busy(e)))]
    notify: #[retry(on_retry = |retry| log(retry.error(), retry.wait()))]
    retry_after: #[retry(verdict = my_verdict)]
    on: #[retry(on(MyError::Busy))]
    except: #[retry(except(MyError::Spent))]
    on_two: #[retry(on(MyError::Busy | MyError::Late))]
    on_conditions: #[retry(on(e if is_busy(e) || e.is_timeout()))]
    on_closures: #[retry(on(e if matches!(e, MyError::Busy)), except(e if is_busy(e)))]
    on_everything: #[retry(on(_))]
    on_condition: #[retry(except(_ if LIMIT > 4))]
    factor: #[retry(backoff = "exp", factor = 1.5)]
    exponential: #[retry(backoff = "exponential")]
    linear: #[retry(backoff = "linear")]
    constant: #[retry(backoff = "constant")]
    fibonacci: #[retry(backoff = "fibonacci")]
    full: #[retry(jitter = "full")]
    equal: #[retry(jitter = "equal")]
    decorrelated: #[retry(jitter = "decorrelated")]
    none: #[retry(jitter = "none")]
    fraction: #[retry(jitter = 0.25)]
    policy: #[retry(policy = MY_POLICY)]
    random: #[retry(random = || 4)]
    sleep: #[retry(sleep = |_| ())]
    krate: #[retry(crate = ::retry_attr)]
}

#[retry(on_ok(Answer { text: None }))]
fn on_ok() -> Result<Answer, Error> {
    Ok(Answer { text: Some(1) })
}

struct Answer {
    text: Option<u8>,
}

fn main() {
    drop(call_all());
    drop(on_ok().map(|answer| answer.text));
    drop(MyError::Spent);
}
