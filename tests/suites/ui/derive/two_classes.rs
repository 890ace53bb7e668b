use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(transient, throttled)]
    Busy,
}

fn main() {}
