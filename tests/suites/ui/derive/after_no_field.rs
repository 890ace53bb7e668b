use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(throttled, after = wait)]
    Busy,
}

fn main() {}
