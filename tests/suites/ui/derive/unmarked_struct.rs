use retry_attr::Retryable;

#[derive(Retryable)]
struct ApiError {
    status: u16,
}

fn main() {}
