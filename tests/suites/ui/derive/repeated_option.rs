use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(transient, transient)]
    Busy,
    #[retryable(transient)]
    #[retryable(transient)]
    Gone,
}

fn main() {}
