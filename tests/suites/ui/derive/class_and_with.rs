use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(with = judge, transient)]
    Busy,
}

fn judge() -> retry_attr::Verdict {
    retry_attr::Verdict::transient()
}

fn main() {}
