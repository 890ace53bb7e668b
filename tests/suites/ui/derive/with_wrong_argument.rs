use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(with = judge)]
    Status(u16),
}

fn judge(status: u16) -> retry_attr::Verdict {
    if status == 429 { retry_attr::Verdict::throttled() } else { retry_attr::Verdict::transient() }
}

fn main() {}
