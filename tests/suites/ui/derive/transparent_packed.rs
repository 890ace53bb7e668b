use retry_attr::Retryable;

#[derive(Retryable)]
#[repr(C, packed)]
#[retryable(transparent)]
struct Wrapped(std::io::Error);

fn main() {}
