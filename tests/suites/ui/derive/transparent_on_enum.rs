use retry_attr::Retryable;

#[derive(Retryable)]
#[retryable(transparent)]
enum ApiError {
    Io(std::io::Error),
}

fn main() {}
