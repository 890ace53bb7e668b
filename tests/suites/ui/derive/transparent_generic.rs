use retry_attr::Retryable;

#[derive(Retryable)]
#[retryable(transparent)]
struct Wrapped<E>(E);

fn needs<E: Retryable>(_: &E) {}

fn main() {
    needs(&Wrapped(std::fmt::Error));
}
