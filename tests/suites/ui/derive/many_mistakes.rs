use std::time::Duration;

use retry_attr::Retryable;

#[derive(Retryable)]
#[retryable(overloaded, crate = "retry_attr")]
enum ApiError {
    #[retryable(transiant)]
    Reset,
    #[retryable(throttled, after = wiat, after = wait)]
    Throttled { wait: Duration },
    #[retryable]
    Busy,
    #[retryable(transparent, timed_out, forever)]
    Io(std::io::Error, String),
    Late(#[retryable(timed_out)] Duration),
}

#[derive(Retryable)]
#[retryable(after = 1, later)]
struct Refused(Duration);

// The derive reports only its own mistakes. Users of the type do not see that `Retryable` is missing.
fn needs<E: Retryable>() {}

fn main() {
    needs::<ApiError>();
    needs::<Refused>();
}
