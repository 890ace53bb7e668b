use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(with = |_, _| retry_attr::Verdict::transient())]
    Busy(u8, u8),
}

fn main() {}
