use std::time::Duration;

use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(with = judge, after = 0)]
    Busy(Duration),
}

fn judge(_: &Duration) -> retry_attr::Verdict {
    retry_attr::Verdict::transient()
}

fn main() {}
