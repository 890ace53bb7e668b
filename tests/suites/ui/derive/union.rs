use retry_attr::Retryable;

#[derive(Retryable)]
union ApiError {
    status: u16,
    code: u16,
}

fn main() {}
