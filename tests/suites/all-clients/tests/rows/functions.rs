//! One annotated function per client, as a user writes it. The waits are noted and skipped.

pub(crate) mod async_openai;
pub(crate) mod aws;
pub(crate) mod gax;
pub(crate) mod genai;
pub(crate) mod hyper;

use std::future::Future;
use std::time::Duration;

use retry_attr::retry;

use crate::call::Call;
use crate::client::Seen;

fn block_on<T>(future: impl Future<Output = T>) -> T {
    crate::tls::provide();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime of our own").block_on(future)
}

/// Where the paths of an API begin: what the clients call a base URL.
fn base(url: &str) -> &str {
    url.trim_end_matches("/chat/completions").trim_end_matches("/messages")
}

/// The server alone, for clients with their own paths.
fn origin(url: &str) -> &str {
    base(url).trim_end_matches("/v1")
}

/// The last thing that each client is given.
const QUESTION: &str = "What is the capital of France? Answer in one word.";

/// The time for which our clients wait for a server that has fallen silent.
const PATIENCE: Duration = Duration::from_secs(2);

/// A server that stalls must not hold the tests up.
fn http_client() -> reqwest::Client {
    let builder = reqwest::Client::builder().no_proxy().read_timeout(PATIENCE);
    builder.build().expect("a client that needs nothing")
}
