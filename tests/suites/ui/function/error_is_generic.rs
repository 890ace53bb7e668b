use retry_attr::retry;

#[retry]
fn call<E>(ask: impl Fn() -> Result<u8, E>) -> Result<u8, E> {
    ask()
}

fn main() {
    let _: Result<u8, std::io::Error> = call(|| Ok(1));
}
