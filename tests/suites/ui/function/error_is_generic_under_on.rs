use retry_attr::retry;

trait Client {
    type Error;

    #[retry(on(_))]
    fn ask(&self) -> Result<u8, Self::Error> {
        self.try_ask()
    }

    fn try_ask(&self) -> Result<u8, Self::Error>;
}

#[retry(on(error if is_busy(error)))]
fn call<C: Client>(client: &C) -> Result<u8, <C as Client>::Error> {
    client.ask()
}

const fn is_busy<E>(_: &E) -> bool {
    true
}

fn main() {}
