use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(transient, crate = ::retry_attr)]
    Busy,
}

fn main() {}
