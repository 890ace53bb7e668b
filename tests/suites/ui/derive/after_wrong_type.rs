use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(throttled, after = seconds)]
    Busy { seconds: Option<u64> },
}

fn main() {}
