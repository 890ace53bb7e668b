use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(transparent)]
    Io { source: std::io::Error, path: String },
}

fn main() {}
