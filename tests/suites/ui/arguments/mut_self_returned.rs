// A loop by hand does not compile either: the first attempt's borrow would have to end where the second begins.

use std::io::Error;

use retry_attr::retry;

struct Buffer {
    bytes: Vec<u8>,
}

impl Buffer {
    #[retry]
    async fn fill(&mut self) -> Result<&mut Vec<u8>, Error> {
        Ok(&mut self.bytes)
    }

    #[retry]
    fn fill_sync(&mut self) -> Result<&mut Vec<u8>, Error> {
        Ok(&mut self.bytes)
    }
}

fn main() {
    let mut buffer = Buffer { bytes: Vec::new() };
    let _ = buffer.fill_sync();
    drop(buffer.fill());
}
