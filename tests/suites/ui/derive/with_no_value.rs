use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(with = )]
    Busy,
}

fn main() {}
