use std::time::Duration;

use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(throttled, after = Duration::from_secs(5))]
    Busy { wait: Duration },
}

fn main() {}
