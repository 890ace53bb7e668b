// An error enum of the user's own, without `#[retryable(from)]`: what limits, streams, and clients need is reported together.

use std::io;
use std::time::Duration;

use futures_util::{Stream, stream};
use retry_attr::stream::StreamExt as _;
use retry_attr::{Retryable, Upstream, retry};

static GPT: Upstream = Upstream::new("gpt-5");

#[derive(Debug, Retryable)]
enum ModelError {
    #[retryable(transparent)]
    Api(io::Error),
    Empty,
}

/// The error of a client.
#[derive(Debug)]
struct ClientError;

async fn send() -> Result<String, ClientError> {
    Err(ClientError)
}

#[retry(attempt_timeout = "10s", deadline = "1m")]
async fn ask() -> Result<String, ModelError> {
    Ok(send().await?)
}

#[retry(upstream(GPT, max_wait = "2s"))]
fn in_line() -> Result<String, ModelError> {
    Err(ModelError::Api(io::ErrorKind::TimedOut.into()))
}

#[retry(stream)]
async fn tokens() -> Result<impl Stream<Item = Result<u8, ModelError>>, ModelError> {
    let tokens = stream::iter([Ok(1), Err(ModelError::Empty)]);
    Ok(tokens.ends_with(|token| *token == 9).idle_timeout(Duration::from_secs(9)))
}

fn main() {}
