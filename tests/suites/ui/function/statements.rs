// rustc accepts no attribute macro on a statement, and says so. Items that are not functions are refused there, too.

use std::io::Error;

use retry_attr::retry;

fn call() -> Result<u8, Error> {
    #[retry]
    let answer = Ok::<u8, Error>(1);
    #[retry(max = 2)]
    async { Ok::<u8, Error>(1) };
    #[retry]
    || Ok::<u8, Error>(1);
    answer
}

fn main() {
    let _ = call();
}
