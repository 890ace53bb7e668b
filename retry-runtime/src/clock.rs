//! Nothing else reads a clock.

use core::hash::{Hash as _, Hasher};
use std::time::Instant;

use crate::wait::Thread;

/// A clock that never goes back.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` has no clock to read in an async function",
    label = "the feature `tokio` is off",
    note = "help: enable the feature `tokio` of `retry-attr`",
    note = "help: or write `sleep = my_sleep`, where `async fn my_sleep(delay: Duration)`"
)]
pub trait Clock {
    /// What it shows.
    fn now() -> Instant;
}

/// The standard library's.
impl Clock for Thread {
    #[inline]
    fn now() -> Instant {
        #[cfg(feature = "test-util")]
        if let Some(now) = crate::test::now() {
            return now;
        }
        Instant::now()
    }
}

/// The one that tokio's timer goes by: it can be paused.
#[cfg(feature = "tokio")]
impl Clock for crate::wait::Tokio {
    #[inline]
    fn now() -> Instant {
        #[cfg(feature = "test-util")]
        if let Some(now) = crate::test::now() {
            return now;
        }
        tokio::time::Instant::now().into_std()
    }
}

/// Something that differs between a process and its forked child, which share everything they remember.
#[inline]
pub(crate) fn salt() -> u64 {
    // There `Instant::now` panics; nothing forks there either.
    #[cfg(all(target_family = "wasm", target_os = "unknown"))]
    return 0;
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    {
        // An `Instant` tells its nanoseconds to nobody but a hasher; a difference of two costs three times as much.
        let mut nanos = Nanos(0);
        Instant::now().hash(&mut nanos);
        nanos.finish()
    }
}

/// The last thing written.
struct Nanos(u64);

impl Hasher for Nanos {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0 << 8 | u64::from(byte);
        }
    }

    fn write_u32(&mut self, nanos: u32) {
        self.0 = self.0 << 32 | u64::from(nanos);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
