use std::time::Duration;

use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    Busy(#[retryable(throttled, after = 0)] Duration),
}

fn main() {}
