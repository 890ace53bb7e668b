use retry_attr::Retryable;

#[derive(Retryable)]
#[retryable(whit = judge)]
enum ApiError {
    Busy,
}

fn main() {}
