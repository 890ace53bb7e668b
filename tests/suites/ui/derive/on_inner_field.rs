use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    Io(#[retryable(transparent)] std::io::Error),
}

fn main() {}
