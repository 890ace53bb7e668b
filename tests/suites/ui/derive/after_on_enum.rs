use std::time::Duration;

use retry_attr::Retryable;

#[derive(Retryable)]
#[retryable(after = wait)]
enum ApiError {
    #[retryable(throttled)]
    Busy { wait: Duration },
    Down,
}

fn main() {}
