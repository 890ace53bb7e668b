// Only rustc sees that this is an `Option`.

use retry_attr::retry;

type Maybe = Option<u8>;

#[retry]
fn call() -> Maybe {
    Some(1)
}

fn main() {
    let _ = call();
}
