use retry_attr::Retryable;

#[derive(Retryable)]
enum ApiError {
    #[retryable(with = judge)]
    Status(u16),
}

fn judge(status: &u16) -> bool {
    *status == 503
}

fn main() {}
