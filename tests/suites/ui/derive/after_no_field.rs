use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(throttled, after = wait)]
    Busy,
}

#[derive(Retryable)]
enum OtherError {
    #[retryable(throttled, after = 1)]
    Busy,
}

fn main() {}
