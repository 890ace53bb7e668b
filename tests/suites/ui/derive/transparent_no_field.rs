use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(transparent)]
    Io,
}

fn main() {}
