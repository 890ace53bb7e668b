use retry_attr::Retryable;

#[derive(Retryable)]
#[retryable(transiant)]
struct ApiError;

fn main() {}
