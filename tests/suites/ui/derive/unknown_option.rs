use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(sometimes)]
    Busy,
}

fn main() {}
