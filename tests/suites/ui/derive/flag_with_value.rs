use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(transient = true)]
    Busy,
    #[retryable(permanent(quota))]
    Quota,
}

fn main() {}
