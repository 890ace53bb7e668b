use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(with = judge)]
    Status(u16),
}

fn main() {}
