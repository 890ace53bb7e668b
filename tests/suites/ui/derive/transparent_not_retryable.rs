use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(transparent)]
    Text(std::fmt::Error),
}

fn main() {}
