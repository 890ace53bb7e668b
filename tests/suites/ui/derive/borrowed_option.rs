use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(retry)]
    A,
    #[retryable(retriable)]
    B,
    #[retryable(temporary)]
    C,
    #[retryable(rate_limited)]
    D,
    #[retryable(busy)]
    E,
    #[retryable(timeout)]
    F,
    #[retryable(fatal)]
    G,
    #[retryable(retry_after)]
    H,
    #[retryable(source)]
    I,
    #[retryable(verdict)]
    J,
}

fn main() {}
