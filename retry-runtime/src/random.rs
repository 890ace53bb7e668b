#[cfg(feature = "std")]
use crate::seam;

/// Where jitter's random numbers come from: every `u64` equally likely.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` has no random numbers to draw the jitter from",
    label = "the feature `std` is off",
    note = "help: write `random = my_source`, where `fn my_source() -> u64`, or `jitter = \"none\"`",
    note = "help: or enable the feature `std` of `retry-attr`"
)]
pub trait Random {
    /// Draws a number.
    fn draw(&self) -> u64;
}

impl<F: Fn() -> u64> Random for F {
    fn draw(&self) -> u64 {
        self()
    }
}

/// For a policy without jitter, which draws nothing.
#[derive(Clone, Copy, Debug)]
pub struct NoRandom;

impl Random for NoRandom {
    fn draw(&self) -> u64 {
        0
    }
}

/// A generator a thread, seeded without asking the operating system for each.
#[derive(Clone, Copy, Debug)]
pub struct ThreadRandom;

#[cfg(feature = "std")]
impl Random for ThreadRandom {
    #[inline]
    fn draw(&self) -> u64 {
        seam::draw().unwrap_or_else(per_thread::draw)
    }
}

#[cfg(feature = "std")]
mod per_thread {
    use core::cell::Cell;
    use core::sync::atomic::{AtomicU64, Ordering};
    use std::collections::hash_map::RandomState;
    use std::hash::BuildHasher as _;
    use std::thread_local;

    use fastrand::Rng;

    use crate::wait;

    thread_local! {
        /// What the generator starts from next time.
        static SEED: Cell<u64> = Cell::new(first_seed());
    }

    /// `RandomState` differs between processes, the counter between threads.
    #[cold]
    fn first_seed() -> u64 {
        static THREADS: AtomicU64 = AtomicU64::new(0);
        let thread = THREADS.fetch_add(1, Ordering::Relaxed);
        RandomState::new().hash_one(thread)
    }

    #[inline]
    pub(super) fn draw() -> u64 {
        /// 2^64 over the golden ratio, odd: spreads a clock's few changing bits over all 64.
        const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
        // A forked child has inherited the seed, and must not wait as its parent does.
        let salt = wait::salt().wrapping_mul(SPREAD);
        SEED.with(|seed| {
            let mut generator = Rng::with_seed(seed.get().wrapping_add(salt));
            let drawn = generator.u64(..);
            seed.set(generator.get_seed());
            drawn
        })
    }
}
