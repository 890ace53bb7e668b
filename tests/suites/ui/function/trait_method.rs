use std::io::Error;

use retry_attr::retry;

trait Model {
    #[retry]
    fn ask(&self) -> Result<u8, Error>;
}

struct Fixed;

impl Model for Fixed {
    fn ask(&self) -> Result<u8, Error> {
        Ok(1)
    }
}

fn main() {
    let _ = Fixed.ask();
}
