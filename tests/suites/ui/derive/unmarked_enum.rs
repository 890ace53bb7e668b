use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    Busy,
    Down,
}

fn main() {}
