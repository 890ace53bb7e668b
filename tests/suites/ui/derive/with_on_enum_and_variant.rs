use retry_attr::Retryable;

#[derive(Retryable)]
#[retryable(with = ApiError::judge)]
enum ApiError {
    #[retryable(transient)]
    Busy,
}

impl ApiError {
    fn judge(&self) -> retry_attr::Verdict {
        retry_attr::Verdict::transient()
    }
}

fn main() {}
