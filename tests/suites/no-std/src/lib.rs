//! The functions of a program that has neither `std` nor an allocator. The build is the test: with `std`, there would be two
//! panic handlers, and with `alloc`, an allocator would be missing.

#![no_std]
#![deny(warnings, unsafe_code)]

use core::cell::Cell;
use core::panic::PanicInfo;
use core::pin::pin;
use core::task::{Context, Poll, Waker};
use core::time::Duration;

use retry_attr::{Retryable, retry};

/// A radio whose error says what it is worth.
mod radio {
    use super::{Cell, Duration, Retryable, retry};

    #[derive(Debug, Retryable)]
    pub(super) enum RadioError {
        #[retryable(transient)]
        Noise,
        #[retryable(throttled, after = wait)]
        Busy {
            wait: Duration,
        },
        Off,
    }

    /// Stands in for a board's generator.
    fn noise() -> u64 {
        0x9E37_79B9_7F4A_7C15
    }

    /// Stands in for a board's timer.
    async fn timer(_: Duration) {}

    #[retry(max = 5, random = noise, sleep = timer)]
    pub(super) async fn send(attempts: &Cell<u32>) -> Result<(), RadioError> {
        attempts.set(attempts.get() + 1);
        Err(RadioError::Noise)
    }

    #[retry(random = noise, sleep = |_| core::hint::spin_loop(), on_retry = |retry| waited.set(retry.wait()))]
    pub(super) fn send_blocking(waited: &Cell<Duration>) -> Result<(), RadioError> {
        Err(if waited.get().is_zero() {
            RadioError::Busy { wait: Duration::from_secs(1) }
        } else {
            RadioError::Off
        })
    }
}

/// A sensor whose error belongs to another crate.
mod sensor {
    use super::{Cell, retry};

    #[derive(Debug)]
    pub(super) struct Foreign;

    #[retry(jitter = "none", sleep = |_| core::future::ready(()), on(_))]
    pub(super) async fn read(attempts: &Cell<u32>) -> Result<u32, Foreign> {
        attempts.set(attempts.get() + 1);
        Err(Foreign)
    }
}

/// Not generic and public, so that all the rest is compiled for it.
#[must_use]
pub extern "C" fn attempts() -> u32 {
    let attempts = Cell::new(0);
    let mut context = Context::from_waker(Waker::noop());
    let sent = pin!(radio::send(&attempts)).poll(&mut context);
    let read = pin!(sensor::read(&attempts)).poll(&mut context);
    let blocking = radio::send_blocking(&Cell::default());
    match (sent, read, blocking) {
        (Poll::Ready(Err(_)), Poll::Ready(Err(_)), Err(_)) => attempts.get(),
        _ => 0,
    }
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}
