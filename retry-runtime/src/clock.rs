//! Nothing else reads a clock.

use core::hash::{Hash as _, Hasher};

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
        std::time::Instant::now().hash(&mut nanos);
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
