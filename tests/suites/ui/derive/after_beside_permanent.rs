use std::time::Duration;

use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(permanent, after = wait)]
    Quota { wait: Duration },
}

fn main() {}
