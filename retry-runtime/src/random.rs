/// A source of random numbers for jitter. Every `u64` is equally likely.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` has no random numbers to draw the jitter from",
    label = "the feature `std` is off, or the target has no random numbers",
    note = "help: write `random = my_source`, where `fn my_source() -> u64`, or `jitter = \"none\"`",
    note = "help: or enable the feature `std` of `retry-attr`, except on `wasm32-unknown-unknown`"
)]
pub trait Random {
    /// Draws the next number.
    fn draw(&mut self) -> u64;
}

impl<F: FnMut() -> u64> Random for F {
    fn draw(&mut self) -> u64 {
        self()
    }
}

/// For policies without jitter, which draw nothing.
#[derive(Clone, Copy, Debug)]
pub struct NoRandom;

impl Random for NoRandom {
    fn draw(&mut self) -> u64 {
        0
    }
}

#[cfg(feature = "std")]
pub(crate) use self::per_thread::draw;

/// One generator per thread, seeded once per thread. A forked child continues the sequence of its parent.
#[cfg(feature = "std")]
mod per_thread {
    use core::cell::RefCell;
    use core::sync::atomic::{AtomicU64, Ordering};
    use std::collections::hash_map::RandomState;
    use std::hash::{BuildHasher as _, Hasher as _};
    use std::thread_local;

    use rand::rngs::SmallRng;
    use rand::{Rng as _, SeedableRng as _};

    thread_local! {
        static GENERATOR: RefCell<SmallRng> = RefCell::new(seeded());
    }

    /// `RandomState` differs between processes, and the counter differs between threads.
    #[cold]
    fn seeded() -> SmallRng {
        static THREADS: AtomicU64 = AtomicU64::new(0);
        let thread = THREADS.fetch_add(1, Ordering::Relaxed);
        // `hash_one` costs 60 instructions more where LLVM leaves it out of line.
        SmallRng::seed_from_u64(RandomState::new().build_hasher().finish() ^ thread)
    }

    #[inline]
    pub(crate) fn draw() -> u64 {
        GENERATOR.with_borrow_mut(SmallRng::next_u64)
    }
}
