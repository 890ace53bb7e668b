use std::io;

use futures_util::future::join;
use retry_attr::test::{Kit, advance};
use retry_attr::{Upstream, retry};

/// The call in line waits on the virtual clock, and lets the attempt run that holds the slot.
#[tokio::test]
async fn calls_wait_for_a_slot_without_a_clock() {
    static ONE: Upstream = Upstream::new("one").in_flight(1);

    #[retry(upstream = ONE)]
    async fn ask() -> io::Result<u8> {
        tokio::task::yield_now().await;
        advance(std::time::Duration::from_secs(1));
        Ok(7)
    }
    let ((first, second), record) = Kit::new().no_wait().run_async(join(ask(), ask())).await;
    assert_eq!((first.ok(), second.ok()), (Some(7), Some(7)));
    assert_eq!(record.attempts(), 2);
}
