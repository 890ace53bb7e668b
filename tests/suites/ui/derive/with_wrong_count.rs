use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(with = judge)]
    Status(u16, String),
}

fn judge(_: &u16) -> retry_attr::Verdict {
    retry_attr::Verdict::transient()
}

fn main() {}
