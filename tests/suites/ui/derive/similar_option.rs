use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(transiant)]
    Busy,
}

fn main() {}
