// The future of a block is `Send` if the closure's is.

use std::cell::Cell;

use retry_attr::retrying;

fn send<T: Send>(_: T) {}

fn main() {
    let cell = Cell::new(1);
    send(retrying!(async || -> std::io::Result<u8> { Ok(cell.get()) }, max = 3));
}
