use retry_attr::{Retryable, Upstream, retry};

static GPT: Upstream = Upstream::new("gpt-5");

#[derive(Debug, Retryable)]
#[retryable(transient)]
struct Busy;

#[retry(upstream(GPT, max_wait = "2s"))]
async fn max_wait() -> Result<(), Busy> {
    Err(Busy)
}

#[retry(upstream = GPT, deadline = "2m")]
fn sync_deadline() -> Result<(), Busy> {
    Err(Busy)
}

fn main() {}
