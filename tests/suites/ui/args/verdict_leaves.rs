//! `?` and `return` in an expression for `verdict`.

use retry_attr::{NoneError, Retryable, Verdict, retry};

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Failed;

type Judge = fn(&Failed) -> Verdict;

#[retry(verdict = *judges.first()?, on(None))]
fn question_mark(judges: &[fn(&NoneError) -> Verdict]) -> Option<u8> {
    None
}

#[retry(verdict = *judges.first().ok_or(Failed)?)]
async fn question_mark_later(judges: &[Judge]) -> Result<u8, Failed> {
    Err(Failed)
}

#[retry(verdict = { return Ok(7) })]
fn returns() -> Result<u8, Failed> {
    Err(Failed)
}

fn main() {}
