//! An annotated function for each SDK: its numbers, and what our verdicts make of them.

use std::cell::RefCell;
use std::time::Duration;
use std::vec::IntoIter;

use retry_attr::{Jitter, Policy, Retry, Retryable, Verdict, retry};

/// The failures of the function, in order; then it succeeds.
pub(crate) struct Call {
    failures: RefCell<IntoIter<Verdict>>,
    waits: RefCell<Vec<f64>>,
}

struct Failure(Verdict);

impl Retryable for Failure {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

impl Call {
    fn next(&self) -> Result<(), Failure> {
        self.failures.borrow_mut().next().map_or(Ok(()), |verdict| Err(Failure(verdict)))
    }

    fn note(&self, retry: &Retry<'_, Failure>) {
        self.waits.borrow_mut().push(retry.wait().as_secs_f64());
    }
}

/// Without jitter, where the SDK's table has none: half a second at first, eight at most.
const STAINLESS: Policy = Policy::DEFAULT
    .max(u32::MAX)
    .jitter(Jitter::None)
    .initial_delay(Duration::from_millis(500))
    .throttled_delay(Duration::from_millis(500))
    .max_delay(Duration::from_secs(8))
    .max_retry_after(Duration::MAX);
const OPENAI_PYTHON: Policy = STAINLESS.max_retry_after(Duration::from_secs(120));

const fn starting_at(first: Duration) -> Policy {
    STAINLESS.initial_delay(first).throttled_delay(first)
}

/// The middle of all that can be drawn.
fn half() -> u64 {
    1 << 63
}

/// One function for each name: `#[retry]` takes constants.
macro_rules! functions {
    ($($name:ident: $policy:expr $(, max = $max:literal)?;)*) => {
        $(
        #[retry(
            policy = $policy, $(max = $max,)? random = half,
            sleep = |_| (), on_retry = |retry| call.note(retry)
        )]
        fn $name(call: &Call) -> Result<(), Failure> {
            call.next()
        }
        )*

        fn function(name: &str) -> fn(&Call) -> Result<(), Failure> {
            match name {
                $(stringify!($name) => $name,)*
                _ => panic!("{name} has no function"),
            }
        }
    };
}

functions! {
    openai_python: OPENAI_PYTHON;
    openai_python_without_retries: OPENAI_PYTHON, max = 1;
    openai_python_with_2_retries: OPENAI_PYTHON, max = 3;
    stainless: STAINLESS;
    vercel_ai: starting_at(Duration::from_secs(2));
    aws_standard_2_1: starting_at(Duration::from_millis(50));
    async_openai_0_43: starting_at(Duration::from_millis(100));
    litellm: STAINLESS.jitter(Jitter::Full);
}

/// Which function plays a set of cases.
pub(crate) fn of(set: &str) -> &str {
    match set {
        "vercel_ai" | "aws_standard_2_1" | "async_openai_0_43" | "litellm" => set,
        set if set.starts_with("openai_python") => "openai_python",
        _ => "stainless",
    }
}

/// The waits of a call that fails so: as many as there were retries. And whether it succeeded in the end.
pub(crate) fn play(name: &str, failures: Vec<Verdict>) -> (Vec<f64>, bool) {
    let call = Call { failures: RefCell::new(failures.into_iter()), waits: RefCell::default() };
    let succeeded = function(name)(&call).is_ok();
    (call.waits.into_inner(), succeeded)
}
