use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(with = "judge")]
    Busy(u8),
}

fn main() {}
