use std::time::Duration;

use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(throttled, after = 2)]
    Busy(Duration, u32),
}

fn main() {}
