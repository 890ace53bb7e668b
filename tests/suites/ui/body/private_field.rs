use std::io::Error;

use retry_attr::retry;

mod vault {
    #[derive(Default)]
    pub struct Secret {
        n: u8,
    }

    impl Secret {
        pub fn n(&self) -> u8 {
            self.n
        }
    }
}

#[retry]
async fn call(secret: &vault::Secret) -> Result<u8, Error> {
    Ok(secret.n)
}

#[retry]
fn call_sync(secret: &vault::Secret) -> Result<u8, Error> {
    Ok(secret.n)
}

fn main() {
    drop(call(&vault::Secret::default()));
    drop(call_sync(&vault::Secret::default()));
}
