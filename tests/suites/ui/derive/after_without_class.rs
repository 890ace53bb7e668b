use std::time::Duration;

use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(after = wait)]
    Busy { wait: Duration },
}

fn main() {}
