use std::time::Duration;

use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(throttled, after = "wait")]
    Busy { wait: Duration },
}

fn main() {}
