use retry_attr::Retryable;

#[derive(Retryable)]
#[retryable(transient)]
enum ApiError {
    Busy,
    Down,
}

fn main() {}
