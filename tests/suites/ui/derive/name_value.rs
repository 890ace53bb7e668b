use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable = "transient"]
    Busy,
}

fn main() {}
