use std::time::Duration;

use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(throttled, after)]
    Busy { wait: Duration },
}

fn main() {}
