use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable()]
    Busy,
}

fn main() {}
