use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(transparent, after = 0)]
    Io(std::io::Error),
}

fn main() {}
