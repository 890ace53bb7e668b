use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(TimedOut)]
    Slow,
}

fn main() {}
