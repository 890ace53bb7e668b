use futures_util::stream;
use retry_attr::stream::StreamExt as _;

#[derive(Debug)]
struct Failed;

fn main() {
    let items = stream::empty::<Result<u8, Failed>>();
    let _ = items.ends_with(|item| *item == 9);
    let items = stream::empty::<Result<u8, Failed>>();
    let _ = items.requires(|item| *item > 0);
    let items = stream::empty::<Result<u8, Failed>>();
    let _ = items.idle_timeout(std::time::Duration::from_secs(9));
}
