use retry_attr::Retryable;

#[derive(Retryable)]
#[retryable(transient)]
struct Busy;

#[derive(Retryable)]
enum ModelError {
    #[retryable(from(std::fmt::Error))]
    Busy(Busy),
}

fn main() {}
