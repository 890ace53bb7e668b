//! Nothing else reads a clock.

use core::hash::{Hash as _, Hasher};
use std::time::Instant;

use super::Thread;
use crate::seam;

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
        seam::now().unwrap_or_else(Instant::now)
    }
}

/// The one that tokio's timer goes by: it can be paused.
#[cfg(feature = "tokio")]
impl Clock for super::Tokio {
    #[inline]
    fn now() -> Instant {
        seam::now().unwrap_or_else(|| tokio::time::Instant::now().into_std())
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

/// Whatever an `Instant` writes: seconds and nanoseconds.
struct Nanos(u64);

impl Hasher for Nanos {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = self.0.rotate_left(32).wrapping_add(number);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use core::hash::Hasher as _;

    use super::Nanos;

    #[test]
    fn all_that_is_written_makes_a_difference() {
        let salt = |seconds: u64, nanos: u32, bytes: &[u8]| {
            let mut salt = Nanos(0);
            salt.write_u32(nanos);
            salt.write_u64(seconds);
            salt.write(bytes);
            salt.finish()
        };
        let salts = [salt(1, 2, &[3]), salt(9, 2, &[3]), salt(1, 9, &[3]), salt(1, 2, &[9]), salt(1, 2, &[])];
        for (at, salt) in salts.iter().enumerate() {
            assert!(!salts[..at].contains(salt), "{salts:?}");
        }
    }
}
