//! `retrying!` allocates nothing, also when it retries and reads its values at run time.

// Traces and metrics allocate.
#![cfg(not(any(feature = "tracing", feature = "metrics-024")))]

use std::future::{Future as _, ready};
use std::pin::pin;
use std::task::{Context, Waker};

use allocation_counter::measure;
use retry_attr::{Policy, retrying};

use super::shapes::support::Busy;

#[test]
fn a_sync_block_does_not_allocate() {
    let (mut attempts, policy) = (0, Policy::DEFAULT.max(9));
    let counted = measure(|| {
        let outcome = retrying!(
            || -> Result<u32, Busy> {
                attempts += 1;
                if attempts < 5 { Err(Busy) } else { Ok(attempts) }
            },
            policy = policy,
            jitter = "none",
            sleep = |_| ()
        );
        assert_eq!(outcome, Ok(5));
    });
    assert_eq!(counted.count_total, 0);
}

#[test]
fn an_async_block_does_not_allocate() {
    let (mut attempts, limit) = (0, 9);
    let counted = measure(|| {
        let block = pin!(retrying!(
            async || -> Result<u32, Busy> {
                attempts += 1;
                if attempts < 5 { Err(Busy) } else { Ok(attempts) }
            },
            max = limit,
            jitter = "none",
            sleep = |_| ready(())
        ));
        assert!(block.poll(&mut Context::from_waker(Waker::noop())).is_ready());
    });
    assert_eq!((counted.count_total, attempts), (0, 5));
}
