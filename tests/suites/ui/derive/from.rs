use std::io::Error;

use retry_attr::Retryable;

#[derive(Retryable)]
enum Twice {
    #[retryable(from)]
    A(Error),
    #[retryable(transient, from)]
    B(Error),
}

#[derive(Retryable)]
enum Fields {
    #[retryable(from)]
    None,
}

#[derive(Retryable)]
#[retryable(from)]
struct Two(Error, String);

#[derive(Retryable)]
#[retryable(from)]
enum Whole {
    #[retryable(transparent)]
    A(Error),
}

#[derive(Retryable)]
enum Types {
    #[retryable(from(Error, retry_attr::TimedOut, Truncated, std::fmt::Error, std::fmt::Error))]
    A(Error),
}

#[derive(Retryable)]
enum Values {
    #[retryable(from = std::fmt::Error)]
    A(Error),
}

#[derive(Retryable)]
enum Empty {
    #[retryable(from())]
    A(Error),
}

#[derive(Retryable)]
enum Repeated {
    #[retryable(from, from)]
    A(Error),
}

#[derive(Retryable)]
enum On {
    A(#[retryable(from)] Error),
}

fn main() {}
