use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(transient, transparent)]
    Io(std::io::Error),
}

fn main() {}
