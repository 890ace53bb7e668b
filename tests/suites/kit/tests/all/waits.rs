//! Waits: skipped under `no_wait`, made without it, and recorded either way.

use std::cell::Cell;
use std::future::{Ready, ready};
use std::time::{Duration, Instant};

use retry_attr::retry;
use retry_attr::test::Kit;

use crate::{Failed, TRANSIENT, millis, poll_once, secs};

const HOUR: Duration = Duration::from_secs(3600);
const KIT: Kit = Kit::new().no_wait();

#[test]
fn a_sync_function_does_not_wait() {
    #[retry(initial_delay = "1h", max_delay = "9h", jitter = "none")]
    fn fail() -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    let (outcome, record) = KIT.run(fail);
    assert_eq!(outcome, Err(TRANSIENT));
    assert_eq!(record.waits(), [HOUR, 2 * HOUR]);
    assert_eq!(record.elapsed(), 3 * HOUR);
}

#[test]
fn an_async_function_does_not_wait_and_needs_no_runtime() {
    #[retry(initial_delay = "1h", max_delay = "9h", jitter = "none")]
    async fn fail() -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    let (outcome, record) = poll_once(KIT.run_async(fail()));
    assert_eq!(outcome, Err(TRANSIENT));
    assert_eq!(record.waits(), [HOUR, 2 * HOUR]);
    assert_eq!(record.elapsed(), 3 * HOUR);
}

#[test]
fn the_function_of_sleep_is_not_called() {
    fn never(_: Duration) {
        panic!("a wait");
    }
    #[retry(sleep = never, jitter = "none")]
    fn fail() -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    #[retry(sleep = async |wait| never(wait), jitter = "none")]
    async fn fail_later() -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    for record in [KIT.run(fail).1, poll_once(KIT.run_async(fail_later())).1] {
        assert_eq!(record.waits(), [millis(500), secs(1)]);
        assert_eq!(record.elapsed(), millis(1500));
    }
}

#[test]
fn a_kit_that_waits_calls_it() {
    fn add(waited: &Cell<Duration>, wait: Duration) -> Ready<()> {
        waited.set(waited.get() + wait);
        ready(())
    }
    #[retry(sleep = |wait| drop(add(waited, wait)), jitter = "none")]
    fn fail(waited: &Cell<Duration>) -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    #[retry(sleep = async |wait| add(waited, wait).await, jitter = "none")]
    async fn fail_later(waited: &Cell<Duration>) -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    let waited = Cell::default();
    let (_, record) = Kit::new().run(|| fail(&waited));
    assert_eq!(waited.take(), millis(1500));
    let (_, async_record) = poll_once(Kit::new().run_async(fail_later(&waited)));
    assert_eq!(waited.take(), millis(1500));
    for record in [record, async_record] {
        assert_eq!(record.waits(), [millis(500), secs(1)]);
        assert_eq!(record.elapsed(), Duration::ZERO, "no clock is virtual");
    }
}

#[tokio::test(start_paused = true)]
async fn a_kit_that_waits_uses_the_paused_clock() {
    #[retry(jitter = "none")]
    async fn fail() -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    let start = tokio::time::Instant::now();
    let (_, record) = Kit::new().run_async(fail()).await;
    assert_eq!(start.elapsed(), millis(1500));
    assert_eq!(record.waits(), [millis(500), secs(1)]);
}

#[test]
fn a_kit_that_waits_blocks_the_thread() {
    #[retry(max = 2, initial_delay = "20ms", jitter = "none")]
    fn fail() -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    let start = Instant::now();
    let (_, record) = Kit::new().run(fail);
    assert!(start.elapsed() >= millis(20), "{:?}", start.elapsed());
    assert_eq!(record.waits(), [millis(20)]);
}
