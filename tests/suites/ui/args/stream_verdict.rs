//! With `stream`, `verdict` judges errors when the call has returned.

use futures_util::{Stream, stream};
use retry_attr::{Retryable, Verdict, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Failed;

type Item = Result<u8, Failed>;

struct Client {
    judge: fn(&Failed) -> Verdict,
}

impl Client {
    #[retry(stream, verdict = self.judge)]
    async fn expression(&self) -> Result<impl Stream<Item = Item>, Failed> {
        Ok(stream::iter([Ok(1)]))
    }

    #[retry(stream, verdict = |error| (self.judge)(error))]
    async fn closure_over_self(&self) -> Result<impl Stream<Item = Item>, Failed> {
        Ok(stream::iter([Ok(1)]))
    }
}

#[retry(stream, verdict = |error| judge(error))]
async fn closure_over_a_parameter(judge: fn(&Failed) -> Verdict) -> Result<impl Stream<Item = Item>, Failed> {
    Ok(stream::iter([Ok(1)]))
}

#[retry(stream, verdict = judge)]
async fn parameter(judge: fn(&Failed) -> Verdict) -> Result<impl Stream<Item = Item>, Failed> {
    Ok(stream::iter([Ok(1)]))
}

#[retry(stream, attempt = attempt, verdict = |_| if attempt.is_last() { Verdict::transient() } else { Verdict::throttled() })]
async fn closure_over_the_attempt() -> Result<impl Stream<Item = Item>, Failed> {
    Ok(stream::iter([Ok(1)]))
}

/// A pattern hides no name.
#[retry(stream, verdict = |error| match error { Failed => judge(error) })]
async fn closure_with_patterns(judge: fn(&Failed) -> Verdict) -> Result<impl Stream<Item = Item>, Failed> {
    Ok(stream::iter([Ok(1)]))
}

fn main() {}
