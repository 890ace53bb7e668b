use std::time::Duration;

use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(throttled, after = retry_aftr)]
    Busy { retry_after: Duration, limit: u32 },
}

fn main() {}
