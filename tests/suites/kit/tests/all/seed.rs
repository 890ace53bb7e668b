//! The seed: the same waits each time, and not the same in each call.

use std::time::Duration;

use retry_attr::retry;
use retry_attr::test::Kit;

use crate::{Failed, TRANSIENT, millis, poll_once, secs};

#[retry]
fn fail() -> Result<(), Failed> {
    Err(TRANSIENT)
}

#[retry]
async fn fail_later() -> Result<(), Failed> {
    Err(TRANSIENT)
}

/// The waits of two calls.
fn waits(seed: u64) -> Vec<Duration> {
    let (_, record) = Kit::new().no_wait().seed(seed).run(|| (fail(), fail()));
    record.waits()
}

#[test]
fn the_same_seed_gives_the_same_waits() {
    assert_eq!(waits(7), waits(7));
    assert_ne!(waits(7), waits(8));
    let ((), record) = poll_once(Kit::new().no_wait().seed(7).run_async(async {
        let _ = fail_later().await;
        let _ = fail_later().await;
    }));
    assert_eq!(record.waits(), waits(7));
}

#[test]
fn the_waits_are_the_same_on_every_machine() {
    assert_eq!(waits(7), [27_680_218, 172_115_854, 358_788_064, 427_209_819].map(Duration::from_nanos));
}

#[test]
fn two_calls_draw_different_waits() {
    let waits = waits(7);
    assert_ne!(waits[..2], waits[2..]);
}

#[test]
fn without_a_seed_they_differ_each_time() {
    let waits = || Kit::new().no_wait().run(fail).1.waits();
    assert_ne!(waits(), waits());
}

#[test]
fn the_users_own_source_stays() {
    #[retry(random = || 1 << 63)]
    fn fail() -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    let (_, record) = Kit::new().no_wait().seed(7).run(fail);
    assert_eq!(record.waits(), [millis(250), millis(500)]);
    assert!(record.waits().into_iter().sum::<Duration>() < secs(1));
}

#[test]
fn the_same_seed_gives_the_same_ids_of_calls() {
    #[retry(call_id = id, jitter = "none")]
    fn name() -> std::io::Result<String> {
        Ok(id.to_string())
    }
    let ids = |seed| Kit::new().seed(seed).run(|| [name().ok(), name().ok()]).0;
    assert_eq!(ids(7), ids(7));
    assert_ne!(ids(7), ids(8));
    let [first, second] = ids(7);
    assert_ne!(first, second);
    let unseeded = || Kit::new().run(name).0.ok();
    assert_ne!(unseeded(), unseeded());
}
